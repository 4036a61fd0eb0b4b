/// A trained classifier: for each stage (the complaint gate, then each category against the other complaints) a prior, a
/// weight for each feature, a calibration for each language and a threshold. Immutable, shared by all workers.
///
/// The weight of feature f for class c is
///
///     ln((N[f,c] + ν₀·b) / (T[c] + ν₀·b)) − ln((N[f,¬c] + ν₀·(1−b)) / (T[¬c] + ν₀·(1−b))),   b = T[c]/(T[c]+T[¬c])
///
/// (for features of cues `CuePrior` takes the place of the background ν₀), with N counts of records that have the feature
/// (presence, not frequency), T numbers of records; in the gate some kinds of features count more or less
/// (`FeatureKnowledge`). One class against its rest already holds the complement term of Rennie et al. (2003), Tackling the Poor Assumptions of Naive Bayes.
/// To that comes the feature's correction (`MarginCorrections`), where training made any. Weights are rounded once, here,
/// to 1/1024 nat; everything after is integers.
public final class NaiveBayesModel: Sendable {
    public let labelling: FeatureCounts.Labelling
    public let parameters: NaiveBayesParameters
    public let canary: String
    /// SHA-256 of the model's file; 64 hexadecimal digits. That of the built-in model is only taken when it is asked for.
    public var digest: String { storedDigest ?? Digest.sha256(Array(EmbeddedResources.defaultModel)) }
    private let storedDigest: String?
    public let recordCount: Int
    /// Stages: the gate (if the labelling has one), then the categories in order.
    let stages: Int
    let priors: [Int32]
    let calibrations: [Calibration]
    /// For each stage the probability, in thousandths, from which on it holds.
    let thresholds: [Int32]

    let features: FeatureTable
    /// Number of features.
    public var featureCount: Int { features.count }

    /// A feature's key, its counts as in `FeatureCounts.features`, and for each stage the correction of its weight in
    /// 1/1024 nat; none if the model has no corrections.
    typealias CountedFeature = (key: UInt64, counts: [Int32], corrections: [Int32])

    init(
        labelling: FeatureCounts.Labelling, parameters: NaiveBayesParameters, canary: String, totals: [Int],
        features: [CountedFeature], calibrations: [Calibration], thresholds: [Int32], digest: String
    ) {
        self.labelling = labelling
        self.parameters = parameters
        self.canary = canary
        storedDigest = digest
        recordCount = totals[0] + totals[1]
        let stages = labelling.categories.count + (labelling.hasGate ? 1 : 0)
        self.stages = stages
        self.calibrations = calibrations
        self.thresholds = thresholds
        let formula = WeightFormula(totals: totals, hasGate: labelling.hasGate, parameters: parameters)
        let knowledge = FeatureKnowledge(labelling, parameters)
        priors = (0..<stages).map { formula.prior($0) }
        var weights: [Int32] = []
        weights.reserveCapacity(features.count * stages)
        for feature in features {
            for stage in 0..<stages {
                let weight = knowledge.weight(feature.key, stage) { formula.weight(feature.counts, stage, $0) }
                weights.append(feature.corrections.isEmpty ? weight : weight &+ feature.corrections[stage])
            }
        }
        self.features = FeatureTable(keys: features.map(\.key), weights: weights, stages: stages)
    }

    /// A model whose weights were laid out before: `contents` is what stands before the features in the model's file.
    init?(_ contents: ModelFile.Contents, features: FeatureTable) {
        guard features.stages == contents.stages else { return nil }
        labelling = contents.counts.labelling
        parameters = contents.parameters
        canary = contents.counts.canary
        storedDigest = nil
        let totals = contents.counts.totals
        recordCount = totals[0] + totals[1]
        stages = contents.stages
        calibrations = contents.calibrations
        thresholds = contents.thresholds
        let formula = WeightFormula(totals: totals, hasGate: labelling.hasGate, parameters: parameters)
        priors = (0..<contents.stages).map { formula.prior($0) }
        self.features = features
    }

