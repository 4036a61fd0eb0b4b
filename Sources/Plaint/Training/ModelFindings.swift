/// What people should know of a model before they trust its answers: fitted to few records, or to records that speak
/// against one another, it can be sure of the same thing whatever the text says.
enum ModelFindings {
    /// A sentence each. `samples` are the records that the model was trained on.
    static func lines(_ model: NaiveBayesModel, _ samples: [TrainingSample]) -> [String] {
        let hasGate = model.labelling.hasGate
        let names = (hasGate ? ["a complaint"] : []) + model.labelling.categories.map { "'\($0)'" }
        let flat = zip(names, model.calibrations).flatMap { flatLines($0, $1) }
        return flat + (hasGate ? gate(model, samples).map { [$0] } ?? [] : [])
    }

    /// A slope that was stopped at its bound: among the records left out, more evidence did not mean more probable.
    private static func flatLines(_ name: String, _ calibration: Calibration) -> [String] {
        let least = Int32((PlattScaling.minimumSlope * 1_024).rounded())
        var lines = [("", calibration.all)]
        for (texts, line) in [(" in Chinese texts", calibration.chinese), (" in English texts", calibration.english)]
        where line != calibration.all { lines.append((texts, line)) }
        return lines.filter { $0.1.slope <= least }.map {
            "the probability of \(name)\($0.0) hardly depends on the text: what was learned does not hold for records"
                + " that were left out; label more of them, and look for wrong labels with plaint audit"
        }
    }

    /// A gate that answers the same for all the records it was trained on will do so for others.
    private static func gate(_ model: NaiveBayesModel, _ samples: [TrainingSample]) -> String? {
        let remedy = "label more records of either kind"
        guard !samples.isEmpty else { return nil }
        if !samples.contains(where: { isCalledComplaint($0, model) }) {
            return "the model calls no record a complaint: \(remedy)"
        }
        if !samples.contains(where: { !isCalledComplaint($0, model) }) {
            return "the model calls every record a complaint: \(remedy)"
        }
        return nil
    }

    private static func isCalledComplaint(_ sample: TrainingSample, _ model: NaiveBayesModel) -> Bool {
        var sum: Int64 = 0
        var known = 0
        for key in sample.keys {
            let slot = model.features.find(key)
            guard slot >= 0 else { continue }
            sum += Int64(model.features.weight(slot: slot, stage: 0))
            known += 1
        }
        // In which half of the text it stands matters to categories alone.
        let logOdds = model.logOdds(stage: 0, sum: sum, leading: 0, known: known)
        return model.probability(stage: 0, logOdds: logOdds, language: sample.language) >= model.thresholds[0]
    }
}
