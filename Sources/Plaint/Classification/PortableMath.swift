/// exp and log from additions, multiplications and divisions alone, which IEEE 754 fixes to the last bit: a model gives
/// the same bytes on every machine, whatever its C library.
enum PortableMath {
    private static let ln2High = 6.931_471_803_691_238_164_90e-01
    private static let ln2Low = 1.908_214_929_270_587_700_02e-10

    /// Natural logarithm of a positive finite number. Relative error below 1e-15: x = m·2^k with m in √½…√2, and
    /// ln m = 2·artanh((m-1)/(m+1)).
    static func log(_ x: Double) -> Double {
        precondition(x > 0 && x.isFinite)
        var exponent = Double(x.exponent)
        var significand = x.significand
        if significand > 1.414_213_562_373_095_1 {
            significand /= 2
            exponent += 1
        }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var sum = 0.0
        // |ratio| < 0.1716: terms up to ratio^23 leave less than 1e-18.
        var degree = 23.0
        while degree >= 1 {
            sum = sum * square + 1 / degree
            degree -= 2
        }
        return exponent * ln2High + (exponent * ln2Low + 2 * ratio * sum)
    }

    /// e to the power of x, for any finite x; 0 and infinity beyond the range of Double. Relative error below 1e-15.
    static func exp(_ x: Double) -> Double {
        if x > 709 { return .infinity }
        if x < -744 { return 0 }
        let steps = (x / (ln2High + ln2Low)).rounded()
        let rest = (x - steps * ln2High) - steps * ln2Low
        // |rest| ≤ 0.347: 16 terms of the series.
        var sum = 1.0
        var degree = 16.0
        while degree >= 1 {
            sum = 1 + sum * rest / degree
            degree -= 1
        }
        return Double(sign: .plus, exponent: Int(steps), significand: sum)
    }

    /// 1/(1+e^-x).
    static func sigmoid(_ x: Double) -> Double { x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }

    /// ln(p/(1-p)) for p strictly between 0 and 1.
    static func logit(_ p: Double) -> Double { log(p / (1 - p)) }
}