    /// Log odds before calibration, in 1/1024 nat, of a sum over `known` distinct features, of which `leading` is the part
    /// of the text's first half.
    func logOdds(stage: Int, sum: Int64, leading: Int64, known: Int) -> Int64 {
        let weighted = FirstHalf.apply(
            sum, leading: leading, isCategory: stage > 0 && labelling.hasGate, parameters: parameters)
        return Int64(priors[stage]) + LengthNormalisation.apply(weighted, known: known, parameters: parameters)
    }

    /// Calibrated probability in thousandths.
    func probability(stage: Int, logOdds: Int64, language: Language) -> Int32 {
        calibrations[stage].probability(logOdds, language)
    }
}

/// z grows with the sum of weights up to n₀ known features, and with √n beyond.
enum LengthNormalisation {
    static func apply(_ sum: Int64, known: Int, parameters: NaiveBayesParameters) -> Int64 {
        let factor = factor(known: known, parameters: parameters)
        return factor == 1_024 ? sum : (sum * factor) >> 10
    }

    /// What a sum over so many features is taken times, in 1/1024: √(n₀/n), at most 1.
    static func factor(known: Int, parameters: NaiveBayesParameters) -> Int64 {
        let counted = Int64(known) * 1_000
        guard counted > Int64(parameters.length) else { return 1_024 }
        return Int64(SentimentScore.squareRoot(UInt64(parameters.length) << 20 / UInt64(counted)))
    }
}

/// What stands in a text's first half counts more for the categories of a complaint; not for whether it is one, nor for
/// labels of other kinds.
enum FirstHalf {
    @inline(__always)
    static func apply(_ sum: Int64, leading: Int64, isCategory: Bool, parameters: NaiveBayesParameters) -> Int64 {
        isCategory ? sum &+ leading &* Int64(parameters.firstHalf) / 1_000 : sum
    }
}

/// Priors and weights from counts (see `NaiveBayesModel` for the formula).
struct WeightFormula {
    let totals: [Int]
    let hasGate: Bool
    let background: Double

    init(totals: [Int], hasGate: Bool, parameters: NaiveBayesParameters) {
        self.totals = totals
        self.hasGate = hasGate
        background = Double(parameters.background) / 1_000
    }

    /// Indices of (class, its rest's total) in a row of counts: the gate sets complaints against the others, a category
    /// is set against all other complaints.
    @inline(__always)
    private func classCounts(_ counts: (Int) -> Double, _ stage: Int) -> (inside: Double, outside: Double) {
        if hasGate, stage == 0 { return (counts(1), counts(0)) }
        let inside = counts(stage + (hasGate ? 1 : 2))
        // Without a record that a corpus holds on one side only there are fewer than none on the other.
        return (inside, max(0, counts(1) - inside))
    }

    /// ln(T[c]/T[¬c]) in 1/1024 nat, each side raised by half a record.
    func prior(_ stage: Int) -> Int32 {
        let (inside, outside) = classCounts({ Double(totals[$0]) }, stage)
        return Int32((1024 * PortableMath.log((inside + 0.5) / (outside + 0.5))).rounded())
    }

    /// Weight in 1/1024 nat of a feature with these counts.
    func weight(_ counts: [Int32], _ stage: Int, _ pseudo: CuePrior.Pseudo = .none) -> Int32 {
        weight(stage, pseudo) { Double(counts[$0]) }
    }

    @inline(__always)
    func weight(_ stage: Int, _ pseudo: CuePrior.Pseudo = .none, _ counts: (Int) -> Double) -> Int32 {
        let (total, rest) = classCounts({ Double(totals[$0]) }, stage)
        // A class without records, or with all of them, says nothing.
        guard total > 0, rest > 0 else { return 0 }
        let (inside, outside) = classCounts(counts, stage)
        if pseudo.total > 0 {
            let odds =
                (inside + pseudo.inside) * (rest + pseudo.total)
                / ((total + pseudo.total) * (outside + pseudo.outside))
            return Int32((1024 * PortableMath.log(odds)).rounded())
        }
        let share = background * total / (total + rest)
        let restShare = background - share
        let odds = (inside + share) * (rest + restShare) / ((total + share) * (outside + restShare))
        return Int32((1024 * PortableMath.log(odds)).rounded())
    }
}
