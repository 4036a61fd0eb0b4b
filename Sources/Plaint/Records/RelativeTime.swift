/// Times told from when the page was read: 3分钟前, 昨天 12:00, "2 hours ago", and dates without their year.
enum RelativeTime {
    private static let minute = 60
    private static let hour = 3_600
    private static let day = 86_400

    /// Units with their seconds; of two that begin alike the longer one first.
    private static let units: [(word: String, seconds: Int)] = [
        ("秒钟", 1), ("秒鐘", 1), ("秒", 1), ("分钟", minute), ("分鐘", minute), ("分", minute), ("个小时", hour), ("個小時", hour),
        ("小时", hour), ("小時", hour), ("天", day), ("日", day), ("个星期", 7 * day), ("個星期", 7 * day), ("星期", 7 * day),
        ("周", 7 * day), ("週", 7 * day),
        ("seconds", 1), ("second", 1), ("secs", 1), ("sec", 1), ("s", 1), ("minutes", minute), ("minute", minute),
        ("mins", minute), ("min", minute), ("m", minute), ("hours", hour), ("hour", hour), ("hrs", hour), ("hr", hour),
        ("h", hour), ("days", day), ("day", day), ("d", day), ("weeks", 7 * day), ("week", 7 * day), ("w", 7 * day),
    ]
    private static let days: [(word: String, back: Int)] = [
        ("今天", 0), ("昨天", 1), ("前天", 2), ("today", 0), ("Today", 0), ("yesterday", 1), ("Yesterday", 1),
    ]

    /// The time that `bytes` tell, for one who read them at `crawl`; nil if they tell none. Days and weeks ago give a date.
    static func moment(_ bytes: Span<UInt8>, seenAt crawl: RecordTime.Moment) -> RecordTime.Moment? {
        guard bytes.count >= 2, bytes.count <= RecordTime.longest else { return nil }
        for form in [ago, dayName, withoutYear] {
            var scanner = TimeScanner(bytes)
            scanner.skipSpaces()
            if let moment = form(&scanner, crawl), scanner.isAtEnd { return moment }
        }
        return nil
    }

    /// 刚刚, 3分钟前, 半小时前, "an hour ago", "5m".
    private static func ago(_ scanner: inout TimeScanner, _ crawl: RecordTime.Moment) -> RecordTime.Moment? {
        if scanner.take(anyOf: ["刚刚", "剛剛", "刚才", "剛才", "just now", "Just now"]) { return crawl }
        var half = false
        let number: Int
        if let digits = scanner.number(upTo: 4) {
            number = digits.value
        } else if scanner.take("半") {
            (number, half) = (1, true)
        } else if scanner.take("两") || scanner.take("兩") {
            number = 2
        } else if scanner.take(anyOf: ["一", "an ", "a ", "An ", "A "]) {
            number = 1
        } else {
            return nil
        }
        scanner.skipSpaces()
        guard let unit = units.first(where: { scanner.take($0.word) }) else { return nil }
        scanner.skipSpaces()
        let isShort = unit.word.utf8.count == 1
        guard scanner.take(anyOf: ["前", "之前", "以前", "ago"]) || isShort else { return nil }
        return back(half ? unit.seconds / 2 : number * unit.seconds, from: crawl, isDay: unit.seconds >= day && !half)
    }

    /// 昨天 12:00, "yesterday at 8:05 PM".
    private static func dayName(_ scanner: inout TimeScanner, _ crawl: RecordTime.Moment) -> RecordTime.Moment? {
        guard let name = days.first(where: { scanner.take($0.word) }) else { return nil }
        let date = CivilDate(daysSince1970: crawl.date.daysSince1970 - name.back)
        return withTime(date, &scanner, crawl)
    }

    /// 3月1日 8:05, 03-01 08:05: the last such day before the page was read.
    private static func withoutYear(_ scanner: inout TimeScanner, _ crawl: RecordTime.Moment) -> RecordTime.Moment? {
        guard let month = scanner.number(upTo: 2), scanner.take(anyOf: ["月", "-"]), let day = scanner.number(upTo: 2)
        else { return nil }
        _ = scanner.take(anyOf: ["日", "号", "號"])
        for year in [crawl.date.year, crawl.date.year - 1] {
            let date = CivilDate(year: year, month: month.value, day: day.value)
            if date.isValid, date.daysSince1970 <= crawl.date.daysSince1970 { return withTime(date, &scanner, crawl) }
        }
        return nil
    }

    private static func withTime(
        _ date: CivilDate, _ scanner: inout TimeScanner, _ crawl: RecordTime.Moment
    ) -> RecordTime.Moment? {
        if scanner.isAtEnd { return RecordTime.Moment(date: date) }
        scanner.skipSpaces()
        _ = scanner.take(anyOf: ["at ", ","])
        guard let seconds = scanner.timeWithHalf() else { return nil }
        return RecordTime.Moment(date: date, seconds: seconds, zone: crawl.zone)
    }

    private static func back(_ seconds: Int, from crawl: RecordTime.Moment, isDay: Bool) -> RecordTime.Moment? {
        if isDay { return RecordTime.Moment(date: CivilDate(daysSince1970: crawl.date.daysSince1970 - seconds / day)) }
        guard let time = crawl.seconds else { return nil }
        let all = crawl.date.daysSince1970 * day + time - seconds
        let date = CivilDate(daysSince1970: (all - ((all % day) + day) % day) / day)
        return RecordTime.Moment(date: date, seconds: ((all % day) + day) % day, zone: crawl.zone)
    }
}
