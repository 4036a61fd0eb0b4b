import Glibc

/// A record as the trainer sees it: its features, once, and its labels.
struct TrainingSample: Sendable {
    /// Keys of the distinct features, those of the text's first half in front.
    var keys: [UInt64]
    /// Number of keys of the first half.
    var leading = 0
    /// Their numbers in `TrainingSamples`.
    var places: [Int32] = []
    var labels: RecordLabels
    var language: Language
    /// SHA-256 of the text: folds and the order of sums go by it, never by the order of records.
    var digest: [UInt8]

    /// An order that does not depend on how the records came; equal only if nothing tells two apart but their place.
    static func precedes(_ a: TrainingSample, _ b: TrainingSample) -> Bool {
        if a.digest != b.digest { return a.digest.lexicographicallyPrecedes(b.digest) }
        if a.labels.isComplaint != b.labels.isComplaint { return b.labels.isComplaint }
        return a.labels.categories.lexicographicallyPrecedes(b.labels.categories)
    }
}

/// Samples of a corpus, and the spellings of their features.
struct TrainingSamples: Sendable {
    var samples: [TrainingSample] = []
    let labelling: FeatureCounts.Labelling

    private let features: FeatureCollector
    private let leastRecords: Int32

    /// Takes the features out of the records, with the embedded lexicon: no overlay may move a model. Nothing depends on
    /// the number of threads.
    ///
    /// `leastRecords`: features of fewer records will not be asked for; most are those of a single record.
    /// `recordsPerThread`: fewer are not worth another thread.
    /// Throws if there are more categories than a model may have, or if ICU cannot be used.
    init(
        _ corpus: LabelledCorpus, lexicon: Lexicon, leastRecords: Int = 1,
        threads: Int = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), recordsPerThread: Int = 2_000
    ) throws {
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
        let analyzer = Analyzer(lexicon: lexicon, model: .empty(labelling))
        // A worker that cannot be made must fail here, not on its thread.
        let first = try analyzer.makeWorker()
        let parts = max(1, min(threads, corpus.records.count / recordsPerThread))
        let slots = (1..<parts).map { _ in CollectorSlot() }
        let helpers = slots.indices.map { index in
            let part = Self.part(index + 1, of: parts, corpus)
            return WorkerThread { [slot = slots[index]] in
                guard let worker = try? analyzer.makeWorker() else { fatalError("ICU could not be opened again") }
                slot.collector = Self.collect(part, worker, analyzer)
            }
        }
        var features = Self.collect(Self.part(0, of: parts, corpus), first, analyzer)
        for (helper, slot) in zip(helpers, slots) {
            helper.join()
            features.append(slot.collector)
        }
        samples = features.samples
        features.dropSamples()
        self.features = features
    }

    /// Carries what a thread collected; read once it has ended.
    private final class CollectorSlot: @unchecked Sendable { var collector = FeatureCollector() }

    private static func part(_ index: Int, of parts: Int, _ corpus: LabelledCorpus) -> ArraySlice<LabelledRecord> {
        let count = corpus.records.count
        return corpus.records[(index * count / parts)..<((index + 1) * count / parts)]
    }

    private static func collect(
        _ records: ArraySlice<LabelledRecord>, _ worker: consuming AnalysisWorker, _ analyzer: Analyzer
    ) -> FeatureCollector {
        let categories = analyzer.model.labelling.categories
        let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
        var worker = worker
        worker.extractor.spells = true
        var collector = FeatureCollector()
        for record in records {
            var text = record.text
            text.withUTF8 { worker.analyze($0) }
            let labels = RecordLabels(isComplaint: record.isComplaint, categories: record.labels.map { places[$0]! })
            collector.add(worker, record.text, labels, analyzer.lexicon)
        }
        return collector
    }

    /// Counts of all samples whose index passes; without the features of fewer than `leastRecords` records of the corpus.
    func counts(canary: String, where passes: (Int) -> Bool = { _ in true }) -> FeatureCounts {
        var counts = FeatureCounts(labelling: labelling, canary: canary)
        let width = labelling.categories.count + 2
        var table = [Int32](repeating: 0, count: features.records.count * width)
        for (index, sample) in samples.enumerated() where passes(index) {
            counts.labelSets[counts.setKey(sample.labels), default: 0] += 1
            for place in sample.places {
                let row = Int(place) * width
                table[row + (sample.labels.isComplaint ? 1 : 0)] += 1
                for category in sample.labels.categories { table[row + category + 2] += 1 }
            }
        }
        for (number, records) in features.records.enumerated() {
            let row = number * width
            guard table[row] + table[row + 1] > 0 else { continue }
            let spelling = features.spelling(number)
            // Cues stay in a model however rare, so their counts must be whole.
            guard records >= leastRecords || spelling.first == Self.cueLetter else { continue }
            counts.features[String(decoding: spelling, as: UTF8.self)] = Array(table[row..<row + width])
        }
        return counts
    }

    private static let cueLetter = FeatureExtractor.Kind.cue.letter.asciiValue
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
