/// How the writer feels.
public enum Sentiment: String, Sendable, CaseIterable {
    case positive, neutral, negative
}

/// The sentiment of a text or of a clause. Masses and raw sum are valences in thousandths, the score is in thousandths
/// of -1…1.
public struct SentimentScore: Sendable, Equatable {
    public var sentiment: Sentiment = .neutral
    /// s/√(s²+α) of the raw sum s.
    public var score: Int32 = 0
    public var positive: Int32 = 0
    public var negative: Int32 = 0
    /// positive + negative.
    public var raw: Int32 { positive + negative }

    init(positive: Int32 = 0, negative: Int32 = 0, _ parameters: SentimentParameters) {
        self.positive = positive
        self.negative = negative
        score = Self.normalised(positive + negative, alpha: parameters.normalisation)
        if score >= parameters.positiveThreshold {
            sentiment = .positive
        } else if score <= -parameters.negativeThreshold {
            sentiment = .negative
        }
    }

    /// s/√(s²+α) in thousandths, rounded to nearest, in integers so that it is the same everywhere. `alpha` is in
    /// thousandths of squared valence points.
    static func normalised(_ raw: Int32, alpha: Int64) -> Int32 {
        // ±300 valence points score ±1.000 at any sensible α; the bound keeps the squares within 63 bits.
        let sum = Int64(max(-300_000, min(300_000, raw)))
        // 1000·|s|/√(s²+α) = √(10⁶·s²/(s²+α)), and ten times that to round.
        let square = sum * sum
        let ratio = square.multipliedFullWidth(by: 100_000_000)
        let quotient = (square + alpha * 1_000).dividingFullWidth((ratio.high, ratio.low)).quotient
        let root = Int32(squareRoot(UInt64(quotient)))
        let rounded = (root + 5) / 10
        return sum < 0 ? -rounded : rounded
    }

    /// Largest integer whose square is at most `value` (Newton's method on integers).
    static func squareRoot(_ value: UInt64) -> UInt64 {
        guard value > 1 else { return value }
        var root = UInt64(1) << UInt64((65 - value.leadingZeroBitCount) / 2)
        while true {
            let next = (root + value / root) / 2
            if next >= root { return root }
            root = next
        }
    }
}
