import Glibc
import Testing

@testable import Plaint

struct NaiveBayesModelTests {
    private func formula() -> WeightFormula {
        WeightFormula(totals: SmallModel.counts.totals, hasGate: true, parameters: SmallModel.parameters)
    }

    /// ln x in 1/1024.
    private func nat(_ x: Double) -> Int32 { Int32((1024 * Glibc.log(x)).rounded()) }

    @Test func totalsComeFromTheLabelSets() { #expect(SmallModel.counts.totals == [10, 10, 7, 4]) }

    @Test func anUnseenFeatureIsExactlyNeutral() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            let complaints = Int.random(in: 1...100_000, using: &generator)
            let totals = [
                Int.random(in: 0...100_000, using: &generator), complaints,
                Int.random(in: 0...complaints, using: &generator), Int.random(in: 0...complaints, using: &generator),
            ]
            var parameters = NaiveBayesParameters()
            parameters.background = Int.random(in: 1...5_000, using: &generator)
            let formula = WeightFormula(totals: totals, hasGate: true, parameters: parameters)
            for stage in 0..<3 { #expect(formula.weight([0, 0, 0, 0], stage) == 0, "\(totals) \(stage)") }
        }
    }

    /// By hand from the formula of `NaiveBayesModel`, ν₀ = 0.3.
    @Test func weightsAreThoseOfTheFormula() {
        // Gate: b = 10/20; inside 6 of 10, outside 0 of 10: ln((6.15/10.15) / (0.15/10.15)) = ln 41.
        #expect(formula().weight([0, 6, 6, 0], 0) == nat(41))
        // Product against other complaints: 7 of 10, b = .7; 6 of 7, 0 of 3: ln((6.21/7.21) / (0.09/3.09)).
        #expect(formula().weight([0, 6, 6, 0], 1) == nat((6.21 / 7.21) / (0.09 / 3.09)))
        // Speed: 4 of 10, b = .4; 0 of 4, 6 of 6: ln((0.12/4.12) / (6.18/6.18)).
        #expect(formula().weight([0, 6, 6, 0], 2) == nat(0.12 / 4.12))
        // Half a record on either side: gate 10.5/10.5, product 7.5/3.5, speed 4.5/6.5.
        #expect(formula().prior(0) == 0)
        #expect(formula().prior(1) == nat(7.5 / 3.5))
        #expect(formula().prior(2) == nat(4.5 / 6.5))
    }

    @Test func aClassWithoutRecordsSaysNothing() {
        let none = WeightFormula(totals: [10, 10, 0, 10], hasGate: true, parameters: NaiveBayesParameters())
        #expect(none.weight([0, 3, 0, 3], 1) == 0 && none.weight([0, 3, 0, 3], 2) == 0)
        let ungated = WeightFormula(totals: [0, 10, 6, 4], hasGate: false, parameters: NaiveBayesParameters())
        #expect(ungated.weight([0, 5, 5, 0], 0) > 0 && ungated.weight([0, 5, 5, 0], 1) < 0)
    }

    @Test func moreRecordsInsideWeighMore() {
        var previous = Int32.min
        for inside in 0...7 {
            let weight = formula().weight([0, 7, Int32(inside), 0], 1)
            #expect(weight > previous)
            previous = weight
        }
    }

