/// What the values of a workbook's cells say.
enum CellText {
    /// A number as a person would write it: without exponent where it is whole, so that identifiers stay readable.
    static func number(_ text: String) -> String {
        guard let mark = text.firstIndex(where: { $0 == "E" || $0 == "e" }) else { return text }
        let mantissa = text[..<mark]
        guard let exponent = Int(text[text.index(after: mark)...].drop { $0 == "+" }), (0...30).contains(exponent)
        else {
            return text
        }
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard let whole = parts.first, fraction.count <= exponent else { return text }
        return sign + whole + fraction + String(repeating: "0", count: exponent - fraction.count)
    }

    /// A day number with its fraction as a date, `2024-03-01`, a time, `08:05:00`, or both; nil if it is neither.
    static func date(ofSerial text: String, from1904: Bool) -> String? {
        guard let serial = Double(text), serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        let time = two(seconds / 3_600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
        if days == 0, !from1904 { return time }
        // Excel's 1900 has a 29 February that never was: day 60. Days since 1970-01-01:
        let epoch = from1904 ? days - 24_107 : days - 25_569 + (days < 60 ? 1 : 0)
        let date = CivilDate(daysSince1970: epoch).description
        return seconds == 0 ? date : date + " " + time
    }

    /// Characters that XML cannot hold are written as `_x000D_`.
    static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 7, bytes.contains(UInt8(ascii: "_")) else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let scalar = escape(bytes, at: index) {
                result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
                index += 7
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func escape(_ bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for digit in bytes[index + 2..<index + 6] {
            guard let four = hexValue(digit) else { return nil }
            value = value << 4 | four
        }
        return Unicode.Scalar(value)
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
