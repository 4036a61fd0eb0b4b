import Testing

@testable import Plaint

struct LabelAuditTests {
    private static let wrong = TestCorpora.line("The screen cracked on day 77, bad quality", "negative", ["speed"])

    private func audit(_ lines: [String], below: Double = 0.3) throws -> LabelAudit {
        try LabelAudit(TestCorpora.corpus(lines), folds: 4, below: below, lexicon: try TestCorpora.lexicon.get())
    }

    @Test func aWrongLabelComesFirst() throws {
        let lines = Array(TestCorpora.feedback[..<30]) + [Self.wrong] + Array(TestCorpora.feedback[30...])
        let audit = try audit(lines)
        let worst = try #require(audit.doubts.first)
        #expect(worst.gold == "speed" && worst.predicted == "product" && worst.place.hasSuffix(":31"))
        #expect(zip(audit.doubts, audit.doubts.dropFirst()).allSatisfy { $0.probability <= $1.probability })
        #expect(audit.text().contains(":31: gold speed, predicted product, probability 0.0"))
        #expect(String(decoding: audit.json(), as: UTF8.self).hasPrefix(#"{"place":""#))
    }

    @Test func nothingIsListedWhereAllIsRight() throws {
        #expect(try audit(TestCorpora.feedback, below: 0.1).doubts.isEmpty)
    }

    @Test func tooFewRecordsAreRefused() throws {
        #expect(throws: CorpusError.self) { try audit(Array(TestCorpora.feedback[..<3])) }
    }
}