    @Test func modelFindsItsFeatures() throws {
        let model = try SmallModel.read(SmallModel.file)
        let weights = formula()
        for (spelling, counts) in SmallModel.counts.features {
            let slot = model.features.find(try #require(key(spelling)))
            #expect(slot >= 0)
            for stage in 0..<3 {
                #expect(model.features.weight(slot: slot, stage: stage) == weights.weight(counts, stage))
            }
        }
        #expect(model.featureCount == SmallModel.counts.features.count && model.recordCount == 20)
        for unknown in ["w:unknown", "w:Broken", "p:working not", "c:了破", "q:speed 3", "s:positive"] {
            #expect(model.features.find(try #require(key(unknown))) == -1)
        }
    }

    @Test func kindsOfFeaturesCountMoreOrLessInTheGateAlone() throws {
        var contents = SmallModel.contents
        contents.parameters.gateSentiment = 2_000
        contents.parameters.gateCues = 500
        let model = try SmallModel.read(ModelFile.write(contents))
        let weights = formula()
        for (spelling, scale) in [("s:negative", 2_000), ("q:speed 2", 500), ("w:broken", 1_000)] {
            let slot = model.features.find(try #require(key(spelling)))
            let counts = try #require(SmallModel.counts.features[spelling])
            #expect(model.features.weight(slot: slot, stage: 0) == weights.weight(counts, 0) * Int32(scale) / 1_000)
            for stage in 1...2 {
                #expect(model.features.weight(slot: slot, stage: stage) == weights.weight(counts, stage))
            }
        }
    }

    @Test func longTextsGrowWithTheRoot() {
        var parameters = NaiveBayesParameters()
        parameters.length = 40_000
        #expect(LengthNormalisation.apply(1_000, known: 40, parameters: parameters) == 1_000)
        #expect(LengthNormalisation.apply(1_024, known: 160, parameters: parameters) == 512)
        #expect(LengthNormalisation.apply(-1_024, known: 160, parameters: parameters) == -512)
        #expect(LengthNormalisation.apply(1_024, known: 640, parameters: parameters) == 256)
    }

    @Test(
        arguments: [
            (1_024, 0, 0, 500), (1_024, 0, 1_024, 731), (1_024, 1_024, 0, 731), (512, 0, 2_048, 731),
            (1_024, 0, 1_000_000, 1_000), (1_024, 0, -1_000_000, 0), (2_048, -1_024, 512, 500),
        ] as [(Int32, Int32, Int64, Int32)])
    func calibrationIsASigmoid(_ slope: Int32, _ offset: Int32, _ logOdds: Int64, _ probability: Int32) {
        var calibration = Calibration()
        calibration.english = .init(slope: slope, offset: offset)
        #expect(calibration.probability(logOdds, .english) == probability)
        calibration.all = .init(slope: slope, offset: offset)
        #expect(
            calibration.probability(logOdds, .mixed) == probability
                && calibration.probability(logOdds, .other) == probability)
    }

    @Test func thresholdsDecideTheCategories() throws {
        var contents = SmallModel.contents
        contents.calibrations = [Calibration](repeating: Calibration(), count: 3)
        func classify(_ words: [String], thresholds: [Int32], minimum: Int32? = nil) throws -> ComplaintClassifier {
            contents.thresholds = thresholds
            let model = try SmallModel.read(ModelFile.write(contents))
            var keys = ScratchBuffer<UInt64>()
            for word in words { keys.append(try #require(key(word))) }
            var classifier = ComplaintClassifier()
            classifier.classify(keys, leading: 0, .english, model, minimumProbability: minimum)
            return classifier
        }
        let words = ["w:broken", "w:late", "s:negative"]
        let low = try classify(words, thresholds: [0, 0, 0])
        #expect(low.complaint > 900 && low.categories.count == 2)
        let (product, speed) = (low.probabilities[0], low.probabilities[1])
        #expect(low.categories == (product >= speed ? [0, 1] : [1, 0]))
        #expect(try classify(words, thresholds: [0, product, speed]).categories.count == 2, "from the threshold on")
        #expect(try classify(words, thresholds: [0, min(1_000, product + 1), speed]).categories == [1])
        #expect(try classify(words, thresholds: [low.complaint, 0, 0]).categories.count == 2)
        #expect(
            try classify(words, thresholds: [1_000, 0, 0]).categories.isEmpty == (low.complaint < 1_000),
            "no complaint, no category")
        #expect(
            try classify(words, thresholds: [0, 1_000, 1_000], minimum: 0).categories.count == 2, "the option overrides"
        )
        #expect(try classify(words, thresholds: [0, 0, 0], minimum: 1_000).categories.count <= 1)
        // A feature counts once.
        #expect(try classify(words + words, thresholds: [0, 0, 0]).probabilities == low.probabilities)
        // Unknown features change nothing.
        #expect(try classify(words + ["w:unknown"], thresholds: [0, 0, 0]).probabilities == low.probabilities)
    }
}
