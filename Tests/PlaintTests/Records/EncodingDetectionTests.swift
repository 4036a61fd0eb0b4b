import Testing

@testable import Plaint

@Suite struct EncodingDetectionTests {
    private func judge(_ bytes: [UInt8]) -> EncodingDetection.Verdict {
        bytes.withUnsafeBufferPointer { EncodingDetection.judge($0, isHead: true) }
    }

    @Test(
        arguments: [
            (Array("only ASCII\n".utf8), .open, "nothing to decide"),
            (Array("味道不错".utf8), .encoding(.utf8), "valid"),
            (Array("味道不错".utf8.dropLast()), .encoding(.utf8), "cut off at the end of a piece"),
            (Array("味道不错味道不错".utf8) + [0xFF, 0x61], .encoding(.utf8), "one fault in much UTF-8"),
            ([0x61, 0xFF, 0x62], .weak, "too little for anything"),
            ([0xBA, 0xDC, 0xBA, 0xC3, 0xBA, 0xDC, 0xBA, 0xC3], .unknown, "很好很好 in GB18030, and words in Big5"),
            (Array("a\0b".utf8), .open, "a NUL is a character"),
        ] as [([UInt8], EncodingDetection.Verdict, String)])
    func decides(bytes: [UInt8], verdict: EncodingDetection.Verdict, why: String) {
        #expect(judge(bytes) == verdict, "\(why)")
    }

    /// What a short source is, of which there is no more to come.
    @Test(
        arguments: [
            ([0xB7, 0xFE, 0xCE, 0xF1, 0xB2, 0xBB, 0xB4, 0xED], .encoding(.gb18030), "服务不错; half of it is UTF-8"),
            ([0xBA, 0xDC, 0xBA, 0xC3], .unknown, "很好 in GB18030, and words in Big5"),
            ([0x91, 0xCE, 0x89, 0x9E, 0x82, 0xAA, 0x92, 0x78, 0x82, 0xA2], .unknown, "対応が遅い in Shift_JIS"),
            (Array("Tr".utf8) + [0xE8] + Array("s bon".utf8), .unknown, "Très bon in windows-1252"),
            ([0x9D, 0xF8, 0x9D, 0xCF, 0xA6, 0x6E, 0xC3, 0xF8, 0xAD, 0xB9], .unknown, "啲嘢好難食 in Big5-HKSCS"),
            ([0x61, 0xFF, 0x62], .weak, "a letter that hardly any text has"),
            ([0x80, 0x61, 0x62, 0x0A, 0xF0, 0x9F, 0x98, 0x0A], .weak, "no encoding has this: damaged UTF-8"),
            (Array("好好好".utf8) + [0xE5, 0xA5, 0x0A], .weak, "most of it is well-formed UTF-8"),
        ] as [([UInt8], EncodingDetection.Verdict, String)])
    func decidesByAllOfAShortSource(bytes: [UInt8], verdict: EncodingDetection.Verdict, why: String) {
        #expect(bytes.withUnsafeBufferPointer { EncodingDetection.judgeWhole($0) } == verdict, "\(why)")
    }

    /// Lines of two encodings in one source: the lines, what each is, and why.
    static let mixed: [(lines: [[UInt8]], texts: [String], why: String)] = [
        (
            [parcel, attitude, Array(praise.utf8)], ["快递放在驿站也不打电话", "客服态度太差了", praise],
            "two of three lines are GB18030, though most bytes are UTF-8"
        ),
        (
            [Array(praise.utf8), parcel, attitude], [praise, "快递放在驿站也不打电话", "客服态度太差了"],
            "the order does not matter"
        ),
        (
            [air, service, leak, Array(praise.utf8)], ["冷氣裝好才兩天", "打客服一直轉接", "漏水", praise],
            "Big5 is judged without the line of UTF-8"
        ),
        (
            [parcel, Array("ok".utf8), Array("很好".utf8), attitude], ["快递放在驿站也不打电话", "ok", "很好", "客服态度太差了"],
            "lines in ASCII say nothing"
        ),
    ]
    /// 快递放在驿站也不打电话, 客服态度太差了; 冷氣裝好才兩天, 打客服一直轉接, 漏水.
    private static let parcel: [UInt8] = [
        0xBF, 0xEC, 0xB5, 0xDD, 0xB7, 0xC5, 0xD4, 0xDA, 0xE6, 0xE4, 0xD5, 0xBE, 0xD2, 0xB2, 0xB2, 0xBB, 0xB4, 0xF2,
        0xB5, 0xE7, 0xBB, 0xB0,
    ]
    private static let attitude: [UInt8] = [
        0xBF, 0xCD, 0xB7, 0xFE, 0xCC, 0xAC, 0xB6, 0xC8, 0xCC, 0xAB, 0xB2, 0xEE, 0xC1, 0xCB,
    ]
    private static let air: [UInt8] = [
        0xA7, 0x4E, 0xAE, 0xF0, 0xB8, 0xCB, 0xA6, 0x6E, 0xA4, 0x7E, 0xA8, 0xE2, 0xA4, 0xD1,
    ]
    private static let service: [UInt8] = [
        0xA5, 0xB4, 0xAB, 0xC8, 0xAA, 0x41, 0xA4, 0x40, 0xAA, 0xBD, 0xC2, 0xE0, 0xB1, 0xB5,
    ]
    private static let leak: [UInt8] = [0xBA, 0x7C, 0xA4, 0xF4]
    private static let praise = "这家店的服务真的很好，下次还来，推荐给大家"

