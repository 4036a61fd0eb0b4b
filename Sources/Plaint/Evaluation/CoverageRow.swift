/// What a threshold for the categories would do: how much is answered, and how much of that is right.
public struct CoverageRow: Sendable, Equatable {
    /// Whose answers these are: a score says something only beside what costs nothing.
    public enum Answerer: String, Sendable {
        case model
        /// The category whose cues are strongest, on texts of negative sentiment.
        case lexicon
        /// The most frequent category, on every text if most complain, else on none.
        case majority
    }

    public let answerer: Answerer
    /// As for `--min-probability`; `nil` for the thresholds that the answers came with.
    public let minimumProbability: Double?
    /// Of the records that have a label, those that get one.
    public let coverage: Proportion
    /// Of all records that get a label, those whose primary answer is the primary gold label.
    public let precision: Proportion
    /// The same, but any of the gold labels will do.
    public let hit: Proportion

    static func table(_ judgements: [Judgement], _ space: LabelSpace) -> [CoverageRow] {
        [CoverageRow(nil, judgements, space)]
            + [500, 600, 700, 800, 900].map { CoverageRow(Int32($0), judgements, space) }
    }

    /// What the baselines reach, to be read beside the table.
    static func baselines(_ judgements: [Judgement], _ space: LabelSpace, hasLexicon: Bool) -> [CoverageRow] {
        let majority = CoverageRow(.majority, nil, judgements) { judgement in
            !space.hasGate || judgement.majority.isComplaint ? judgement.majority.category : nil
        }
        guard hasLexicon else { return [majority] }
        return [CoverageRow(.lexicon, nil, judgements, primary: \.lexicon.category), majority]
    }

    private init(_ minimum: Int32?, _ judgements: [Judgement], _ space: LabelSpace) {
        self.init(.model, minimum, judgements) { Self.primary($0.answer, minimum, space) }
    }

    private init(
        _ answerer: Answerer, _ minimum: Int32?, _ judgements: [Judgement], primary: (Judgement) -> Int?
    ) {
        self.answerer = answerer
        minimumProbability = minimum.map { Double($0) / 1_000 }
        var (labelled, covered, answered, right, hits) = (0, 0, 0, 0, 0)
        for judgement in judgements {
            let gold = judgement.gold.categories
            if !gold.isEmpty { labelled += 1 }
            guard let answer = primary(judgement) else { continue }
            answered += 1
            if !gold.isEmpty { covered += 1 }
            if gold.first == answer { right += 1 }
            if gold.contains(answer) { hits += 1 }
        }
        coverage = Proportion(covered, of: labelled)
        precision = Proportion(right, of: answered)
        hit = Proportion(hits, of: answered)
    }

    /// The primary answer at another threshold.
    private static func primary(_ answer: Answer, _ minimum: Int32?, _ space: LabelSpace) -> Int? {
        guard let minimum else { return answer.categories.first }
        guard answer.isComplaint, let best = answer.largest(among: space.known) else { return nil }
        return answer.probabilities[best] >= minimum ? best : nil
    }
}
