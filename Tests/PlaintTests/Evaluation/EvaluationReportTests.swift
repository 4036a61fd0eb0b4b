import Testing

@testable import Plaint

@Suite struct EvaluationReportTests {
    private func json(_ report: EvaluationReport) -> JSONValue {
        let bytes = report.json()
        return JSONValue.parse(bytes.span)
    }

    private func isNull(_ value: JSONValue?) -> Bool {
        if case .null? = value { true } else { false }
    }

    @Test func modelOnItsOwnRecords() throws {
        let corpus = try TestCorpora.corpus(TestCorpora.feedback)
        let analyzer = try TestCorpora.analyzer(corpus)
        let report = try Evaluation.evaluate(corpus, analyzer: analyzer)
        let gate = try #require(report.gate)
        #expect(gate.confusion.total == 72)
        #expect(gate.confusion["complaint", "complaint"] + gate.confusion["complaint", "none"] == 48)
        // Twice as many complaints as others: the majority finds all, with precision two thirds.
        let precision = try #require(gate.scores.first { $0.metric == .precision })
        #expect(precision.majority == 2.0 / 3)
        let categories = try #require(report.categories)
        #expect(categories.classes.map(\.label) == ["product", "service", "process", "speed"])
        #expect(categories.classes.map(\.counts.support) == [12, 24, 12, 12])
        #expect(categories.calibration.count == 48 * 4)
        #expect(categories.coverage.map(\.minimumProbability) == [nil, 0.5, 0.6, 0.7, 0.8, 0.9])
        let covered = categories.coverage.dropFirst().compactMap(\.coverage.value)
        #expect(covered == covered.sorted(by: >))
        #expect(report.sentiment?.confusion.total == 72)
        #expect(report.subject.model == .trained(digest: analyzer.model.digest))
        #expect(report.subject.languages.reduce(0) { $0 + $1.records } == 72)
    }

    @Test func sameInputSameBytes() throws {
        let corpus = try TestCorpora.corpus(TestCorpora.feedback)
        let analyzer = try TestCorpora.analyzer(corpus)
        let first = try Evaluation.evaluate(corpus, analyzer: analyzer)
        let second = try Evaluation.evaluate(
            TestCorpora.corpus(TestCorpora.feedback.reversed()), analyzer: analyzer)
        #expect(first.json() == second.json())
        #expect(first.text() == second.text())
    }

