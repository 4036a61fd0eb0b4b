/// Which records judge, and which train, in each part of a cross-validation.
enum Folds {
    /// The fold of a text by the first eight bytes of its SHA-256: the same whatever the order of records, and copies of
    /// a text always share one, so that no model is judged by a text that it was trained on.
    static func index(digest: [UInt8], of folds: Int) -> Int {
        let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(number % UInt64(folds))
    }
}

/// One record after another judged by a model that has not seen it.
struct CrossValidation {
    let folds: Int
    let lexicon: Lexicon
    let parameters: NaiveBayesParameters
    let prior: PriorShift
    private let corpus: LabelledCorpus
    private let samples: TrainingSamples
    private let canary: String
    let space: LabelSpace
    private let gold: [GoldLabels]
    /// Indices of records in an order that does not depend on how they came.
    private let order: [Int]

    /// Features for training come from `trainingLexicon` (the embedded one, in training proper); `lexicon`, which may
    /// have overlays, takes part in judging only.
    init(
        _ corpus: LabelledCorpus, folds: Int, lexicon: Lexicon, trainingLexicon: Lexicon,
        parameters: NaiveBayesParameters, prior: PriorShift = .none
    ) throws {
        self.prior = prior
        self.folds = folds
        self.lexicon = lexicon
        self.parameters = parameters
        self.corpus = corpus
        samples = try TrainingSamples(
            corpus, lexicon: trainingLexicon, leastRecords: parameters.minimumCount > 1_000 ? 2 : 1)
        canary = try SegmentationCanary.digest()
        let space = LabelSpace(corpus, modelCategories: samples.labelling.categories)
        self.space = space
        let gold = corpus.records.map { GoldLabels($0, space) }
        self.gold = gold
        order = gold.indices.sorted { GoldLabels.precedes(gold[$0], gold[$1]) }
    }

    /// The judgements of all folds.
    func judgements() throws -> [Judgement] {
        var judgements: [Judgement] = []
        try judgeEach { judgements.append($1) }
        return judgements
    }

    /// Calls `body` with the index and the judgement of each record.
    func judgeEach(_ body: (Int, Judgement) -> Void) throws {
        for fold in 0..<folds {
            let heldOut = order.filter { self.fold($0) == fold }
            // A small corpus may leave a fold empty.
            guard !heldOut.isEmpty else { continue }
            let others = order.filter { self.fold($0) != fold }
            guard !others.isEmpty else {
                throw CorpusError(
                    description: "all texts fall into one of \(folds) folds: cross-validation needs more records")
            }
            let analyzer = Analyzer(lexicon: lexicon, model: try model(trainedOn: others, fold: fold))
            var judge = try Judge(analyzer, space, MajorityClass(others.map { gold[$0] }, space))
            for record in heldOut { body(record, judge.judge(corpus.records[record].text, gold[record])) }
        }
    }

    private func fold(_ record: Int) -> Int { Folds.index(digest: samples.samples[record].digest, of: folds) }

    /// Pruning, calibration and thresholds are those of the training records alone.
    private func model(trainedOn records: [Int], fold: Int) throws -> NaiveBayesModel {
        let training = Set(records)
        let counts = samples.counts(canary: canary) { training.contains($0) }
        let contents = Trainer(parameters: parameters).model(counts, calibratedOn: records.map { samples.samples[$0] })
        return try ModelFile.write(contents).withUnsafeBufferPointer {
            try ModelFile.read($0, name: "model of fold \(fold + 1)", prior: prior)
        }
    }
}
