/// Times as exports and chats write them. Only what stands there: no time zone is assumed and no clock read.
enum RecordTime {
    /// What a text says of a point in time.
    struct Moment: Equatable {
        var date: CivilDate
        /// Seconds since midnight; nil for a date alone.
        var seconds: Int?
        /// Seconds east of Greenwich; nil where none is given.
        var zone: Int?
    }

    /// ISO 8601 of `text`, `2024-03-01T08:05:00Z`, without a zone where none is given, a date alone where no time of day
    /// is; nil if it is no time, or one told from now, such as 3分钟前, or in doubt, such as 3/1/24.
    static func iso(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { iso($0.span) }
    }

    static func iso(_ bytes: Span<UInt8>) -> String? { moment(bytes).map(iso) }

    /// Seconds since 1970, for differences: without a zone taken as UTC, and of day and month in doubt the month first, as
    /// American exports have it, unless points or hyphens stand between or the number is above 12. Of a time of day alone
    /// the seconds since midnight, a number below 86,400. Nil if it is neither.
    static func seconds(_ bytes: Span<UInt8>) -> Int64? {
        if let moment = moment(bytes, inDoubt: true) {
            guard let seconds = moment.seconds else { return nil }
            return Int64(moment.date.daysSince1970 * 86_400 + seconds - (moment.zone ?? 0))
        }
        guard isLikely(bytes) else { return nil }
        var scanner = TimeScanner(bytes)
        scanner.skipSpaces()
        return scanner.clock().map { Int64($0) }
    }

    /// The longest form, with words in Chinese for the parts of the day, has less; the shortest is 9:15.
    private static func isLikely(_ bytes: Span<UInt8>) -> Bool { bytes.count >= 4 && bytes.count <= 64 }

    private static func moment(_ bytes: Span<UInt8>, inDoubt: Bool = false) -> Moment? {
        guard isLikely(bytes) else { return nil }
        if let plain = PlainTime.moment(bytes) { return plain }
        var scanner = TimeScanner(bytes)
        scanner.skipSpaces()
        if let epoch = scanner.epoch() { return epoch }
        if let weibo = scanner.weibo() { return weibo }
        return scanner.calendar() ?? (inDoubt ? scanner.shortCalendar() : nil)
    }

    /// An epoch in seconds, or in thousandths or millionths by its size, in UTC.
    static func moment(epoch digits: Int, count: Int) -> Moment? {
        let seconds: Int
        switch count {
        case 9...10: seconds = digits
        case 12...13: seconds = digits / 1_000
        case 15...16: seconds = digits / 1_000_000
        default: return nil
        }
        return Moment(date: CivilDate(daysSince1970: seconds / 86_400), seconds: seconds % 86_400, zone: 0)
    }