    @Test func undefinedIsADashAndNull() throws {
        let trained = try TestCorpora.corpus(TestCorpora.feedback)
        // Praise alone: nothing to be found, and no sentiment in the gold.
        let praise = try TestCorpora.corpus([TestCorpora.line("Lovely shop, a great visit", nil, [])])
        let report = try Evaluation.evaluate(praise, analyzer: TestCorpora.analyzer(trained))
        #expect(report.categories == nil)
        #expect(report.sentiment == nil)
        let recall = try #require(report.gate?.scores.first { $0.metric == .recall })
        #expect(recall.estimate == Estimate(nil, nil))
        let lines = report.text().split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("  recall ") && $0.contains("—") && !$0.contains("0.000") })
        #expect(!report.text().contains("Sentiment"))
        let json = json(report)
        #expect(isNull(json["labels"]))
        #expect(isNull(json["sentiment"]))
        #expect(isNull(json["folds"]))
        #expect(isNull(json["gate"]?["scores"]?["recall"]?["value"]))
        #expect(isNull(json["gate"]?["calibration"]?["brierSkill"]))
        #expect(isNull(json["gate"]?["precisionAtRecall"]?["threshold"]))
        #expect(json["gate"]?["scores"]?["recall"]?["n"]?.text == "0")
    }

    @Test func jsonCarriesTheNumbers() throws {
        let corpus = try TestCorpora.corpus(TestCorpora.feedback)
        let report = try Evaluation.evaluate(corpus, analyzer: TestCorpora.analyzer(corpus))
        let json = json(report)
        #expect(json["v"]?.text == "1")
        #expect(json["records"]?.text == "72")
        #expect(json["label"]?.text == "categories")
        #expect(json["model"]?.text?.utf8.count == 64)
        let majority = json["gate"]?["scores"]?["precision"]?["majority"]?.text
        #expect(majority == "0.6667")
        guard case .array(let classes)? = json["labels"]?["classes"] else {
            Issue.record("no classes")
            return
        }
        #expect(classes.map { $0["label"]?.text } == ["product", "service", "process", "speed"])
        for metric in [Metric.accuracy, .macroF1, .largestAccuracy, .hit, .labelSetMacroF1] {
            #expect(json["labels"]?["scores"]?[metric.rawValue]?["value"] != nil)
        }
    }

    /// A label field of another kind: no gate; its labels may be called "none", and mean something.
    @Test func labelsWithoutAGate() throws {
        let lines = (0..<20).flatMap { number in
            [
                #"{"text":"Furious about order \#(number), outrageous","emotion":"anger"}"#,
                #"{"text":"Order \#(number) leaves at noon","emotion":"none"}"#,
            ]
        }
        let corpus = try TestCorpora.corpus(lines, labelField: "emotion")
        let report = try TestCorpora.crossValidate(corpus)
        #expect(report.gate == nil)
        let labels = try #require(report.categories)
        #expect(labels.scores.map(\.metric) == [.accuracy, .macroF1, .largestAccuracy])
        #expect(labels.scores.allSatisfy { $0.lexicon == nil })
        #expect(labels.confusion.labels == ["anger", "none", "(none)"])
        #expect(labels.calibration.count == 80)
        #expect(report.text().contains("Labels\n"))
        #expect(isNull(json(report)["gate"]))
    }

    @Test func sentimentAsALabelHasTheLexiconAsBaseline() throws {
        let corpus = try TestCorpora.corpus(TestCorpora.feedback, labelField: "sentiment")
        let report = try Evaluation.evaluate(corpus, analyzer: TestCorpora.analyzer(corpus))
        let accuracy = try #require(report.categories?.scores.first { $0.metric == .accuracy })
        let sentiment = try #require(report.sentiment?.scores.first { $0.metric == .accuracy })
        #expect(accuracy.lexicon == sentiment.estimate.value)
    }

    @Test func goldLabelUnknownToTheModel() throws {
        let trained = try TestCorpora.analyzer(TestCorpora.corpus(TestCorpora.feedback))
        let corpus = try TestCorpora.corpus([
            TestCorpora.line("The shop was dark", "negative", ["light"]),
            TestCorpora.line("The screen cracked, bad quality", "negative", ["product"]),
        ])
        let report = try Evaluation.evaluate(corpus, analyzer: trained)
        let labels = try #require(report.categories)
        #expect(labels.confusion.labels == ["product", "service", "process", "speed", "light", "none"])
        // The model has no probability for it, so only that of `product` can be judged.
        #expect(labels.calibration.count == 2)
        #expect(labels.classes.first { $0.label == "light" }?.counts.truePositives == 0)
    }

    @Test func anotherLabelFieldIsRefused() throws {
        let analyzer = try TestCorpora.analyzer(TestCorpora.corpus(TestCorpora.feedback))
        let corpus = try TestCorpora.corpus([#"{"text":"x","emotion":"anger"}"#], labelField: "emotion")
        #expect(throws: CorpusError.self) { try Evaluation.evaluate(corpus, analyzer: analyzer) }
        let empty = try TestCorpora.corpus([])
        #expect(throws: CorpusError.self) { try Evaluation.evaluate(empty, analyzer: analyzer) }
    }

    /// Cues decide between categories only where the text is negative.
    @Test func lexiconAnswers() throws {
        let corpus = try TestCorpora.corpus(TestCorpora.feedback)
        let space = LabelSpace(corpus, modelCategories: CategoryOrder.complaint)
        var worker = try TestCorpora.analyzer(corpus).makeWorker()
        _ = worker.analyze("等了两个小时，太慢了")
        let slow = LexiconAnswer(worker, space)
        #expect(slow.isComplaint)
        #expect(slow.category.map { space.names[$0] } == "speed")
        _ = worker.analyze("Lovely shop, a great visit")
        let praise = LexiconAnswer(worker, space)
        #expect(!praise.isComplaint)
        #expect(praise.category == nil)
        #expect(praise.sentimentWithoutRules == .positive)
    }
}

@Suite struct TextTableTests {
    @Test(arguments: [
        (0.0, "0.000"), (-0.0004, "0.000"), (-0.25, "-0.250"), (1, "1.000"), (0.9996, "1.000"), (2.0 / 3, "0.667"),
        (0.0625, "0.063"), (12.5, "12.500"),
    ])
    func decimals(value: Double, text: String) {
        #expect(DecimalText.text(value, decimals: 3) == text)
    }

    @Test func columnsLineUpWithWideCharacters() {
        var table = TextTable(header: ["label", "n"])
        table.add(["客服", "12"])
        table.add(["é", "3"])
        #expect(table.text == "  label   n\n  客服   12\n  é       3\n")
    }

    @Test func namesCannotSteerTheTerminal() {
        #expect(TextTable.printable("a\u{1B}[31mb\n") == "a\u{FFFD}[31mb\u{FFFD}")
    }

    @Test func undefinedIsADash() {
        #expect(TextTable.number(nil) == "—")
        #expect(TextTable.interval(nil) == "—")
    }
}
