import Testing

@testable import Plaint

struct MarginCorrectionsTests {
    private func rows(_ records: [[Int]]) -> SampleRows {
        var rows = SampleRows()
        for record in records {
            for row in record { rows.append(row) }
            rows.endRecord(leading: 0)
        }
        return rows
    }

    /// Records with some of 40 features; the first output holds where one of the first eight is among them, the second where
    /// one of the last eight is.
    private struct Problem {
        let rows: SampleRows
        let points: [LinearSVM.Point]
        let margins: [LinearSVM.Margin]
        let gains: [Double]
        let outputs: Int

        init(outputs: Int, ranks: Bool, _ rows: SampleRows) {
            self.rows = rows
            self.outputs = outputs
            gains = (0..<40).map { 0.5 + Double($0 % 3) / 2 }
            points = (0..<rows.count).map { record in
                LinearSVM.Point(
                    record: record, scores: (0..<outputs).map { Double((record + $0) % 5) / 10 - 0.2 },
                    factor: record % 2 == 0 ? 1 : 0.5)
            }
            var margins: [LinearSVM.Margin] = []
            for point in points.indices {
                let holds = [rows[point].contains { $0 < 8 }, rows[point].contains { $0 >= 32 }]
                for output in 0..<outputs {
                    margins.append(
                        holds[output] ? .init(point: point, above: output) : .init(point: point, below: output))
                }
                if ranks, holds[0], holds[1] { margins.append(.init(point: point, above: 1, below: 0)) }
            }
            self.margins = margins
        }

        var weights: [Double] { LinearSVM(cost: 0.01, outputs: outputs).weights(points, margins, rows, gains: gains) }

        /// What the margins pull at: w = Σ 2C·max(0, 1 − margin)·factor·gain at the minimum, and gain·w is what is told.
        func pull(_ weights: [Double], _ offsets: [Double]) -> (weights: [Double], offsets: [Double]) {
            var sums = [Double](repeating: 0, count: weights.count)
            var all = [Double](repeating: 0, count: outputs)
            func score(_ output: Int?, _ point: LinearSVM.Point) -> Double {
                guard let output else { return 0 }
                let sum = rows[point.record].reduce(0.0) { $0 + weights[Int($1) * outputs + output] }
                return point.scores[output] + point.factor * sum + offsets[output]
            }
            for margin in margins {
                let point = points[margin.point]
                let lack = max(0, 1 - score(margin.above, point) + score(margin.below, point))
                for (output, side) in [(margin.above, 1.0), (margin.below, -1.0)] {
                    guard let output else { continue }
                    all[output] += 2 * 0.01 * lack * side
                    for row in rows[point.record] {
                        sums[Int(row) * outputs + output] +=
                            2 * 0.01 * lack * side * point.factor * gains[Int(row)] * gains[Int(row)]
                    }
                }
            }
            return (sums, all)
        }

        /// The offsets are weights as any other, of a feature that all records have: those that pull as much as they are.
        func offsets(_ weights: [Double]) -> [Double] {
            var offsets = [Double](repeating: 0, count: outputs)
            for _ in 0..<20_000 {
                let pulled = pull(weights, offsets).offsets
                for output in offsets.indices { offsets[output] += 0.05 * (pulled[output] - offsets[output]) }
            }
            return offsets
        }
    }

    private func problem(outputs: Int, ranks: Bool, records: Int = 120) -> Problem {
        var generator = SeededGenerator(seed: 5)
        let all = (0..<records).map { _ in (0..<6).map { _ in Int.random(in: 0..<40, using: &generator) } }
        return Problem(outputs: outputs, ranks: ranks, rows(all.map { Array(Set($0)).sorted() }))
    }

