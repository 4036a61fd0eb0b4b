import Testing

@testable import Plaint

@Suite struct JSONCheckerTests {
    private static let suite = sharedFolder().map { $0 + "/suites/jsontestsuite/test_parsing" }
    /// Cases that the grammar leaves open, or that are not about the grammar, and what we do with each.
    private static let openCases: [(name: String, isAccepted: Bool, why: String)] = [
        ("number_double_huge_neg_exp", true, "numbers of any size pass"),
        ("number_huge_exp", true, "numbers of any size pass"),
        ("number_neg_int_huge_exp", true, "numbers of any size pass"),
        ("number_pos_double_huge_exp", true, "numbers of any size pass"),
        ("number_real_neg_overflow", true, "numbers of any size pass"),
        ("number_real_pos_overflow", true, "numbers of any size pass"),
        ("number_real_underflow", true, "numbers of any size pass"),
        ("number_too_big_neg_int", true, "numbers of any size pass"),
        ("number_too_big_pos_int", true, "numbers of any size pass"),
        ("number_very_big_negative_int", true, "numbers of any size pass"),
        ("object_key_lone_2nd_surrogate", true, "lone surrogates as escapes pass"),
        ("string_1st_surrogate_but_2nd_missing", true, "lone surrogates as escapes pass"),
        ("string_1st_valid_surrogate_2nd_invalid", true, "lone surrogates as escapes pass"),
        ("string_UTF-16LE_with_BOM", false, "not UTF-8: what is left after repair is no value"),
        ("string_UTF-8_invalid_sequence", true, "malformed UTF-8 is replaced before"),
        ("string_UTF8_surrogate_U+D800", true, "malformed UTF-8 is replaced before"),
        ("string_incomplete_surrogate_and_escape_valid", true, "lone surrogates as escapes pass"),
        ("string_incomplete_surrogate_pair", true, "lone surrogates as escapes pass"),
        ("string_incomplete_surrogates_escape_valid", true, "lone surrogates as escapes pass"),
        ("string_invalid_lonely_surrogate", true, "lone surrogates as escapes pass"),
        ("string_invalid_surrogate", true, "lone surrogates as escapes pass"),
        ("string_invalid_utf-8", true, "malformed UTF-8 is replaced before"),
        ("string_inverted_surrogates_U+1D11E", true, "lone surrogates as escapes pass"),
        ("string_iso_latin_1", true, "malformed UTF-8 is replaced before"),
        ("string_lone_second_surrogate", true, "lone surrogates as escapes pass"),
        ("string_lone_utf8_continuation_byte", true, "malformed UTF-8 is replaced before"),
        ("string_not_in_unicode_range", true, "malformed UTF-8 is replaced before"),
        ("string_overlong_sequence_2_bytes", true, "malformed UTF-8 is replaced before"),
        ("string_overlong_sequence_6_bytes", true, "malformed UTF-8 is replaced before"),
        ("string_overlong_sequence_6_bytes_null", true, "malformed UTF-8 is replaced before"),
        ("string_truncated-utf-8", true, "malformed UTF-8 is replaced before"),
        ("string_utf16BE_no_BOM", false, "UTF-16 has NUL bytes, which are no white space"),
        ("string_utf16LE_no_BOM", false, "UTF-16 has NUL bytes, which are no white space"),
        ("structure_500_nested_arrays", true, "depth up to 1,000 passes"),
        ("structure_UTF-8_BOM_empty_object", false, "the reader takes a byte order mark off, not the checker"),
    ]

