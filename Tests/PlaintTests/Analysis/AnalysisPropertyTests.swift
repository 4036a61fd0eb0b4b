import Testing

@testable import Plaint

/// What holds of the analysis of any text.
struct AnalysisPropertyTests {
    static let seeds: [UInt64] = [51, 52, 53]

    private func output(_ worker: inout AnalysisWorker, _ text: String) -> [UInt8] {
        withBytes(text) { worker.analyze($0) }
        var output: [UInt8] = []
        worker.appendMember(to: &output)
        return output
    }

    @Test(arguments: seeds) func evidenceAddsUpToRaw(_ seed: UInt64) throws {
        var worker = try Shared.analyzer.makeWorker()
        var rules: Set<SentimentRule> = []
        for text in HostileText.texts(500, seed: seed) {
            withBytes(text) { worker.analyze($0) }
            let sum = worker.scorer.evidence.reduce(0) { $0 + $1.value }
            #expect(sum == worker.score.raw, "\(text.debugDescription)")
            rules.formUnion(worker.scorer.evidence.map(\.rule))
            // Clauses share out the same sum.
            let clauses = worker.clauseResults.reduce(0) { $0 + $1.score.raw }
            #expect(clauses == worker.score.raw, "\(text.debugDescription)")
        }
        #expect(rules.count >= 8, "the texts meet only \(rules)")
    }

    @Test(arguments: seeds) func numbersAreWithinTheirBounds(_ seed: UInt64) throws {
        var worker = try Shared.analyzer.makeWorker()
        let categories = Shared.model.labelling.categories
        for text in HostileText.texts(500, seed: seed) {
            withBytes(text) { worker.analyze($0) }
            let score = worker.score
            #expect((-1_000...1_000).contains(score.score))
            #expect(score.score.signum() == score.raw.signum() || score.score == 0 && abs(score.raw) < 3)
            #expect(score.positive >= 0 && score.negative <= 0)
            #expect(score.sentiment == .neutral || (score.sentiment == .positive) == (score.score > 0))
            let (complaint, held) = (worker.classifier.complaint, worker.classifier.categories)
            let probabilities = worker.classifier.probabilities
            #expect((0...1_000).contains(complaint))
            #expect(probabilities.count == categories.count)
            #expect(probabilities.allSatisfy { (0...1_000).contains($0) })
            #expect(Set(held).count == held.count)
            if complaint < Shared.model.thresholds[0] { #expect(held.isEmpty) }
            let ordered = held.map { probabilities[$0] }
            #expect(ordered == ordered.sorted(by: >))
        }
    }

    @Test(arguments: seeds) func spansLieInTheOriginal(_ seed: UInt64) throws {
        var worker = try Shared.analyzer.makeWorker()
        for text in HostileText.texts(300, seed: seed) {
            guard
                case .object(let members) = JSONValue.parse(
                    Array(("{" + String(decoding: output(&worker, text), as: UTF8.self) + "}").utf8).span),
                let plaint = members.first?.value
            else {
                Issue.record("no object")
                continue
            }
            let count = text.unicodeScalars.count
            func number(_ value: JSONValue, _ key: String) -> Int { value[key]?.text.flatMap { Int($0) } ?? -1 }
            var previous = 0
            if case .array(let clauses)? = plaint["clauses"] {
                for clause in clauses {
                    let (start, end) = (number(clause, "start"), number(clause, "end"))
                    #expect(previous <= start && start < end && end <= count, "\(text.debugDescription)")
                    previous = end
                }
            }
            if case .array(let evidence)? = plaint["evidence"] {
                for item in evidence {
                    let (start, end) = (number(item, "start"), number(item, "end"))
                    #expect(0 <= start && start < end && end <= count, "\(text.debugDescription)")
                }
            }
        }
    }

    @Test(arguments: seeds) func aUsedWorkerIsAsGoodAsANewOne(_ seed: UInt64) throws {
        var used = try Shared.analyzer.makeWorker()
        for text in HostileText.texts(150, seed: seed) {
            var fresh = try Shared.analyzer.makeWorker()
            #expect(output(&used, text) == output(&fresh, text), "\(text.debugDescription)")
        }
    }

    @Test(arguments: seeds) func whatIsPutOutChangesNoLabel(_ seed: UInt64) throws {
        var plain = try Analyzer(lexicon: Shared.lexicon, model: Shared.model).makeWorker()
        var full = try Shared.analyzer.makeWorker()
        for text in HostileText.texts(200, seed: seed) {
            // The members of the full output go on where those of the plain one end.
            #expect(output(&full, text).starts(with: output(&plain, text).dropLast()), "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        "", " ", "\n\t\r", "\u{A0}", "\u{3000}", "\u{2003}\u{205F}\u{1680}\u{2028}\u{85}", "\u{200B}", "\u{FEFF} ",
    ])
    func blankTextsSayNothing(_ text: String) throws {
        var worker = try Shared.analyzer.makeWorker()
        let analysis = worker.analyze(text)
        #expect(analysis.sentiment == .neutral && analysis.score == 0 && analysis.language == .other)
        #expect(analysis.complaint == 0 && analysis.categories.isEmpty && analysis.cues.isEmpty)
        #expect(analysis.probability.values.allSatisfy { $0 == 0 })
    }

    @Test func anOverlayNeverMovesAClassByATokenItCuts() throws {
        // The overlay's words stand in no cue file and carry no valence: sentiment and class must stay.
        let folder = TemporaryFolder()
        let file = folder.write(Array(lexiconText("terms\nfrobnicator\n银河路网\n挖掘机客户").utf8), as: "own.tsv")
        let overlaid = try withExtendedLifetime(folder) { () throws in try Lexicon.load(overlays: [.file(file)]) }
        var plain = try Analyzer(lexicon: Shared.lexicon, model: Shared.model).makeWorker()
        var cut = try Analyzer(lexicon: overlaid, model: Shared.model).makeWorker()
        for text in ["蓝翔挖掘机客户端打不开了", "我在银河路网点排队等了两个小时", "the frobnicator app keeps crashing"] {
            let (first, second) = (plain.analyze(text), cut.analyze(text))
            #expect(first == second)
        }
        #expect(try bars("我在银河路网点", overlaid) != bars("我在银河路网点", Shared.lexicon))
    }
}
