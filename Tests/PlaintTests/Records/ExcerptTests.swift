import Testing

@testable import Plaint

@Suite struct ExcerptTests {
    private func excerpt(_ text: String, _ byte: Int) -> String {
        Excerpt.make(of: Array(text.utf8).span, around: byte)
    }

    @Test(arguments: [
        ("abc", 1, "abc"), ("", 0, ""), ("a\nb\r\tc\u{0}\u{7F}", 3, "a␊b␍␉c␀␡"),
        ("a\u{85}\u{202E}b\u{FEFF}", 0, "a<U+0085><U+202E>b<U+FEFF>"),
        ("味道不错", 4, "味道不错"), ("👨‍👩‍👧", 0, "👨‍👩‍👧"),
    ])
    func showsShortTextsWhole(text: String, byte: Int, expected: String) {
        #expect(excerpt(text, byte) == expected)
    }

    @Test func staysWithinSixtyCharacters() {
        for text in [
            String(repeating: "x", count: 500), String(repeating: "味", count: 300),
            String(repeating: "\u{85}", count: 100),
        ] {
            for byte in [0, 1, 19, 20, 21, 59, 60, 61, 100, text.utf8.count - 1, text.utf8.count] {
                let made = excerpt(text, byte)
                #expect(made.unicodeScalars.count <= 60)
                #expect(made.contains("…"))
            }
        }
        let marked = String(repeating: "a", count: 200) + "!" + String(repeating: "b", count: 200)
        #expect(
            excerpt(marked, 200) == "…" + String(repeating: "a", count: 19) + "!" + String(repeating: "b", count: 38)
                + "…")
    }

    @Test func showsMalformedBytes() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xE4, 0xBD]
        #expect(Excerpt.make(of: bytes.span, around: 1) == "a\u{FFFD}\u{FFFD}")
    }
}
