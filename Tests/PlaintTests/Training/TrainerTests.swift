import Glibc
import Testing

@testable import Plaint

struct TrainerTests {
    /// Leaving a record out by subtracting is the same as training without it, to the last bit.
    @Test func leaveOneOutIsTrainingWithoutTheRecord() throws {
        let samples = try SmallCorpus.samples(SmallCorpus.lines(60))
        for minimum in [1_000, 2_000, 4_000] {
            var trainer = Trainer()
            trainer.parameters.minimumCount = minimum
            let counts = samples.counts(canary: "c")
            let contents = trainer.model(counts, calibratedOn: [])
            let features = FeatureRows(contents.counts)
            let leaveOneOut = LeaveOneOut(contents, features, totals: counts.totals)
            let known = leaveOneOut.rowsWithoutOwn(samples.samples, features.rows(of: samples.samples))
            let scores = leaveOneOut.scores(samples.samples, known)
            for (index, sample) in samples.samples.enumerated() {
                let model = try SmallModel.read(
                    ModelFile.write(trainer.model(samples.counts(canary: "c") { $0 != index }, calibratedOn: [])))
                let slots = sample.keys.map { model.features.find($0) }.filter { $0 >= 0 }
                for stage in 0..<model.stages {
                    let isGate = stage == 0
                    guard isGate || sample.labels.isComplaint else {
                        #expect(scores[stage][index] == nil)
                        continue
                    }
                    let weights = slots.map { Int64(model.features.weight(slot: $0, stage: stage)) }
                    let leading = sample.keys.prefix(sample.leading).count { model.features.find($0) >= 0 }
                    let sum = weights.reduce(0, +)
                    let score = try #require(scores[stage][index])
                    #expect(
                        score.logOdds
                            == model.logOdds(
                                stage: stage, sum: sum, leading: weights.prefix(leading).reduce(0, +),
                                known: slots.count),
                        "record \(index), stage \(stage), minimum \(minimum)")
                    #expect(
                        score.holds
                            == (isGate ? sample.labels.isComplaint : sample.labels.categories.contains(stage - 1)))
                }
            }
        }
    }

    @Test func theOrderOfRecordsDoesNotMatter() throws {
        let lines = SmallCorpus.lines(120)
        let model = try Training.train(SmallCorpus.corpus([lines])).model
        var generator = SeededGenerator(seed: 3)
        #expect(try Training.train(SmallCorpus.corpus([lines.shuffled(using: &generator)])).model == model)
        #expect(try Training.train(SmallCorpus.corpus([Array(lines[50...]), Array(lines[..<50])])).model == model)
        // By way of counts, calibrated on the corpora that were counted: the same again.
        let corpus = try SmallCorpus.corpus([lines])
        var merged = try Training.count(SmallCorpus.corpus([Array(lines[..<50])])).counts
        try merged.merge(try Training.count(SmallCorpus.corpus([Array(lines[50...])])).counts)
        #expect(try Training.model(merged, calibratedOn: corpus).model == model)
        #expect(throws: CorpusError.self) {
            try Training.model(merged, calibratedOn: SmallCorpus.corpus([Array(lines[1...])]))
        }
    }

    @Test func pruningKeepsTheMostFrequentThenByBytes() {
        var counts = SmallModel.counts
        counts.features = [
            "w:a": [0, 3, 0, 0], "w:b": [1, 2, 0, 0], "w:c": [5, 0, 0, 0], "w:d": [0, 1, 0, 0], "w:e": [2, 0, 0, 0],
        ]
        var trainer = Trainer()
        trainer.parameters.cuePrior = 0
        trainer.parameters.minimumCount = 2_000
        #expect(Set(trainer.model(counts, calibratedOn: []).counts.features.keys) == ["w:a", "w:b", "w:c", "w:e"])
        trainer.parameters.maximumFeatures = 2_000
        #expect(Set(trainer.model(counts, calibratedOn: []).counts.features.keys) == ["w:a", "w:c"])
        #expect(trainer.model(counts, calibratedOn: []).counts.labelSets == counts.labelSets)
        // Of equals a word stays before a pair, a pair before characters.
        counts.features = ["c:破了": [0, 2, 0, 0], "p:a b": [0, 2, 0, 0], "w:z": [0, 2, 0, 0], "c:了吗": [0, 3, 0, 0]]
        #expect(Set(trainer.model(counts, calibratedOn: []).counts.features.keys) == ["c:了吗", "w:z"])
        trainer.parameters.maximumFeatures = 3_000
        #expect(Set(trainer.model(counts, calibratedOn: []).counts.features.keys) == ["c:了吗", "p:a b", "w:z"])
    }

    /// 100 records at each probability, of which the share that was said complains.
    private func honest(_ probabilities: [Int32]) -> [(probability: Int32, holds: Bool)] {
        probabilities.flatMap { probability in
            (0..<100).map { (probability, $0 < Int(probability) / 10) }
        }
    }

    private func falseAlarms(_ count: Int) -> [(probability: Int32, holds: Bool)] {
        [(probability: Int32, holds: Bool)](repeating: (520, false), count: count)
    }

    @Test func theGateStaysAtOneHalfWhereNothingIsCertain() {
        let outcomes = honest(Array(stride(from: 50, through: 950, by: 50)))
        #expect(Trainer.threshold(outcomes, isGate: true) == 500)
        // A few complaints at .52 that were none make .53 look better, by less than a standard error.
        #expect(Trainer.threshold(outcomes + falseAlarms(5), isGate: true) == 500)
        // So many are no chance.
        #expect(Trainer.threshold(outcomes + falseAlarms(500), isGate: true) == 530)
        // F1 is best lower down, at about half of its own height (Lipton, Elkan & Naryanaswamy 2014).
        #expect(Trainer.threshold(outcomes, isGate: false) < 450)
        #expect(Trainer.threshold([], isGate: true) == 500)
    }

    @Test func withoutRecordsNothingIsCalibrated() {
        let contents = Trainer().model(SmallModel.counts, calibratedOn: [])
        #expect(
            contents.thresholds == [500, 500, 500]
                && contents.calibrations == [Calibration](repeating: Calibration(), count: 3))
    }

    @Test func anyLabelFieldCanBeTrained() throws {
        let lines = (0..<40).map {
            #"{"text":"\#($0 % 2 == 0 ? "please help" : "lovely thing") \#($0)","act":"\#($0 % 2 == 0 ? "request" : "praise")"}"#
        }
        let corpus = try SmallCorpus.corpus([lines], labelField: "act")
        let model = try SmallModel.read(try Training.train(corpus).model)
        #expect(
            model.labelling == FeatureCounts.Labelling(field: "act", hasGate: false, categories: ["praise", "request"]))
        var worker = try Analyzer(lexicon: Shared.lexicon, model: model).makeWorker()
        let analysis = worker.analyze("please help me")
        #expect(analysis.complaint == nil && analysis.category == "request")
        #expect(throws: CorpusError.self) { try Training.train(SmallCorpus.corpus([[#"{"text":"x"}"#]])) }
    }

    // MARK: Platt scaling

    /// Outcomes in the very proportions that the line says: the fit must find the line again.
    @Test(arguments: [(1.0, 0.0), (0.5, 0.3), (2.0, -1.0), (0.25, 0.8)]) func plattScalingFindsAKnownLine(
        _ slope: Double, _ offset: Double
    ) throws {
        var scores: [(logOdds: Int64, holds: Bool)] = []
        for step in -40...40 {
            let z = Double(step) / 10
            let held = Int((400 / (1 + Glibc.exp(-(slope * z + offset)))).rounded())
            for number in 0..<400 { scores.append((Int64((z * 1_024).rounded()), number < held)) }
        }
        let line = try #require(PlattScaling.fit(scores))
        #expect(
            abs(Double(line.slope) / 1_024 - slope) < 0.02 * max(1, slope)
                && abs(Double(line.offset) / 1_024 - offset) < 0.03)
        #expect(PlattScaling.fit(scores.reversed()) == line, "the order of outcomes")
    }

    @Test func theSlopeStaysPositive() throws {
        // Evidence that says the opposite of what holds.
        let wrong = (0..<200).map { (logOdds: Int64($0 < 100 ? 3_000 : -3_000), holds: $0 >= 100) }
        #expect(try #require(PlattScaling.fit(wrong)).slope > 0)
        // Evidence that separates perfectly: no certainty, no overflow.
        let perfect = (0..<200).map { (logOdds: Int64($0 < 100 ? 3_000 : -3_000), holds: $0 < 100) }
        let line = try #require(PlattScaling.fit(perfect))
        #expect(line.slope > 0 && Calibration(all: line).probability(3_000, .other) < 1_000)
        let constant = (0..<200).map { (logOdds: Int64(0), holds: $0 < 50) }
        let flat = try #require(PlattScaling.fit(constant))
        #expect(abs(Calibration(all: flat).probability(0, .other) - 250) < 8)
        let huge = (0..<200).map { (logOdds: Int64($0 < 100 ? 1 << 40 : -(1 << 40)), holds: $0 % 3 == 0) }
        #expect(try #require(PlattScaling.fit(huge)).slope > 0)
    }

    @Test func tooFewOutcomesAreNotFitted() {
        func outcomes(_ positives: Int, _ negatives: Int) -> [(logOdds: Int64, holds: Bool)] {
            (0..<positives + negatives).map { (Int64($0 * 10), $0 < positives) }
        }
        #expect(
            PlattScaling.fit([]) == nil && PlattScaling.fit(outcomes(14, 500)) == nil
                && PlattScaling.fit(outcomes(500, 14)) == nil)
        #expect(PlattScaling.fit(outcomes(15, 15)) != nil)
    }
}
