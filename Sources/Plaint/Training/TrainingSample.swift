/// A record as the trainer sees it: its features, once, and its labels.
struct TrainingSample: Sendable {
    /// Keys of the distinct features, ascending.
    var keys: [UInt64]
    var labels: RecordLabels
    var language: Language
    /// SHA-256 of the text: folds and the order of sums go by it, never by the order of records.
    var digest: [UInt8]
}

/// Samples of a corpus, and the spelling of every feature in them.
struct TrainingSamples: Sendable {
    var samples: [TrainingSample] = []
    var spellings: [UInt64: String] = [:]
    let labelling: FeatureCounts.Labelling

    /// Takes the features out of the records, with the embedded lexicon: no overlay may move a model.
    ///
    /// Throws if there are more categories than a model may have, or if ICU cannot be used.
    init(_ corpus: LabelledCorpus, lexicon: Lexicon) throws {
        let gate = LabelledCorpus.hasGate(corpus.labelField)
        var names = Set(corpus.records.flatMap(\.labels))
        if gate { names.formUnion(CategoryOrder.complaint) }
        guard names.count <= ModelHeader.maximumCategories else {
            throw CorpusError(
                description: "\"\(corpus.labelField)\" has \(names.count) different labels, and a model at most"
                    + " \(ModelHeader.maximumCategories): is this the field that you mean?")
        }
        labelling = FeatureCounts.Labelling(
            field: corpus.labelField, hasGate: gate, categories: CategoryOrder.sorted(names))
        let places = Dictionary(uniqueKeysWithValues: labelling.categories.enumerated().map { ($1, $0) })
        var worker = try AnalysisWorker(Analyzer(lexicon: lexicon, model: .empty(labelling)))
        worker.extractor.spells = true
        for record in corpus.records {
            var text = record.text
            text.withUTF8 { worker.analyze($0) }
            let labels = RecordLabels(isComplaint: record.isComplaint, categories: record.labels.map { places[$0]! })
            samples.append(
                TrainingSample(
                    keys: take(worker, lexicon), labels: labels, language: worker.language,
                    digest: Digest.sha256Bytes(Array(record.text.utf8))))
        }
    }

    private mutating func take(_ worker: borrowing AnalysisWorker, _ lexicon: Lexicon) -> [UInt64] {
        let features = worker.extractor.features
        worker.clean.withView { text in
            for feature in features where spellings[feature.key] == nil {
                spellings[feature.key] = FeatureKey.spelling(feature, text, lexicon)
            }
        }
        return Array(Set(features.map(\.key))).sorted()
    }

    /// Counts of all samples whose index passes.
    func counts(canary: String, where passes: (Int) -> Bool = { _ in true }) -> FeatureCounts {
        var counts = FeatureCounts(labelling: labelling, canary: canary)
        for (index, sample) in samples.enumerated() where passes(index) {
            counts.add(sample.keys.lazy.map { spellings[$0]! }, sample.labels)
        }
        return counts
    }
}

extension NaiveBayesModel {
    /// A model that knows nothing, for training: features are extracted by the same worker as in an analysis.
    static func empty(_ labelling: FeatureCounts.Labelling) -> NaiveBayesModel {
        let stages = labelling.categories.count + (labelling.hasGate ? 1 : 0)
        return NaiveBayesModel(
            labelling: labelling, parameters: NaiveBayesParameters(), canary: "",
            totals: [Int](repeating: 0, count: labelling.categories.count + 2), features: [],
            calibrations: [Calibration](repeating: Calibration(), count: stages),
            thresholds: [Int32](repeating: 500, count: stages), digest: "")
    }
}
