/// The labels of an evaluation: those of the model and any others of the gold.
struct LabelSpace: Sendable {
    let names: [String]
    let hasGate: Bool
    /// Indices of the labels that the model can answer with, in the model's order.
    let known: [Int]

    /// What stands for no label, behind the others. A label field without a gate may itself have a label "none".
    var none: Int { names.count }
    var namesWithNone: [String] { names + [hasGate ? "none" : "(none)"] }

    init(_ corpus: LabelledCorpus, modelCategories: [String]) {
        hasGate = LabelledCorpus.hasGate(corpus.labelField)
        let names = CategoryOrder.sorted(Set(corpus.records.flatMap(\.labels)).union(modelCategories))
        self.names = names
        known = modelCategories.map { names.firstIndex(of: $0)! }
    }
}

/// What is true of a record.
struct GoldLabels: Sendable {
    var isComplaint: Bool
    /// Indices into the label space; the first is the primary one.
    var categories: [Int]
    var sentiment: Sentiment?
    /// SHA-256 of the text.
    var digest: [UInt8]

    init(_ record: LabelledRecord, _ space: LabelSpace) {
        isComplaint = record.isComplaint
        categories = record.labels.map { space.names.firstIndex(of: $0)! }
        sentiment = record.sentiment
        digest = Digest.sha256Bytes(Array(record.text.utf8))
    }

    /// An order that does not depend on that of the records; records that are equal in it are equal in all that counts.
    static func precedes(_ a: GoldLabels, _ b: GoldLabels) -> Bool {
        if a.digest != b.digest { return a.digest.lexicographicallyPrecedes(b.digest) }
        if a.isComplaint != b.isComplaint { return a.isComplaint }
        if a.categories != b.categories { return a.categories.lexicographicallyPrecedes(b.categories) }
        return (a.sentiment?.rawValue ?? "") < (b.sentiment?.rawValue ?? "")
    }
}

/// What was answered for a record.
struct Answer: Sendable {
    var language: Language
    /// Probability of complaint in thousandths, and whether it reached the model's threshold. Without a gate 1000, true.
    var complaint: Int32
    var isComplaint: Bool
    /// For each label of the space the probability in thousandths; 0 for one that the model does not know.
    var probabilities: [Int32]
    /// Labels that hold, the most probable first.
    var categories: [Int]
    var sentiment: Sentiment

    /// The most probable of some labels, the first among equals; `nil` of none.
    func largest(among labels: [Int]) -> Int? {
        labels.max { (probabilities[$0], $1) < (probabilities[$1], $0) }
    }
}

/// A record with its gold labels, the answer, and the answers of the baselines.
struct Judgement: Sendable {
    var gold: GoldLabels
    var answer: Answer
    var majority: MajorityClass
    var lexicon: LexiconAnswer
}

/// Puts records to an analyser.
struct Judge: ~Copyable {
    private let space: LabelSpace
    private let majority: MajorityClass
    private let gateThreshold: Int32
    private var worker: AnalysisWorker

    init(_ analyzer: Analyzer, _ space: LabelSpace, _ majority: MajorityClass) throws {
        self.space = space
        self.majority = majority
        gateThreshold = space.hasGate ? analyzer.model.thresholds[0] : 0
        worker = try analyzer.makeWorker()
    }

    mutating func judge(_ text: String, _ gold: GoldLabels) -> Judgement {
        var text = text
        text.withUTF8 { worker.analyze($0) }
        var probabilities = [Int32](repeating: 0, count: space.names.count)
        for (label, probability) in zip(space.known, worker.classifier.probabilities) {
            probabilities[label] = probability
        }
        let answer = Answer(
            language: worker.language, complaint: worker.classifier.complaint,
            isComplaint: !space.hasGate || worker.classifier.complaint >= gateThreshold, probabilities: probabilities,
            categories: worker.classifier.categories.map { space.known[$0] }, sentiment: worker.score.sentiment)
        return Judgement(gold: gold, answer: answer, majority: majority, lexicon: LexiconAnswer(worker, space))
    }
}
