import Testing

@testable import Plaint

/// A source of which something is missing must not pass for a whole one; and an empty one is no broken one.
@Suite struct CutOffSourceTests {
    @Test(arguments: [
        (#"[{"text":"slow"},{"text":"bad"},"#, ["slow", "bad"], 32), (#"[{"text":"slow"}"#, ["slow"], 17),
        (#"{"tickets":[{"text":"slow"},"#, ["slow"], 28), ("[\n{\"text\":\"slow\"},\n\n", ["slow"], 18),
    ])
    func anArrayThatIsNotClosedIsTold(text: String, texts: [String], offset: Int) throws {
        for blockBytes in [1, 7, RecordReader.blockBytes] {
            let reading = try readRecords(text, as: "a.json", blockBytes: blockBytes)
            #expect(reading.texts == texts)
            #expect(reading.reasons == [.arrayNotClosed])
            let issue = try #require(reading.issues.first)
            #expect((issue.line, issue.byte, issue.offset) == (texts.count + 1, 0, offset))
            #expect(issue.message.contains("not closed"))
        }
    }

    @Test(arguments: [
        #"[{"text":"slow"},{"te"#, #"[{"text":"slow"},{"text":"bad""#, #"[{"text":"slow"},{"a":[1,2"#,
    ])
    func anElementThatIsCutOffIsRejectedOnce(text: String) throws {
        let reading = try readRecords(text, as: "a.json")
        #expect(reading.texts == ["slow"] && reading.issues.count == 1)
        #expect(reading.reasons != [.arrayNotClosed])
    }

    @Test(arguments: [
        #"[{"text":"slow"}]"#, #"[{"text":"slow"}] "#, #"{"tickets":[{"text":"slow"}],"count":1}"#,
        #"{"text":"slow"}"#,
    ])
    func aWholeSourceHasNoIssue(text: String) throws {
        let reading = try readRecords(text, as: "a.json")
        #expect(reading.texts == ["slow"] && reading.issues.isEmpty)
    }

    @Test(arguments: [
        "[]", " [ ]\n", #"{"data":[]}"#, "{\n \"tickets\": [],\n \"next_page\": null,\n \"count\": 0\n}\n",
    ])
    func anEmptyExportHasNoRecords(text: String) throws {
        for name in ["a.json", "a"] {
            let reading = try readRecords(text, as: name)
            #expect(reading.outcomes.isEmpty && reading.summary.hasPrefix("json,"))
        }
    }

    /// A record with a list that happens to be empty is a record.
    @Test(arguments: [
        #"{"text":"slow","comments":[]}"#, #"{"note":"too slow for me","comments":[]}"#, "{\"data\":[]}\n{\"data\":[]}",
        "[1]",
    ])
    func anEmptyListInARecordIsNoEmptyExport(text: String) throws {
        #expect(try !readRecords(text, as: "a.jsonl").outcomes.isEmpty)
    }

    /// From a pipe no more than a line may have come when the source is first looked at.
    @Test(arguments: ["[]\n", "{\"data\":[]}\n", "{\"data\":[{\"text\":\"a\"}]}\n"])
    func whatAloneIsAnExportWaitsForTheEnd(text: String) {
        #expect(!isSettled(by: text, live: false))
        #expect(isSettled(by: text + text, live: false))
        #expect(isSettled(by: text, live: true))
    }

    private func isSettled(by text: String, live: Bool) -> Bool {
        let bytes = Array(text.utf8)
        return FormatDetection.isSettled(by: bytes.span, live: live)
    }

    @Test(arguments: ["two.zip", "workbook.xlsx", "posts.zip"], [0.3, 0.6, 0.95])
    func aZipFileWithoutItsEndIsRefused(name: String, part: Double) {
        let bytes = contents(ofFile: "\(SampleFormatTests.folder)/\(name)")
        let folder = TemporaryFolder()
        let path = folder.write(Array(bytes.prefix(Int(Double(bytes.count) * part))), as: name)
        let reading = withExtendedLifetime(folder) { SampleFormatTests.read(path) }
        #expect(reading.failed && reading.texts.isEmpty)
        #expect(reading.notices.count == 1 && reading.notices[0].contains("was cut off"))
    }

    @Test func theEndOfAZipFileMayBeFollowedByAComment() {
        let bytes = contents(ofFile: "\(SampleFormatTests.folder)/posts.zip")
        let reading = readZip(Array(bytes.dropLast(2)) + [5, 0] + Array("hello".utf8))
        #expect(!reading.failed && reading.texts.count == 8)
        // The mark alone is no end.
        #expect(readZip(Array(bytes.dropLast(22)) + [0x50, 0x4B, 5, 6] + Array(repeating: 0xEE, count: 30)).failed)
    }

    private func readZip(_ bytes: [UInt8]) -> SampleFormatTests.Reading {
        let folder = TemporaryFolder()
        let path = folder.write(bytes, as: "a.zip")
        return withExtendedLifetime(folder) { SampleFormatTests.read(path) }
    }
}
