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

/// A day of the Gregorian calendar, extended to before its beginning.
struct CivilDate: Equatable, CustomStringConvertible {
    var year: Int
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The way back: days_from_civil of the same paper.
    var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// False for 31 April and the like.
    var isValid: Bool {
        guard (1...12).contains(month), day >= 1, (1...9_999).contains(year) else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    var description: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + (month < 10 ? "-0" : "-") + "\(month)" + (day < 10 ? "-0" : "-") + "\(day)"
    }
}