    @Test(arguments: [(1, false), (2, false), (2, true)]) func theMachineReachesItsMinimum(
        _ outputs: Int, _ ranks: Bool
    ) {
        let problem = problem(outputs: outputs, ranks: ranks)
        let weights = problem.weights
        let pulled = problem.pull(weights, problem.offsets(weights)).weights
        for (weight, pulled) in zip(weights, pulled) { #expect(abs(weight - pulled) < 0.002, "\(weight), \(pulled)") }
        #expect((0..<8).allSatisfy { weights[$0 * outputs] > 0 } && weights.contains { $0 < 0 })
    }

    /// Without margins between them two outputs learn nothing of each other; with them, the one that is to stand above gains.
    @Test func marginsBetweenOutputsRank() {
        let apart = problem(outputs: 2, ranks: false)
        let ranked = problem(outputs: 2, ranks: true)
        func lead(_ problem: Problem) -> Double {
            let weights = problem.weights
            return problem.points.filter { point in
                problem.margins.contains { $0.point == point.record && $0.above == 1 && $0.below == 0 }
                    || (problem.rows[point.record].contains { $0 < 8 }
                        && problem.rows[point.record].contains { $0 >= 32 })
            }.reduce(0.0) { sum, point in
                sum + problem.rows[point.record].reduce(0.0) { $0 + weights[Int($1) * 2 + 1] - weights[Int($1) * 2] }
            }
        }
        #expect(lead(ranked) > lead(apart) + 1)
    }

    @Test func recordsFarOnTheirSideMoveNothing() {
        let rows = rows([[0], [1]])
        let points = [
            LinearSVM.Point(record: 0, scores: [3], factor: 1), LinearSVM.Point(record: 1, scores: [-3], factor: 1),
        ]
        let margins = [LinearSVM.Margin(point: 0, above: 0), LinearSVM.Margin(point: 1, below: 0)]
        #expect(LinearSVM(cost: 0.01, outputs: 1).weights(points, margins, rows, gains: [1, 1]) == [0, 0])
    }

    @Test func rareFeaturesGainMoreInSteps() {
        #expect(MarginCorrections.gain(records: 5, of: 1_000) > MarginCorrections.gain(records: 50, of: 1_000))
        let gain = MarginCorrections.gain(records: 5, of: 995)
        #expect(abs(gain - 1) < 0.001 && gain * 1_024 == (gain * 1_024).rounded())
        // A cue that no record has is kept in a model all the same.
        #expect(MarginCorrections.gain(records: 0, of: 10).isFinite)
    }

    @Test func weightsAreThoseOfCountsAndCorrections() throws {
        var contents = SmallModel.contents
        contents.parameters.correctionCost = 10
        for feature in contents.counts.features.keys { contents.corrections[feature] = [3, -40, 0] }
        let model = try SmallModel.read(ModelFile.write(contents))
        let formula = WeightFormula(totals: SmallModel.counts.totals, hasGate: true, parameters: contents.parameters)
        for (spelling, counts) in SmallModel.counts.features {
            var spelled = spelling
            let slot = model.features.find(try #require(spelled.withUTF8 { FeatureKey.key(ofSpelling: $0) }))
            for (stage, correction) in [Int32(3), -40, 0].enumerated() {
                #expect(model.features.weight(slot: slot, stage: stage) == formula.weight(counts, stage) + correction)
            }
        }
        #expect(ModelFile.write(contents) == ModelFile.write(contents))
        // Counts alone are too few numbers then, and no number may be half.
        contents.corrections["w:the"] = nil
        #expect(SmallModel.reason(ModelFile.write(contents))?.contains("3 corrections") == true)
    }

    @Test(arguments: ["-", "--1", "1-", "1.5", "300000000", "x"])
    func correctionsAreWholeNumbers(_ text: String) {
        let line = "w:the\t5\t5\t3\t2"
        let bytes = SmallModel.file { $0.replacing(first: line, by: "w:the\t5\t5\t3\t\(text)") }
        #expect(SmallModel.reason(bytes) != nil)
    }

    /// Without records to learn from there is nothing to correct, and the model says so.
    @Test func mergedCountsAloneAreNaiveBayes() throws {
        let counts = try SmallCorpus.samples(SmallCorpus.lines(60)).counts(canary: "c")
        let contents = Trainer().model(counts, calibratedOn: [])
        #expect(contents.parameters.correctionCost == 0 && contents.corrections.isEmpty)
        let samples = try SmallCorpus.samples(SmallCorpus.lines(60)).samples
        let corrected = Trainer().model(counts, calibratedOn: samples)
        #expect(corrected.corrections.count == corrected.counts.features.count)
        #expect(corrected.corrections.values.contains { $0.contains { $0 != 0 } })
    }

    /// Where one witness is heard twice, under two names, the corrections take back what it says too much.
    @Test func witnessesThatRepeatEachOtherAreCorrectedDownwards() throws {
        let lines = (0..<80).map { number in
            let (text, complaint) =
                number % 2 == 0
                ? (number % 8 == 0 ? "lovely chair \(number)" : "broken chair \(number)", true)
                : (number % 8 == 1 ? "broken chair \(number)" : "lovely chair \(number)", false)
            return "{\"text\":\"\(text)\",\"complaint\":\(complaint),\"categories\":[]}"
        }
        let samples = try SmallCorpus.samples(lines)
        let contents = Trainer().model(samples.counts(canary: "c"), calibratedOn: samples.samples)
        // Three of four with the word complain: 1.1 nat, which the word, the pair and the sentiment each say.
        for feature in ["w:broken", "p:broken chair"] {
            let corrections = try #require(contents.corrections[feature])
            #expect(corrections[0] < 0, "\(feature): \(corrections)")
        }
    }

    /// Of two grievances that always come together the one that is named first is the more probable.
    @Test func thePrimaryCategoryComesFirst() throws {
        let lines =
            (0..<80).map { number in
                let categories = number % 2 == 0 ? #"["service","speed"]"# : #"["speed","service"]"#
                let text = number % 2 == 0 ? "rude and slow, agent \(number)" : "slow and rude, clock \(number)"
                return "{\"text\":\"\(text)\",\"complaint\":true,\"categories\":\(categories)}"
            } + (0..<80).map { "{\"text\":\"broken chair \($0)\",\"complaint\":true,\"categories\":[\"product\"]}" }
        let samples = try SmallCorpus.samples(lines)
        let contents = Trainer().model(samples.counts(canary: "c"), calibratedOn: samples.samples)
        let categories = samples.labelling.categories
        let (service, speed) = (1 + categories.firstIndex(of: "service")!, 1 + categories.firstIndex(of: "speed")!)
        let agent = try #require(contents.corrections["w:agent"])
        let clock = try #require(contents.corrections["w:clock"])
        #expect(agent[service] > agent[speed] && clock[speed] > clock[service])
    }
}
