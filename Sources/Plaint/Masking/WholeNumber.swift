/// JSON numbers that are whole, as digits.
enum WholeNumber {
    /// Exponents beyond this make no number of a person.
    private static let largestExponent = 40

    /// The digits of a number without a sign, `1.38e3` as 1380; nil if it is not whole or too long.
    static func digits(of number: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
        var digits: [UInt8] = []
        var fraction = 0
        var isFraction = false
        var exponent: Int?
        for byte in number {
            switch byte {
            case 0x30...0x39:
                if let value = exponent {
                    guard value <= largestExponent else { return nil }
                    exponent = value * 10 + Int(byte - 0x30)
                } else {
                    digits.append(byte)
                    if isFraction { fraction += 1 }
                }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): exponent = 0
            case UInt8(ascii: "+"): continue
            default: return nil
            }
        }
        while fraction > exponent ?? 0 {
            guard digits.last == 0x30 else { return nil }
            digits.removeLast()
            fraction -= 1
        }
        guard (exponent ?? 0) - fraction <= largestExponent else { return nil }
        digits += [UInt8](repeating: 0x30, count: (exponent ?? 0) - fraction)
        let first = digits.firstIndex { $0 != 0x30 } ?? digits.count
        return Array(digits[(exponent == nil && fraction == 0 ? 0 : first)...])
    }
}
