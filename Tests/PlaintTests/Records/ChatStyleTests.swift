import Testing

@testable import Plaint

/// Which lines are a chat. To add a case: the lines, the style or nil for plain lines, and why.
@Suite struct ChatStyleTests {
    static let cases: [(lines: [String], style: ChatLine.Style?, why: String)] = [
        (["客服: 您好，请讲", "顾客: 箱子压扁了"], .named, "both sides say who they are"),
        (["Agent: Hello", "Customer: my parcel is wet"], .named, "both sides say who they are"),
        (["客服01: 您好", "客户：在吗"], .named, "a number behind a role"),
        (["客服小李: 您好", "阿梅: 箱子压扁了", "客服小李: 抱歉"], .named, "two who take turns, one of them an agent"),
        (
            ["Maya: hi", "Live agent: hello", "Maya: my parcel is wet"], .named,
            "two who take turns, one of them an agent"
        ),
        (["[21:15] Ann: hi", "[21:16] Bob: my parcel is wet"], .timed, "times of day"),
        (["2026-03-02 21:15 - Ann: hi", "2026-03-02 21:16 - Bob: wet"], .stamped, "dates and times"),
        (["Note: the box was open", "Price: too high"], nil, "remarks"),
        (["Note: the box was open", "Price: too high", "Note: and wet"], nil, "remarks, one word twice"),
        (["客服: 态度差", "物流: 慢"], nil, "what the remarks are about"),
        (["客服态度: 差", "顾客体验: 不好"], nil, "names that only begin with a role"),
        (["客服: 态度差", "顾客: 太多", "没有座位"], nil, "a line without a name"),
        (["小李: 在吗", "小王: 在的", "小李: 箱子压扁了"], nil, "nobody is known"),
        (["Agent: rude"], nil, "one line"),
        (["[sic] Ann: hi", "[sic] Bob: hi"], nil, "brackets without a time"),
        (["9:30 到的: 箱子压扁了", "9:40 打电话: 没人接"], nil, "times of day that nothing marks"),
    ]

    @Test(arguments: cases.indices) func isTold(_ index: Int) {
        let row = Self.cases[index]
        let bytes = Array((row.lines.joined(separator: "\n") + "\n").utf8)
        let roles = RoleNames(lexicon: Shared.lexicon, agents: [])
        #expect(FormatDetection.chatStyle(bytes.span, roles: roles) == row.style, "\(row.why)")
    }

    /// Who says that it is a chat knows better than the share of lines with a name.
    @Test func theFirstLineDecidesOfWhatIsToldToBeAChat() {
        let bytes =
            Array("2026-03-02 12:00:00 小李\n".utf8) + Array(repeating: Array("到了吗\n".utf8), count: 60).flatMap { $0 }
        #expect(FormatDetection.chatStyle(bytes.span, roles: nil) == nil)
        #expect(FormatDetection.chatStyle(bytes.span, roles: nil, isTold: true) == .headed)
    }
}
