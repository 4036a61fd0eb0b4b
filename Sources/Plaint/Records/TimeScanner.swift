/// Reads a time from the left.
struct TimeScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: Span<UInt8>) { self.bytes = bytes.withUnsafeBufferPointer { Array($0) } }

    mutating func skipSpaces() {
        index = ChatBytes.skipInvisible(bytes.span, index)
    }

    var isAtEnd: Bool { ChatBytes.skipInvisible(bytes.span, index) == bytes.count }

    /// A number of up to `most` digits.
    mutating func number(upTo most: Int) -> (value: Int, digits: Int)? {
        var value = 0
        let start = index
        while index < bytes.count, index - start < most, (0x30...0x39).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    mutating func take(_ word: String) -> Bool {
        let wanted = Array(word.utf8)
        guard index + wanted.count <= bytes.count, bytes.span.matches(index..<index + wanted.count, wanted) else {
            return false
        }
        index += wanted.count
        return true
    }

    mutating func take(anyOf words: [String]) -> Bool {
        for word in words where take(word) { return true }
        return false
    }

    mutating func epoch() -> RecordTime.Moment? {
        let start = index
        if let (value, digits) = number(upTo: 17) {
            // Seconds alone are written with a fraction, which says nothing here.
            let hasFraction = digits <= 10 && take(".") && number(upTo: 9) != nil
            if hasFraction || index == start + digits, isAtEnd,
                let time = RecordTime.moment(epoch: value, count: digits)
            {
                return time
            }
        }
        index = start
        return nil
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }
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

    /// `14/03/2024`, `03/14/2024 8:05`: which is the day is not in doubt if one number is above twelve.
    mutating func certainCalendar() -> RecordTime.Moment? {
        let start = index
        defer { index = start }
        guard let first = number(upTo: 2), take(anyOf: ["/", "-", "."]), let second = number(upTo: 2),
            take(anyOf: ["/", "-", "."]), let year = number(upTo: 4), year.digits == 4,
            max(first.value, second.value) > 12
        else { return nil }
        let (day, month) = first.value > 12 ? (first.value, second.value) : (second.value, first.value)
        return timeOfDay(after: CivilDate(year: year.value, month: month, day: day))
    }

    /// `March 1, 2024`, `Mar 1st 2024 8:05 PM`, `1 March 2024`.
    mutating func namedMonth() -> RecordTime.Moment? {
        let start = index
        defer { index = start }
        var day = number(upTo: 2)
        if day != nil { takeOrdinal() }
        _ = take("-")
        skipSpaces()
        guard let month = monthName() else { return nil }
        _ = take(anyOf: [".", "-"])
        skipSpaces()
        if day == nil {
            day = number(upTo: 2)
            takeOrdinal()
            _ = take(",")
            skipSpaces()
        }
        guard let day, let year = number(upTo: 4), year.digits == 4 else { return nil }
        let date = CivilDate(year: year.value, month: month, day: day.value)
        if take(" at ") { skipSpaces() }
        return timeOfDay(after: date)
    }

    private mutating func takeOrdinal() { _ = take(anyOf: ["st", "nd", "rd", "th"]) }

    /// A month's name, or three letters or more of its beginning.
    private mutating func monthName() -> Int? {
        var letters: [UInt8] = []
        while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) {
            letters.append(bytes[index] | 0x20)
            index += 1
        }
        guard letters.count >= 3 else { return nil }
        return Self.monthNames.firstIndex { $0.starts(with: letters) }.map { $0 + 1 }
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

    /// A time of day with what says which half of the day, before or behind it; seconds since midnight.
    mutating func timeWithHalf() -> Int? {
        skipSpaces()
        // 晚上12:10 is ten past midnight to most, of which day nobody says: it stays as it is written.
        let isAfternoon = take(anyOf: ["下午", "晚上", "午後", "傍晚"])
        let isMorning = !isAfternoon && take(anyOf: ["上午", "早上", "凌晨", "午前"])
        if !isAfternoon, !isMorning { _ = take("中午") }
        skipSpaces()
        guard let seconds = timeOfDay() else { return nil }
        skipSpaces()
        if take(anyOf: ["PM", "pm", "p.m.", "P.M."]) { return afternoon(seconds) }
        if take(anyOf: ["AM", "am", "a.m.", "A.M."]) || isMorning { return morning(seconds) }
        return isAfternoon ? afternoon(seconds) : seconds
    }

    private func afternoon(_ seconds: Int) -> Int { seconds < 43_200 ? seconds + 43_200 : seconds }

    /// Twelve begins the half: 凌晨12:30 and 12:30 AM are 00:30.
    private func morning(_ seconds: Int) -> Int {
        seconds >= 43_200 && seconds < 46_800 ? seconds - 43_200 : seconds
    }

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

    private func finish(
        _ year: Int, _ month: Int, _ day: Int, _ seconds: Int, _ zone: Int
    ) -> RecordTime.Moment? {
        let date = CivilDate(year: year, month: month, day: day)
        return date.isValid ? RecordTime.Moment(date: date, seconds: seconds, zone: zone) : nil
    }
}
