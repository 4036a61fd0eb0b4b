import Testing

@testable import Plaint

@Suite struct RecordTimeTests {
    @Test(
        arguments: [
            ("2024-03-01T08:05:00Z", "2024-03-01T08:05:00Z", "ISO 8601"),
            ("2024-03-01T08:05:07.123+08:00", "2024-03-01T08:05:07+08:00", "with a fraction and a zone"),
            ("2024-03-01 08:05", "2024-03-01T08:05:00", "no zone is made up"),
            ("2024/3/1 8:05", "2024-03-01T08:05:00", "Excel in Chinese"),
            ("2024.3.1", "2024-03-01", "a date alone"),
            ("2024年3月1日", "2024-03-01", "written out"),
            ("2024年3月1日 下午3:05", "2024-03-01T15:05:00", "half of the day before the time"),
            ("2024年3月1日 8时5分30秒", "2024-03-01T08:05:30", "written out to the second"),
            ("2024-03-01 12:30 AM", "2024-03-01T00:30:00", "half past midnight"),
            ("2024-03-01 12:30 PM", "2024-03-01T12:30:00", "half past noon"),
            ("2024年3月1日 凌晨12:30", "2024-03-01T00:30:00", "half past midnight in words"),
            ("2024-03-01 上午12:05", "2024-03-01T00:05:00", "five past midnight in words"),
            ("2024-03-01 上午8:05", "2024-03-01T08:05:00", "the morning"),
            ("2024-03-01 中午12:30", "2024-03-01T12:30:00", "noon stays"),
            ("2024-03-01 下午12:10", "2024-03-01T12:10:00", "ten past noon"),
            ("2024-03-01 晚上12:10", "2024-03-01T12:10:00", "of which day is not to be told: as it is written"),
            ("14/03/2024", "2024-03-14", "no month has the number 14"),
            ("03/14/2024 8:05 AM", "2024-03-14T08:05:00", "no month has the number 14"),
            ("14.03.2024 8:05", "2024-03-14T08:05:00", "with points"),
            ("03/04/2024", nil, "day or month first: not to be told"), ("14/03/24", nil, "or the year first"),
            ("14/15/2024", nil, "no month"), ("31/02/2024", nil, "no day"),
            ("March 1, 2024", "2024-03-01", "the month's name"), ("1 March 2024", "2024-03-01", "behind the day"),
            ("Mar 1st, 2024 at 8:05 PM", "2024-03-01T20:05:00", "short, with a time"),
            ("01-Mar-2024 08:05", "2024-03-01T08:05:00", "with hyphens"), ("Marsh 1, 2024", nil, "no month"),
            ("1 March", nil, "no year"), ("1709280300.5", "2024-03-01T08:05:00Z", "seconds with a fraction"),
            ("1709280300123.5", nil, "no fraction of thousandths"), ("1709280300.", nil, "a number in a sentence"),
            ("Fri Mar 01 08:05:00 +0800 2024", "2024-03-01T08:05:00+08:00", "Weibo"),
            ("Fri, 01 Mar 2024 08:05:00 GMT", "2024-03-01T08:05:00Z", "RFC 2822"),
            ("1709280300", "2024-03-01T08:05:00Z", "seconds"),
            ("1709280300123", "2024-03-01T08:05:00Z", "thousandths"),
            ("1709280300123456", "2024-03-01T08:05:00Z", "millionths"),
            ("2024-02-29", "2024-02-29", "a leap day"),
            ("2023-02-29", nil, "no leap day"), ("2024-13-01", nil, "no month"), ("2024-03-01 25:00", nil, "no hour"),
            ("3分钟前", nil, "told from now"), ("昨天 12:00", nil, "told from now"), ("刚刚", nil, "told from now"),
            ("3/1/24, 8:05 AM", nil, "month or day first: not to be told"), ("", nil, "nothing"),
            ("2024-03-01 and later", nil, "more than a time"), ("12345", nil, "a number"),
        ] as [(String, String?, String)])
    func isISO(text: String, expected: String?, why: String) {
        #expect(RecordTime.iso(text) == expected, "\(why)")
    }

