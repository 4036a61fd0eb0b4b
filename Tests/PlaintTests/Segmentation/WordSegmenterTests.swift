import Testing

@testable import Plaint

/// Our own loops over ICU's tables give the tokens that ICU's iterator gives: offsets, kinds and marks.
struct WordSegmenterTests {
    static let hostileSeeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]
    static let longSeeds: [UInt64] = [11, 12]

    /// Which texts our own loops leave to ICU. A row: text, whether it is left to ICU, why.
    static let fallbackCases: [(text: String, fallsBack: Bool, why: String)] = [
        ("味道不错，但是等了一个小时。", false, "Chinese with its punctuation"),
        ("客服態度很差！", false, "Traditional characters are of the same block"),
        ("The food was great, but we waited 2 hours.", false, "English"),
        ("naïve café Ünder Ωμέγα Привет", false, "letters of other alphabets need no dictionary"),
        ("iPhone 14 Pro很卡，3,000.5元", false, "letters, numbers and Han mixed"),
        ("好👍🏽👨‍👩‍👧🇨🇳❤️1️⃣", false, "emoji lie below U+20000"),
        ("ＶＩＰ，１２３", false, "full-width letters and digits"),
        ("مرحبا שלום नमस्ते", false, "scripts with spaces between words"),
        ("", false, "nothing to cut"),
        (" \n\t\u{3000}", false, "white space alone"),
        ("カタカナ", true, "katakana is cut with the dictionary too"),
        ("ひらがな", true, "hiragana as well"),
        ("味道の店", true, "one kana is enough"),
        ("ราคาแพง", true, "Thai has a dictionary of its own"),
        ("𠮷野家", true, "U+20BB7 lies beyond the tables"),
        ("好\u{20000}", true, "the first scalar beyond the tables"),
        ("㐀", true, "extension A: Han outside U+4E00…U+9FFF"),
        ("\u{F900}", true, "compatibility ideograph"),
        ("人々", true, "the iteration mark is Han to ICU's dictionary"),
        ("好\u{301}", true, "a mark on a Han character belongs to its word"),
        ("好\u{200D}", true, "a joiner behind a Han character"),
        ("好_", false, "an underscore begins a word of its own"),
    ]

    @Test(arguments: fallbackCases) func textsLeftToICU(_ text: String, _ fallsBack: Bool, _ why: String) throws {
        var comparison = try SegmentationComparison()
        comparison.compare(text)
        #expect(comparison.differences.isEmpty)
        try #require(WordSegmenter.usesTables, "ICU \(WordSegmenter.icuVersion): the tables are of no known format")
        #expect((comparison.iteratorTexts == 1) == fallsBack, "\(text.debugDescription): \(why)")
    }

    @Test func theIteratorCanBeAskedForAllTexts() throws {
        var segmenter = try WordSegmenter(usesTables: false)
        var tokens: [Token] = []
        for text in ["好吃", "good", ""] { withBytes(text) { segmenter.segment($0, into: &tokens) } }
        // The empty text is cut by nobody.
        #expect(segmenter.texts == 2 && segmenter.iteratorTexts == 2)
    }

    @Test(arguments: SegmentationTexts.corpora) func corporaAreCutAlike(_ path: String) throws {
        var comparison = try SegmentationComparison()
        try SegmentationTexts.forEach(inFile: path) { comparison.compare($0) }
        #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")
        #expect(comparison.texts > 200)
        #expect(comparison.iteratorTexts * 200 <= comparison.texts, "\(comparison.iteratorTexts) left to ICU")
    }

    @Test(
        .enabled(if: !SegmentationTexts.reviews.isEmpty, "needs ../shared/eval/dev"),
        arguments: SegmentationTexts.reviews)
    func reviewsAreCutAlike(_ path: String) throws {
        var comparison = try SegmentationComparison()
        try SegmentationTexts.forEach(inFile: path) { comparison.compare($0) }
        #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")
        #expect(comparison.texts > 0)
        // Kana are in use as ornaments, Japanese lines and rare characters occur.
        #expect(comparison.iteratorTexts * 20 <= comparison.texts, "\(comparison.iteratorTexts) left to ICU")
    }

    @Test(arguments: hostileSeeds) func hostileTextsAreCutAlike(_ seed: UInt64) throws {
        let count = 130_000
        var comparison = try SegmentationComparison()
        var generator = HostileBytes(seed: seed)
        for _ in 0..<count { generator.next { comparison.compare($0) } }
        #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")
        #expect(comparison.texts == count)
        // Texts that ICU cuts in either case test nothing; a few of them belong here.
        #expect(comparison.iteratorTexts > count / 100, "\(comparison.iteratorTexts) left to ICU")
        #expect(comparison.iteratorTexts < count / 2, "\(comparison.iteratorTexts) left to ICU")
    }

    @Test(arguments: longSeeds) func longHostileTextsAreCutAlike(_ seed: UInt64) throws {
        var comparison = try SegmentationComparison()
        for text in HostileText.texts(1_500, seed: seed) { comparison.compare(text) }
        for piece in HostileText.repeats { comparison.compare(String(repeating: piece, count: 300)) }
        #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")
    }

    @Test(.enabled(if: SegmentationTexts.exists(SegmentationTexts.wordBreakTest), "needs the package unicode-data"))
    func unicodesOwnCases() throws {
        let cases = SegmentationTexts.wordBreakCases()
        #expect(cases.count > 1_500)
        var comparison = try SegmentationComparison()
        var agreeing = 0
        for test in cases {
            comparison.compare(test.text)
            // ICU cuts Han, kana and some others by dictionary, and may be of another version of Unicode.
            guard comparison.byIterator.map(\.end) == test.ends else { continue }
            agreeing += 1
            #expect(comparison.byTables.map(\.end) == test.ends, "line \(test.line): \(test.text.debugDescription)")
        }
        #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")
        #expect(agreeing * 10 > cases.count * 9, "ICU agrees with \(agreeing) of \(cases.count) lines")
    }

    @Test func aUsedSegmenterIsAsGoodAsANewOne() throws {
        var used = try WordSegmenter()
        var byUsed: [Token] = []
        var byFresh: [Token] = []
        var generator = HostileBytes(seed: 21)
        for _ in 0..<1_000 {
            var fresh = try WordSegmenter()
            generator.next { text in
                used.segment(text, into: &byUsed)
                fresh.segment(text, into: &byFresh)
                #expect(byUsed == byFresh, "\(String(decoding: text, as: UTF8.self).debugDescription)")
            }
        }
    }

    /// Han runs of a record's full length. Words of the dictionary, single characters and every character of the block.
    @Test(arguments: [1, 2, 350_000]) func longHanRunsAreCutAlike(_ characters: Int) throws {
        let words = ["客服", "态度", "中华人民共和国", "的", "研究生命", "性价比", "不", "龘", "服务员", "一个小时"]
        var generator = SeededGenerator(seed: 31)
        var text = ""
        text.reserveCapacity(3 * characters)
        var count = 0
        while count < characters {
            let scalar = UInt32.random(in: 0x4E00...0x9FFF, using: &generator)
            let word =
                Bool.random(using: &generator)
                ? words.randomElement(using: &generator)! : String(Unicode.Scalar(scalar)!)
            for scalar in word.unicodeScalars where count < characters {
                text.unicodeScalars.append(scalar)
                count += 1
            }
        }
        var comparison = try SegmentationComparison()
        comparison.compare(text)
        // Behind the long run everything else must still be in order.
        comparison.compare("服务态度很差")
        #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")
        #expect(comparison.iteratorTexts == 0)
    }
}