    @Test(.enabled(if: suite != nil, "the shared test suites are not here"))
    func agreesWithJSONTestSuite() throws {
        let files = contents(ofFolder: try #require(Self.suite))
        #expect(files.count > 300)
        var open = Dictionary(uniqueKeysWithValues: Self.openCases.map { ("i_\($0.name).json", $0) })
        for file in files {
            let isAccepted = jsonFault(in: file.bytes) == nil
            if let known = open.removeValue(forKey: file.name) {
                #expect(isAccepted == known.isAccepted, "\(file.name): \(known.why)")
            } else {
                #expect(isAccepted == file.name.hasPrefix("y_"), "\(file.name)")
                #expect(!file.name.hasPrefix("i_"), "\(file.name) is not in the table")
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: [
        ("", 0, JSONFault.Kind.endOfRecord), ("  ", 2, .endOfRecord), ("{", 1, .endOfRecord),
        (#"{"a""#, 4, .endOfRecord), (#"{"a":1"#, 6, .endOfRecord), ("[1", 2, .endOfRecord), ("[1,", 3, .endOfRecord),
        ("nul", 3, .endOfRecord), ("nulL", 3, .invalidLiteral), ("x", 0, .valueExpected), ("[,1]", 1, .valueExpected),
        ("[1,]", 3, .valueExpected), ("{1:2}", 1, .keyExpected), (#"{"a":1,}"#, 7, .keyExpected),
        (#"{"a" 1}"#, 5, .colonExpected), (#"{"a":1 "b":2}"#, 7, .commaOrBraceExpected),
        (#"{"a":[1}"#, 7, .commaOrBracketExpected), ("[1 2]", 3, .commaOrBracketExpected), ("01", 1, .invalidNumber),
        ("-", 1, .invalidNumber), ("1.", 2, .invalidNumber), ("1.e1", 2, .invalidNumber), ("1e+", 3, .invalidNumber),
        ("+1", 0, .valueExpected), (".5", 0, .valueExpected), ("[-x]", 2, .invalidNumber),
        (#""\x""#, 2, .invalidEscape),
        (#""\u12g4""#, 5, .invalidEscape), (#""\u12"#, 5, .unterminatedString), (#""abc"#, 4, .unterminatedString),
        (#""abc\"#, 5, .unterminatedString), ("\"a\tb\"", 2, .controlCharacter), ("\"a\u{0}\"", 2, .controlCharacter),
        ("1 2", 2, .trailingBytes), ("{}}", 2, .trailingBytes), ("\u{B}1", 0, .valueExpected),
        ("\u{A0}1", 0, .valueExpected), ("'a'", 0, .valueExpected), ("NaN", 0, .valueExpected),
    ])
    func tellsWhereAndWhy(text: String, byte: Int, kind: JSONFault.Kind) {
        #expect(jsonFault(in: Array(text.utf8)) == JSONFault(byte: byte, kind: kind))
    }

    @Test func allowsAThousandOpenBrackets() {
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        #expect(jsonFault(in: nested(1_000, "[", "]")) == nil)
        #expect(jsonFault(in: nested(1_001, "[", "]")) == JSONFault(byte: 1_000, kind: .tooDeep))
        #expect(jsonFault(in: nested(1_000, #"{"a":"#, "}")) == nil)
        #expect(jsonFault(in: nested(1_001, #"{"a":"#, "}")) == JSONFault(byte: 5_000, kind: .tooDeep))
        #expect(jsonFault(in: nested(500_000, "[", "]"))?.kind == .tooDeep)
    }

    /// The fast judge must never pass what the strict one refuses: then the two ways would differ.
    @Test func acceptsWhatSimdjsonAccepts() throws {
        var seeds = [
            #"{"text":"好\u00e9\ud83d\ude00","n":-1.5e+10,"a":[true,false,null,{}],"o":{"k":"\\\"\/"}}"#,
            #" [ 0 , 1.0 , "x" , [ [ ] ] ] "#, "18446744073709551615", #""\n""#,
        ].map { Array($0.utf8) }
        if let suite = Self.suite { seeds += contents(ofFolder: suite).map(\.bytes).filter { $0.count < 200 } }
        let interesting =
            Array("{}[]\",:\\/ \t\n\r0123456789eE+-.truefalsn\u{0}\u{1F}éx".utf8) + [0x80, 0xFF, 0xED, 0xA0]
        var generator = SeededGenerator(seed: 1)
        let validator = JSONValidator()
        var accepted = 0
        for _ in 0..<60_000 {
            var bytes = seeds.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let index = Int.random(in: 0...bytes.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0 where index < bytes.count: bytes[index] = interesting.randomElement(using: &generator) ?? 0
                case 1 where index < bytes.count: bytes.remove(at: index)
                default: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: index)
                }
            }
            guard validator.accepts(bytes) else { continue }
            accepted += 1
            #expect(jsonFault(in: bytes) == nil, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(accepted > 5_000)
    }
}
