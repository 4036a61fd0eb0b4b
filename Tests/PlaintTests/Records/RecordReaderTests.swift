import Glibc
import Testing

@testable import Plaint

@Suite struct RecordReaderTests {
    @Test(arguments: [
        ("a.jsonl", "x", "jsonl, text in \"text\""), ("A.NDJSON", "x", "jsonl, text in \"text\""),
        ("a.json", "[", "jsonl, text in \"text\""),
        ("a.b.csv", "id,内容", "csv, 2 columns, text in \"内容\", id in \"id\""),
        ("a.tab", "Text", "tsv, 1 column, text in \"Text\""), ("a.txt", "{\"text\":\"a\"}", "text, one record a line"),
        ("a.log", "a", "text, one record a line"), ("a", " \n {\"Body\":\"a\"}", "jsonl, text in \"Body\""),
        ("a", "id\treview\n1\ta,b", "tsv, 2 columns, text in \"review\", id in \"id\""),
        ("a", "\n\n\"id\",\"评论内容\"\r\n1,a", "csv, 2 columns, text in \"评论内容\", id in \"id\""),
        ("a", "id,note\n1,a", "text, one record a line"), ("a", "text\na", "text, one record a line"),
        ("a", "a text,\tthe content", "text, one record a line"), ("a", "", "text, one record a line"),
        ("a.gz.dat", "\u{FEFF}{\"text\":1}", "jsonl, text in \"text\""),
        ("a", "\u{FEFF}text,a\n", "csv, 2 columns, text in \"text\""),
    ])
    func decidesTheFormat(name: String, text: String, summary: String) throws {
        #expect(try readRecords(text, as: name).summary == summary)
        #expect(try readRecords(text, as: name, blockBytes: 1).summary == summary)
    }

    @Test(arguments: [
        ("{\"text\":\"a\"}", "jsonl, text in \"text\""), ("id,text\n1,a", "text, one record a line"),
        ("\n [1]", "text, one record a line"),
    ])
    func knowsObjectsAndLinesOnlyWhenLive(text: String, summary: String) throws {
        #expect(try readRecords(text, as: "a.csv", live: true).summary == summary)
    }

