import Glibc

@testable import Plaint

/// Files of texts to cut.
enum SegmentationTexts {
    /// Records of the project.
    static let corpora: [String] = ["train", "test"].flatMap { files(in: Shared.projectPath + "/corpora/" + $0) }

    /// Real reviews, posts and chats that lie beside the project on some machines.
    static let reviews: [String] = files(in: Shared.projectPath + "/../shared/eval/dev")

    /// Unicode's own cases of word breaks (of Debian's package unicode-data).
    static let wordBreakTest = "/usr/share/unicode/auxiliary/WordBreakTest.txt"

    static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

    private static func files(in folder: String) -> [String] {
        guard exists(folder) else { return [] }
        return contents(ofFolder: folder).map(\.name).filter { $0.hasSuffix(".jsonl") }.sorted().map {
            folder + "/" + $0
        }
    }

    /// Lends the text of each record; of a file whose records have none (conversations), each line as it is.
    static func forEach(inFile path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) throws {
        var texts = 0
        try forEach(inFile: path, format: .jsonl) {
            texts += 1
            body($0)
        }
        if texts == 0 { try forEach(inFile: path, format: .text, body) }
    }

    private static func forEach(
        inFile path: String, format: RecordFormat, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws {
        var options = RecordOptions()
        options.format = format
        var reader = try RecordReader(path: path, source: 0, options: options, live: false)
        let block = RecordBlock()
        var parser = RecordParser()
        while try reader.read(into: block) {
            parser.begin(block)
            loop: while true {
                switch parser.next() {
                case .end: break loop
                case .text: body(parser.text)
                case .skipped, .rejected: break
                }
            }
        }
    }

    /// A case of WordBreakTest.txt: a text and the byte offsets of the ends of its words.
    struct WordBreakCase {
        var line: Int
        var text: String
        var ends: [UInt32]
    }

    /// The lines `÷ 0061 × 0308 ÷ 0062 ÷	# comment`; those with surrogates, which no UTF-8 has, are left out.
    static func wordBreakCases() -> [WordBreakCase] {
        var cases: [WordBreakCase] = []
        let lines = contents(ofFile: wordBreakTest).split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.first == 0xC3 {
            let content = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            var made = WordBreakCase(line: number + 1, text: "", ends: [])
            var isValid = true
            for word in content.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
                switch word {
                case "÷": if !made.text.isEmpty { made.ends.append(UInt32(made.text.utf8.count)) }
                case "×": break
                default:
                    guard let scalar = UInt32(word, radix: 16).flatMap({ Unicode.Scalar($0) }) else {
                        isValid = false
                        continue
                    }
                    made.text.unicodeScalars.append(scalar)
                }
            }
            if isValid { cases.append(made) }
        }
        return cases
    }
}
