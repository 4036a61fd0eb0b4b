/// How clean the finds are when four in five of all complaints must be found.
public struct PrecisionAtRecall: Sendable, Equatable {
    /// Recall that must be reached.
    public static let recallTarget = 0.8
    /// Share of complaints in the mix that `atLowPrevalence` is reckoned for: corpora by hand are half complaints, real
    /// traffic 5 to 15 %.
    public static let lowPrevalence = 0.1

    /// The highest threshold that reaches the recall; `nil` without complaints, and then the rest is undefined too.
    public let threshold: Double?
    public let recall: Proportion
    public let precision: Proportion
    /// π·R / (π·R + (1−π)·F) with π = `lowPrevalence`, R the recall and F the share of other texts that pass the
    /// threshold. Assumes that the complaints and the other texts of a real mix are each like those of the corpus and
    /// only come in other numbers (label shift); where the other texts are easier or harder, so is the mix. Undefined
    /// if the corpus has no other texts.
    public let atLowPrevalence: Double?

    init(_ forecasts: [Forecast]) {
        let positives = forecasts.count(where: \.holds)
        let negatives = forecasts.count - positives
        var found = 0
        var alarms = 0
        var threshold: Int32?
        for forecast in forecasts.sorted(by: { $0.probability > $1.probability }) {
            // The recall target in integers: found / positives ≥ 4/5. Equal probabilities pass together.
            if let threshold, forecast.probability < threshold { break }
            if forecast.holds { found += 1 } else { alarms += 1 }
            if positives > 0, found * 5 >= positives * 4 { threshold = threshold ?? forecast.probability }
        }
        self.threshold = threshold.map { Double($0) / 1_000 }
        let isReached = threshold != nil
        recall = Proportion(isReached ? found : 0, of: positives)
        precision = Proportion(isReached ? found : 0, of: isReached ? found + alarms : 0)
        atLowPrevalence =
            isReached ? Self.reweighted(found: found, of: positives, alarms: alarms, of: negatives) : nil
    }

    /// Precision where the share of complaints is `lowPrevalence`; undefined without texts of either side, or finds.
    static func reweighted(found: Int, of positives: Int, alarms: Int, of negatives: Int) -> Double? {
        guard positives > 0, negatives > 0, found + alarms > 0 else { return nil }
        let hits = lowPrevalence * Double(found) / Double(positives)
        let misses = (1 - lowPrevalence) * Double(alarms) / Double(negatives)
        return hits / (hits + misses)
    }
}
