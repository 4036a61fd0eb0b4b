import Glibc
import Testing

@testable import Plaint

/// The rules against the tables in Cases/: one table for each rule, one row for each case.
struct SentimentCaseTests {
    static let cases = (try? SentimentCases.files.flatMap { try SentimentCases.rows(of: $0) }) ?? []

    @Test("sentiment case", arguments: cases)
    func holds(_ row: SentimentCase) throws {
        if let failure = try row.failure() {
            Issue.record(
                "\(row.file):\(row.line): '\(row.text)': \(failure) (\(row.why))", sourceLocation: row.location)
        }
    }

    @Test("every table can be read and has cases of both languages", arguments: SentimentCases.files)
    func isReadable(_ file: String) throws {
        let rows = try SentimentCases.rows(of: file)
        let chinese = rows.count { row in row.text.unicodeScalars.contains { CharacterClass.isHan($0.value) } }
        // A table on the fixed lexicon goes with the one on the built-in lexicon.
        let minimum = file.hasSuffix(".fixed.tsv") ? 4 : 12
        #expect(chinese >= minimum, "\(file) has \(chinese) Chinese rows")
        #expect(rows.count - chinese >= minimum, "\(file) has \(rows.count - chinese) English rows")
        #expect(rows.allSatisfy { $0.onFixedLexicon == file.hasSuffix(".fixed.tsv") })
    }

    @Test func everyRuleHasATable() {
        let names = Set(SentimentCases.files.map { String($0.prefix { $0 != "." }) })
        for rule in SentimentRule.allCases where rule != .valence { #expect(names.contains(rule.rawValue)) }
        #expect(names.isSuperset(of: ["clauses", "emoji", "courtesy"]))
    }

    /// What a native speaker would say and the program does not say yet. Counted, not failed.
    @Test func wantedCasesAreCounted() throws {
        let rows = try SentimentCases.rows(of: "wanted.tsv")
        var missing: [String] = []
        for row in rows {
            if let failure = try row.failure() { missing.append("wanted.tsv:\(row.line): '\(row.text)': \(failure)") }
        }
        let report = ["wanted: \(rows.count - missing.count) of \(rows.count) cases hold"] + missing
        let bytes = Array((report.joined(separator: "\n") + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