    @Test(arguments: mixed.indices, ["\n", ""]) func mostLinesDecide(_ index: Int, end: String) throws {
        let row = Self.mixed[index]
        let bytes = Array(row.lines.joined(separator: [0x0A])) + Array(end.utf8)
        let reading = try readRecords(bytes, as: "a.txt")
        #expect(reading.texts == row.texts, "\(row.why)")
        #expect(reading.malformedUTF8 == 0, "\(row.why)")
    }

    /// Lines that could not be told by themselves cannot be told beside one of UTF-8 either.
    @Test func mostLinesThatCannotBeToldAreRefused() throws {
        let short: [[UInt8]] = [
            [0xBA, 0xDC, 0xBA, 0xC3], [0xCC, 0xAB, 0xB2, 0xEE], [0xB2, 0xBB, 0xB4, 0xED], Array("很热情".utf8), [],
        ]
        let bytes = Array(short.joined(separator: [0x0A]))
        let error = #expect(throws: RecordSourceError.self) { try readRecords(bytes, as: "a.txt") }
        #expect(error?.reason == .encodingUnknown)
    }

    /// In a source of UTF-8 lines of another encoding stay what is told of: damaged.
    @Test func fewLinesDoNotDecide() throws {
        let good = Array(repeating: Array("\(Self.praise)\n".utf8), count: 3).flatMap { $0 }
        let reading = try readRecords(good + Self.parcel + [0x0A] + Self.attitude + [0x0A], as: "a.txt")
        #expect(reading.texts.prefix(3) == [Self.praise, Self.praise, Self.praise] && reading.malformedUTF8 > 0)
    }

    @Test func aLineOfGB18030IsRead() throws {
        let bytes: [UInt8] = [0xB7, 0xFE, 0xCE, 0xF1, 0xB2, 0xBB, 0xB4, 0xED, 0x0A]
        for blockBytes in [1, 5, RecordReader.blockBytes] {
            #expect(try readRecords(bytes, as: "a.txt", blockBytes: blockBytes).texts == ["服务不错"])
        }
    }

    /// A few broken bytes in much UTF-8 cost the records that have them, and no more.
    @Test func brokenBytesInALongFileAreReplaced() throws {
        let good = (0..<400).flatMap { Array("味道不错 \($0)\n".utf8) }
        let reading = try readRecords(Array("坏".utf8) + [0xCE, 0xF1, 0x0A] + good, as: "a.txt")
        #expect(reading.texts.count == 401 && reading.malformedUTF8 > 0 && reading.texts.last == "味道不错 399")
    }

    /// Every piece of a sample that is long enough is judged as the whole.
    @Test(arguments: [("gbk.csv", TextEncoding.gb18030), ("big5.csv", TextEncoding.big5)])
    func piecesAreJudgedAsTheWhole(name: String, encoding: TextEncoding) {
        let bytes = contents(ofFile: "\(SampleFormatTests.folder)/\(name)")
        for length in [48, 64, 100] {
            for start in stride(from: 0, to: bytes.count - length, by: 1) {
                // From the beginning of a line on: in the middle of a character nothing can be told.
                guard start == 0 || bytes[start - 1] == 0x0A else { continue }
                #expect(
                    judge(Array(bytes[start..<start + length])) == .encoding(encoding), "\(name) \(start) \(length)")
            }
        }
    }

    @Test func aSourceThatCannotBeToldIsRefused() throws {
        let bytes: [UInt8] = [0xBA, 0xDC, 0xBA, 0xC3, 0xBA, 0xDC, 0xBA, 0xC3, 0x0A]
        let error = #expect(throws: RecordSourceError.self) { try readRecords(bytes, as: "a.txt") }
        #expect(error?.reason == .encodingUnknown)
        var options = RecordOptions()
        options.encoding = .gb18030
        #expect(try readRecords(bytes, as: "a.txt", options: options).texts == ["很好很好"])
    }

    @Test func anEncodingCanBeDecidedLate() throws {
        // 300 KiB of ASCII, then GB18030.
        let head: [UInt8] = Array(repeating: Array("nothing to see here\n".utf8), count: 15_000).flatMap { $0 }
        let tail: [UInt8] = [
            0xBF, 0xEC, 0xB5, 0xDD, 0xB7, 0xC5, 0xD4, 0xDA, 0xE6, 0xE4, 0xD5, 0xBE, 0xCF, 0xC2, 0xD3, 0xEA, 0x0A,
        ]
        let reading = try readRecords(head + tail, as: "a.txt")
        #expect(reading.texts.last == "快递放在驿站下雨")
        #expect(reading.texts.count == 15_001)
    }

    @Test func tooManyFaultsOfAnAssumedEncodingEndTheReading() throws {
        let good = contents(ofFile: "\(SampleFormatTests.folder)/gbk.csv")
        let bad: [UInt8] = Array(repeating: [UInt8(0xFF), 0x20, 0xFF, 0x0A], count: 200).flatMap { $0 }
        let filler: [UInt8] = Array(repeating: Array("1,ok,\n".utf8), count: 50_000).flatMap { $0 }
        let error = #expect(throws: RecordSourceError.self) { try readRecords(good + filler + bad, as: "a.csv") }
        guard case .encodingMalformed("GB18030", _)? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["gbk", "GB2312", "Big5", "utf8", "UTF-16LE", "latin1", "Shift_JIS"])
    func knowsNames(name: String) {
        #expect(TextEncoding(named: name) != nil)
        #expect(TextEncoding(named: "no-such-thing") == nil)
    }
}
