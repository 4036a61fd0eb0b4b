import Testing

@testable import Plaint

/// Words that mean something else in a trade: what the overlay of that trade says, and why.
struct DomainOverlayTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var overlay: String
        var text: String
        var sentiment: Sentiment
        var why: String
        var testDescription: String { "\(overlay): \(text) (\(why))" }

        init(_ overlay: String, _ text: String, _ sentiment: Sentiment, _ why: String) {
            (self.overlay, self.text, self.sentiment, self.why) = (overlay, text, sentiment, why)
        }
    }

    static let cases: [Case] = [
        Case("retail", "洗衣机声音大", .negative, "an appliance that is loud"),
        Case("telecom", "电话里声音大", .positive, "a line that one hears well"),
        Case("telecom", "电话里声音小", .negative, "and one that one does not"),
        Case("retail", "箱子空间大", .positive, "room is what a case is bought for"),
        Case("hotel", "隔壁声音大", .negative, "noise at night"),
        Case("hotel", "房间空间大", .positive, "room"),
        Case("retail", "it looks cheap", .negative, "cheap goods"),
        Case("retail", "cheap price", .positive, "a cheap price"),
        Case("restaurant", "cheap and close to the office", .positive, "a cheap lunch"),
        Case("restaurant", "killer wings", .positive, "slang of those who eat"),
        Case("app", "killer feature", .positive, "slang of those who use"),
        Case("restaurant", "the soup was cold", .negative, "food that should be hot"),
        Case("restaurant", "cold beer", .positive, "a drink that should be cold"),
        Case("delivery", "冰的奶茶", .positive, "a drink that should be cold"),
        Case("delivery", "饭是冷的", .negative, "a meal that should be hot"),
        Case("delivery", "still hot", .positive, "a meal"),
        Case("app", "卡", .negative, "not a card: it hangs"),
        Case("telecom", "the line is dead", .negative, "no service"),
        Case("bank", "my card got frozen", .negative, "an account that cannot be used"),
        Case("restaurant", "it was frozen", .negative, "food out of the freezer"),
        Case("hotel", "small room", .negative, "room"),
        Case("restaurant", "肥而不腻", .positive, "fat, and not greasy"),
        Case("restaurant", "肉有点老", .negative, "meat that is tough"),
        Case("bank", "秒批", .positive, "a loan granted at once"),
        Case("app", "this game is sick", .positive, "slang of players"),
    ]

    @Test(arguments: cases) func saysWhatTheTradeSays(_ example: Case) throws {
        let lexicon = try #require(Shared.overlaid[example.overlay])
        let score = try sentimentScore(example.text, .sentimentOnly(lexicon))
        #expect(score.sentiment == example.sentiment, "\(example), \(score.raw)")
    }

    @Test func wordsTurnBetweenTrades() throws {
        func raw(_ text: String, _ overlay: String) throws -> Int32 {
            try sentimentScore(text, .sentimentOnly(try #require(Shared.overlaid[overlay]))).raw
        }
        for (text, good, bad) in [
            ("声音大", "telecom", "retail"), ("cheap", "restaurant", "retail"), ("light", "retail", "none"),
            ("轻", "retail", "none"), ("hot", "delivery", "hotel"), ("热闹", "restaurant", "hotel"),
        ] {
            #expect(try raw(text, good) > 0, "\(text) in \(good)")
            if bad != "none" { #expect(try raw(text, bad) < 0, "\(text) in \(bad)") }
        }
    }

    @Test func allTradesAreBuiltIn() {
        #expect(
            Set(EmbeddedResources.overlayNames).isSuperset(of: [
                "app", "bank", "delivery", "hotel", "restaurant", "retail", "telecom",
            ]))
    }
}
