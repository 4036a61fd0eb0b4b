/// A probability that was said, in thousandths, and whether it came true.
struct Forecast: Sendable, Equatable {
    var probability: Int32
    var holds: Bool
}

/// Forecasts of about the same probability.
public struct ReliabilityBin: Sendable, Equatable {
    public let count: Int
    /// Smallest and largest probability in it.
    public let lowest: Double
    public let highest: Double
    /// Mean probability that was said, and the share that came true.
    public let meanProbability: Double
    public let frequency: Double
}

/// How far probabilities can be believed.
public struct CalibrationMetrics: Sendable, Equatable {
    /// Number of forecasts.
    public let count: Int
    /// Mean of (p − y)² with y = 1 for what came true, else 0 (Brier 1950, Verification of Forecasts Expressed in Terms
    /// of Probability).
    public let brier: Double?
    /// Brier score of a constant forecast that knows how frequent each category is in the gold.
    public let baseRateBrier: Double?
    /// 1 − Brier / Brier of the base rates, those of the gold itself: 1 is perfect, 0 no better than a constant that
    /// knows how frequent each category is, below 0 worse. Undefined if nothing or everything came true.
    public let brierSkill: Double?
    /// Expected calibration error: Σ over bins of (share of the forecasts) · |mean probability − frequency|, in ten bins
    /// of equal mass (Nguyen & O'Connor 2015, Posterior Calibration and Exploratory Analysis for Natural Language
    /// Processing Models). Of bins of equal width some would hold a handful of forecasts and be mostly noise.
    public let ece: Double?
    /// The ECE that a perfectly calibrated model would show on average with these probabilities: with few forecasts it
    /// is far from 0, and an ECE near it is no fault.
    public let expectedECE: Double?
    public let bins: [ReliabilityBin]

    static let binCount = 10

    /// Each group of forecasts (a category) has a base rate of its own; bins and errors are those of all together.
    init(groups: [[Forecast]]) {
        let all = groups.flatMap { $0 }
        count = all.count
        brier = all.isEmpty ? nil : Double(Self.squaredError(all)) / (1_000_000 * Double(all.count))
        // Brier of a constant base rate b is b(1−b).
        let reference = groups.reduce(0.0) { sum, group in
            let held = Double(group.count(where: \.holds))
            return group.isEmpty ? sum : sum + held * (Double(group.count) - held) / Double(group.count)
        }
        baseRateBrier = all.isEmpty ? nil : reference / Double(all.count)
        brierSkill = reference > 0 ? 1 - Double(Self.squaredError(all)) / (1_000_000 * reference) : nil
        let sorted = all.sorted { $0.probability < $1.probability }
        bins = Self.bins(sorted)
        ece = Self.ece(bins)
        expectedECE = Self.expectedECE(sorted)
    }

    /// Σ (p − y)² in millionths: integers, so that it does not depend on the order.
    private static func squaredError(_ forecasts: [Forecast]) -> Int {
        forecasts.reduce(0) { sum, forecast in
            let error = Int(forecast.probability) - (forecast.holds ? 1_000 : 0)
            return sum + error * error
        }
    }

    /// Ten bins of equal mass over forecasts in ascending order; with fewer than ten forecasts, one bin for each.
    ///
    /// Where a bin ends among equal probabilities, each of them counts with the share of all of them that came true.
    /// Any order among equals would put the ones and the zeros into bins of their own, and a constant forecast at the
    /// base rate, which is perfectly calibrated, would look as bad as can be.
    static func bins(_ sorted: [Forecast]) -> [ReliabilityBin] {
        var frequencies: [Double] = []
        frequencies.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            var end = start
            var held = 0
            while end < sorted.count, sorted[end].probability == sorted[start].probability {
                held += sorted[end].holds ? 1 : 0
                end += 1
            }
            frequencies += [Double](repeating: Double(held) / Double(end - start), count: end - start)
            start = end
        }
        return (0..<binCount).compactMap { bin in
            let range = bin * sorted.count / binCount..<(bin + 1) * sorted.count / binCount
            guard let first = range.first, let last = range.last else { return nil }
            let size = Double(range.count)
            let said = sorted[range].reduce(0) { $0 + Int($1.probability) }
            return ReliabilityBin(
                count: range.count, lowest: Double(sorted[first].probability) / 1_000,
                highest: Double(sorted[last].probability) / 1_000, meanProbability: Double(said) / (1_000 * size),
                frequency: frequencies[range].reduce(0, +) / size)
        }
    }

    private static func ece(_ bins: [ReliabilityBin]) -> Double? {
        guard !bins.isEmpty else { return nil }
        let error = bins.reduce(0.0) { $0 + Double($1.count) * abs($1.meanProbability - $1.frequency) }
        return error / Double(bins.reduce(0) { $0 + $1.count })
    }

    /// Mean ECE over simulated outcomes that come true with just the probabilities that were said.
    private static func expectedECE(_ sorted: [Forecast]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let simulations = 100
        var generator = SplitMix64(seed: Bootstrap.seed)
        var simulated = sorted
        var sum = 0.0
        for _ in 0..<simulations {
            for index in simulated.indices {
                simulated[index].holds = generator.next(below: 1_000) < Int(simulated[index].probability)
            }
            sum += ece(bins(simulated)) ?? 0
        }
        return sum / Double(simulations)
    }
}
