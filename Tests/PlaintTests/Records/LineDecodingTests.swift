import Testing

@testable import Plaint

@Suite struct LineDecodingTests {
    /// Lines of a live input as bytes, and their texts; nil where bytes must come out as U+FFFD.
    static let cases: [(lines: [[UInt8]], texts: [String?], why: String)] = [
        (
            [
                [0xC5, 0xC5, 0xB6, 0xD3, 0xC5, 0xC5, 0xB5, 0xBD, 0xCD, 0xC8, 0xC8, 0xED]
            ],
            ["排队排到腿软"],
            "a line of GB18030 that shows it by itself"
        ),
        (
            [
                [0x6F, 0x6B],
                [0xC5, 0xE2],
                [0xB4, 0xB0, 0xBF, 0xDA, 0xC3, 0xBB, 0xC8, 0xCB, 0xD6, 0xB5, 0xB0, 0xE0],
                [0xC5, 0xE2],
            ],
            ["ok", nil, "窗口没人值班", "赔"],
            "one character waits for the next line, and is read from then on"
        ),
        (
            [
                [0xBA, 0xDC, 0xBA, 0xC3],
                [0xCC, 0xAB, 0xC2, 0xFD],
            ],
            [nil, "太慢"],
            "each too short, and both together enough"
        ),
        (
            [
                [0xE5, 0xBA, 0x97, 0xE5, 0x91, 0x98, 0xE5, 0xBE, 0x88, 0xE7, 0x83, 0xAD, 0xE6, 0x83, 0x85],
                [
                    0xC4, 0xCC, 0xB2, 0xE8, 0xC8, 0xF7, 0xC1, 0xCB, 0xD2, 0xBB, 0xB0, 0xEB, 0xC3, 0xBB, 0xC8, 0xCB,
                    0xB9, 0xDC,
                ],
                [0x63, 0x61, 0x66, 0xC3, 0xA9, 0x20, 0xE4, 0xB8, 0x8D, 0xE9, 0x94, 0x99],
            ],
            ["店员很热情", "奶茶洒了一半没人管", "café 不错"],
            "each line in its own encoding"
        ),
        (
            [
                [
                    0xA7, 0x4E, 0xAE, 0xF0, 0xB8, 0xCB, 0xA6, 0x6E, 0xA8, 0xE2, 0xA4, 0xD1, 0xB4, 0x4E, 0xBA, 0x7C,
                    0xA4, 0xF4,
                ],
                [0xAB, 0xDC, 0xBA, 0x43],
            ],
            ["冷氣裝好兩天就漏水", "很慢"],
            "Big5"
        ),
        (
            [
                [0x67, 0x6F, 0x6F, 0x64, 0x20, 0xFF, 0x20, 0x62, 0x61, 0x64],
                [0xE5, 0xBA, 0x97, 0xE5, 0x91, 0x98, 0xE5, 0xBE, 0x88, 0xE7, 0x83, 0xAD, 0xE6, 0x83, 0x85, 0xE5, 0xA5],
            ],
            [nil, nil],
            "damaged UTF-8 stays damaged"
        ),
        (
            [
                [0xC5, 0xC5, 0xB6, 0xD3, 0xC5, 0xC5, 0xB5, 0xBD, 0xCD, 0xC8, 0xC8, 0xED],
                [0xFF, 0xFF, 0x20, 0x80],
            ],
            ["排队排到腿软", nil],
            "what does not fit the encoding that was found is left alone"
        ),
        (
            [
                [0xC5, 0xC5, 0xB6, 0xD3, 0xC5, 0xC5, 0xB5, 0xBD, 0xCD, 0xC8, 0xC8, 0xED],
                [0xC2, 0xBD],
            ],
            ["排队排到腿软", "陆"],
            "one character that looks like two bytes of UTF-8"
        ),
    ]

