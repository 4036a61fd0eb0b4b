/// Where a value lies with a confidence of 95 %.
public struct Interval: Sendable, Equatable {
    public let lower: Double
    public let upper: Double

    init(_ lower: Double, _ upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}

/// A value that may be undefined, with its interval.
public struct Estimate: Sendable, Equatable {
    public let value: Double?
    public let interval: Interval?

    init(_ value: Double?, _ interval: Interval?) {
        self.value = value
        self.interval = value == nil ? nil : interval
    }
}

/// So many of so many.
public struct Proportion: Sendable, Equatable {
    public let hits: Int
    public let count: Int

    init(_ hits: Int, of count: Int) {
        precondition(hits >= 0 && hits <= count)
        self.hits = hits
        self.count = count
    }

    /// `nil` of nothing.
    public var value: Double? { count == 0 ? nil : Double(hits) / Double(count) }

    /// The 0.975 quantile of the normal distribution.
    private static let quantile = 1.959_963_984_540_054

    /// Wilson's score interval (Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference):
    ///
    ///     (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
    ///
    /// It stays within 0…1 and keeps its coverage for few records and for shares near 0 or 1, where p ± z·√(p(1−p)/n)
    /// fails.
    public var interval: Interval? {
        guard let p = value else { return nil }
        let n = Double(count)
        let square = Self.quantile * Self.quantile
        let centre = p + square / (2 * n)
        let half = Self.quantile * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
        let scale = 1 + square / n
        // At the ends the formula gives 0 and 1 but for rounding.
        return Interval(hits == 0 ? 0 : (centre - half) / scale, hits == count ? 1 : (centre + half) / scale)
    }

    public var estimate: Estimate { Estimate(value, interval) }
}
