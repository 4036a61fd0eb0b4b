import Testing

@testable import Plaint

@Suite struct IntervalsTests {
    /// Newcombe 1998, Two-sided Confidence Intervals for the Single Proportion, table I, method 3.
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718),
    ])
    func wilsonAsPublished(hits: Int, count: Int, lower: Double, upper: Double) throws {
        let interval = try #require(Proportion(hits, of: count).interval)
        #expect(abs(interval.lower - lower) < 0.000_05)
        #expect(abs(interval.upper - upper) < 0.000_05)
    }

    @Test func wilsonStaysWithinBoundsAndIsSymmetric() throws {
        for count in 1...40 {
            for hits in 0...count {
                let interval = try #require(Proportion(hits, of: count).interval)
                let mirrored = try #require(Proportion(count - hits, of: count).interval)
                let value = Double(hits) / Double(count)
                #expect(0 <= interval.lower && interval.lower <= value)
                #expect(value <= interval.upper && interval.upper <= 1)
                #expect(abs(interval.lower - (1 - mirrored.upper)) < 1e-12)
            }
        }
    }

    @Test func shareOfNothingIsUndefined() {
        #expect(Proportion(0, of: 0).value == nil)
        #expect(Proportion(0, of: 0).interval == nil)
    }
}

@Suite struct BootstrapTests {
    /// Values for the seed 1234567 as published with other implementations (Rosetta Code, Pseudo-random
    /// numbers/Splitmix64).
    @Test func generatorAsPublished() {
        var generator = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        for value in expected { #expect(generator.next() == value) }
    }

    @Test func boundedDrawsReachAllAndOnlyTheRange() {
        var generator = SplitMix64(seed: 1)
        var seen: Set<Int> = []
        for _ in 0..<1_000 { seen.insert(generator.next(below: 7)) }
        #expect(seen == Set(0..<7))
    }

    @Test func sameRecordsSameInterval() {
        let values = (0..<50).map { Double($0 * $0 % 17) }
        func interval() -> Interval? {
            Bootstrap.interval(count: values.count) { draws in draws.reduce(0) { $0 + values[$1] } / 50 }
        }
        #expect(interval() != nil)
        #expect(interval() == interval())
    }

    /// For a plain share the bootstrap must come near to Wilson's interval.
    @Test func agreesWithWilsonOnShares() throws {
        let interval = try #require(Bootstrap.interval(count: 400) { Double($0.count { $0 < 100 }) / 400 })
        let wilson = try #require(Proportion(100, of: 400).interval)
        #expect(abs(interval.lower - wilson.lower) < 0.01)
        #expect(abs(interval.upper - wilson.upper) < 0.01)
    }

    @Test func undefinedEverywhereIsUndefined() {
        #expect(Bootstrap.interval(count: 0) { _ in 1 } == nil)
        #expect(Bootstrap.interval(count: 5) { _ in nil } == nil)
    }
}
