import Testing

@testable import Plaint

@Suite struct CalibrationMetricsTests {
    private func forecasts(_ pairs: [(Int32, Bool)]) -> [Forecast] {
        pairs.map { Forecast(probability: $0, holds: $1) }
    }

    @Test func scoresByHand() throws {
        let metrics = CalibrationMetrics(groups: [forecasts([(900, true), (600, false), (400, true), (100, false)])])
        #expect(metrics.count == 4)
        // (0.01 + 0.36 + 0.36 + 0.01) / 4; the base rate one half scores 0.25.
        #expect(abs(try #require(metrics.brier) - 0.185) < 1e-12)
        #expect(abs(try #require(metrics.brierSkill) - 0.26) < 1e-12)
        // A bin for each of four: (0.1 + 0.6 + 0.6 + 0.1) / 4
        #expect(metrics.bins.count == 4)
        #expect(abs(try #require(metrics.ece) - 0.35) < 1e-12)
    }

    @Test func certaintyThatComesTrueIsPerfect() {
        let metrics = CalibrationMetrics(groups: [forecasts([(1_000, true), (0, false), (0, false)])])
        #expect(metrics.brier == 0)
        #expect(metrics.brierSkill == 1)
        #expect(metrics.ece == 0)
        #expect(metrics.expectedECE == 0)
    }

    @Test func certaintyThatFailsIsWorst() {
        let metrics = CalibrationMetrics(groups: [forecasts([(0, true), (1_000, false)])])
        #expect(metrics.brier == 1)
        #expect(metrics.brierSkill == -3)
        #expect(metrics.ece == 1)
    }

    /// The base rate for everybody is calibrated and without skill; bins that cut through equal forecasts must not make
    /// an error of it.
    @Test func baseRateIsCalibratedWithoutSkill() throws {
        let metrics = CalibrationMetrics(groups: [forecasts((0..<40).map { (250, $0 % 4 == 0) })])
        #expect(metrics.ece == 0)
        #expect(abs(try #require(metrics.brierSkill)) < 1e-12)
        #expect(metrics.bins.map(\.count) == [Int](repeating: 4, count: 10))
    }

    @Test func eachGroupHasItsOwnBaseRate() throws {
        let frequent = forecasts([(750, true), (750, true), (750, true), (750, false)])
        let rare = forecasts([(250, true), (250, false), (250, false), (250, false)])
        #expect(abs(try #require(CalibrationMetrics(groups: [frequent, rare]).brierSkill)) < 1e-12)
        #expect(try #require(CalibrationMetrics(groups: [frequent + rare]).brierSkill) > 0.2)
    }

    @Test func orderDoesNotMatter() {
        let some = forecasts((0..<37).map { (Int32($0 * 271 % 10 * 100), $0 % 3 == 0) })
        let turned = CalibrationMetrics(groups: [Array(some.reversed())])
        #expect(CalibrationMetrics(groups: [some]) == turned)
    }

    @Test func binsHaveEqualMass() {
        let metrics = CalibrationMetrics(groups: [forecasts((0..<95).map { (Int32($0 * 10), $0 > 50) })])
        #expect(metrics.bins.count == 10)
        #expect(metrics.bins.allSatisfy { $0.count == 9 || $0.count == 10 })
        #expect(metrics.bins.reduce(0) { $0 + $1.count } == 95)
    }

    /// On few forecasts even a perfect model shows a large error.
    @Test func perfectModelHasAnErrorOnFewForecasts() throws {
        func expected(_ count: Int) throws -> Double {
            let spread = (0..<count).map { (Int32(20 + 960 * $0 / count), false) }
            return try #require(CalibrationMetrics(groups: [forecasts(spread)]).expectedECE)
        }
        #expect(try (0.06...0.13).contains(expected(78)))
        #expect(try expected(2_000) < 0.03)
    }

    @Test func undefinedWithoutForecastsOrWithoutBothOutcomes() {
        let none = CalibrationMetrics(groups: [])
        #expect(none.brier == nil && none.brierSkill == nil && none.ece == nil && none.expectedECE == nil)
        #expect(none.bins.isEmpty)
        let allTrue = CalibrationMetrics(groups: [forecasts([(900, true), (800, true)])])
        #expect(allTrue.brier != nil)
        #expect(allTrue.brierSkill == nil)
    }
}

@Suite struct PrecisionAtRecallTests {
    private func forecasts(_ pairs: [(Int32, Bool)]) -> [Forecast] {
        pairs.map { Forecast(probability: $0, holds: $1) }
    }

    @Test func byHand() throws {
        // Four of five complaints are reached at 0.5, with two of four others.
        let at = PrecisionAtRecall(
            forecasts([
                (900, true), (800, true), (700, false), (600, true), (500, true), (500, false), (400, true),
                (300, false), (200, false),
            ]))
        #expect(at.threshold == 0.5)
        #expect(at.recall == Proportion(4, of: 5))
        #expect(at.precision == Proportion(4, of: 6))
        // 0.1·0.8 / (0.1·0.8 + 0.9·0.5)
        #expect(abs(try #require(at.atLowPrevalence) - 0.08 / 0.53) < 1e-12)
    }

    @Test func perfectRanking() {
        let at = PrecisionAtRecall(forecasts([(900, true), (800, true), (100, false)]))
        #expect(at.precision.value == 1)
        #expect(at.atLowPrevalence == 1)
    }

    @Test func oneProbabilityForAllFindsAllOrNone() {
        let at = PrecisionAtRecall(forecasts([(500, true), (500, false), (500, false), (500, true)]))
        #expect(at.recall.value == 1)
        #expect(at.precision.value == 0.5)
        // All texts pass: what is found is the mix itself.
        #expect(at.atLowPrevalence.map { abs($0 - 0.1) < 1e-12 } == true)
    }

    @Test func undefinedWithoutComplaintsOrWithoutOthers() {
        let none = PrecisionAtRecall(forecasts([(500, false)]))
        #expect(none.threshold == nil && none.recall.value == nil && none.precision.value == nil)
        #expect(none.atLowPrevalence == nil)
        let only = PrecisionAtRecall(forecasts([(500, true)]))
        #expect(only.precision.value == 1)
        #expect(only.atLowPrevalence == nil)
    }
}