    /// Read at five past midnight on 1 March of a leap year.
    @Test(
        arguments: [
            ("刚刚", "2024-03-01T00:05:00+08:00", "now"), ("3分钟前", "2024-03-01T00:02:00+08:00", "minutes"),
            ("10 分鐘前", "2024-02-29T23:55:00+08:00", "over midnight"), ("半小时前", "2024-02-29T23:35:00+08:00", "half"),
            ("2小时前", "2024-02-29T22:05:00+08:00", "hours"), ("一天前", "2024-02-29", "days are told as days"),
            ("2周前", "2024-02-16", "weeks"), ("昨天", "2024-02-29", "a day"),
            ("昨天 下午3:05", "2024-02-29T15:05:00+08:00", "a day and a time"),
            ("前天 08:05", "2024-02-28T08:05:00+08:00", "a day"),
            ("2月28日 8:05", "2024-02-28T08:05:00+08:00", "without the year"),
            ("03-02 08:05", "2023-03-02T08:05:00+08:00", "last year's"),
            ("just now", "2024-03-01T00:05:00+08:00", "now"), ("5 mins ago", "2024-03-01T00:00:00+08:00", "minutes"),
            ("an hour ago", "2024-02-29T23:05:00+08:00", "an hour"), ("3d", "2024-02-27", "short"),
            ("Yesterday at 9:15 PM", "2024-02-29T21:15:00+08:00", "a day and a time"),
            ("3个月前", nil, "months have no length"), ("2 months ago", nil, "months have no length"),
            ("2-31", nil, "no day"), ("3分钟", nil, "how long, not when"), ("soon", nil, "no time"), ("", nil, "nothing"),
            ("2024-03-01 08:05", "2024-03-01T08:05:00", "not told from anything"),
        ] as [(String, String?, String)])
    func isToldFromTheTimeOfCollecting(text: String, expected: String?, why: String) {
        #expect(RecordTime.iso(text, seenAt: "2024-03-01 00:05:00+08:00") == expected, "\(why)")
    }

    @Test func aDayOfCollectingSaysNothingOfMinutes() {
        #expect(RecordTime.iso("3分钟前", seenAt: "2024-03-01") == nil)
        #expect(RecordTime.iso("昨天 12:00", seenAt: "2024-03-01") == "2024-02-29T12:00:00")
        #expect(RecordTime.iso("昨天 12:00", seenAt: "3分钟前") == nil)
    }

    @Test func everyDayComesBack() {
        var date = CivilDate(daysSince1970: -1_000_000)
        for days in -999_999..<1_000_000 where days % 97 == 0 { date = CivilDate(daysSince1970: days) }
        #expect(date.year == 4707)
        #expect(CivilDate(daysSince1970: 0).description == "1970-01-01")
        #expect(CivilDate(daysSince1970: 19_783).description == "2024-03-01")
        #expect(CivilDate(daysSince1970: -1).description == "1969-12-31")
    }

    @Test(
        arguments: [
            ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("45352", "2024-03-01"),
            ("45352.33680555556", "2024-03-01 08:05:00"), ("0.5", "12:00:00"), ("-1", nil), ("x", nil),
        ] as [(String, String?)])
    func serialNumbersOfWorkbooksAreDates(serial: String, expected: String?) {
        #expect(CellText.date(ofSerial: serial, from1904: false) == expected)
    }

    @Test(arguments: [
        ("12", "12"), ("1.5", "1.5"), ("1.234567890123456E15", "1234567890123456"), ("2E+3", "2000"),
        ("1.25E1", "1.25E1"), ("-3e2", "-300"),
    ])
    func wholeNumbersHaveNoExponent(text: String, expected: String) {
        #expect(CellText.number(text) == expected)
    }
}
