/// What one feature added to the log odds of one stage of the classifier.
public struct FeatureContribution: Sendable, Equatable {
    /// As spelled in counts and models: `w:退款`, `q:speed 2` …
    public var feature: String
    /// A category, or `complaint` for the gate.
    public var category: String
    /// Thousandths of a nat, after length normalisation and before calibration.
    public var value: Int32
}

extension AnalysisWorker {
    /// The features of the last text that weighed most, for the gate and for the category that holds (or would be next),
    /// largest size first.
    public func largestFeatures(limit: Int) -> [FeatureContribution] {
        let model = analyzer.model
        let gate = model.labelling.hasGate ? 1 : 0
        var stages: [(stage: Int, name: String)] = gate == 1 ? [(0, "complaint")] : []
        let probabilities = classifier.probabilities
        let mostProbable = probabilities.indices.max { probabilities[$0] < probabilities[$1] }
        if let best = classifier.categories.first ?? mostProbable {
            stages.append((best + gate, model.labelling.categories[best]))
        }
        var seen: Set<Int32> = []
        var found: [FeatureContribution] = []
        clean.withView { text in
            for feature in extractor.features {
                let slot = model.features.find(feature.key)
                guard slot >= 0, seen.insert(slot).inserted else { continue }
                let isLeading = seen.count <= classifier.leadingSlots
                for (stage, name) in stages {
                    let counted = Int64(model.features.weight(slot: slot, stage: stage))
                    let placed = FirstHalf.apply(
                        counted, leading: isLeading ? counted : 0, isCategory: stage >= gate && gate == 1,
                        parameters: model.parameters)
                    let weight = LengthNormalisation.apply(
                        placed, known: classifier.slots.count, parameters: model.parameters)
                    let value = Int32(clamping: (weight * 1_000 + (weight < 0 ? -512 : 512)) / 1_024)
                    let spelling = FeatureKey.spelling(feature, text, analyzer.lexicon)
                    if value != 0 { found.append(FeatureContribution(feature: spelling, category: name, value: value)) }
                }
            }
        }
        found.sort {
            (-abs($0.value), $0.category, $0.feature) < (-abs($1.value), $1.category, $1.feature)
        }
        return Array(found.prefix(limit))
    }
}
