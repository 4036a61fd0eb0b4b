/// Reads points in time as chats write them, in seconds since 1970 (without a zone: taken as UTC; only differences count).
///
/// `2026-01-14T04:32:53Z`, `2026-01-14 04:32:53+08:00`, `2026/1/14 4:32`, `14/01/2026, 21:15`, `1/14/26, 9:15 PM`, and Unix
/// seconds or milliseconds. A time of day alone says nothing: `nil`.
enum TurnTime {
    static func seconds(_ text: some Collection<UInt8>) -> Int64? {
        var numbers: [Int64] = []
        var digits: [Int] = []
        var separators: [UInt8] = []
        var zone: Int64?
        var isAfternoon = false
        var isMorning = false
        let bytes = Array(text)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isDigit(byte) {
                let start = index
                var value: Int64 = 0
                while index < bytes.count, isDigit(bytes[index]), index - start < 15 {
                    value = value * 10 + Int64(bytes[index] - 0x30)
                    index += 1
                }
                numbers.append(value)
                digits.append(index - start)
                continue
            }
            if numbers.count >= 5, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                zone = offset(bytes[(index + 1)...]).map { byte == UInt8(ascii: "+") ? $0 : -$0 }
                break
            }
            if byte | 0x20 == UInt8(ascii: "p") { isAfternoon = true }
            if byte | 0x20 == UInt8(ascii: "a"), numbers.count >= 5 { isMorning = true }
            if !numbers.isEmpty { separators.append(byte) }
            index += 1
        }
        if numbers.count <= 2, let first = numbers.first, let length = digits.first, !bytes.isEmpty, isDigit(bytes[0]) {
            if length == 10 { return first }
            if length == 13 { return first / 1_000 }
        }
        guard numbers.count >= 5, let date = date(numbers, digits, separators.first ?? 0) else { return nil }
        var hour = numbers[3]
        if isAfternoon, hour < 12 { hour += 12 }
        if isMorning, hour == 12 { hour = 0 }
        // A fraction of a second, or nothing, stands behind the seconds.
        let second = numbers.count >= 6 && digits[5] <= 2 ? numbers[5] : 0
        guard hour < 25, numbers[4] < 60, second < 61 else { return nil }
        return Int64(date.daysSince1970) * 86_400 + hour * 3_600 + numbers[4] * 60 + second - (zone ?? 0)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func date(
        _ numbers: [Int64], _ digits: [Int], _ separator: UInt8
    ) -> CivilDate? {
        var (year, month, day) = (numbers[0], numbers[1], numbers[2])
        if digits[0] < 4 {
            // Day or month first: the one above 12 is the day; else month first with slashes, as in American exports.
            year = numbers[2] < 100 ? numbers[2] + 2_000 : numbers[2]
            let dayFirst = numbers[0] > 12 || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-")
            (day, month) = dayFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
        }
        guard (1970...9_999).contains(year) else { return nil }
        let date = CivilDate(year: Int(year), month: Int(clamping: month), day: Int(clamping: day))
        return date.isValid ? date : nil
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let digits = bytes.filter { isDigit($0) }.map { Int64($0 - 0x30) }
        guard digits.count == 4 || digits.count == 2 else { return nil }
        let hours = digits[0] * 10 + digits[1]
        return hours * 3_600 + (digits.count == 4 ? (digits[2] * 10 + digits[3]) * 60 : 0)
    }
}