    @Test(arguments: cases.indices, [1, 2, 7, RecordReader.blockBytes])
    func eachLiveLineIsReadAsItIsWritten(_ index: Int, blockBytes: Int) throws {
        let row = Self.cases[index]
        let bytes = row.lines.flatMap { (line: [UInt8]) -> [UInt8] in line + [0x0A] }
        let reading = try readRecords(bytes, as: "a.txt", live: true, blockBytes: blockBytes)
        try #require(reading.texts.count == row.texts.count)
        for (found, expected) in zip(reading.texts, row.texts) {
            if let expected {
                #expect(found == expected, "\(row.why)")
            } else {
                #expect(found.contains("\u{FFFD}"), "\(row.why)")
            }
        }
        #expect((reading.malformedUTF8 > 0) == row.texts.contains(nil), "\(row.why)")
    }

    /// A file that was found to be GB18030 keeps lines that are UTF-8, and says how many.
    @Test(arguments: [1, 5, RecordReader.blockBytes]) func aFileKeepsItsLinesInUTF8(blockBytes: Int) throws {
        let gb18030: [UInt8] = [0xB4, 0xB0, 0xBF, 0xDA, 0xC3, 0xBB, 0xC8, 0xCB, 0xD6, 0xB5, 0xB0, 0xE0]
        let lines: [[UInt8]] = Array(repeating: gb18030, count: 8) + [Array("店员很热情".utf8), gb18030, Array("很好".utf8)]
        let folder = TemporaryFolder()
        let row: [UInt8] = [0x31, 0x2C]
        let rows: [[UInt8]] = lines.map { row + $0 + [0x0A] }
        let path = folder.write(Array("id,text\n".utf8) + rows.flatMap { $0 }, as: "a.csv")
        var reader = try RecordReader(
            path: path, source: 0, options: RecordOptions(), live: false, blockBytes: blockBytes)
        var parser = RecordParser()
        var reading = Reading()
        var tally = LineTally()
        let block = RecordBlock()
        while try reader.read(into: block) {
            appendRecords(of: block, parsedBy: &parser, to: &reading)
            tally.add(block.utf8Lines)
        }
        #expect(reading.texts == Array(repeating: "窗口没人值班", count: 8) + ["店员很热情", "窗口没人值班", "很好"])
        #expect(tally.count == 2 && tally.first == 10)
        #expect(reader.encoding == .gb18030)
    }

    /// In a file of UTF-8 lines of GB18030 are damaged, as all that is no UTF-8, and counted with the first of them.
    @Test func straysInUTF8AreCounted() throws {
        let gb18030: [UInt8] = [0xB4, 0xB0, 0xBF, 0xDA, 0xC3, 0xBB, 0xC8, 0xCB, 0xD6, 0xB5, 0xB0, 0xE0] + [0x0A]
        let good = (0..<40).flatMap { Array("味道不错 \($0)\n".utf8) }
        let folder = TemporaryFolder()
        let path = folder.write(good + gb18030 + [0x61, 0xFF, 0x62, 0x0A] + gb18030, as: "a.txt")
        let feed = SampleFormatTests.strays(path)
        #expect(feed.gb18030.count == 2 && feed.gb18030.first == 41)
        #expect(feed.big5.count == 0 && feed.utf8.count == 0)
    }

    /// Nothing grows with a line that does not end.
    @Test func aLongLineIsReadInPieces() throws {
        let piece: [UInt8] = [0xB4, 0xB0, 0xBF, 0xDA, 0xC3, 0xBB, 0xC8, 0xCB, 0xD6, 0xB5, 0xB0, 0xE0, 0xA3, 0xAC]
        let long: [UInt8] = Array(repeating: piece, count: 30_000).flatMap { $0 }
        let bytes: [UInt8] = long + [0x0A] + piece + [0x0A]
        for live in [true, false] {
            let reading = try readRecords(bytes, as: "a.txt", live: live)
            #expect(reading.texts.count == 2 && reading.malformedUTF8 == 0)
            #expect(reading.texts.first == String(repeating: "窗口没人值班，", count: 30_000))
            #expect(reading.texts.last == "窗口没人值班，")
        }
    }
}