    @Test func doesAsItIsTold() throws {
        let told = RecordOptions(format: .csv, textField: "note")
        #expect(try readRecords("id,note\n1,a", as: "a.txt", options: told).texts == ["a"])
        #expect(try readRecords("id,note\n1,a", as: "x", options: RecordOptions(textField: "note")).texts == ["a"])
        #expect(
            try readRecords("id,text\n1,a", as: "a.csv", options: RecordOptions(format: .text)).texts == [
                "id,text", "1,a",
            ])
    }

    @Test(
        arguments: [
            (["id", "text"], 1), (["content", "TEXT"], 1), (["Review", "review"], 1), (["x", "FULL_TEXT", "tweet"], 2),
            (["评价内容", "评价"], 1), (["texts"], nil), ([], nil),
        ] as [([String], Int?)])
    func choosesTheTextField(names: [String], index: Int?) {
        #expect(TextField.choose(among: names) == index)
    }

    @Test func choosesByTheFirstRecordThatIsAnObject() throws {
        let text =
            "[1]\n{\"content\":\n{\"id\":1,\"comm\\u0065nt\":\"a\"}\n{\"text\":\"b\",\"comment\":\"c\"}\n{\"Comment\":\"d\"}"
        for blockBytes in [1, 20, RecordReader.blockBytes] {
            let reading = try readRecords(text, as: "a.jsonl", blockBytes: blockBytes)
            #expect(reading.texts == ["a", "c"])
            #expect(reading.summary == "jsonl, text in \"comment\", id in \"id\"")
            #expect(reading.reasons.last == .textMissing(field: "comment"))
        }
        #expect(
            try readRecords("{\"id\":1}\n{\"body\":\"a\"}", as: "a.jsonl").summary
                == "jsonl, id in \"id\", no member looks like a text: name the text's member with --text-field NAME")
    }

    /// A source of one or two records is all there is to go by.
    @Test(
        arguments: [
            (#"{"id":1,"客户说":"物流太慢了，等了五天"}"#, "客户说"), (#"[{"id":1,"客户说":"物流太慢了，等了五天"},{"客户说":"客服态度很差"}]"#, "客户说"),
            (#"{"who":"王小明","what":"nobody answers the phone"}"#, "what"), (#"{"id":1,"name":"王小明"}"#, nil),
            (#"{"a":"too slow for me today","b":"and far too dear"}"#, nil), (#"{"at":"2026-03-02 19:20"}"#, nil),
            ("{\"note\":\"nobody answers the phone\"}\n{\"id\":2}", nil),
        ] as [(String, String?)])
    func findsTheTextOfFewObjectsByContent(text: String, field: String?) throws {
        let reading = try readRecords(text, as: "a.json")
        #expect(reading.issues.isEmpty == (field != nil))
        if let field {
            #expect(reading.summary.contains("text in \"\(field)\" (by its content)"))
        } else {
            #expect(reading.summary.hasSuffix("name the text's member with --text-field NAME"))
        }
        // Who waits for answers gets the same however slowly the source is written.
        if text.hasPrefix("{") {
            #expect(try readRecords(text, as: "a", live: true).texts.isEmpty)
        }
    }

    @Test func takesOffTheByteOrderMark() throws {
        for name in ["a.jsonl", "a"] {
            let reading = try readRecords("\u{FEFF}{\"text\":\"a\"}\n{\"text\":\"\u{FEFF}b\"}", as: name)
            #expect(reading.outcomes.first == .text("a", object: #"{"text":"a","#, line: 1, offset: 3))
            #expect(reading.texts == ["a", "\u{FEFF}b"])
        }
        #expect(try readRecords("\u{FEFF}text,x\na,b", as: "a.csv").objects == [#"{"text":"a","x":"b","#])
        #expect(try readRecords("\u{FEFF}\"text\"\na", as: "a.csv", blockBytes: 1).texts == ["a"])
    }

    @Test func readsPlainLines() throws {
        let reading = try readRecords("味道\"不错\"\r\n\n \t\na\rb\u{2028}\n{", as: "a.txt")
        #expect(reading.texts == ["味道\"不错\"", "a\rb\u{2028}", "{"])
        #expect(reading.objects == [#"{"text":"味道\"不错\"","#, #"{"text":"a\rb\u2028","#, #"{"text":"{","#])
        #expect(reading.skipped == 2)
        let malformed = try readRecords([0x61, 0xFF, 0x0A, 0x62], as: "a.txt")
        #expect(malformed.texts == ["a\u{FFFD}", "b"])
        #expect(malformed.malformedUTF8 == 1)
    }

    @Test func readsUTF16() throws {
        let little = Array("{\"text\":\"a 味\"}\n".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = Array("{\"text\":\"a 味\"}\n".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        for sample in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            for name in ["a.jsonl", "a"] {
                for blockBytes in [1, 16, 1_000] {
                    #expect(try readRecords(sample, as: name, blockBytes: blockBytes).texts == ["a 味"])
                }
            }
        }
    }

    @Test func aNULIsACharacter() throws {
        let late = try readRecords(Array(repeating: 0x61, count: 4096) + [0], as: "a.txt")
        #expect(late.objects.first?.hasSuffix(#"a\u0000","#) == true)
        let early = try readRecords(Array("it is \0 slow and has a few more words\n".utf8), as: "a.txt")
        #expect(early.texts == ["it is \0 slow and has a few more words"])
        #expect(try readRecords([0xFF, 0x61, 0xFE], as: "a.txt").malformedUTF8 == 2)
    }

    @Test func tellsWhyASourceCannotBeRead() {
        let missing = #expect(throws: RecordSourceError.self) {
            try readRecords(at: "/tmp/no/such/file", options: RecordOptions(), live: false, blockBytes: 10)
        }
        #expect(missing?.reason == .system(ENOENT))
        #expect(missing?.description == "/tmp/no/such/file: No such file or directory")
        let folder = #expect(throws: RecordSourceError.self) {
            try readRecords(at: "/tmp", options: RecordOptions(), live: false, blockBytes: 10)
        }
        #expect(folder?.reason == .system(EISDIR))
    }

    @Test(arguments: ["a.jsonl", "a.txt", "a.csv"])
    func rejectsLongRecordsAndGoesOn(name: String) throws {
        let isJSON = name == "a.jsonl"
        func record(_ text: String) -> String { isJSON ? "{\"text\":\"\(text)\"}\n" : "\(text)\n" }
        let header = name == "a.csv" ? "text\n" : ""
        let options = RecordOptions(textField: "text", maximumRecordBytes: isJSON ? 111 : 100)
        let fits = String(repeating: "f", count: 100)
        let text =
            header + record("a") + record(fits) + record(fits + "x") + record("b")
            + record(String(repeating: "长", count: 300_000)) + record("c")
        let first = try readRecords(text, as: name, options: options)
        #expect(first.texts == ["a", fits, "b", "c"])
        #expect(first.reasons == Array(repeating: .oversized(limit: options.maximumRecordBytes), count: 2))
        #expect(
            first.issues.allSatisfy { $0.message.contains("--max-record") && $0.byte == options.maximumRecordBytes })
        #expect(first.issues.map(\.excerpt.unicodeScalars.count) == [60, isJSON ? 43 : 34])
        for blockBytes in [1, 7, 100, 101, 102, 113, 1_000] {
            let reading = try readRecords(text, as: name, options: options, blockBytes: blockBytes)
            #expect(reading.outcomes == first.outcomes)
            #expect(reading.largestBlock <= options.maximumRecordBytes + 2 + blockBytes)
        }
    }

    @Test(arguments: ["a.jsonl", "a.csv", "a.txt"])
    func blocksOfEverySizeGiveTheSame(name: String) throws {
        let texts = ["味道不错", "a,b", "line\nbreak", "", "quote \" here", "CR\r\nLF", String(repeating: "长", count: 50)]
        var text = name == "a.csv" ? "id,text\r\n" : ""
        for (index, value) in (texts + texts).enumerated() {
            switch name {
            case "a.jsonl":
                var output = Array("{\"id\":\(index),\"text\":".utf8)
                JSONText.appendString(value, to: &output)
                text += String(decoding: output, as: UTF8.self) + "}" + (index % 2 == 0 ? "\n" : "\r\n")
            case "a.csv":
                text +=
                    "\(index),\"\(value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"\r\n"
            default: text += value + "\n"
            }
        }
        text += name == "a.jsonl" ? "{\n\n{\"text\":\"end\"}" : "\"open\nend,end"
        let whole = try readRecords(text, as: name)
        #expect(whole.outcomes.count > 15)
        for blockBytes in 1...200 {
            let reading = try readRecords(text, as: name, blockBytes: blockBytes)
            #expect(reading.outcomes == whole.outcomes, "blocks of \(blockBytes)")
        }
    }

    /// Lines and offsets are those of the source: what stands there is what was read.
    @Test func positionsPointAtTheRecords() throws {
        var text = ""
        var expected: [(line: Int, offset: Int)] = []
        for index in 0..<20_000 {
            expected.append((text.utf8.count == 0 ? 1 : index + 1, text.utf8.count))
            text += "{\"text\":\"\(index)\"}\n"
        }
        let reading = try readRecords(text, as: "a.jsonl")
        let found = reading.outcomes.map {
            if case .text(_, _, let line, let offset) = $0 { (line, offset) } else { (0, 0) }
        }
        #expect(found.elementsEqual(expected) { $0 == $1 })
        #expect(reading.largestBlock <= RecordReader.blockBytes)
    }

    @Test func growsForARecordAndNoFurther() throws {
        let long = String(repeating: "x", count: 600_000)
        let reading = try readRecords("a\n\(long)\nb\n", as: "a.txt")
        #expect(reading.texts == ["a", long, "b"])
        #expect(reading.largestBlock <= 600_001 + RecordReader.blockBytes)
    }

    @Test func severalBlocksMayBeInFlight() throws {
        let folder = TemporaryFolder()
        let path = folder.write(Array((0..<1_000).map { "text\($0)\n" }.joined().utf8), as: "a.txt")
        var reader = try RecordReader(path: path, source: 0, options: RecordOptions(), live: false, blockBytes: 500)
        var blocks: [RecordBlock] = []
        while true {
            let block = RecordBlock()
            guard try reader.read(into: block) else { break }
            blocks.append(block)
        }
        #expect(blocks.count > 10)
        #expect(blocks.allSatisfy { $0.layout === blocks[0].layout })
        var reading = Reading()
        var parser = RecordParser()
        for block in blocks { appendRecords(of: block, parsedBy: &parser, to: &reading) }
        #expect(reading.texts == (0..<1_000).map { "text\($0)" })
    }
}
