/// What was found when a model was judged by labelled records. Parts for which the records have no gold are `nil`, and
/// so is every value that is undefined; the printed forms have "—" and `null` for those, never 0.
///
/// Intervals are of 95 %: Wilson's for shares, percentiles of 500 fixed resamples of the records for F1 and macro-F1.
/// They speak of other records of the same kind, not of other kinds.
public struct EvaluationReport: Sendable {
    public enum Model: Sendable, Equatable {
        /// One model; SHA-256 of its file.
        case trained(digest: String)
        /// A model for each fold.
        case crossValidated(folds: Int)
    }

    /// What was evaluated.
    public struct Subject: Sendable {
        public let records: Int
        /// Records of the files that were left out: without the label, and with problems.
        public let unlabelled: Int
        public let problems: Int
        public let labelField: String
        /// Labels of the model and of the gold.
        public let categories: [String]
        public let model: Model
        public let lexiconDigest: String
        /// Number of records of each language that occurs, by the texts.
        public let languages: [(language: Language, records: Int)]
    }

    public let subject: Subject
    /// For models with a gate.
    public let gate: GateEvaluation?
    /// `nil` if no record has a label.
    public let categories: CategoryEvaluation?
    public let sentiment: SentimentEvaluation?

    init(
        _ corpus: LabelledCorpus, _ judgements: [Judgement], _ space: LabelSpace, lexicon: Lexicon, model: Model
    ) {
        // Sums and draws follow this order: the report is the same however the records came.
        let judgements = judgements.sorted { GoldLabels.precedes($0.gold, $1.gold) }
        subject = Subject(
            records: judgements.count, unlabelled: corpus.unlabelled, problems: corpus.problems.count,
            labelField: corpus.labelField, categories: space.names, model: model, lexiconDigest: lexicon.digest,
            languages: Language.allCases
                .map { language in (language, judgements.count { $0.answer.language == language }) }
                .filter { $0.1 > 0 })
        gate = space.hasGate ? GateEvaluation(judgements) : nil
        let hasLabels = judgements.contains { !$0.gold.categories.isEmpty }
        let hasLexicon = LexiconAnswer.judges(space, lexicon)
        categories = hasLabels ? CategoryEvaluation(judgements, space, hasLexicon: hasLexicon) : nil
        sentiment = SentimentEvaluation(judgements)
    }
}
