import Testing

@testable import Plaint

struct CleanTextTests {
    @Test(arguments: [
        ("plain ASCII", "plain ASCII"), ("中文，标点。", "中文，标点。"),
        // width: letters, digits and signs, not the punctuation of Chinese texts
        ("ＶＩＰ１２３", "VIP123"), ("５０％", "50%"), ("ａ＠ｂ．ｃ", "a@b.c"), ("＄５＋＃＝", "$5+#="), ("～＿＾｜＼", "~_^|\\"),
        ("！，：；？（）｛｝", "！，：；？（）｛｝"), ("［＂＇］", "[\"']"), ("￥５", "￥5"), ("ｶﾞ", "ｶﾞ"), ("　", "　"),
        // smileys, and brackets behind a colon that are none
        ("好：）", "好:)"), ("好:））", "好:))"), ("好；)", "好;)"), ("差：（。", "差:(。"), ("说：（一）", "说：（一）"),
        ("（备注：）", "（备注：）"),
        // apostrophes
        ("ｎ＇ｔ", "n't"), ("ｎ’ｔ", "n't"), ("n′t", "n't"), ("n‛t", "n't"), ("n｀t", "n't"), ("5′", "5′"), ("｀", "`"),
        // invisible characters
        ("垃\u{200B}圾", "垃圾"), ("a\u{200C}b", "ab"), ("a\u{2060}b", "ab"), ("\u{FEFF}a", "a"),
        ("soft\u{AD}ware", "software"), ("a\u{180E}b", "ab"),
        ("a\u{200D}b", "ab"), ("\u{200B}\u{200B}", ""), ("好\u{200D}—", "好—"), ("\u{200D}👍", "👍"), ("👍\u{200D}", "👍"),
        ("é\u{200D}☎", "é☎"), ("👍\u{200D}好", "👍好"),
        ("\u{200D}\u{200D}", ""), ("👩\u{200D}\u{200D}🚀", "👩🚀"),
        // joiners between pictures stay
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"), ("👩🏾‍🚀", "👩🏾‍🚀"), ("🏳️‍🌈", "🏳️‍🌈"), ("❤️‍🔥", "❤️‍🔥"), ("🤷🏽‍♀️", "🤷🏽‍♀️"),
        ("👁‍🗨", "👁‍🗨"),
        // what begins with the same bytes stays
        ("\u{A0}\u{A9}", "\u{A0}\u{A9}"), ("…—“”", "…—“”"), ("\u{1100}", "\u{1100}"),
        ("\u{FF5F}\u{FF00}", "\u{FF5F}\u{FF00}"), ("\u{F900}", "\u{F900}"),
    ])
    func cleanView(_ original: String, _ expected: String) {
        let clean = CleanText(original)
        #expect(clean.bytes == Array(expected.utf8), "\(String(decoding: clean.bytes, as: UTF8.self).debugDescription)")
        let before = original.unicodeScalars.count
        let after = expected.unicodeScalars.count
        #expect(clean.hasRemovals == (before != after))
        #expect(clean.originalScalars(atStart: clean.bytes.count) == before)
    }

    /// (original, term of the clean view, where it begins and ends in scalars of the original)
    @Test(arguments: [
        ("很好", "好", 1, 2), ("垃\u{200B}圾", "垃圾", 0, 3), ("\u{FEFF}好", "好", 1, 2), ("好\u{200B}差", "好", 0, 1),
        ("好\u{200B}差", "差", 2, 3),
        ("ＶＩＰ好", "好", 3, 4), ("ＶＩＰ好", "VIP", 0, 3), ("👍🏽好", "好", 2, 3), ("👨‍👩‍👧好", "好", 5, 6),
        ("a\u{AD}b\u{AD}\u{AD}c d", "d", 7, 8),
        ("a\u{AD}b\u{AD}\u{AD}c d", "abc", 0, 6), ("𠮷好", "好", 1, 2), ("好\u{200B}\u{200B}", "好", 0, 1),
    ])
    func offsets(_ original: String, _ term: String, _ start: Int, _ end: Int) throws {
        let clean = CleanText(original)
        let place = try #require(
            clean.bytes.indices.first { clean.bytes[$0...].starts(with: Array(term.utf8)) },
            "the term is not in the clean view")
        #expect(clean.originalScalars(atStart: place) == start)
        #expect(clean.originalScalars(atEnd: place + term.utf8.count) == end)
    }

    @Test func reuseLeavesNothingBehind() {
        var clean = CleanText("a\u{200B}b\u{200B}c")
        for text in ["", "plain", "ＶＩＰ", "\u{FEFF}", "好"] {
            withBytes(text) { clean.load($0) }
            let fresh = CleanText(text)
            #expect(clean.bytes == fresh.bytes && clean.hasRemovals == fresh.hasRemovals)
        }
    }

    @Test func neverLongerAndAlwaysValid() {
        for text in HostileText.texts(1_000, seed: 11) {
            let clean = CleanText(text)
            #expect(clean.bytes.count <= text.utf8.count)
            #expect(String(validating: clean.bytes, as: UTF8.self) != nil)
            // The clean view is its own clean view but for joiners that came to stand between other characters.
            let once = String(decoding: clean.bytes, as: UTF8.self)
            #expect(CleanText(once).bytes.count <= clean.bytes.count)
        }
    }

    @Test func offsetsAreOrderedAndWithinTheOriginal() {
        for text in HostileText.texts(300, seed: 12) {
            let clean = CleanText(text)
            let count = text.unicodeScalars.count
            var previous = 0
            for offset in 0...clean.bytes.count where offset == clean.bytes.count || clean.bytes[offset] & 0xC0 != 0x80
            {
                let end = clean.originalScalars(atEnd: offset)
                let start = clean.originalScalars(atStart: offset)
                #expect(previous <= end && end <= start && start <= count, "\(text.debugDescription)")
                previous = start
            }
            #expect(previous == count)
        }
    }
}
