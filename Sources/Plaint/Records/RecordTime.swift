/// Times as exports write them, brought to ISO 8601. Only what stands there: no time zone is assumed and no clock read.
enum RecordTime {
    /// A point in time, as exactly as it was told.
    struct Moment: Equatable, CustomStringConvertible {
        var date: CivilDate
        /// Seconds since midnight; nil where only the day was told.
        var seconds: Int?
        /// Seconds east of Greenwich; nil where no zone was told.
        var zone: Int?

        /// ISO 8601.
        var description: String {
            guard let seconds else { return date.description }
            let time = "\(date)T\(Self.two(seconds / 3_600)):\(Self.two(seconds / 60 % 60)):\(Self.two(seconds % 60))"
            guard let zone else { return time }
            if zone == 0 { return time + "Z" }
            let east = abs(zone)
            return time + (zone < 0 ? "-" : "+") + "\(Self.two(east / 3_600)):\(Self.two(east / 60 % 60))"
        }

        private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    }

    /// ISO 8601 of `text`, `2024-03-01T08:05:00Z`, without a zone where none is given, a date alone where no time of day
    /// is; nil if it is no time, or one told from now, such as 3分钟前, with nothing that says when that was.
    static func iso(_ text: String, seenAt crawled: String = "") -> String? {
        var (text, crawled) = (text, crawled)
        return text.withUTF8 { text in crawled.withUTF8 { iso(text.span, seenAt: $0.span) } }
    }

    /// The same for bytes; `crawled` is the time at which a program that collected the record read it.
    static func iso(_ bytes: Span<UInt8>, seenAt crawled: Span<UInt8>) -> String? {
        if let moment = moment(bytes) { return moment.description }
        guard crawled.count > 0, let crawl = moment(crawled) else { return nil }
        return RelativeTime.moment(bytes, seenAt: crawl)?.description
    }

    /// Seconds since 1970, for differences: without a zone taken as UTC, and of day and month in doubt the month first, as
    /// American exports have it, unless points or hyphens stand between or the number is above 12. Of a time of day alone
    /// the seconds since midnight, a number below 86,400. Nil if it is neither.
    static func seconds(_ bytes: Span<UInt8>) -> Int64? {
        guard bytes.count >= 4, bytes.count <= longest else { return nil }
        if let moment = moment(bytes) ?? shortMoment(bytes) {
            guard let seconds = moment.seconds else { return nil }
            return Int64(moment.date.daysSince1970 * 86_400 + seconds - (moment.zone ?? 0))
        }
        var scanner = TimeScanner(bytes)
        scanner.skipSpaces()
        return scanner.clock().map { Int64($0) }
    }

    private static func shortMoment(_ bytes: Span<UInt8>) -> Moment? {
        var scanner = TimeScanner(bytes)
        scanner.skipSpaces()
        return scanner.shortCalendar()
    }

    /// Bytes of the longest form, with words in Chinese for the parts of the day, at most.
    static let longest = 64

    static func moment(_ bytes: Span<UInt8>) -> Moment? {
        guard bytes.count >= 6, bytes.count <= longest else { return nil }
        if let plain = PlainTime.moment(bytes) { return plain }
        var scanner = TimeScanner(bytes)
        scanner.skipSpaces()
        if let epoch = scanner.epoch() { return epoch }
        if let weibo = scanner.weibo() { return weibo }
        return scanner.calendar() ?? scanner.certainCalendar() ?? scanner.namedMonth()
    }

    /// True for what can only be a time: a calendar's, no number.
    static func isCalendar(_ text: String) -> Bool {
        // Digits with one point are an amount as well as an epoch.
        var points = 0
        let isNumber = text.utf8.allSatisfy {
            if $0 == UInt8(ascii: ".") { points += 1 }
            return $0 >= 0x30 && $0 <= 0x39 || $0 == .space || $0 == UInt8(ascii: ".") && points == 1
        }
        guard !isNumber else { return false }
        return iso(text) != nil
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
}
