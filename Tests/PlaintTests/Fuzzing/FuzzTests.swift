import Glibc
import Testing

@testable import Plaint

/// Samples with bytes changed, cut out, put in and exchanged, and plain noise, the same in every run. libFuzzer does it with
/// its eyes open (Tests/Fuzzing/README.md); this runs wherever the tests run.
struct FuzzTests {
    /// Inputs tried for each target.
    private static let rounds = getenv("PLAINT_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 400

    /// Pieces that mean something in one format or another.
    private static let pieces: [[UInt8]] =
        [
            "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "{", "}", "[", "]", "\\", "\\u", "\\ud800", ":", "：", " ",
            "\u{0}",
            "\u{FEFF}", "{\"text\":\"", "\"plaint\":", "null", "1e999", "//@", "__label__", "sep=;", "<c t=\"s\"><v>",
            "</row>",
            "2024/3/1 8:05", "[2026/7/9 02:28:09] A: ", "3分钟前", "=1+1", "很差", "#! ", "~", "…", "<n>",
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE], [0xC4, 0xE3], [0xA7, 0x41], [0xED, 0xA0, 0x80], [0x81, 0x30, 0x81, 0x30],
        ]

    private static let samples: [FuzzLaws.Target: [[UInt8]]] = {
        let files = contents(ofFolder: SampleFormatTests.folder)
        let isPacked = { (name: String) in ["gz", "zst", "bz2", "xz", "zip", "xlsx"].contains { name.hasSuffix($0) } }
        let plain = files.filter { !isPacked($0.name) }.map(\.bytes)
        var samples = Dictionary(uniqueKeysWithValues: FuzzLaws.Target.allCases.map { ($0, plain) })
        samples[.packed] = files.filter { isPacked($0.name) }.map(\.bytes)
        samples[.workbook] = [
            Array(
                #"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>45352.3</v></c></row></sheetData>"#
                    .utf8),
            Array(#"<sst><si><r><t>te</t></r><rPh><t>x</t></rPh><r><t>xt</t></r></si></sst>"#.utf8),
        ]
        // Without its last line, the checksum.
        let lines: [ArraySlice<UInt8>] = SmallModel.file.split(separator: 0x0A).dropLast()
        samples[.model] = [lines.flatMap { (line: ArraySlice<UInt8>) -> [UInt8] in Array(line) + [0x0A] }]
        samples[.lexicon] = [
            Array("#! plaint-lexicon 1\n#! kind valence\n#! language any\nnot <n>\t-1\tx\n差…<time>\t-2\tx\n".utf8)
        ]
        // Places of sections that all lie inside: offset and number of elements.
        let places = LexiconImage.Section.allCases.flatMap { (section: LexiconImage.Section) -> [UInt8] in
            [UInt8(truncatingIfNeeded: section.rawValue * 16), 2, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]
        }
        let header = [UInt8](repeating: 0, count: 32)
        samples[.image] = [header + places + [UInt8](repeating: 1, count: 2_000)]
        return samples
    }()

    @Test("target", arguments: FuzzLaws.Target.allCases) func noLawIsBroken(_ target: FuzzLaws.Target) throws {
        var generator = SeededGenerator(seed: 2_026)
        let folder = WorkFolder()
        try withExtendedLifetime(folder) {
            let laws = FuzzLaws(folder: folder.path, analyzer: Shared.analyzer)
            let samples = try #require(Self.samples[target])
            for round in 0..<Self.rounds {
                let input = Self.input(from: samples, &generator)
                guard let law = laws.broken(by: input, as: target) else { continue }
                Issue.record(
                    "\(target), round \(round): \(law): \(String(decoding: input, as: UTF8.self).debugDescription)")
                return
            }
        }
    }

    /// What broke a law, or the program, once: the target, the first byte, the others, and what it did.
    static let findings: [(target: FuzzLaws.Target, choice: UInt8, bytes: String, why: String)] = []

    @Test(arguments: findings.indices) func findingsStayMended(_ index: Int) {
        let finding = Self.findings[index]
        let folder = WorkFolder()
        withExtendedLifetime(folder) {
            let laws = FuzzLaws(folder: folder.path, analyzer: Shared.analyzer)
            let input = [finding.choice] + finding.bytes.unicodeScalars.map { UInt8($0.value) }
            #expect(laws.broken(by: input, as: finding.target) == nil, "\(finding.why)")
        }
    }

    private static func input(from samples: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = samples.randomElement(using: &generator) ?? []
        if Int.random(in: 0..<20, using: &generator) == 0 {
            bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
        for _ in 0..<Int.random(in: 0...8, using: &generator) {
            let index = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, index + Int.random(in: 1...12, using: &generator))
            switch Int.random(in: 0...5, using: &generator) {
            case 0 where index < bytes.count: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(index..<end)
            case 2: bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 3: bytes.removeSubrange(index...)
            case 4 where index < bytes.count:
                let other = samples.randomElement(using: &generator) ?? []
                bytes.replaceSubrange(index..., with: other.dropFirst(index))
            default: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: index)
            }
        }
        return [UInt8.random(in: 0...255, using: &generator)] + bytes
    }
}

/// A folder that goes away with all that is in it.
final class WorkFolder {
    let path: String

    init() {
        var template = Array("/tmp/plaint-fuzz-XXXXXX".utf8CString)
        path = mkdtemp(&template) == nil ? "/tmp" : String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    }

    deinit {
        let inputs = ["in", "in.jsonl", "in.csv", "in.json", "in.txt", "in.xlsx"]
        for name in inputs + FuzzLaws.outputs { unlink(path + "/" + name) }
        rmdir(path)
    }
}
