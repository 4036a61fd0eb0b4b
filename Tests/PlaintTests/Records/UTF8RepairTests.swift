import Testing

@testable import Plaint

@Suite struct UTF8RepairTests {
    /// From the Unicode Standard, chapter 3.9, tables 3-8 to 3-11.
    @Test(
        arguments: [
            ([0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41], "????????A"),
            ([0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41], "????????A"),
            ([0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42], "?????A??B"),
            ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "????A"),
            ([0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64], "a???b?c??d"),
            ([], ""), ([0xE4, 0xBD], "?"), ([0xE4, 0xBD, 0xA0], "你"), ([0xF0, 0x9F, 0x98, 0xA1], "😡"),
        ] as [([UInt8], String)])
    func replacesMaximalSubparts(bytes: [UInt8], pattern: String) {
        let result = repaired(bytes)
        #expect(String(decoding: result.bytes, as: UTF8.self) == String(pattern.map { $0 == "?" ? "\u{FFFD}" : $0 }))
        #expect(result.replaced == pattern.count { $0 == "?" })
    }

    @Test func agreesWithTheStandardLibrary() {
        let pool: [UInt8] =
            [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF] + [
                0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
            ]
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...12, using: &generator)
            let bytes = (0..<length).map { _ in pool.randomElement(using: &generator) ?? 0 }
            #expect(repaired(bytes).bytes == Array(String(decoding: bytes, as: UTF8.self).utf8))
        }
    }

    @Test func mapsOffsetsBack() {
        // a, one byte that is none, 你, two bytes that are half a character, b
        let bytes: [UInt8] = [0x61, 0xFF, 0xE4, 0xBD, 0xA0, 0xE4, 0xBD, 0x62]
        let expected = [0: 0, 1: 1, 4: 2, 5: 3, 7: 5, 10: 7, 11: 8]
        for (target, offset) in expected {
            #expect(UTF8Repair.originalOffset(of: target, in: bytes.span) == offset)
        }
    }
}
