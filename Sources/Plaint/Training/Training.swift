/// Training, from corpora or from counts. Needs no model and takes only the embedded lexicon.
public enum Training {
    /// Counts corpora.
    public static func count(_ corpus: LabelledCorpus) throws -> (counts: FeatureCounts, report: TrainingReport) {
        let samples = try TrainingSamples(corpus, lexicon: try Lexicon.load())
        let counts = samples.counts(canary: try SegmentationCanary.digest())
        return (counts, report(corpus, counts))
    }

    /// The bytes of a counts file.
    public static func file(_ counts: FeatureCounts) -> [UInt8] { CountsFile.write(counts) }

    /// Reads a counts file.
    public static func readCounts(path: String) throws -> FeatureCounts {
        let bytes = try FileBytes(path: path)
        return try CountsFile.read(bytes.buffer, name: path)
    }

    /// Trains on corpora: the bytes of a model file.
    public static func train(
        _ corpus: LabelledCorpus, parameters: NaiveBayesParameters = NaiveBayesParameters()
    ) throws -> (model: [UInt8], report: TrainingReport) {
        guard !corpus.records.isEmpty else { throw CorpusError(description: "no labelled records were read") }
        // What pruning would take out is not even spelled. 2 is enough: most features are those of a single record.
        let samples = try TrainingSamples(
            corpus, lexicon: try Lexicon.load(), leastRecords: parameters.minimumCount > 1_000 ? 2 : 1)
        let counts = samples.counts(canary: try SegmentationCanary.digest())
        let contents = Trainer(parameters: parameters).model(counts, calibratedOn: samples.samples)
        var report = report(corpus, counts, features: contents.counts.features.count)
        report.learned = TrainingReport.learned(contents, totals: counts.totals)
        let model = ModelFile.write(contents)
        report.modelFindings = try findings(model, samples.samples)
        return (model, report)
    }

    /// Makes a model of merged counts; calibrated on the corpora that were counted, if they are given. `findings` are
    /// what people should know of the model, a sentence each.
    public static func model(
        _ counts: FeatureCounts, calibratedOn corpus: LabelledCorpus?,
        parameters: NaiveBayesParameters = NaiveBayesParameters()
    ) throws -> (model: [UInt8], findings: [String]) {
        let trainer = Trainer(parameters: parameters)
        guard let corpus else { return (ModelFile.write(trainer.model(counts, calibratedOn: [])), []) }
        let samples = try TrainingSamples(corpus, lexicon: try Lexicon.load())
        guard samples.labelling == counts.labelling else {
            let (here, there) = (samples.labelling.categories, counts.labelling.categories)
            throw CorpusError(
                description: "the corpora have other labels (\(here.joined(separator: ", "))) than the counts"
                    + " (\(there.joined(separator: ", "))); calibrate on all corpora that were counted")
        }
        guard samples.counts(canary: counts.canary) == counts else {
            throw CorpusError(
                description: "the corpora are not those that were counted; calibrate on exactly the counted records")
        }
        let model = ModelFile.write(trainer.model(counts, calibratedOn: samples.samples))
        return (model, try findings(model, samples.samples))
    }

    private static func findings(_ model: [UInt8], _ samples: [TrainingSample]) throws -> [String] {
        try model.withUnsafeBufferPointer { ModelFindings.lines(try ModelFile.read($0, name: "the model"), samples) }
    }

    private static func report(
        _ corpus: LabelledCorpus, _ counts: FeatureCounts, features: Int? = nil
    ) -> TrainingReport {
        TrainingReport(
            records: corpus.records.count, labelSets: counts.labelSets, features: features ?? counts.features.count,
            problems: corpus.problems, unlabelled: corpus.unlabelled, unjudged: corpus.unjudged,
            findings: CorpusFindings(corpus))
    }
}
