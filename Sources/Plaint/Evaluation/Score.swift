/// What a score measures. The raw values are keys of the JSON report.
public enum Metric: String, Sendable, CaseIterable {
    case precision, recall, f1
    /// F1 of the complaint gate at a probability of one half, whatever the model's threshold.
    case f1AtHalf
    /// Share of records whose answer is the gold label, no label included.
    case accuracy
    /// Mean F1 of the labels in the gold, no label included.
    case macroF1
    /// On records with a label: share whose most probable label is the primary one.
    case largestAccuracy
    /// On records with a label: share whose most probable label is among the gold ones.
    case hit
    /// Mean F1 of the labels as sets.
    case labelSetMacroF1
    /// On positive and negative texts: accuracy of the sentiment; an answer of neutral is wrong.
    case polarAccuracy
    /// On positive and negative texts: share that was not called neutral.
    case said

    var title: String {
        switch self {
        case .precision: "precision"
        case .recall: "recall"
        case .f1: "F1"
        case .f1AtHalf: "F1 at probability 0.5"
        case .accuracy: "accuracy"
        case .macroF1: "macro-F1"
        case .largestAccuracy: "most probable is primary"
        case .hit: "most probable is in gold (hit)"
        case .labelSetMacroF1: "macro-F1 of label sets"
        case .polarAccuracy: "accuracy on polar texts"
        case .said: "said (not neutral) on polar"
        }
    }
}

/// A score with the scores of the baselines beside it; what is undefined is `nil`.
public struct Score: Sendable, Equatable {
    public let metric: Metric
    public let estimate: Estimate
    /// Number of records, or of answers, that it is a share of.
    public let count: Int
    /// The score of always giving the most frequent answer.
    public let majority: Double?
    /// The score of the lexicon alone.
    public let lexicon: Double?

    init(_ metric: Metric, _ estimate: Estimate, count: Int, majority: Double?, lexicon: Double?) {
        self.metric = metric
        self.estimate = estimate
        self.count = count
        self.majority = majority
        self.lexicon = lexicon
    }

    init(_ metric: Metric, _ proportion: Proportion, majority: Proportion, lexicon: Proportion?) {
        self.init(
            metric, proportion.estimate, count: proportion.count, majority: majority.value, lexicon: lexicon?.value)
    }
}

/// Answers of the model and of the baselines to the same gold labels.
struct ComparedAnswers {
    let model: PairedAnswers
    let majority: PairedAnswers
    /// `nil` where the lexicon can say nothing of such labels.
    let lexicon: PairedAnswers?

    init(labels: [String], gold: [Int], model: [Int], majority: [Int], lexicon: [Int]?) {
        self.model = PairedAnswers(labels: labels, gold: gold, predicted: model)
        self.majority = PairedAnswers(labels: labels, gold: gold, predicted: majority)
        self.lexicon = lexicon.map { PairedAnswers(labels: labels, gold: gold, predicted: $0) }
    }

    func proportion(_ metric: Metric, _ value: (ConfusionMatrix) -> Proportion) -> Score {
        Score(
            metric, value(model.confusion), majority: value(majority.confusion),
            lexicon: lexicon.map { value($0.confusion) })
    }

    func macroF1() -> Score {
        Score(
            .macroF1, model.macroF1(), count: model.gold.count, majority: majority.confusion.macroF1,
            lexicon: lexicon?.confusion.macroF1)
    }

    func f1(_ metric: Metric, of label: Int) -> Score {
        Score(
            metric, model.f1(of: label), count: model.gold.count, majority: majority.confusion.f1(of: label),
            lexicon: lexicon?.confusion.f1(of: label))
    }
}
