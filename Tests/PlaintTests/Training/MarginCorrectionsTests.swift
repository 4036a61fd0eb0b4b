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

    /// At the minimum each weight is the sum of what the records with its feature pull: w = Σ 2C·max(0, 1 − y·z)·y·factor.
    @Test func theMachineReachesItsMinimum() {
        var generator = SeededGenerator(seed: 5)
        let records = (0..<300).map { _ in (0..<6).map { _ in Int.random(in: 0..<40, using: &generator) } }
        let rows = rows(records.map { Array(Set($0)).sorted() })
        let points = (0..<300).map { record in
            LinearSVM.Point(
                record: record, holds: rows[record].contains { $0 < 8 }, score: Double(record % 5) / 10 - 0.2,
                factor: record % 2 == 0 ? 1 : 0.5)
        }
        let machine = LinearSVM(cost: 0.01)
        let weights = machine.weights(points, rows, features: 40)
        // The offset is a weight as any other, of a feature that all records have.
        var (low, high) = (-10.0, 10.0)
        while high - low > 1e-9 {
            let middle = (low + high) / 2
            if pull(points, rows, weights, middle).offset > middle { low = middle } else { high = middle }
        }
        let pulled = pull(points, rows, weights, low).weights
        for (weight, pulled) in zip(weights, pulled) { #expect(abs(weight - pulled) < 0.001, "\(weight), \(pulled)") }
        #expect(weights[0..<8].allSatisfy { $0 > 0 } && weights.contains { $0 < 0 })
    }

    private func pull(
        _ points: [LinearSVM.Point], _ rows: SampleRows, _ weights: [Double], _ offset: Double
    ) -> (weights: [Double], offset: Double) {
        var sums = [Double](repeating: 0, count: weights.count)
        var all = 0.0
        for point in points {
            let side: Double = point.holds ? 1 : -1
            let sum = rows[point.record].reduce(0.0) { $0 + weights[Int($1)] }
            let lack = max(0, 1 - side * (point.score + point.factor * sum + offset))
            for row in rows[point.record] { sums[Int(row)] += 2 * 0.01 * lack * side * point.factor }
            all += 2 * 0.01 * lack * side
        }
        return (sums, all)
    }

    @Test func recordsFarOnTheirSideMoveNothing() {
        let rows = rows([[0], [1]])
        let points = [
            LinearSVM.Point(record: 0, holds: true, score: 3, factor: 1),
            LinearSVM.Point(record: 1, holds: false, score: -3, factor: 1),
        ]
        #expect(LinearSVM(cost: 0.01).weights(points, rows, features: 2) == [0, 0])
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
}
