import Testing

@testable import Plaint

struct OverlayTests {
    private static let base = [
        "valence\n冷\t-1.5\n好\t2\nrefund~\t-1\nout of stock\t-2", "terms\n客服", "booster\n非常\t0.4",
    ]

    private func raw(_ text: String, _ overlays: String...) throws -> Int32 {
        try sentimentScore(text, .sentimentOnly(try makeLexicon(Self.base, overlays: overlays))).raw
    }

    @Test func theUsersWordWins() throws {
        #expect(try raw("冷") == -1_500)
        #expect(try raw("冷", "valence\n冷\t1") == 1_000)
        #expect(try raw("out of stock", "valence\nout of stock\t1") == 1_000)
        #expect(try raw("refunds", "valence\nrefunds\t3") == 3_000)
        #expect(try raw("refunded", "valence\nrefunds\t3") == -1_000)
        #expect(try raw("refunded", "valence\nrefund~\t3") == 3_000)
        #expect(try raw("冷", "valence\n冷\t1", "valence\n冷\t2") == 2_000, "the last overlay wins")
    }

    /// Texts are read in plain widths and Simplified characters, and so are the rows that users copy from them.
    @Test func rowsMayBeWrittenAsTextsAre() throws {
        #expect(try raw("臺灣味", "valence\n臺灣味\t3") == 3_000)
        #expect(try raw("台湾味", "valence\n臺灣味\t3") == 3_000)
        #expect(try raw("gooder", "valence\nＧｏｏｄｅｒ\t2") == 2_000)
        #expect(try raw("out of stock", "valence\nｏｕｔ ｏｆ ｓｔｏｃｋ\t1") == 1_000)
        #expect(try raw("it broke", "valence\n<n> 壞\t1\nbroke\t-1") == -1_000, "a placeholder is no markup")
        #expect(try raw("可愛", "valence\n可愛\t2", "valence\n可愛\t-") == 0, "nor are they removed otherwise")
        #expect(try makeLexicon(Self.base, overlays: ["valence\n可愛\t2"]).describe("可愛") == ["valence\t2.000"])
    }

    @Test func rowsAreAdded() throws {
        #expect(try raw("暖") == 0)
        #expect(try raw("暖", "valence\n暖\t1") == 1_000)
        #expect(try raw("很冷", "valence\n很冷\t2") == 2_000, "the longer term wins")
    }

    @Test func aMinusRemovesFromTheKind() throws {
        #expect(try raw("冷", "valence\n冷\t-") == 0)
        #expect(try raw("refund", "valence\nrefund~\t-") == 0)
        #expect(try raw("refunded", "valence\nrefund~\t-") == 0)
        #expect(try raw("refunded", "valence\nrefund\t-") == -1_000)
        #expect(try raw("out of stock", "valence\nout of stock\t-") == 0)
        #expect(try raw("非常好", "booster\n非常\t-") == 2_000)
        #expect(try raw("非常好") == 2_800)
        #expect(try raw("冷", "booster\n冷\t-") == -1_500, "not from other kinds")
        #expect(try raw("冷", "valence\n冷\t-", "valence\n冷\t2") == 2_000, "and may come back")
        #expect(try raw("冷", "valence\n没有\t-") == -1_500, "a term that was never there")
    }

