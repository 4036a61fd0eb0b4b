import Testing

@testable import Plaint

@Suite struct JSONTextTests {
    private func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        JSONText.appendString(Array(text.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test(arguments: [
        ("", #""""#), ("味道不错 😡", #""味道不错 😡""#), (#"a"b\c/"#, #""a\"b\\c/""#),
        ("\n\r\t\u{8}\u{C}\u{0}\u{1F}\u{7F}", "\"\\n\\r\\t\\u0008\\u000c\\u0000\\u001f\u{7F}\""),
        ("\u{85}\u{2028}\u{2029}", #""\u0085\u2028\u2029""#),
        ("\u{84}\u{86}\u{2027}\u{202A}“x”", "\"\u{84}\u{86}\u{2027}\u{202A}“x”\""),
        ("é\u{A0}", "\"é\u{A0}\""), ("1234567\"", #""1234567\"""#), ("12345678\u{1}9", #""12345678\u00019""#),
    ])
    func escapesWhatItMust(text: String, expected: String) {
        #expect(quoted(text) == expected)
    }

    /// Each suspect at each distance from the start of a word of eight bytes.
    @Test func escapesAtEveryPosition() {
        for suspect in ["\"", "\\", "\u{0}", "\u{1F}", "\u{85}", "\u{2028}", "\u{2026}", "Â", " ", "\u{7F}", "中"] {
            for before in 0..<18 {
                for after in [0, 1, 9] {
                    let text = String(repeating: "a", count: before) + suspect + String(repeating: "b", count: after)
                    #expect(ReferenceJSON.parse(quoted(text)) == .string(text))
                    #expect(!quoted(text).unicodeScalars.contains { $0 < " " || $0 == "\u{85}" || $0 == "\u{2028}" })
                }
            }
        }
    }

    @Test(arguments: [
        (0, "0.000"), (1, "0.001"), (-1, "-0.001"), (-380, "-0.380"), (941, "0.941"), (1_000, "1.000"),
        (-1_000, "-1.000"), (12_345, "12.345"), (1_000_020, "1000.020"), (Int.max, "9223372036854775.807"),
        (Int.min, "-9223372036854775.808"),
    ])
    func writesThousandths(value: Int, expected: String) {
        var output: [UInt8] = []
        JSONText.appendThousandths(value, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }
}
