import Testing

@testable import Plaint

struct TermElementTests {
    private func parse(_ term: String, verbatim: Bool = false) -> [TermElement] {
        withBytes(term) { TermElement.parse($0, verbatim: verbatim) }
    }
    private func word(_ text: String, _ inflected: Bool = false) -> TermElement {
        .literal(Array(text.utf8), inflected: inflected)
    }

    @Test func literals() {
        #expect(parse("发货") == [word("发货")])
        #expect(parse("Out of STOCK") == [word("out"), word("of"), word("stock")])
        #expect(parse("don’t") == [word("don't")])
        #expect(parse("refund~") == [word("refund", true)])
        #expect(parse("charge~ twice") == [word("charge", true), word("twice")])
        #expect(parse("好~") == [word("好~")], "only English words are inflected")
        #expect(parse("~") == [word("~")])
        #expect(parse("") == [])
        #expect(parse("a  b") == [word("a"), word("b")])
    }

    @Test func placeholdersAndGaps() {
        #expect(parse("等了…<time>") == [word("等了"), .gap, .time])
        #expect(parse("<n> times") == [.number, word("times")])
        #expect(parse("贵了<money>") == [word("贵了"), .money])
        #expect(parse("a…b") == [word("a"), .gap, word("b")])
        #expect(parse("a … b") == [word("a"), .gap, word("b")])
        #expect(parse("<x>") == [word("<x>")])
        #expect(parse("1<2") == [word("1<2")])
        #expect(parse("“a”") == [word("“a”")], "other characters of E2 are literals")
    }

    @Test func emojiStandAsTheyAre() {
        #expect(parse("<n>", verbatim: true) == [word("<n>")])
        #expect(parse("(~_~)", verbatim: true) == [word("(~_~)")])
        #expect(parse("…", verbatim: true) == [word("…")])
        #expect(parse("❤️", verbatim: true) == [word("❤")], "selectors are left out")
        #expect(parse("a b", verbatim: true) == [word("a b")])
        #expect(parse("XD", verbatim: true) == [word("xd")])
    }

    @Test(arguments: ["refund", "don't", "2hrs", "naïve", "snake_case", "x"])
    func words(_ text: String) throws {
        #expect(TermElement.isWord(Array(text.utf8)))
        // The claim behind it: ICU makes one token of such a word.
        var segmenter = try WordSegmenter()
        var tokens: [Token] = []
        withBytes(text) { segmenter.segment($0, into: &tokens) }
        #expect(tokens.count == 1)
    }

    @Test(arguments: ["", "好", "wi-fi", ":)", "'tis", "cats'", "_x", "a b", "c++", "a.b"])
    func noWords(_ text: String) { #expect(!TermElement.isWord(Array(text.utf8))) }
}