    private static func iso(_ moment: Moment) -> String {
        guard let seconds = moment.seconds else { return moment.date.description }
        let time = "\(moment.date)T\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        guard let zone = moment.zone else { return time }
        if zone == 0 { return time + "Z" }
        let east = abs(zone)
        return time + (zone < 0 ? "-" : "+") + "\(two(east / 3_600)):\(two(east / 60 % 60))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// The commonest form, `2024-03-01T08:05:07Z` with a space for the T and without the Z too, read in place: chats have a time in
/// every line. What is not quite like it is left to `TimeScanner`.
private enum PlainTime {
    static func moment(_ bytes: Span<UInt8>) -> RecordTime.Moment? {
        let hasZone = bytes.count == 20
        guard bytes.count == 19 || hasZone && bytes[19] == UInt8(ascii: "Z"), bytes[4] == UInt8(ascii: "-"),
            bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T") || bytes[10] == .space,
            bytes[13] == .colon, bytes[16] == .colon,
            let century = pair(bytes, 0), let year = pair(bytes, 2), let month = pair(bytes, 5),
            let day = pair(bytes, 8),
            let hour = pair(bytes, 11), let minute = pair(bytes, 14), let second = pair(bytes, 17),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let date = CivilDate(year: century * 100 + year, month: month, day: day)
        guard date.isValid else { return nil }
        return RecordTime.Moment(
            date: date, seconds: hour * 3_600 + minute * 60 + second, zone: hasZone ? 0 : nil)
    }

    private static func pair(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        let tens = bytes[index] &- 0x30
        let ones = bytes[index + 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}

/// Reads a time from the left.
private struct TimeScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: Span<UInt8>) { self.bytes = bytes.withUnsafeBufferPointer { Array($0) } }

    mutating func skipSpaces() {
        index = ChatLine.skipInvisible(bytes.span, index)
    }

    private var isAtEnd: Bool { ChatLine.skipInvisible(bytes.span, index) == bytes.count }

    /// A number of up to `most` digits.
    private mutating func number(upTo most: Int) -> (value: Int, digits: Int)? {
        var value = 0
        let start = index
        while index < bytes.count, index - start < most, (0x30...0x39).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    private mutating func take(_ word: String) -> Bool {
        let wanted = Array(word.utf8)
        guard index + wanted.count <= bytes.count, bytes.span.matches(index..<index + wanted.count, wanted) else {
            return false
        }
        index += wanted.count
        return true
    }

    private mutating func take(anyOf words: [String]) -> Bool {
        for word in words where take(word) { return true }
        return false
    }

    mutating func epoch() -> RecordTime.Moment? {
        let start = index
        if let (value, digits) = number(upTo: 17), isAtEnd, let time = RecordTime.moment(epoch: value, count: digits) {
            return time
        }
        index = start
        return nil
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    private mutating func month() -> Int? {
        for (number, name) in Self.months.enumerated() where take(name) { return number + 1 }
        return nil
    }

    /// `Tue Jan 02 12:00:00 +0800 2024`, as Weibo and Twitter write it, and `Tue, 02 Jan 2024 12:00:00 +0800` of RFC 2822.
    mutating func weibo() -> RecordTime.Moment? {
        let start = index
        defer { index = start }
        guard take(anyOf: Self.weekdays) else { return nil }
        _ = take(",")
        skipSpaces()
        if let name = month() {
            skipSpaces()
            guard let day = number(upTo: 2) else { return nil }
            skipSpaces()
            guard let seconds = timeOfDay() else { return nil }
            skipSpaces()
            guard let zone = zone() else { return nil }
            skipSpaces()
            guard let year = number(upTo: 4), isAtEnd else { return nil }
            return finish(year.value, name, day.value, seconds, zone)
        }
        guard let day = number(upTo: 2) else { return nil }
        skipSpaces()
        guard let name = month() else { return nil }
        skipSpaces()
        guard let year = number(upTo: 4) else { return nil }
        skipSpaces()
        guard let seconds = timeOfDay() else { return nil }
        skipSpaces()
        guard let zone = zone(), isAtEnd else { return nil }
        return finish(year.value, name, day.value, seconds, zone)
    }

    /// `2024-03-01T08:05:00Z`, `2024/3/1 8:05`, `2024年3月1日 下午3:05`, `20240301`.
    mutating func calendar() -> RecordTime.Moment? {
        let start = index
        defer { index = start }
        guard let year = number(upTo: 4), year.digits == 4 else { return nil }
        guard take(anyOf: ["-", "/", ".", "年"]), let month = number(upTo: 2), take(anyOf: ["-", "/", ".", "月"]),
            let day = number(upTo: 2)
        else { return nil }
        _ = take(anyOf: ["日", "号"])
        return timeOfDay(after: CivilDate(year: year.value, month: month.value, day: day.value))
    }

    /// `1/14/26, 9:15 PM`, `14/01/2026, 21:15`, `14.01.2026 21:15`.
    mutating func shortCalendar() -> RecordTime.Moment? {
        let start = index
        defer { index = start }
        guard let first = number(upTo: 2) else { return nil }
        let hasSlash = take("/")
        guard hasSlash || take(anyOf: ["-", "."]), let second = number(upTo: 2), take(anyOf: ["-", "/", "."]),
            let year = number(upTo: 4), year.digits == 2 || year.digits == 4
        else { return nil }
        let isDayFirst = !hasSlash || first.value > 12
        return timeOfDay(
            after: CivilDate(
                year: year.digits == 2 ? year.value + 2_000 : year.value,
                month: isDayFirst ? second.value : first.value, day: isDayFirst ? first.value : second.value))
    }

    /// `21:15`, `9:15:03 PM`, `下午3:05`: seconds since midnight.
    mutating func clock() -> Int? {
        let start = index
        defer { index = start }
        guard let seconds = timeWithHalf() else { return nil }
        return isAtEnd ? seconds : nil
    }

    /// The rest behind a date: nothing, or a time of day, perhaps with a zone.
    private mutating func timeOfDay(after date: CivilDate) -> RecordTime.Moment? {
        guard date.isValid else { return nil }
        if isAtEnd { return RecordTime.Moment(date: date) }
        if !take(anyOf: ["T", "t", ","]) { guard index < bytes.count else { return nil } }
        guard let seconds = timeWithHalf() else { return nil }
        let zone = zone()
        return isAtEnd ? RecordTime.Moment(date: date, seconds: seconds, zone: zone) : nil
    }

    /// A time of day, with the half of the day before or behind it.
    private mutating func timeWithHalf() -> Int? {
        skipSpaces()
        let half = take(anyOf: ["下午", "晚上", "午後", "傍晚"]) ? 12 : take(anyOf: ["上午", "早上", "凌晨", "午前", "中午"]) ? 0 : nil
        skipSpaces()
        guard let seconds = timeOfDay() else { return nil }
        skipSpaces()
        if take(anyOf: ["PM", "pm", "p.m.", "P.M."]) { return afternoon(seconds) }
        if take(anyOf: ["AM", "am", "a.m.", "A.M."]) {
            return seconds >= 43_200 && seconds < 46_800 ? seconds - 43_200 : seconds
        }
        return half == 12 ? afternoon(seconds) : seconds
    }

    private func afternoon(_ seconds: Int) -> Int { seconds < 43_200 ? seconds + 43_200 : seconds }

    private mutating func timeOfDay() -> Int? {
        guard let hour = number(upTo: 2), hour.value < 24, take(anyOf: [":", "时", "：", "點", "点"]) else { return nil }
        let minute = number(upTo: 2)
        guard (minute?.value ?? 0) < 60 else { return nil }
        var seconds = hour.value * 3_600 + (minute?.value ?? 0) * 60
        if take(anyOf: [":", "分", "："]), let second = number(upTo: 2) {
            guard second.value < 60 else { return nil }
            seconds += second.value
            _ = take("秒")
            // Fractions of a second say nothing here.
            if take(anyOf: [".", ","]) { _ = number(upTo: 9) }
        }
        return seconds
    }

    /// `Z`, `+08:00`, `+0800`, `+08`, ` UTC`, `GMT`, in seconds east of Greenwich.
    private mutating func zone() -> Int? {
        skipSpaces()
        if take(anyOf: ["Z", "z", "UTC", "GMT"]) { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : nil
        guard let sign, let hours = number(upTo: 2), hours.digits == 2, hours.value < 15 else { return nil }
        _ = take(":")
        let minutes = number(upTo: 2)?.value ?? 0
        guard minutes < 60 else { return nil }
        return sign * (hours.value * 3_600 + minutes * 60)
    }

    private func finish(_ year: Int, _ month: Int, _ day: Int, _ seconds: Int, _ zone: Int) -> RecordTime.Moment? {
        let date = CivilDate(year: year, month: month, day: day)
        return date.isValid ? RecordTime.Moment(date: date, seconds: seconds, zone: zone) : nil
    }
}
