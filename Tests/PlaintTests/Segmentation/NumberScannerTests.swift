import Testing

@testable import Plaint

/// What `<n>`, `<time>` and `<money>` find, and how far they reach.
struct NumberScannerTests {
    /// The built-in files of numbers and units alone: they are data, but these cases must hold on them.
    static let lexicon = Shared.lexicon

    enum Kind: Sendable { case number, time, money }

    private func found(_ kind: Kind, _ text: String) -> String? {
        withBytes(text) { bytes -> String? in
            let scanner = NumberScanner(lexicon: Self.lexicon, text: bytes)
            let end =
                switch kind {
                case .number: scanner.number(at: 0)
                case .time: scanner.time(at: 0)
                case .money: scanner.money(at: 0)
                }
            return end.map { String(decoding: bytes[..<$0], as: UTF8.self) }
        }
    }

    @Test(arguments: [
        ("3天", "3"), ("1,000 items", "1,000"), ("3.5分", "3.5"), ("10:30到", "10:30"), ("2-3天", "2-3"), ("2.", "2"),
        ("两个", "两"),
        ("十几个", "十几"), ("一百五", "一百五"), ("半价", "半"), ("a bag", "a"), ("an hour", "an"), ("half", "half"),
        ("two", "two"), ("TWO", "TWO"),
        ("several", "several"), ("几天", "几"),
    ])
    func numbers(_ text: String, _ expected: String) { #expect(found(.number, text) == expected) }

    @Test(arguments: ["bag", "天", "", "-3", "twofold", "about", ",5", "another"])
    func noNumbers(_ text: String) { #expect(found(.number, text) == nil) }

    @Test(arguments: [
        ("两个小时后", "两个小时"), ("半小时", "半小时"), ("一个半小时", "一个半小时"), ("半个小时", "半个小时"), ("3天", "3天"), ("3 天", "3 天"),
        ("十分钟", "十分钟"),
        ("2hrs late", "2hrs"), ("2 hrs", "2 hrs"), ("an hour", "an hour"), ("half an hour", "half an hour"),
        ("30-minute wait", "30-minute"),
        ("45 minutes", "45 minutes"), ("1.5 hours", "1.5 hours"), ("two WEEKS", "two WEEKS"),
        ("3 business days", "3 business days"),
        ("2-3天", "2-3天"), ("10 working days.", "10 working days"), ("一年", "一年"),
    ])
    func times(_ text: String, _ expected: String) { #expect(found(.time, text) == expected) }

    @Test(arguments: [
        "3元", "hours", "3", "an", "3 items", "3, days", "3  days", "5 dayside", "3 business daytime", "小时",
    ])
    func noTimes(_ text: String) { #expect(found(.time, text) == nil) }

    @Test(arguments: [
        ("$20 fee", "$20"), ("$1,299.99", "$1,299.99"), ("30元", "30元"), ("五块钱", "五块钱"), ("¥9.9包邮", "¥9.9"),
        ("￥15", "￥15"), ("€5", "€5"), ("£3.50", "£3.50"),
        ("15 dollars", "15 dollars"), ("two pounds", "two pounds"), ("一百块", "一百块"),
    ])
    func amounts(_ text: String, _ expected: String) { #expect(found(.money, text) == expected) }

    @Test(arguments: ["$", "$x", "30", "30天", "元", "dollars", "¥"])
    func noAmounts(_ text: String) { #expect(found(.money, text) == nil) }

    @Test func numberWordsAndUnitsAreData() throws {
        let lexicon = try makeLexicon([
            "number\n万\t10000\n打\t12", "unit unit time\n刻~\t900\nmoon~\t5", "unit unit money\n两银子\t1",
        ])
        func end(_ text: String, _ scan: (NumberScanner) -> Int?) -> Int? {
            withBytes(text) { scan(NumberScanner(lexicon: lexicon, text: $0)) }
        }
        #expect(end("2万") { $0.number(at: 0) } == 4)
        #expect(end("2万刻") { $0.time(at: 0) } == nil, "~ stands behind English words only")
        #expect(end("3 moons") { $0.time(at: 0) } == 7)
        #expect(end("打两银子") { $0.money(at: 0) } == 12)
        #expect(end("两") { $0.number(at: 0) } == nil, "only the lexicon's own words")
    }

    @Test(arguments: [
        ("等了两个小时", true), ("等了足足45分钟", true), ("等了很久", false), ("waited an hour", true), ("waited 2 hours", true),
        ("waited", false),
    ])
    func patternsTakeTimes(_ text: String, _ matches: Bool) throws {
        var worker = try Analyzer.sentimentOnly(SentimentCases.fixed.lexicon).makeWorker()
        withBytes(text) { worker.analyze($0) }
        #expect(worker.matcher.matches.isEmpty != matches)
    }
}
