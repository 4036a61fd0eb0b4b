/// Applies a model to the features of a text. One per worker; all memory is reused.
struct ComplaintClassifier {
    /// Probability of complaint in thousandths; 1000 for models without a gate.
    private(set) var complaint: Int32 = 0
    /// For each category of the model the probability, in thousandths, that it holds given that the text complains.
    private(set) var probabilities: [Int32] = []
    /// Categories that hold, the most probable first.
    private(set) var categories: [Int] = []
    /// Rows of the model's features that the text has, each once.
    private(set) var rows: [Int32] = []

    private var seen: [UInt32] = []
    private var generation: UInt32 = 0
    private var sums: [Int64] = []

    /// Classifies one text. `minimumProbability` (thousandths) overrides the model's thresholds of the categories.
    mutating func classify(
        _ features: [FeatureExtractor.Feature], _ language: Language, _ model: NaiveBayesModel,
        minimumProbability: Int32?
    ) {
        gatherRows(features, model)
        sum(model)
        probabilities.removeAll(keepingCapacity: true)
        categories.removeAll(keepingCapacity: true)
        let gate = model.labelling.hasGate ? 1 : 0
        complaint = gate == 1 ? probability(0, language, model) : 1_000
        for category in model.labelling.categories.indices {
            probabilities.append(probability(category + gate, language, model))
        }
        guard gate == 0 || complaint >= model.thresholds[0] else { return }
        for category in model.labelling.categories.indices {
            let threshold = minimumProbability ?? model.thresholds[category + gate]
            if probabilities[category] >= threshold { categories.append(category) }
        }
        let probabilities = self.probabilities
        categories.sort { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
    }

    /// A text with nothing in it: no complaint, no category.
    mutating func clear(_ model: NaiveBayesModel) {
        complaint = 0
        rows.removeAll(keepingCapacity: true)
        categories.removeAll(keepingCapacity: true)
        probabilities.removeAll(keepingCapacity: true)
        for _ in model.labelling.categories { probabilities.append(0) }
    }

    private mutating func gatherRows(_ features: [FeatureExtractor.Feature], _ model: NaiveBayesModel) {
        rows.removeAll(keepingCapacity: true)
        if seen.count != model.featureCount || generation == .max {
            seen = [UInt32](repeating: 0, count: model.featureCount)
            generation = 0
        }
        generation += 1
        for feature in features {
            let row = model.row(feature.key)
            guard row >= 0, seen[Int(row)] != generation else { continue }
            seen[Int(row)] = generation
            rows.append(row)
        }
    }

    private mutating func sum(_ model: NaiveBayesModel) {
        sums.removeAll(keepingCapacity: true)
        for _ in 0..<model.stages { sums.append(0) }
        for row in rows {
            for stage in 0..<model.stages { sums[stage] &+= Int64(model.weight(row: row, stage: stage)) }
        }
    }

    private func probability(_ stage: Int, _ language: Language, _ model: NaiveBayesModel) -> Int32 {
        let logOdds = model.logOdds(stage: stage, sum: sums[stage], known: rows.count)
        return model.probability(stage: stage, logOdds: logOdds, language: language)
    }
}
