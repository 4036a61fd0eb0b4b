import Testing

@testable import Plaint

/// A dirty text gets the label of its clean twin, and its offsets count in the original.
struct DirtyTextTests {
    static let pairs = CaseRow.rows(of: "pairs.tsv", fields: 3)

    @Test("pair", arguments: pairs)
    func hasTheLabelOfItsTwin(_ row: CaseRow) throws {
        var worker = try Shared.analyzer.makeWorker()
        let clean = worker.analyze(row.fields[0])
        let dirty = worker.analyze(row.fields[1])
        // By bytes: to `String` a letter and its combining accent are the letter.
        #expect(Array(row.fields[0].utf8) != Array(row.fields[1].utf8))
        #expect(dirty.sentiment == clean.sentiment, "\(row.fields[2])")
        #expect(dirty.categories == clean.categories, "\(row.fields[2])")
        #expect(dirty.origin == clean.origin, "\(row.fields[2])")
        #expect(dirty.cues == clean.cues, "\(row.fields[2])")
    }

    @Test func thereAreEnoughPairsOfBothLanguages() {
        let chinese = Self.pairs.count { row in row.fields[0].unicodeScalars.contains { CharacterClass.isHan($0.value) }
        }
        #expect(Self.pairs.count >= 120 && chinese >= 50 && Self.pairs.count - chinese >= 50)
    }

    /// What looks like dirt and is none: the text is not edited, and not copied.
    @Test(arguments: [
        "乾坤未定，著名的俱乐部，慰藉人心，姊妹店，份子钱", "蹩脚的服务，摔跤，夥计", "皇后大道的后厨", "好 差", "不 好", "质量好 物流快 客服好",
        "I am a fan of plan B", "a & b", "AT&T", "R&D; fine", "x < y > z", "<3 you", "<sigh> again", "if a<b then c",
        "苹果(Mac)电脑", "太好了(真的)", "会员（VIP）", "很好(yes)", "爱(love)你", "请(please)退款", "客服(live)很慢", "CAFÉ»", "très…”",
        "Ãndalus", "naïve — café",
        "a b c", "1 2 3 4 5", "- - - -", "……", "U.S.A.", "“引号”", "‘单引号’好", "👨‍👩‍👧 ❤️", "привет", "한국어", "ｶﾞ", "e-mail",
        "注意：（1）先付款", "（备注：）", "分类：（服务）", "说：好", "（好）",
    ])
    func plainTextStaysWhereItIs(_ text: String) {
        var clean = CleanText()
        withBytes(text) { bytes in
            clean.load(inPlace: bytes)
            let isInPlace = clean.editedBytes == nil
            #expect(isInPlace, "\(clean.bytes)")
            clean.withView { #expect($0.baseAddress == bytes.baseAddress && $0.count == bytes.count) }
        }
    }

    private static let pieces = [
        "太", " ", "差", "了", "<br/>", "&amp;", "&#39;", "<b>", "</b>", "(yàn)", "（ma1）", "\u{200B}", "e\u{301}", "Ã©",
        "â€™", "ＶＩＰ", "t ", "e ", "r ", "後", "裡面", "👍", "\u{FE0F}", "\u{200D}", "👩", "\0", "\u{AD}", "&", "<", "a",
        "。", "，", "\n", "　", "𝗯", "&lt;br&gt;", "å¥½", "Ã", "€", "<!--", "-->", "<style>", "</style>", "`", "’",
        "\u{300}", "\u{FEFF}", "１", "(", "）", "&#8203;", "&#65313;", "//@a:", "@小王 ", "#话题#", "【", "】", "无",
        "terrible ", "：", "（", ":", "＇", "［", "＂",
    ]

    @Test(arguments: [1, 2, 3]) func spansOfHostileTextsLieInTheOriginal(_ seed: UInt64) throws {
        var random = SplitMix(seed)
        var worker = try Shared.analyzer.makeWorker()
        for number in 0..<4_000 {
            var text = ""
            for _ in 0..<(number % 50 == 0 ? 900 : 1 + random.next() % 14) {
                text += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
            }
            withBytes(text) { worker.analyze($0) }
            let count = text.unicodeScalars.count
            let view = worker.clean.bytes
            #expect(view.count <= text.utf8.count && String(validating: view, as: UTF8.self) != nil)
            for evidence in worker.scorer.evidence {
                let start = worker.clean.originalScalars(atStart: Int(evidence.start))
                let end = worker.clean.originalScalars(atEnd: Int(evidence.end))
                #expect(0 <= start && start < end && end <= count, "\(text.debugDescription)")
            }
            checkMap(worker.clean, text, count)
            var last = 0
            for span in worker.foreign.spans {
                #expect(last <= span.start && span.start < span.end && span.end <= view.count)
                last = span.end
            }
        }
    }

    /// Every place of the view has a place in the original, and a later one has a later one.
    private func checkMap(_ clean: CleanText, _ text: String, _ count: Int) {
        let view = clean.bytes
        var previous = 0
        var isOrdered = true
        for offset in 0...view.count where offset == view.count || view[offset] & 0xC0 != 0x80 {
            let end = clean.originalScalars(atEnd: offset)
            let start = clean.originalScalars(atStart: offset)
            if previous > end || end > start || start > count || (offset > 0 && end <= previous) { isOrdered = false }
            previous = start
        }
        #expect(isOrdered && previous == count, "\(text.debugDescription)")
    }
}

/// Small numbers that look random and are the same each time (Steele, Lea & Flood 2014).
struct SplitMix {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return (value ^ (value >> 31)) >> 8
    }
}
