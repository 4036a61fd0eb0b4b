import Testing

@testable import Plaint

@Suite struct DelimitedTests {
    private func csv(_ text: String, _ options: RecordOptions = RecordOptions()) throws -> Reading {
        try readRecords(text, as: "a.csv", options: options)
    }

    @Test(arguments: [
        ("1,a", #"{"id":"1","text":"a","#), ("1,", #"{"id":"1","text":"","#), ("1", #"{"id":"1","text":"","#),
        (",", #"{"id":"","text":"","#), ("1,\"a, b\"", #"{"id":"1","text":"a, b","#),
        ("1,\"a \"\"b\"\" c\"", #"{"id":"1","text":"a \"b\" c","#), ("1,\"\"\"\"", #"{"id":"1","text":"\"","#),
        ("1,\"a\nb\"", #"{"id":"1","text":"a\nb","#), ("1,\"a\r\nb\rc\"", #"{"id":"1","text":"a\r\nb\rc","#),
        ("1,5\" pipe", #"{"id":"1","text":"5\" pipe","#), ("1,\"a\"b\"c", #"{"id":"1","text":"ab\"c","#),
        ("1,\"a\" \"b\"", #"{"id":"1","text":"a \"b\"","#), ("1,\"a\"\"b\"x", #"{"id":"1","text":"a\"bx","#),
        (" 1 , \"a\"", #"{"id":" 1 ","text":" \"a\"","#), ("1,a,,", #"{"id":"1","text":"a","#),
        ("1,a,\"\"", #"{"id":"1","text":"a","#), ("\"\"", #"{"id":"","text":"","#),
        ("\",\",x", #"{"id":",","text":"x","#),
    ])
    func makesObjectsOfRows(row: String, expected: String) throws {
        for end in ["\n", "\r\n", "\r"] {
            let reading = try csv("id,text\(end)0,x\(end)\(row)\(end)2,y")
            #expect(reading.objects == [#"{"id":"0","text":"x","#, expected, #"{"id":"2","text":"y","#])
        }
        #expect(try csv("id,text\n\(row)").objects == [expected])
    }

    @Test func readsTabsTheSameWay() throws {
        let reading = try readRecords("id\ttext\n1\t\"a\tb\"\n2\ta,\"b\"\n\t\n", as: "a.tsv")
        #expect(reading.texts == ["a\tb", "a,\"b\"", ""])
        #expect(reading.summary == "tsv, 2 columns, text in \"text\", id in \"id\"")
    }

    @Test(arguments: [
        (["a", "b"], ["a", "b"]), (["a", "a", "a"], ["a", "a_2", "a_3"]),
        (["", "x", ""], ["column_1", "x", "column_3"]),
        (["a", "a", "a_2"], ["a", "a_3", "a_2"]), (["column_2", ""], ["column_2", "column_2_2"]), ([""], ["column_1"]),
        (["a_2", "a", "a", "a_2"], ["a_2", "a", "a_3", "a_2_2"]),
    ])
    func repairsNames(names: [String], expected: [String]) {
        #expect(DelimitedHeader.repair(names) == expected)
    }

    @Test func writesRepairedNamesAndLeavesOutItsOwn() throws {
        let reading = try csv("text,,text,plaint,\"q\"\"\n\",plaint\na,b,c,d,e,f\nx")
        #expect(
            reading.objects == [
                #"{"text":"a","column_2":"b","text_2":"c","q\"\n":"e","plaint_2":"f","#,
                #"{"text":"x","column_2":"","text_2":"","q\"\n":"","plaint_2":"","#,
            ])
        #expect(try csv("plaint\na", RecordOptions(textField: "plaint")).objects == ["{"])
    }

    @Test func rejectsRowsWithMoreFieldsThanNames() throws {
        let reading = try csv("id,text\n1,a,b,\n2,\"x\ny\",,\"z\"\n3,c\n")
        #expect(reading.texts == ["c"])
        #expect(reading.reasons == [.surplusFields(found: 4, expected: 2), .surplusFields(found: 4, expected: 2)])
        #expect(reading.issues.map(\.byte) == [4, 9])
        #expect(reading.issues.map(\.line) == [2, 3])
        #expect(reading.issues[1].excerpt == "2,\"x␊y\",,\"z\"")
    }

    @Test func skipsBlankRows() throws {
        let reading = try csv("\n\r\nid,text\n\n  \r\n1,a\r\r2,b\n")
        #expect(reading.texts == ["a", "b"])
        #expect(reading.skipped == 3)
        #expect(reading.outcomes.last == .text("b", object: #"{"id":"2","text":"b","#, line: 8, offset: 21))
    }

    @Test func rejectsOneLineForAQuoteThatDoesNotClose() throws {
        let reading = try csv("id,text\n1,a\n2,\"b\n3,c\n4,d")
        #expect(reading.texts == ["a", "c", "d"])
        let issue = try #require(reading.issues.first)
        #expect(issue.reason == .unterminatedQuote(line: 3))
        #expect((issue.line, issue.byte, issue.offset, issue.excerpt) == (3, 2, 12, "2,\"b"))

        let later = try csv("id,text\n\"1\n1\",\"b\n3,c\n")
        #expect(later.texts == ["c"])
        #expect(later.reasons == [.unterminatedQuote(line: 3)])
        #expect(later.issues.map(\.line) == [2])
        #expect(later.issues.map(\.byte) == [6])
    }

    @Test func givesUpOnAQuoteAtTheRecordLimit() throws {
        let lines = (0..<200).map { "\($0),text number \($0)\n" }.joined()
        let reading = try csv("id,text\n7,\"open\n" + lines, RecordOptions(maximumRecordBytes: 1_000))
        #expect(reading.reasons == [.unterminatedQuote(line: 2)])
        #expect(reading.texts.count == 200)
    }

    @Test func replacesMalformedUTF8() throws {
        let bytes = Array("id,text\n1,好\n?,\"a\"\"?\"\n3,c?".utf8).map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
        let reading = try readRecords(bytes, as: "a.csv")
        #expect(reading.texts == ["好", "a\"\u{FFFD}", "c\u{FFFD}"])
        #expect(reading.objects[1] == "{\"id\":\"\u{FFFD}\",\"text\":\"a\\\"\u{FFFD}\",")
        #expect(reading.malformedUTF8 == 3)
    }

    @Test(
        arguments: [
            (
                "a.csv", "id,note\n1,a\n", nil,
                RecordSourceError.Reason.textColumnMissing(asked: nil, columns: ["id", "note"])
            ),
            ("a.csv", "id,text\n1,a\n", "Text", .textColumnMissing(asked: "Text", columns: ["id", "text"])),
            ("a.tsv", "id,text\n1,a\n", nil, .textColumnMissing(asked: nil, columns: ["id,text"])),
            ("a.csv", "id,\"text\n1,a\n", nil, .headerNotClosed),
        ] as [(String, String, String?, RecordSourceError.Reason)])
    func refusesHeadersWithoutText(name: String, text: String, field: String?, reason: RecordSourceError.Reason) {
        let error = #expect(throws: RecordSourceError.self) {
            try readRecords(text, as: name, options: RecordOptions(textField: field))
        }
        #expect(error?.reason == reason)
    }

    @Test func tellsTheColumnsInItsError() {
        let reason = RecordSourceError.Reason.textColumnMissing(asked: "x", columns: ["id", "备注"])
        let message = RecordSourceError(path: "a.csv", reason: reason).description
        #expect(message.hasPrefix("a.csv: "))
        for part in ["\"x\"", "\"id\", \"备注\"", "--text-field NAME"] { #expect(message.contains(part)) }
    }

    /// A first row that is a record is not shown as names, and the way out that is told works.
    @Test func tellsHowToReadFewRowsWithoutNames() throws {
        let rows = "1,2026-01-02,物流太慢了等了五天,\n2,2026-01-03,nobody answers,\n"
        let error = #expect(throws: RecordSourceError.self) { try csv(rows) }
        let message = error?.description ?? ""
        #expect(message.hasSuffix("such as --text-field column_3") && !message.contains("物流"))
        let reading = try csv(rows, RecordOptions(textField: "column_3"))
        #expect(reading.texts == ["物流太慢了等了五天", "nobody answers"])
        #expect(reading.summary.contains("no header"))
        // A name that is missing has the same form.
        #expect(try csv("id,1,\n2,3,slow\n", RecordOptions(textField: "column_3")).texts == ["slow"])
    }

    @Test func refusesALongHeader() {
        let error = #expect(throws: RecordSourceError.self) {
            try readRecords("id,text\n", as: "a.csv", options: RecordOptions(maximumRecordBytes: 4), blockBytes: 1)
        }
        #expect(error == nil || error?.reason == .headerTooLong(limit: 4))
        let text = "id,\"text" + String(repeating: "x", count: 300_000)
        let long = #expect(throws: RecordSourceError.self) {
            try readRecords(text, as: "a.csv", options: RecordOptions(maximumRecordBytes: 100))
        }
        #expect(long?.reason == .headerTooLong(limit: 100))
    }

    @Test func anEmptyFileHasNoRecords() throws {
        for text in ["", "\n \n", "\u{FEFF}"] { #expect(try csv(text).outcomes.isEmpty) }
        #expect(try csv("text").outcomes.isEmpty)
    }

    /// Rows made of the characters that matter, against a plain reading, at several record limits and block sizes.
    @Test(arguments: [1 << 20, 40, 7, 1])
    func agreesWithAPlainReading(limit: Int) throws {
        let pool = ["a", "b", ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é"]
        var generator = SeededGenerator(seed: UInt64(limit))
        for round in 0..<300 {
            let length = Int.random(in: 0...60, using: &generator)
            let body = (0..<length).map { _ in pool.randomElement(using: &generator) ?? "" }.joined()
            // The header must not fall under the limit that is tested here.
            let header = limit < 4 ? "t\n" : "t,u\n"
            let bytes = Array((header + body).utf8)
            let options = RecordOptions(format: .csv, textField: "t", maximumRecordBytes: limit)
            let found = ReferenceRows.rows(of: bytes, from: header.utf8.count, line: 2, separator: .comma, limit: limit)
            let expected = found.map { summary(of: $0, columns: limit < 4 ? 1 : 2) }
            for blockBytes in [1, 3 + round % 40, RecordReader.blockBytes] {
                let reading = try readRecords(bytes, as: "x", options: options, blockBytes: blockBytes)
                #expect(
                    reading.outcomes.map { summary(of: $0) } == expected,
                    "blocks of \(blockBytes): \(body.debugDescription)")
            }
        }
    }

    private func summary(of found: ReferenceRows.Found, columns: Int) -> String {
        let place = "\(found.line):\(found.offset) "
        switch found.row {
        case .blank: return place + "blank"
        case .oversized: return place + "oversized"
        case .unterminated(let byte, let line): return place + "unterminated \(byte) \(line)"
        case .fields(let fields):
            if fields.dropFirst(columns).contains(where: { !$0.isEmpty }) { return place + "surplus \(fields.count)" }
            let padded = fields.prefix(columns) + Array(repeating: "", count: max(0, columns - fields.count))
            return place + padded.map(\.debugDescription).joined(separator: "|")
        }
    }

    private func summary(of outcome: Outcome) -> String {
        switch outcome {
        case .skipped(let line, let offset): return "\(line):\(offset) blank"
        case .text(_, let object, let line, let offset):
            guard case .object(let members)? = ReferenceJSON.parse(object.dropLast() + "}") else { return "no JSON" }
            let values = members.map { if case .string(let text) = $0.value { text.debugDescription } else { "?" } }
            return "\(line):\(offset) " + values.joined(separator: "|")
        case .rejected(let issue):
            let place = "\(issue.line):\(issue.offset) "
            switch issue.reason {
            case .oversized: return place + "oversized"
            case .unterminatedQuote(let line): return place + "unterminated \(issue.byte) \(line)"
            case .surplusFields(let found, _): return place + "surplus \(found)"
            default: return place + "something else"
            }
        }
    }
}
