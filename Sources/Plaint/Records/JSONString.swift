/// Reads what stands between the quotes of a JSON string.
enum JSONString {
    /// Appends the characters that `range` of `bytes`, the inside of a valid JSON string, stands for.
    ///
    /// A surrogate without its partner becomes U+FFFD: UTF-8 has no form for it.
    static func unescape(_ bytes: Span<UInt8>, _ range: Range<Int>, into buffer: inout ByteBuffer) {
        var index = range.lowerBound
        while index < range.upperBound {
            let end = min(bytes.first(.backslash, from: index), range.upperBound)
            buffer.append(bytes, index..<end)
            guard end < range.upperBound else { return }
            index = end + 2
            switch bytes[end + 1] {
            case UInt8(ascii: "b"): buffer.append(0x08)
            case UInt8(ascii: "f"): buffer.append(0x0C)
            case UInt8(ascii: "n"): buffer.append(.lineFeed)
            case UInt8(ascii: "r"): buffer.append(.carriageReturn)
            case UInt8(ascii: "t"): buffer.append(.tab)
            case UInt8(ascii: "u"):
                let scalar = scalar(bytes, at: end, before: range.upperBound)
                buffer.append(scalar.value)
                index = end + scalar.length
            case let literal: buffer.append(literal)
            }
        }
    }

    /// The scalar of the `\uXXXX` at `index`, and of the one behind it where the two are a surrogate pair.
    private static func scalar(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> (
        value: Unicode.Scalar, length: Int
    ) {
        let unit = codeUnit(bytes, at: index)
        if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
        let low = index + 6
        if unit < 0xDC00, low + 6 <= end, bytes[low] == .backslash, bytes[low + 1] == UInt8(ascii: "u") {
            let second = codeUnit(bytes, at: low)
            if (0xDC00..<0xE000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
            {
                return (scalar, 12)
            }
        }
        return ("\u{FFFD}", 6)
    }

    private static func codeUnit(_ bytes: Span<UInt8>, at index: Int) -> UInt32 {
        var unit: UInt32 = 0
        for digit in index + 2..<index + 6 { unit = unit << 4 | (hexValue(bytes[digit]) ?? 0) }
        return unit
    }
}