    @Test func aRemovedTermLeavesNoTrace() throws {
        let removed = try makeLexicon(Self.base, overlays: ["terms\n客服\t-"])
        let without = try makeLexicon([Self.base[0], Self.base[2]])
        let with = try makeLexicon(Self.base)
        #expect(try bars("客服", with) == "客服")
        for text in ["客服", "找客服", "客服态度"] { #expect(try bars(text, removed) == bars(text, without)) }
        // A removed term that is longer than another shields it no more.
        let shielded = try makeLexicon(["valence\n好\t2\n好像\t0"], overlays: ["valence\n好像\t-"])
        let plain = try makeLexicon(["valence\n好\t2"])
        #expect(try bars("好像", shielded) == bars("好像", plain))
        let pattern = try makeLexicon(["valence\nnot good at\t-2\nnot good\t-1"], overlays: ["valence\nnot good at\t-"])
        #expect(try sentimentScore("not good at", .sentimentOnly(pattern)).raw == -1_000)
    }

    @Test func numbersAndUnitsCanBeRemoved() throws {
        let base = ["number\n两\t2", "unit unit time\n小时\t3600", "valence\n等了<time>\t-2"]
        func raw(_ overlays: String...) throws -> Int32 {
            try sentimentScore("等了两小时", .sentimentOnly(try makeLexicon(base, overlays: overlays))).raw
        }
        #expect(try raw() == -2_000)
        #expect(try raw("number\n两\t-") == 0)
        #expect(try raw("unit unit time\n小时\t-") == 0)
        #expect(try raw("number\n半\t-") == -2_000)
    }

    @Test func cuesAreReplacedAndRemoved() throws {
        let base = ["cue category speed\n慢\t3\n排队\t4", "cue category service\n慢\t1"]
        func cues(_ overlays: String...) throws -> [[String]] {
            let lexicon = try makeLexicon(base, overlays: overlays)
            return ["慢", "排队"].map { lexicon.describe($0) }
        }
        #expect(try cues() == [["cue service\t1", "cue speed\t3"], ["cue speed\t4"]])
        #expect(try cues("cue category speed\n慢\t5") == [["cue service\t1", "cue speed\t5"], ["cue speed\t4"]])
        #expect(try cues("cue category speed\n慢\t-") == [["cue service\t1"], ["cue speed\t4"]])
        #expect(try cues("cue category speed\n排队\t-")[1] == [])
        #expect(try cues("cue category speed\n排队\t-", "cue category speed\n排队\t2")[1] == ["cue speed\t2"])
    }

    @Test func theDigestFollowsTheMeaning() throws {
        let digest = try makeLexicon(Self.base).digest
        #expect(try makeLexicon(Self.base).digest == digest)
        #expect(try makeLexicon(Self.base.map { $0 + "\n# a comment" }).digest == digest)
        #expect(try makeLexicon(Self.base, overlays: ["valence\n冷\t1"]).digest != digest)
        #expect(digest.utf8.count == 64)
    }

    /// What `lexicon check` refuses of a value is not laid over anything.
    @Test(arguments: [
        ("valence\n暖\t1\n冷\t9", 5, "the value of '冷' is outside -4.0…4.0"),
        ("valence\nok\t-4.001", 4, "the value of 'ok' is outside -4.0…4.0"),
        ("booster\n有点\t3", 4, "the value of '有点' is outside -0.9…1.5"),
        ("cue category speed\n排队\t0", 5, "the value of '排队' is outside 1.0…5.0"),
        ("template\n无\t1.5", 4, "the value of '无' is no whole number"),
        ("valence\n暖\t4\n冷\t-4\n没有\t-", 0, ""),
    ])
    func valuesOutOfRangeAreRefused(text: String, line: Int, reason: String) throws {
        let rows = LexiconOverlay.rows(name: "own", bytes: Array(lexiconText(text).utf8))
        guard line > 0 else {
            _ = try Lexicon.load(overlays: [rows])
            return
        }
        let error = #expect(throws: LexiconError.self) { try Lexicon.load(overlays: [rows]) }
        #expect(error?.file == "own" && error?.line == line)
        #expect(error?.reason.hasPrefix("\(reason): put it right") == true, "\(String(describing: error))")
    }

    @Test func namedOverlaysAreBuiltIn() throws {
        #expect(LexiconOverlay("delivery") == .named("delivery"))
        #expect(LexiconOverlay("./delivery") == .file("./delivery"))
        #expect(LexiconOverlay("own.tsv") == .file("own.tsv"))
        for name in EmbeddedResources.overlayNames {
            #expect(Shared.overlaid[name]?.digest != Shared.lexicon.digest)
        }
        #expect(!EmbeddedResources.overlayNames.isEmpty)
        #expect(throws: LexiconError.self) { try Lexicon.load(overlays: [.named("nothing")]) }
        #expect(throws: LexiconError.self) { try Lexicon.load(overlays: [.file("/missing/own.tsv")]) }
    }
}
