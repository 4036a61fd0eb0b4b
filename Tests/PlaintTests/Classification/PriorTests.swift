import Testing

@testable import Plaint

struct PriorTests {
    private func model(_ prior: PriorShift) throws(ModelFileError) -> NaiveBayesModel {
        let file = SmallModel.file
        let result = file.withUnsafeBufferPointer { buffer in
            Result { () throws(ModelFileError) in try ModelFile.read(buffer, name: "m", prior: prior) }
        }
        return try result.get()
    }

    /// Ten of twenty records complain: from a half to a tenth is ln(1/9).
    @Test func theGateMovesByTheDifferenceOfLogits() throws {
        let plain = try model(.none)
        let moved = try model(PriorShift(complaint: 0.1))
        let difference = Int32((1_024 * PortableMath.log(1.0 / 9)).rounded())
        for language in Language.allCases {
            #expect(moved.calibrations[0][language].offset == plain.calibrations[0][language].offset + difference)
            #expect(moved.calibrations[0][language].slope == plain.calibrations[0][language].slope)
        }
        #expect(moved.calibrations[1] == plain.calibrations[1] && moved.thresholds == plain.thresholds)
        #expect(try model(PriorShift(complaint: 0.5)).calibrations == plain.calibrations, "the model's own share")
    }

    /// Of ten complaints four are of speed.
    @Test func aCategoryMovesAlone() throws {
        let plain = try model(.none)
        let moved = try model(PriorShift(categories: ["speed": 0.8]))
        let expected = Int32((1_024 * (PortableMath.log(4) - PortableMath.log(4.0 / 6))).rounded())
        #expect(moved.calibrations[2].all.offset == plain.calibrations[2].all.offset + expected)
        #expect(moved.calibrations[0] == plain.calibrations[0] && moved.calibrations[1] == plain.calibrations[1])
    }

    @Test func nonsenseIsRefused() {
        #expect(throws: ModelFileError.self) { try model(PriorShift(categories: ["taste": 0.5])) }
        for share in [0, 1, -0.5, 2] {
            #expect(throws: ModelFileError.self) { try model(PriorShift(complaint: share)) }
        }
    }

    // MARK: Cues

    @Test func cuesSpeakForTheirCategoryAlone() throws {
        let prior = CuePrior(SmallModel.labelling, NaiveBayesParameters())
        let speed = try #require(key("q:speed 2"))
        #expect(prior.knows(speed) && prior.pseudo(speed, 2).total == 20)
        #expect(prior.pseudo(speed, 0) == .none && prior.pseudo(speed, 1) == .none)
        let (word, taste) = (try #require(key("w:slow")), try #require(key("q:taste 1")))
        #expect(!prior.knows(word) && !prior.knows(taste))
        #expect(zip(CuePrior.inside, CuePrior.outside).allSatisfy { $0 > $1 })
        #expect(CuePrior.inside.count == FeatureExtractor.cueSteps.count)
    }

    /// Without any record of a cue the model has it, and it speaks for its category; counts and knowledge add up.
    @Test func knowledgeAndCountsAddUp() throws {
        var parameters = NaiveBayesParameters()
        let formula = WeightFormula(totals: SmallModel.counts.totals, hasGate: true, parameters: parameters)
        let speed = try #require(key("q:speed 3"))
        let pseudo = CuePrior(SmallModel.labelling, parameters).pseudo(speed, 2)
        let known = formula.weight([0, 0, 0, 0], 2, pseudo)
        #expect(known > 1_024)
        #expect(formula.weight([0, 4, 0, 4], 2, pseudo) > known && formula.weight([0, 4, 0, 0], 2, pseudo) < known)
        let contents = Trainer(parameters: parameters).model(SmallModel.counts, calibratedOn: [])
        #expect(contents.counts.features["q:speed 3"] == [0, 0, 0, 0])
        let model = try SmallModel.read(ModelFile.write(contents))
        let slot = model.features.find(speed)
        #expect(
            model.features.weight(slot: slot, stage: 2) == known && model.features.weight(slot: slot, stage: 0) == 0)
        parameters.cuePrior = 0
        let without = Trainer(parameters: parameters).model(SmallModel.counts, calibratedOn: [])
        #expect(!without.counts.features.keys.contains { $0.hasPrefix("q:") })
    }
}
