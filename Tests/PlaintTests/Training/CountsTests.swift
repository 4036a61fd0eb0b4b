import Testing

@testable import Plaint

struct CountsTests {
    private func counts(_ lines: [String]) throws -> FeatureCounts {
        try SmallCorpus.samples(lines).counts(canary: "c")
    }

    private func read(_ bytes: [UInt8]) throws(ModelFileError) -> FeatureCounts {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(ModelFileError) in try CountsFile.read(buffer, name: "c") }
        }
        return try result.get()
    }

    @Test(arguments: [UInt64(1), 2, 3]) func mergedPartsAreTheWholeByteForByte(_ seed: UInt64) throws {
        let lines = SmallCorpus.lines(90, seed: seed)
        var generator = SeededGenerator(seed: seed)
        let whole = CountsFile.write(try counts(lines))
        #expect(try CountsFile.write(counts(lines.shuffled(using: &generator))) == whole, "the order of records")
        let cuts = [0] + [Int.random(in: 0...40, using: &generator), Int.random(in: 41...90, using: &generator)] + [90]
        let parts = try zip(cuts, cuts.dropFirst()).map { try counts(Array(lines[$0..<$1])) }
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            var merged = parts[order[0]]
            try merged.merge(parts[order[1]])
            try merged.merge(parts[order[2]])
            #expect(CountsFile.write(merged) == whole, "\(order)")
        }
        var right = parts[1]
        try right.merge(parts[2])
        var left = parts[0]
        try left.merge(right)
        #expect(CountsFile.write(left) == whole, "brackets")
    }

    @Test(arguments: [1, 2, 3, 7]) func threadsMakeTheSameOfACorpus(_ threads: Int) throws {
        let corpus = try SmallCorpus.corpus([SmallCorpus.lines(100)])
        let one = try TrainingSamples(corpus, lexicon: Shared.lexicon, leastRecords: 2, threads: 1)
        let more = try TrainingSamples(
            corpus, lexicon: Shared.lexicon, leastRecords: 2, threads: threads, recordsPerThread: 10)
        #expect(more.samples.map(\.keys) == one.samples.map(\.keys))
        #expect(more.samples.map(\.labels) == one.samples.map(\.labels))
        #expect(CountsFile.write(more.counts(canary: "c")) == CountsFile.write(one.counts(canary: "c")))
        let odd = { (index: Int) in index % 2 == 1 }
        #expect(more.counts(canary: "c", where: odd) == one.counts(canary: "c", where: odd))
    }

    @Test func numbersOfFeaturesGoByTheirOrder() {
        var numbers = FeatureNumbers()
        var generator = SeededGenerator(seed: 5)
        var known: [UInt64: Int] = [:]
        // Few low bits: many share a place; far more than there is room for at first.
        for _ in 0..<20_000 {
            let key = max(1, UInt64.random(in: 0..<8_000, using: &generator) &* 0x1000_0001)
            #expect(numbers.find(key) == known[key])
            let number = numbers.number(key)
            #expect(number == known[key] ?? known.count)
            known[key] = number
        }
        #expect(numbers.count == known.count && numbers.keys.enumerated().allSatisfy { known[$1] == $0 })
    }

    @Test func partsWithOtherCategoriesAreMerged() throws {
        func part(_ categories: [String], _ sets: [String: Int], _ features: [String: [Int32]]) -> FeatureCounts {
            var counts = FeatureCounts(
                labelling: .init(field: "topic", hasGate: false, categories: categories), canary: "c")
            counts.labelSets = sets
            counts.features = features
            return counts
        }
        let first = part(["b"], ["b": 2], ["w:x": [0, 2, 2]])
        let second = part(["a", "b"], ["a": 1, "a,b": 1], ["w:x": [0, 1, 1, 1], "w:y": [0, 1, 1, 0]])
        var merged = first
        try merged.merge(second)
        var other = second
        try other.merge(first)
        #expect(CountsFile.write(merged) == CountsFile.write(other))
        #expect(merged.labelling.categories == ["a", "b"] && merged.totals == [0, 4, 2, 3])
        #expect(merged.features == ["w:x": [0, 3, 1, 3], "w:y": [0, 1, 1, 0]])
        // Nothing is added to nothing.
        var same = merged
        try same.merge(part(["a", "b"], [:], [:]))
        #expect(same == merged)
    }

    @Test func strangersAreNotMerged() throws {
        let counts = SmallModel.counts
        var canary = counts
        var field = counts
        var gate = counts
        canary.canary = "other"
        field.labelling.field = "act"
        gate.labelling.hasGate = false
        for other in [canary, field, gate] {
            var merged = counts
            #expect(throws: ModelFileError.self) { try merged.merge(other) }
            #expect(merged == counts, "and nothing is changed")
        }
    }

    @Test func filesAreSortedAndRoundTrip() throws {
        let counts = try counts(SmallCorpus.lines(60))
        let bytes = CountsFile.write(counts)
        #expect(try read(bytes) == counts)
        #expect(try CountsFile.write(read(bytes)) == bytes)
        let lines = bytes.split(separator: 0x0A).dropLast()
        let features = lines.drop { $0.first == UInt8(ascii: "#") }
        #expect(zip(features, features.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        #expect(!bytes.contains(UInt8(ascii: "/")) || !String(decoding: bytes, as: UTF8.self).contains("/tmp"))
    }

    @Test(arguments: [
        ("#! plaint-counts 1", "#! plaint-counts 3"), ("#! plaint-counts 1", "#! plaint-model 1"),
        ("#! plaint-counts 1", "#! plaint-counts 0"), ("#! end\n", ""),
        ("#! label categories\n", ""), ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0"),
        ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0\t-4"), ("w:late\t1\t4\t0\t4", "w:broken\t1\t4\t0\t4"),
        ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0\t99999999999"), ("w:late\t1\t4\t0\t4", ""),
        ("#! set 10 -", "#! set 0 -"),
    ])
    func nonsenseIsRefused(_ old: String, _ new: String) {
        let text = Self.withoutChecksum(SmallModel.counts)
        #expect(text.contains(old))
        let bytes = Array(text.replacing(first: old, by: new).utf8)
        #expect(throws: ModelFileError.self) { try read(bytes) }
    }

    /// As format 1 was.
    private static func withoutChecksum(_ counts: FeatureCounts) -> String {
        let lines = String(decoding: CountsFile.write(counts), as: UTF8.self)
            .replacing(first: "#! plaint-counts 2", by: "#! plaint-counts 1").split(separator: "\n")
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    @Test func filesWithoutAChecksumAreThoseOfFormat1() throws {
        let old = Self.withoutChecksum(SmallModel.counts)
        #expect(try read(Array(old.utf8)) == SmallModel.counts)
        let pretended = old.replacing(first: "#! plaint-counts 1", by: "#! plaint-counts 2")
        #expect(throws: ModelFileError.self) { try read(Array(pretended.utf8)) }
    }

    @Test func filesThatWereCutOrChangedAreRefused() {
        let bytes = CountsFile.write(SmallModel.counts)
        for length in 0..<bytes.count {
            #expect(throws: ModelFileError.self, "\(length) bytes") { try read(Array(bytes[..<length])) }
        }
        let text = String(decoding: bytes, as: UTF8.self).replacing(first: "w:late\t1\t4", by: "w:late\t9\t4")
        #expect(throws: ModelFileError.self) { try read(Array(text.utf8)) }
    }

    @Test func eachRecordCountsAFeatureOnce() throws {
        let counts = try counts([
            #"{"text":"slow slow slow","complaint":true,"categories":["speed"]}"#,
            #"{"text":"slow food is lovely","complaint":false,"categories":[]}"#,
            #"{"text":"slow and rude","complaint":true,"categories":["speed","service"]}"#,
        ])
        // [no complaint, complaint, product, service, process, speed]
        #expect(counts.features["w:slow"] == [1, 2, 0, 1, 0, 2])
        #expect(counts.labelSets == ["-": 1, "speed": 1, "service,speed": 1] && counts.totals == [1, 2, 0, 1, 0, 2])
    }

    @Test func sumsOfFilesStayWithinTheirWidth() throws {
        var counts = SmallModel.counts
        counts.features = ["w:x": [0, .max, 0, 0]]
        var merged = counts
        #expect(throws: ModelFileError.self) { try merged.merge(counts) }
    }
}
