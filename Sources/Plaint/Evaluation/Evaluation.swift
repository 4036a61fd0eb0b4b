/// Judges models by labelled records. Nothing is printed here.
public enum Evaluation {
    /// Puts the records to an existing model and lexicon. Throws if there are none, or if the model was trained on
    /// another label field. Whether the model has seen them in training is not known here: use frozen test corpora, or
    /// `crossValidate`.
    public static func evaluate(_ corpus: LabelledCorpus, analyzer: Analyzer) throws -> EvaluationReport {
        let labelling = analyzer.model.labelling
        guard labelling.field == corpus.labelField else {
            throw CorpusError(
                description: "the model was trained on '\(labelling.field)', the records are labelled by"
                    + " '\(corpus.labelField)': name the field that the model answers")
        }
        try refuseEmpty(corpus)
        let space = LabelSpace(corpus, modelCategories: labelling.categories)
        let gold = corpus.records.map { GoldLabels($0, space) }
        var judge = try Judge(analyzer, space, MajorityClass(gold, space))
        var judgements: [Judgement] = []
        for (record, labels) in zip(corpus.records, gold) { judgements.append(judge.judge(record.text, labels)) }
        return EvaluationReport(
            corpus, judgements, space, lexicon: analyzer.lexicon, model: .trained(digest: analyzer.model.digest))
    }

    /// Judges each record by a model trained on the records of the other `folds` − 1 folds (Stone 1974,
    /// Cross-Validatory Choice and Assessment of Statistical Predictions): complete trainings, with pruning, calibration
    /// and thresholds in each. What is measured is the training, not any one model; the model of all records is a
    /// little better. The report does not depend on the order of records.
    public static func crossValidate(
        _ corpus: LabelledCorpus, folds: Int, lexicon: Lexicon, parameters: NaiveBayesParameters = .init(),
        prior: PriorShift = .none
    ) throws -> EvaluationReport {
        try crossValidate(
            corpus, folds: folds, lexicon: lexicon, trainingLexicon: try Lexicon.load(), parameters: parameters,
            prior: prior)
    }

    /// The same with a lexicon for training that is loaded already.
    static func crossValidate(
        _ corpus: LabelledCorpus, folds: Int, lexicon: Lexicon, trainingLexicon: Lexicon,
        parameters: NaiveBayesParameters, prior: PriorShift = .none
    ) throws -> EvaluationReport {
        guard folds >= 2 else { throw CorpusError(description: "cross-validation needs 2 folds or more, not \(folds)") }
        try refuseEmpty(corpus)
        let validation = try CrossValidation(
            corpus, folds: folds, lexicon: lexicon, trainingLexicon: trainingLexicon, parameters: parameters,
            prior: prior)
        return EvaluationReport(
            corpus, try validation.judgements(), validation.space, lexicon: lexicon,
            model: .crossValidated(folds: folds))
    }

    private static func refuseEmpty(_ corpus: LabelledCorpus) throws {
        guard corpus.records.isEmpty else { return }
        throw CorpusError(
            description: "no labelled records were read (\(corpus.unlabelled) without the label '\(corpus.labelField)',"
                + " \(corpus.problems.count) with problems)")
    }
}
