/// The result of one text as a value, for users of the library. Numbers are as in the output: scores -1…1,
/// probabilities 0…1.
public struct Analysis: Sendable, Equatable {
    public var language: Language
    public var origin: Origin
    public var sentiment: Sentiment
    public var score: Double
    /// Masses of praise (0 or more) and blame (0 or less), in valence points.
    public var positive: Double
    public var negative: Double
    /// Probability that the text complains; `nil` for models that do not decide that.
    public var complaint: Double?
    /// The most probable of the categories that hold.
    public var category: String? { categories.first }
    public var categories: [String]
    /// For each category of the model the probability that it holds, given that the text complains.
    public var probability: [String: Double]
    public var cues: [String]

    init(_ worker: borrowing AnalysisWorker) {
        let labelling = worker.analyzer.model.labelling
        language = worker.language
        origin = worker.origin
        sentiment = worker.score.sentiment
        score = Double(worker.score.score) / 1_000
        positive = Double(worker.score.positive) / 1_000
        negative = Double(worker.score.negative) / 1_000
        complaint = labelling.hasGate ? Double(worker.classifier.complaint) / 1_000 : nil
        categories = worker.classifier.categories.map { labelling.categories[$0] }
        probability = [:]
        for (name, value) in zip(labelling.categories, worker.classifier.probabilities) {
            probability[name] = Double(value) / 1_000
        }
        cues = []
        for index in worker.cues.selected.indices {
            cues.append(String(decoding: worker.cues.form(index), as: UTF8.self))
        }
    }
}
