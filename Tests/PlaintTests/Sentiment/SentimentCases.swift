import Glibc
import Testing

@testable import Plaint

/// One row of a case table. A table is TSV with the columns text, expected, why; lines that begin with "# " are comments,
/// `#! lexicon fixed` and `#! lexicon built-in` say which lexicon the rows below it run on. In a text `\n` is a line end.
struct SentimentCase: Sendable, CustomTestStringConvertible {
    enum Expectation: Sendable, Equatable {
        case sentiment(Sentiment)
        /// The raw score against that of another text.
        case above(String)
        case below(String)
        case same(String)
        /// The raw score in thousandths.
        case raw(Int32)
    }

    var file: String
    var line: Int
    var text: String
    var expectation: Expectation
    var why: String
    var onFixedLexicon: Bool

    var testDescription: String { "\(file):\(line) \(text)" }

    /// The row's place, so that a failure points at the table.
    var location: SourceLocation {
        SourceLocation(
            fileID: "PlaintTests/\(file)", filePath: SentimentCases.folder + "/" + file, line: line, column: 1)
    }

    /// What is wrong with the program's answer, or `nil`.
    func failure() throws -> String? {
        let analyzer = onFixedLexicon ? SentimentCases.fixed : SentimentCases.builtIn
        let score = try sentimentScore(text, analyzer)
        func compared(_ other: String, _ sign: String, _ holds: (Int32, Int32) -> Bool) throws -> String? {
            let otherRaw = try sentimentScore(other, analyzer).raw
            return holds(score.raw, otherRaw) ? nil : "raw is \(score.raw), that of '\(other)' \(otherRaw), not \(sign)"
        }
        switch expectation {
        case .sentiment(let sentiment):
            return score.sentiment == sentiment ? nil : "\(score.sentiment) (raw \(score.raw)), not \(sentiment)"
        case .raw(let raw): return score.raw == raw ? nil : "raw is \(score.raw), not \(raw)"
        case .above(let other): return try compared(other, ">", >)
        case .below(let other): return try compared(other, "<", <)
        case .same(let other): return try compared(other, "=", ==)
        }
    }
}

/// Sentiment of a text by a new worker.
func sentimentScore(_ text: String, _ analyzer: Analyzer) throws -> SentimentScore {
    var worker = try analyzer.makeWorker()
    withBytes(text) { worker.analyze($0) }
    return worker.score
}

enum SentimentCases {
    static let folder = Shared.projectPath + "/Tests/PlaintTests/Sentiment/Cases"

    static let builtIn = Analyzer.sentimentOnly(Shared.lexicon)

    /// The small lexicon of Cases/lexicon: its values are fixed, so that exact sums can be written down.
    static let fixed: Analyzer = {
        do { return Analyzer.sentimentOnly(try Lexicon.load(.directory(folder + "/lexicon"))) } catch {
            fatalError("Cases/lexicon: \(error)")
        }
    }()

    /// A row that cannot be read.
    struct Malformed: Error, CustomStringConvertible { var description: String }

    /// The rows of a table.
    static func rows(of file: String) throws -> [SentimentCase] {
        var rows: [SentimentCase] = []
        var onFixed = false
        let text = String(decoding: contents(ofFile: folder + "/" + file), as: UTF8.self)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            func malformed(_ reason: String) -> Malformed { Malformed(description: "\(file):\(index + 1): \(reason)") }
            if line.hasPrefix("#! lexicon ") {
                guard let known = ["fixed": true, "built-in": false][line.dropFirst(11)] else {
                    throw malformed("the lexicon is fixed or built-in")
                }
                onFixed = known
                continue
            }
            if line.isEmpty || line.hasPrefix("# ") || line == "#" { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3, let expectation = expectation(unescaped(fields[1])) else {
                throw malformed("a row has a text, what is expected, and why")
            }
            rows.append(
                SentimentCase(
                    file: file, line: index + 1, text: unescaped(fields[0]), expectation: expectation, why: fields[2],
                    onFixedLexicon: onFixed))
        }
        return rows
    }

    private static func unescaped(_ field: String) -> String {
        let parts = field.split(separator: "\\", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { text, part in
            text + (part.hasPrefix("n") ? "\n" + part.dropFirst() : "\\" + part)
        }
    }

    private static func expectation(_ field: String) -> SentimentCase.Expectation? {
        if let sentiment = Sentiment(rawValue: field) { return .sentiment(sentiment) }
        guard let space = field.firstIndex(of: " ") else { return nil }
        let rest = String(field[field.index(after: space)...])
        switch field[..<space] {
        case ">": return .above(rest)
        case "<": return .below(rest)
        case "=": return .same(rest)
        case "raw":
            let bytes = Array(rest.utf8)
            return bytes.withUnsafeBufferPointer { LexiconFile.thousandths($0, 0..<bytes.count) }.map { .raw($0) }
        default: return nil
        }
    }

    /// Names of all tables but `wanted.tsv`.
    static var files: [String] {
        contents(ofFolder: folder).map(\.name).filter { $0.hasSuffix(".tsv") && $0 != "wanted.tsv" }
    }
}
