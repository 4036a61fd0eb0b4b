/// Percentile intervals from resampled records (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13), for
/// scores like F1 that are no proportions. The draws are fixed: the same records in the same order give the same bytes.
enum Bootstrap {
    static let resamples = 500
    static let seed: UInt64 = 0x706C_6169_6E74

    /// The 2.5th and 97.5th percentile of `statistic` over resamples of `count` records, each as many draws with
    /// replacement. Resamples in which it is undefined are left out; `nil` if all are.
    static func interval(count: Int, statistic: ([Int]) -> Double?) -> Interval? {
        guard count > 0 else { return nil }
        var generator = SplitMix64(seed: seed)
        var draws = [Int](repeating: 0, count: count)
        var values: [Double] = []
        for _ in 0..<resamples {
            for place in draws.indices { draws[place] = generator.next(below: count) }
            if let value = statistic(draws) { values.append(value) }
        }
        guard !values.isEmpty else { return nil }
        values.sort()
        // Nearest rank, the same number of values cut off at either side.
        let cut = values.count / 40
        return Interval(values[cut], values[values.count - 1 - cut])
    }
}

/// A small generator of random bits that is the same everywhere (Steele, Lea & Flood 2014, Fast Splittable Pseudorandom
/// Number Generators; constants of Vigna's splitmix64.c).
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number from 0 up to `bound`. The high half of the product needs no division; its bias is below bound/2⁶⁴.
    mutating func next(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
