/// A record as the trainer sees it: its features, once, and its labels.
struct TrainingSample: Sendable {
    /// Keys of the distinct features, ascending.
    var keys: [UInt64]
    /// Their places in the tables of `TrainingSamples`.
    var places: [Int32] = []
    var labels: RecordLabels
    var language: Language
    /// SHA-256 of the text: folds and the order of sums go by it, never by the order of records.
    var digest: [UInt8]
}

/// Samples of a corpus, and the spellings of their features.
struct TrainingSamples: Sendable {
    var samples: [TrainingSample] = []
    let labelling: FeatureCounts.Labelling

    /// Features in the order in which they were first seen.
    private var places: [UInt64: Int32] = [:]
    /// A feature is spelled once it was seen in `leastRecords` records; most are never seen again.
    private var spellings: [String?] = []
    private var seen: [Int32] = []
    private let leastRecords: Int32

    /// Takes the features out of the records, with the embedded lexicon: no overlay may move a model.
    ///
    /// `leastRecords`: features of fewer records will not be asked for.
    /// Throws if there are more categories than a model may have, or if ICU cannot be used.
    init(_ corpus: LabelledCorpus, lexicon: Lexicon, leastRecords: Int = 1) throws {
        self.leastRecords = Int32(clamping: leastRecords)
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
        samples.reserveCapacity(corpus.records.count)
        for record in corpus.records {
            var text = record.text
            text.withUTF8 { worker.analyze($0) }
            let taken = take(worker, lexicon)
            let labels = RecordLabels(isComplaint: record.isComplaint, categories: record.labels.map { places[$0]! })
            samples.append(
                TrainingSample(
                    keys: taken.keys, places: taken.places, labels: labels, language: worker.language,
                    digest: Digest.sha256Bytes(Array(record.text.utf8))))
        }
    }

    private mutating func take(_ worker: borrowing AnalysisWorker, _ lexicon: Lexicon) -> (
        keys: [UInt64], places: [Int32]
    ) {
        let features = worker.extractor.features
        let ordered = features.indices.sorted { features[$0].key < features[$1].key }
        var keys: [UInt64] = []
        keys.reserveCapacity(ordered.count)
        var found: [Int32] = []
        found.reserveCapacity(ordered.count)
        worker.clean.withView { text in
            for index in ordered where features[index].key != keys.last {
                let feature = features[index]
                keys.append(feature.key)
                let place = place(of: feature.key)
                found.append(Int32(place))
                seen[place] += 1
                // Cues stay in a model however rare, so their counts must be whole.
                let needed = feature.kind == .cue ? 1 : leastRecords
                if seen[place] == needed { spellings[place] = FeatureKey.spelling(feature, text, lexicon) }
            }
        }
        return (keys, found)
    }

    private mutating func place(of key: UInt64) -> Int {
        let next = Int32(seen.count)
        let place = places[key, default: next]
        if place == next {
            places[key] = next
            seen.append(0)
            spellings.append(nil)
        }
        return Int(place)
    }

    /// Counts of all samples whose index passes; without the features of fewer than `leastRecords` records of the corpus.
    func counts(canary: String, where passes: (Int) -> Bool = { _ in true }) -> FeatureCounts {
        var counts = FeatureCounts(labelling: labelling, canary: canary)
        let width = labelling.categories.count + 2
        var table = [Int32](repeating: 0, count: seen.count * width)
        for (index, sample) in samples.enumerated() where passes(index) {
            counts.labelSets[counts.setKey(sample.labels), default: 0] += 1
            for place in sample.places {
                let row = Int(place) * width
                table[row + (sample.labels.isComplaint ? 1 : 0)] += 1
                for category in sample.labels.categories { table[row + category + 2] += 1 }
            }
        }
        for (place, spelling) in spellings.enumerated() {
            let row = place * width
            guard let spelling, table[row] + table[row + 1] > 0 else { continue }
            counts.features[spelling] = Array(table[row..<row + width])
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
