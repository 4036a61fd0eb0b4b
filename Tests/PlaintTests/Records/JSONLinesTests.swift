import Testing

@testable import Plaint

@Suite struct JSONLinesTests {
    private func read(_ text: String, _ options: RecordOptions = RecordOptions()) throws -> Reading {
        try readRecords(text, as: "a.jsonl", options: options)
    }

    @Test func readsLinesWithEveryLineEnd() throws {
        let reading = try read("{\"text\":\"a\"}\n{\"text\":\"b\"}\r\n \t\r\n\n{\"text\":\"c\"}")
        #expect(
            reading.outcomes == [
                .text("a", object: #"{"text":"a","#, line: 1, offset: 0),
                .text("b", object: #"{"text":"b","#, line: 2, offset: 13),
                .skipped(line: 3, offset: 27), .skipped(line: 4, offset: 31),
                .text("c", object: #"{"text":"c","#, line: 5, offset: 32),
            ])
    }

    @Test(arguments: [
        (#"{"text":"a"}"#, #"{"text":"a","#), (#"{"text":"a" }  "#, #"{"text":"a" ,"#),
        (#"  { "text" : "a" }"#, #"  { "text" : "a" ,"#),
        (
            #"{"id":12345678901234567890123,"text":"a","x":1e400}"#,
            #"{"id":12345678901234567890123,"text":"a","x":1e400,"#
        ),
        (#"{"text":"a","plaint":{"v":1,"s":"}\"{"}}"#, #"{"text":"a","#),
        (#"{"plaint":[1,"]"],"text":"a"}"#, #"{"text":"a","#),
        (#"{"x":1, "plaint" : null , "text":"a"}"#, #"{"x":1  , "text":"a","#),
        (#"{"plaint":1,"text":"a","plaint":2,"plaint":3}"#, #"{"text":"a","#),
        (#"{"text":"a","plaint":2,"plaint":3,"b":4}"#, #"{"text":"a","b":4,"#),
        (#"{"text":"a","pl\u0061int":2,"\u0070\u006C\u0061\u0069\u006e\u0074":3}"#, #"{"text":"a","#),
        (
            #"{"text":"a","Plaint":2,"plaint ":3,"b":{"plaint":4}}"#,
            #"{"text":"a","Plaint":2,"plaint ":3,"b":{"plaint":4},"#
        ),
    ])
    func takesOutItsOwnMembersOnly(line: String, expected: String) throws {
        #expect(try read(line).objects == [expected])
    }

    @Test func leavesAnEmptyObjectWithoutComma() throws {
        let options = RecordOptions(textField: "plaint")
        #expect(
            try read(#"{ "plaint":"a" , "plaint":"b" }"#, options).outcomes == [
                .text("b", object: "{    ", line: 1, offset: 0)
            ])
    }

    @Test(arguments: [
        (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"), (#""\u5473\u9053 \uD83D\uDE21""#, "味道 😡"),
        (#""\ud83d""#, "\u{FFFD}"), (#""\ude21\ud83d x""#, "\u{FFFD}\u{FFFD} x"), (#""\ud83d\n""#, "\u{FFFD}\n"),
        (#""\ud83d\ud83d\ude21""#, "\u{FFFD}😡"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\u0000x""#, "\u{0}x"),
        ("null", ""), (#""""#, ""),
    ])
    func unescapesTheText(value: String, expected: String) throws {
        let reading = try read("{\"text\":\(value)}")
        #expect(reading.texts == [expected])
        #expect(reading.objects == ["{\"text\":\(value),"])
        #expect(reading.malformedUTF8 == 0)
    }

    @Test(arguments: [
        ("[1]", 0, RecordIssue.Reason.notAnObject), (" \"a\"", 1, .notAnObject), ("1", 0, .notAnObject),
        (#"{"tex":"a"}"#, 0, .textMissing(field: "text")), ("{}", 0, .textMissing(field: "text")),
        (#"{"a":{"text":"x"}}"#, 0, .textMissing(field: "text")), (#"{"text":1}"#, 8, .textNotAString(field: "text")),
        (#"{"text":"a","text":["b"]}"#, 19, .textNotAString(field: "text")),
        (#"{"text":"a"} x"#, 13, .invalidJSON("something follows the JSON value")),
        (#"{"text":"a""#, 11, .invalidJSON("the JSON value does not end")),
        ("{\"text\":\"a\tb\"}", 10, .invalidJSON("a control character in a string must be escaped")),
        ("\u{FEFF}{}", 0, .invalidJSON("a JSON value must stand here")),
    ])
    func rejectsWhatIsNoRecord(line: String, byte: Int, reason: RecordIssue.Reason) throws {
        let reading = try read("{\"text\":\"before\"}\n\(line)\n{\"text\":\"after\"}", RecordOptions(textField: "text"))
        #expect(reading.texts == ["before", "after"])
        let issue = try #require(reading.issues.first)
        #expect(issue.reason == reason)
        #expect((issue.line, issue.byte, issue.offset) == (2, byte, 18))
        #expect(issue.message.hasPrefix("byte \(byte): "))
        #expect(!issue.message.contains { $0.isNewline })
    }

    /// Elements of an array that lost its brackets, a line each. A comma is passed over, and nothing else.
    @Test(arguments: [
        (#"{"text":"a"},"#, #"{"text":"a","#), (#"  { "text" : "a" } , "#, #"  { "text" : "a" ,"#),
        ("{\"text\":\"a\"},\r", #"{"text":"a","#),
        (#"{"plaint":{"v":1},"x":1e400,"text":"a","plaint":2},"#, #"{"x":1e400,"text":"a","#),
    ])
    func passesOverACommaBehindARecord(line: String, object: String) throws {
        let reading = try read("\(line)\n\(line)\n{\"text\":\"b\"}")
        #expect(reading.texts == ["a", "a", "b"])
        #expect(reading.objects == [object, object, #"{"text":"b","#])
        #expect(reading.malformedUTF8 == 0)
    }

    @Test(arguments: [
        #"{"text":"a"},,"#, #"{"text":"a"},{"text":"b"}"#, #"{"text":"a",},"#, #"{"text":"a"};"#, #"["a"],"#, "1,", ",",
        "[", "]", "],", #"{"text":"a""#,
    ])
    func rejectsOtherPiecesOfAnArray(line: String) throws {
        let reading = try read("{\"text\":\"before\"},\n\(line)\n{\"text\":\"after\"},")
        #expect(reading.texts == ["before", "after"])
        #expect(reading.issues.map(\.line) == [2])
    }

    /// The fields are chosen from such lines as from any others.
    @Test func choosesFieldsFromRecordsWithCommas() throws {
        let reading = try read("{\"id\":1,\"review\":\"a\"},\n{\"id\":2,\"review\":\"b\"},\n")
        #expect(reading.texts == ["a", "b"])
        #expect(reading.summary == "jsonl, text in \"review\", id in \"id\"")
    }

    @Test func countsWhatItReplacedBeforeTheComma() throws {
        let bytes = Array(#"{"a":"?","text":"x??y"},"#.utf8).map { $0 == UInt8(ascii: "?") ? 0xE4 : $0 }
        let reading = try readRecords(bytes, as: "a.jsonl")
        #expect(reading.texts == ["x\u{FFFD}\u{FFFD}y"] && reading.malformedUTF8 == 3)
    }

    @Test func takesTheLastOfRepeatedTexts() throws {
        let line = #"{"text":"a","t\u0065xt":"b","text":"c\n"}"#
        #expect(try read(line).texts == ["c\n"])
        #expect(try read(#"{"text":"a","t\u0065xt":"b"}"#).texts == ["b"])
        #expect(try read(#"{"text":1,"text":null}"#).texts == [""])
    }

    @Test func replacesMalformedUTF8AndCounts() throws {
        let bytes = Array(#"{"a":"?","text":"x??y\n"}"#.utf8).map { $0 == UInt8(ascii: "?") ? 0xE4 : $0 }
        let reading = try readRecords(bytes, as: "a.jsonl")
        #expect(reading.texts == ["x\u{FFFD}\u{FFFD}y\n"])
        #expect(reading.objects == ["{\"a\":\"\u{FFFD}\",\"text\":\"x\u{FFFD}\u{FFFD}y\\n\","])
        #expect(reading.malformedUTF8 == 3)
    }

    @Test func tellsOffsetsOfTheOriginalBytes() throws {
        // Each replaced byte makes the repaired line two bytes longer.
        let bytes = Array(#"{"text":"??","b":x}"#.utf8).map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
        let issue = try #require(try readRecords(bytes, as: "a.jsonl").issues.first)
        #expect(issue.byte == 17)
        #expect(issue.excerpt == "{\"text\":\"\u{FFFD}\u{FFFD}\",\"b\":x}")
    }

    @Test func acceptsWhatSimdjsonRefuses() throws {
        let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        for value in ["1e999", "-99999999999999999999999999999", #""\udc00""#, deep] {
            #expect(try read("{\"text\":\"a\",\"x\":\(value)}").objects == ["{\"text\":\"a\",\"x\":\(value),"])
        }
    }

    /// Members of the key `plaint` at the start, the middle and the end, alone and repeated, among random ones.
    @Test func splicesRandomObjects() throws {
        var generator = SeededGenerator(seed: 3)
        var lines: [String] = []
        var expected: [[ReferenceJSON.Member]] = []
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...5, using: &generator)
            var members = (0..<count).map { _ in randomMember(&generator) }
            // A text that is surely there makes every line a record.
            members.insert(#""t":"x""#, at: Int.random(in: 0...count, using: &generator))
            let line = "{\(members.joined(separator: ","))}"
            guard case .object(let parsed)? = ReferenceJSON.parse(line) else {
                Issue.record("the reference cannot parse \(line)")
                continue
            }
            lines.append(line)
            expected.append(parsed.filter { $0.key != "plaint" })
        }
        let objects = try read(lines.joined(separator: "\n"), RecordOptions(textField: "t")).objects
        #expect(objects.count == lines.count)
        let end = ReferenceJSON.Member(key: "end", value: .number("0"))
        for (object, kept) in zip(objects, expected) {
            #expect(ReferenceJSON.parse(object + "\"end\":0}") == .object(kept + [end]))
        }
    }

    private func randomMember(_ generator: inout SeededGenerator) -> String {
        let key = ["plaint", #"pl\u0061int"#, "a", #"\u0062"#, "text"].randomElement(using: &generator) ?? ""
        let spaces = (0..<4).map { _ in space(&generator) }
        return "\(spaces[0])\"\(key)\"\(spaces[1]):\(spaces[2])\(randomJSON(depth: 3, &generator))\(spaces[3])"
    }

    private func space(_ generator: inout SeededGenerator) -> String {
        ["", "", " ", "\t ", "\r"].randomElement(using: &generator) ?? ""
    }

    private func randomJSON(depth: Int, _ generator: inout SeededGenerator) -> String {
        let scalars = [
            "1", "-2.50e3", "null", "true", #""a,}]\"b""#, #""plaint""#, #""\\""#, #""\ud83d\ude21中""#, "{}", "[ ]",
        ]
        if depth == 0 { return scalars.randomElement(using: &generator) ?? "0" }
        let count = Int.random(in: 1...3, using: &generator)
        let inner = (0..<count).map { _ in randomJSON(depth: depth - 1, &generator) }
        return switch Int.random(in: 0...3, using: &generator) {
        case 2: "[" + inner.joined(separator: " , ") + "]"
        case 3: "{" + inner.map { "\"plaint\": \($0)" }.joined(separator: ",") + " }"
        default: scalars.randomElement(using: &generator) ?? "0"
        }
    }
}
