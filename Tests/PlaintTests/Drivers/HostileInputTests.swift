import Glibc
import Testing

@testable import Plaint

/// Input made to break programs. What libFuzzer and the seeded inputs of `FuzzTests` do not reach by chance.
struct HostileInputTests {
    private static let naughtyStrings = sharedFolder().map { $0 + "/suites/blns.jsonl" }

    @Test(.enabled(if: naughtyStrings != nil, "the shared test suites are not here"))
    func naughtyStringsComeThroughEveryOption() throws {
        let bytes = contents(ofFile: try #require(Self.naughtyStrings))
        let lines = bytes.split(separator: 0x0A)
        #expect(lines.count > 500)
        let folder = WorkFolder()
        withExtendedLifetime(folder) {
            let laws = FuzzLaws(folder: folder.path, analyzer: Shared.analyzer)
            for choice in UInt8(0)..<8 {
                #expect(laws.broken(by: [choice | 0x10] + bytes, as: .pipeline) == nil, "option \(choice)")
            }
        }
        let texts = try readRecords(bytes, as: "blns.jsonl").outcomes
        #expect(texts.count == lines.count)
        for (outcome, line) in zip(texts, lines) {
            guard case .text(_, let object, _, _) = outcome else {
                Issue.record("rejected: \(outcome)")
                continue
            }
            #expect(Array(object.utf8.dropLast()) == Array(line.dropLast()), "the members come out as they were")
        }
    }

    /// As formulas a spreadsheet would take some of them.
    @Test(.enabled(if: naughtyStrings != nil, "the shared test suites are not here"))
    func noNaughtyStringIsAFormulaForExcel() throws {
        let lines = contents(ofFile: try #require(Self.naughtyStrings)).split(separator: 0x0A)
        var table = TableOutput(isForExcel: true, isFixed: true, columns: ["id", "text"])
        var output: [UInt8] = []
        table.append(Array(lines.joined(separator: [0x0A])), to: &output)
        var row = DelimitedRow()
        var start = 0
        var disarmed = 0
        while start < output.count {
            start = row.parse(output.span, from: start, separator: .comma)
            let cells = row.texts(in: output.span)
            #expect(cells.count == 2 && cells.allSatisfy { !TableOutput.isFormula($0) }, "\(cells)")
            if cells.last?.hasPrefix("'") == true { disarmed += 1 }
        }
        #expect(disarmed > 10)
    }

    @Test(arguments: [
        ("=1+1", true), ("+1+1", true), ("@SUM(A1)", true), ("-2+3+cmd|' /C calc'!A0", true), (" =1", true),
        ("\t=1", true),
        ("\r=1", true), ("＝1+1", true), ("＋1", true), ("－1", true), ("＠x", true), ("\0", true), ("-", true),
        ("-5", false),
        ("+3.14", false), ("3-5 天", false), ("a=b", false), ("", false), ("很好", false),
    ])
    func knowsFormulas(cell: String, isFormula: Bool) { #expect(TableOutput.isFormula(cell) == isFormula) }

    @Test(arguments: ["jsonl", "json"]) func aMillionOpenBracketsAreRejected(ending: String) throws {
        let depth = 1_000_000
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let text = "{\"text\":\"a\",\"x\":\(deep)}\n{\"text\":\"b\"}\n"
        let reading = try readRecords(text, as: "a." + ending, options: RecordOptions(maximumRecordBytes: 4 << 20))
        #expect(reading.reasons.count == 1 && reading.texts == ["b"])
        guard case .invalidJSON? = reading.reasons.first else {
            Issue.record("\(reading.reasons)")
            return
        }
        // Brackets and nothing else: whatever is made of them, it ends, and none becomes a record.
        let brackets = [UInt8](repeating: .openBracket, count: depth)
        #expect(
            try readRecords(brackets, as: "a." + ending, options: RecordOptions(maximumRecordBytes: 4 << 20)).texts
                .isEmpty)
    }

    @Test func aNumberOfTenMillionDigitsComesOutAsItCame() throws {
        let record = "{\"text\":\"a\",\"n\":\(String(repeating: "7", count: 10_000_000))}"
        let reading = try readRecords(
            record + "\n", as: "a.jsonl", options: RecordOptions(maximumRecordBytes: 16 << 20))
        #expect(reading.objects == [record.dropLast() + ","])
        #expect(try readRecords(record + "\n", as: "a.jsonl").reasons == [.oversized(limit: 1 << 20)])
    }

    @Test(arguments: [".gz", ".zst"]) func aBombIsNotUnpackedToItsEnd(ending: String) throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write([], as: "bomb.txt" + ending)
            let output = try OutputFile(path: path, packsByName: true)
            let zeros = [UInt8](repeating: 0x61, count: 4 << 20)
            for _ in 0..<80 { try output.write(zeros) }
            try output.finish()
            let descriptor = open(path, O_RDONLY)
            defer { close(descriptor) }
            let archive = ArchiveInput(
                path: path, descriptor: descriptor, prefix: UnsafeBufferPointer(start: nil, count: 0),
                format: ending == ".gz" ? .gzip : .zstd, isSeekable: true)
            #expect(try archive.next() != nil)
            let error = #expect(throws: RecordSourceError.self) {
                var buffer = ByteBuffer()
                while !archive.hasEnded {
                    buffer.removeAll()
                    try archive.read(upTo: 1 << 20, into: &buffer)
                }
            }
            #expect(error?.reason == .bomb(ratio: ArchiveInput.largestRatio))
            #expect(archive.unpacked < 320 << 20)
        }
    }

    /// A row whose cells all show one long text: a small workbook, gigabytes of cells.
    @Test func aLongTextInEveryCellOfARowIsRejected() throws {
        let long = String(repeating: "很", count: 200_000)
        let cells = String(repeating: #"<c t="s"><v>1</v></c>"#, count: 500)
        let rows = #"<row><c t="s"><v>0</v></c></row><row>\#(cells)</row><row><c t="s"><v>2</v></c></row>"#
        let workbook = FuzzWorkbook.bytes(replacing: [
            Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8),
            Array("<sst><si><t>text</t></si><si><t>\(long)</t></si><si><t>short</t></si></sst>".utf8),
        ])
        let folder = TemporaryFolder()
        withExtendedLifetime(folder) {
            let reading = SampleFormatTests.read(folder.write(workbook, as: "a.xlsx"))
            #expect(reading.texts == ["short"] && reading.rejected.count == 1 && reading.read == 2)
        }
    }

    /// What stands in names reaches a terminal: it must not move the cursor, or turn the direction of writing.
    @Test func namesInMessagesAreMadeVisible() throws {
        let summary = try readRecords("\u{1B}[2J\u{202E}id,text\n1,a\n2,b\n3,c\n", as: "a.csv").summary
        #expect(summary == "csv, 2 columns, text in \"text\", id in \"␛[2J<U+202E>id\" (by its content)")
    }

    @Test func marksOfDirectionStayInTheRecord() throws {
        let line = "{\"text\":\"\u{202E}evil\u{202C} \u{2066}x\u{2069}\",\"\u{200F}k\":\"\u{61C}\""
        #expect(try readRecords(line + "}\n", as: "a.jsonl").objects == [line + ","])
    }

    /// Names of columns come out with every row: of many columns and short rows, gigabytes.
    @Test func manyColumnsAndShortRowsMakeSmallBlocks() throws {
        let header = "text" + String(repeating: ",a", count: 60_000)
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array((header + "\n" + String(repeating: "x\n", count: 4_000)).utf8), as: "a.csv")
            var reader = try RecordReader(path: path, source: 0, options: RecordOptions(), live: false)
            let block = RecordBlock()
            var bytes = 0
            while try reader.read(into: block) {
                bytes += block.count
                let names = try #require(block.layout).columnPrefixes.count
                #expect(block.count / 2 * names <= 2 * RecordReader.blockNameBytes)
            }
            #expect(bytes == 8_000)
        }
    }

    @Test func shortLinesMakeSmallBlocks() throws {
        let reading = try readRecords(String(repeating: "x\n", count: 100_000), as: "a.txt")
        #expect(reading.texts.count == 100_000 && reading.largestBlock <= 2 * (RecordReader.blockLines + (8 << 10)))
    }

    @Test func whiteSpaceWithoutEndBetweenElementsIsNotKept() throws {
        let elements = JSONElements(inArray: true)
        var output = ByteBuffer()
        let spaces = [UInt8](repeating: .space, count: 1 << 20)
        elements.rewrite(Array("[".utf8).span, isLast: false, into: &output)
        for _ in 0..<20 {
            output.removeAll()
            elements.rewrite(spaces.span, isLast: false, into: &output)
            #expect(output.count == spaces.count)
        }
    }

    @Test func aFloodOfRejectedRecordsIsToldInPart() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array(String(repeating: "{x\n", count: 5_000).utf8), as: "a.jsonl")
            var notices: [String] = []
            let driver = BatchDriver(analyzer: Shared.analyzer, records: RecordOptions(), threads: 2) {
                notices.append($0.text)
            }
            let counts = try driver.run([path], outputPath: "/dev/null").counts
            #expect(counts.rejected == 5_000 && counts.isConserved)
            #expect(notices.count == BlockLabeller.mostIssues + 2)
            #expect(notices.last == "4000 more rejected records are not shown; --rejects FILE keeps all of them")
        }
    }
}
