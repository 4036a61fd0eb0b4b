import Testing

@testable import Plaint

@Suite struct CrossValidationTests {
    private func report(_ lines: [String], folds: Int = 4) throws -> EvaluationReport {
        try TestCorpora.crossValidate(TestCorpora.corpus(lines), folds: folds)
    }

    @Test func orderOfRecordsDoesNotMatter() throws {
        let lines = TestCorpora.feedback
        let first = try report(lines)
        let turned = try report(lines.reversed())
        let interleaved = try report(lines.enumerated().sorted { ($0.0 % 7, $0.0) < ($1.0 % 7, $1.0) }.map(\.1))
        #expect(first.json() == turned.json())
        #expect(first.json() == interleaved.json())
        #expect(first.text() == turned.text())
    }

    @Test func trainsWithTheEmbeddedLexicon() throws {
        let lines = Array(TestCorpora.feedback.prefix(24))
        let byDefault = try Evaluation.crossValidate(
            TestCorpora.corpus(lines), folds: 4, lexicon: try TestCorpora.lexicon.get())
        #expect(byDefault.json() == (try report(lines).json()))
    }

    @Test func learnsWhatCanBeLearnt() throws {
        let report = try report(TestCorpora.feedback)
        let scores = try #require(report.categories).scores
        let accuracy = try #require(scores.first { $0.metric == .accuracy })
        #expect(try #require(accuracy.estimate.value) > 0.8)
        #expect(accuracy.count == TestCorpora.feedback.count)
        #expect(report.subject.model == .crossValidated(folds: 4))
    }

    /// Each record is answered just as by a model trained on a corpus without its fold.
    @Test func noRecordJudgesItself() throws {
        let lexicon = try TestCorpora.lexicon.get()
        let corpus = try TestCorpora.corpus(TestCorpora.feedback)
        let validation = try CrossValidation(
            corpus, folds: 3, lexicon: lexicon, trainingLexicon: lexicon, parameters: .init())
        let judgements = try validation.judgements()
        #expect(judgements.count == corpus.records.count)
        func fold(_ text: String) -> Int { Folds.index(digest: Digest.sha256Bytes(Array(text.utf8)), of: 3) }
        for held in 0..<3 {
            let others = zip(corpus.records, TestCorpora.feedback).filter { fold($0.0.text) != held }.map(\.1)
            let analyzer = try TestCorpora.analyzer(TestCorpora.corpus(others))
            let majority = MajorityClass([GoldLabels](), validation.space)
            var judge = try Judge(analyzer, validation.space, majority)
            for record in corpus.records where fold(record.text) == held {
                let alone = judge.judge(record.text, GoldLabels(record, validation.space))
                let found = try #require(judgements.first { $0.gold.digest == alone.gold.digest })
                #expect(found.answer.probabilities == alone.answer.probabilities)
                #expect(found.answer.complaint == alone.answer.complaint)
                #expect(found.answer.categories == alone.answer.categories)
            }
        }
    }

    @Test func copiesOfATextShareAFold() {
        let digest = Digest.sha256Bytes(Array("等了两个小时".utf8))
        #expect(Folds.index(digest: digest, of: 5) == Folds.index(digest: digest, of: 5))
        #expect(Folds.index(digest: [0, 0, 0, 0, 0, 0, 1, 2, 255], of: 5) == 258 % 5)
        #expect(Folds.index(digest: [UInt8](repeating: 255, count: 32), of: 2) == 1)
    }

    @Test func foldsHaveSimilarSizes() {
        var sizes = [Int](repeating: 0, count: 5)
        for number in 0..<1_000 { sizes[Folds.index(digest: Digest.sha256Bytes(Array("\(number)".utf8)), of: 5)] += 1 }
        #expect(sizes.allSatisfy { (150...250).contains($0) })
    }

    /// The majority of the training folds, not of the records judged.
    @Test func majorityComesFromTheOtherFolds() throws {
        let space = LabelSpace(try TestCorpora.corpus(TestCorpora.feedback), modelCategories: CategoryOrder.complaint)
        func gold(_ categories: [Int]) throws -> GoldLabels {
            let line = TestCorpora.line("x", nil, categories.map { CategoryOrder.complaint[$0] })
            return GoldLabels(try TestCorpora.corpus([line]).records[0], space)
        }
        let majority = MajorityClass([try gold([]), try gold([3, 1]), try gold([3]), try gold([1])], space)
        #expect(majority.isComplaint)
        #expect(majority.primary == 3)
        #expect(majority.category == 3)
        #expect(majority.sentiment == nil)
        let empty = MajorityClass([GoldLabels](), space)
        #expect(empty.category == nil)
    }

    @Test func tooFewFoldsOrTextsAreRefused() throws {
        #expect(throws: CorpusError.self) { try report(TestCorpora.feedback, folds: 1) }
        #expect(throws: CorpusError.self) { try report([]) }
        let one = TestCorpora.line("the same text", nil, ["speed"])
        #expect(throws: CorpusError.self) { try report([one, one, one]) }
    }
}
