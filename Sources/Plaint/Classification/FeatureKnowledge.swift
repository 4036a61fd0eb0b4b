/// What is known of features before any record is counted: pseudo-documents of cues (`CuePrior`), and how much the kinds
/// of features count in the gate.
///
/// The gate's witnesses are not of one kind. In naive Bayes each counts in full; a logistic regression on the sums of the
/// kinds (words, pairs, characters, cues, sentiment), out of sample, gives them the slopes 0.50 : 0.52 : 0.61 : 0.17 : 0.59.
/// The cues and the sentiment alone were moved, by folds over corpora/train (`NaiveBayesParameters`).
struct FeatureKnowledge {
    private let cues: CuePrior
    /// What a weight in the gate is taken times, in thousandths; 1,000 for features that are not in it.
    private var gateScales: [UInt64: Int] = [:]

    init(_ labelling: FeatureCounts.Labelling, _ parameters: NaiveBayesParameters) {
        cues = CuePrior(labelling, parameters)
        guard labelling.hasGate else { return }
        for category in CategoryOrder.complaint {
            for step in FeatureExtractor.cueSteps.indices {
                gateScales[FeatureKey.cue(category, step)] = parameters.gateCues
            }
        }
        for trait in SentimentTrait.allCases { gateScales[FeatureKey.sentiment(trait)] = parameters.gateSentiment }
    }

    /// Whether a feature is in the model without any record.
    func knows(_ key: UInt64) -> Bool { cues.knows(key) }

    /// The weight of a feature for a stage: `formula` makes it of the pseudo-documents.
    @inline(__always)
    func weight(_ key: UInt64, _ stage: Int, _ formula: (CuePrior.Pseudo) -> Int32) -> Int32 {
        let weight = formula(cues.pseudo(key, stage))
        guard stage == 0, let scale = gateScales[key] else { return weight }
        return Int32(clamping: Int(weight) * scale / 1_000)
    }
}
