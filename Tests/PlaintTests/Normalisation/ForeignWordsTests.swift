import Testing

@testable import Plaint

/// Whose words a text is, by the table of cases.
struct ForeignWordsTests {
    static let cases = CaseRow.rows(of: "origins.tsv", fields: 4)

    @Test("origin", arguments: cases)
    func isWhoseWordsItIs(_ row: CaseRow) throws {
        var worker = try Shared.analyzer.makeWorker()
        let analysis = worker.analyze(row.fields[0])
        let view = worker.clean.bytes
        var own: [UInt8] = []
        var place = 0
        for span in worker.foreign.spans {
            own += view[place..<span.start]
            place = span.end
        }
        own += view[place...]
        #expect(analysis.origin.rawValue == row.fields[1], "\(row.fields[3])")
        #expect(String(decoding: own, as: UTF8.self) == row.fields[2], "\(row.fields[3])")
        if analysis.origin != .own {
            #expect(analysis.sentiment == .neutral && analysis.score == 0 && analysis.cues.isEmpty)
            #expect(analysis.complaint == 0 && analysis.categories.isEmpty)
        }
    }

    @Test func onlyForeignTextNamesItsOrigin() throws {
        var worker = try Shared.analyzer.makeWorker()
        func output(_ text: String) -> String {
            withBytes(text) { worker.analyze($0) }
            var bytes: [UInt8] = []
            worker.appendMember(to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(output("系统默认好评").hasPrefix(#""plaint":{"v":1,"lang":"zh","origin":"template","sentiment":"neutral""#))
        #expect(output("RT @bob: awful").contains(#""origin":"quoted""#))
        #expect(!output("太差了").contains("origin"))
    }

    /// Punctuation beside what is foreign says nothing of a complaint; pictures and emoticons do.
    @Test(arguments: [
        ("@united", false), ("[图片]！", false), ("无...", false), ("RT @bob: awful", false), ("[图片] :(", true),
        ("[图片] 😡", true),
        ("@united :(", true), ("[图片] 太差", true), ("[图片] 1/5", true),
    ])
    func onlyOwnWordsAreClassified(_ text: String, _ isClassified: Bool) throws {
        var worker = try Shared.analyzer.makeWorker()
        let analysis = worker.analyze(text)
        #expect((analysis.complaint != 0) == isClassified, "\(analysis.complaint)")
        #expect(isClassified || (analysis.categories.isEmpty && analysis.cues.isEmpty))
    }

    /// (own words, the same with foreign words around them): the same label.
    @Test(arguments: [
        ("太慢了", "太慢了//@客服: 感谢您的支持，祝您生活愉快"), ("this is awful", "this is awful RT @shop: best deals, lovely people"),
        ("很好吃", "很好吃\n> 难吃死了\n> 再也不来"), ("the app crashes", "@greatapp the app crashes http://good.example/love"),
        ("退款一直不到账", "#幸福生活# 退款一直不到账"), ("？？？", "@united ？？？"),
        ("it broke", "it broke\n\nOn Mon, Ann wrote:\nWe love happy customers!"),
    ])
    func foreignWordsChangeNothing(_ own: String, _ mixed: String) throws {
        var worker = try Shared.analyzer.makeWorker()
        let (alone, beside) = (worker.analyze(own), worker.analyze(mixed))
        #expect(alone.sentiment == beside.sentiment && alone.categories == beside.categories)
        #expect(alone.score == beside.score && alone.cues == beside.cues)
    }

    @Test func anOverlayAddsAndRemovesPhrases() throws {
        let base = "template\n系统默认好评\t1\n"
        let added = try makeLexicon([base], overlays: ["template\n本店自动评价\t1\n"])
        let removed = try makeLexicon([base], overlays: ["template\n系统默认好评\t-\n"])
        func origin(_ text: String, _ lexicon: Lexicon) throws -> Origin {
            var worker = try Analyzer.sentimentOnly(lexicon).makeWorker()
            return worker.analyze(text).origin
        }
        #expect(try origin("本店自动评价", added) == .template)
        #expect(try origin("系统默认好评", removed) == .own)
    }
}
