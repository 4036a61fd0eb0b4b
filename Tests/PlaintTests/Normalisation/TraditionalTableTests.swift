import CTransliteration
import Glibc
import Testing

@testable import Plaint

/// The table of Traditional forms is what ICU's rules say, and does what ICU does.
struct TraditionalTableTests {
    /// ICU's rules as it writes them: source and result.
    static let rules: [(source: String, result: String)] = {
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let length = test_simplification_rules(&bytes, Int32(bytes.count))
        precondition(length > 0, "ICU has no rules for Traditional text")
        return String(decoding: bytes[..<Int(length)], as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.dropLast().split(separator: " ")
            precondition(parts.count == 3 && parts[1] == ">", "a rule of a form not met before: \(line)")
            return (String(parts[0]), String(parts[2]))
        }
    }()

    /// Makes the table of the rules; `TraditionalTable` says how it is laid out.
    private func table() -> [UInt8] {
        var singles: [UInt32: UInt32] = [:]
        var longer: [UInt32: [([UInt32], [UInt32])]] = [:]
        for (source, result) in Self.rules {
            let (from, to) = (source.unicodeScalars.map(\.value), result.unicodeScalars.map(\.value))
            #expect(from.count == to.count, "a rule that changes the length: \(source)")
            if from.count > 1 {
                longer[from[0], default: []].append((from, to))
            } else if from != to {
                singles[from[0]] = to[0]
            }
        }
        let starts = Set(singles.keys).union(longer.keys).sorted()
        let setBytes = Int(TraditionalTable.count / 8)
        var distinctive = [UInt8](repeating: 0, count: setBytes)
        var begins = distinctive
        for start in starts {
            let place = Int(start - TraditionalTable.first)
            begins[place >> 3] |= 1 << UInt8(place & 7)
            if singles[start] != nil, test_is_in_gb2312(start) == 0 { distinctive[place >> 3] |= 1 << UInt8(place & 7) }
        }
        var words: [UInt32] = []
        var before = 0
        for block in stride(from: 0, to: setBytes, by: 8) {
            words.append(UInt32(before))
            before += begins[block..<block + 8].reduce(0) { $0 + $1.nonzeroBitCount }
        }
        var pool: [UInt32] = []
        for start in starts {
            words += [singles[start] ?? start, UInt32(pool.count)]
            let ordered = (longer[start] ?? []).sorted {
                $0.0.count == $1.0.count ? $0.0.lexicographicallyPrecedes($1.0) : $0.0.count > $1.0.count
            }
            for (from, to) in ordered { pool += [UInt32(from.count)] + from.dropFirst() + to }
        }
        words += [0, UInt32(pool.count)]
        func littleEndian(_ words: [UInt32]) -> [UInt8] { words.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
        return littleEndian([UInt32(starts.count), UInt32(pool.count)]) + distinctive + begins
            + littleEndian(words + pool)
    }

    /// `PLAINT_WRITE_TABLE=1 swift test --filter TraditionalTable` writes the table anew.
    @Test func theTableIsMadeOfICUsRules() throws {
        try #require(test_is_in_gb2312(0x4E00) == 1 && test_is_in_gb2312(0x8A71) == 0, "ICU has no GB 2312")
        let path = Shared.projectPath + "/Sources/CResources/traditional.table"
        let made = table()
        if getenv("PLAINT_WRITE_TABLE") != nil {
            let file = fopen(path, "w")!
            fwrite(made, 1, made.count, file)
            fclose(file)
        }
        #expect(
            contents(ofFile: path) == made, "the rules of ICU \(WordSegmenter.icuVersion) are others: write it anew")
    }

    private func byICU(_ text: String) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 3 * text.utf8.count + 16)
        let length = withBytes(text) {
            test_simplify($0.baseAddress!, Int32($0.count), &output, Int32(output.count))
        }
        return Array(output[..<Int(length)])
    }

    /// With a character in front that only Traditional text has, every text goes as ICU has it go.
    private func checkAgainstICU(_ text: String) {
        let text = "龜。" + text
        let clean = CleanText(text).bytes
        if clean != byICU(text) {
            Issue.record("\(text) becomes \(String(decoding: clean, as: UTF8.self))")
        }
    }

    @Test func everyCharacterGoesAsICUHasIt() {
        for scalar in UInt32(0x3001)...0x9FFF { checkAgainstICU(String(UnicodeScalar(scalar)!)) }
    }

    @Test func everyRuleHolds() {
        for (source, _) in Self.rules {
            checkAgainstICU(source)
            checkAgainstICU("是" + source + "了")
        }
    }

    @Test func randomTextsGoAsICUHasThem() {
        var random = SplitMix(7)
        func pick<Element>(_ elements: [Element]) -> Element { elements[Int(random.next() % UInt64(elements.count))] }
        let sources = Self.rules.map(\.source)
        let characters = sources.flatMap { Array($0.unicodeScalars) }
        for _ in 0..<(Shared.isReleaseBuild ? 400_000 : 60_000) {
            var text = ""
            for _ in 0..<1 + random.next() % 12 {
                switch random.next() % 4 {
                case 0: text += pick(sources)
                case 1, 2: text.unicodeScalars.append(pick(characters))
                default: text.unicodeScalars.append(UnicodeScalar(UInt32(0x4E00 + random.next() % 20_902))!)
                }
            }
            checkAgainstICU(text)
        }
    }

    /// Without such a character the text is Simplified, and ICU's rules would do harm: 俱 → 具, 姊 → 姐, 乾隆 → 干隆.
    @Test(arguments: ["著名", "乾隆年间", "俱乐部", "姊妹", "慰藉", "蹩脚摔跤", "份子钱", "像片", "皇后", "于是", "征收"])
    func simplifiedTextIsLeftAlone(_ text: String) { #expect(CleanText(text).bytes == Array(text.utf8)) }

    /// Letters with their marks become one, as in normalisation form C.
    @Test func latinMarksAreJoinedAsInFormC() {
        for letter in "aeiouncsyzAEIOUNCSYZ".unicodeScalars {
            for mark in [UInt32(0x300), 0x301, 0x302, 0x303, 0x304, 0x308, 0x30C, 0x327] {
                let text = "x" + String(letter) + String(UnicodeScalar(mark)!) + "x"
                var output = [UInt8](repeating: 0, count: 64)
                let length = withBytes(text) { test_nfc($0.baseAddress!, Int32($0.count), &output, 64) }
                let normalised = String(decoding: output[..<Int(length)], as: UTF8.self)
                // What makes no letter is ornament, and goes.
                let expected = normalised.unicodeScalars.count == 4 ? "x" + String(letter) + "x" : normalised
                #expect(CleanText(text).bytes == Array(expected.utf8), "\(letter) and \(mark)")
            }
        }
    }
}
