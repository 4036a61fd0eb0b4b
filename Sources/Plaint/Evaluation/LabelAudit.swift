/// Labels that are probably wrong: those that models trained on the other records hold for improbable (as in Northcutt,
/// Jiang & Chuang 2021, Confident Learning: Estimating Uncertainty in Dataset Labels).
public struct LabelAudit: Sendable {
    /// A record whose labels are doubted.
    public struct Doubt: Sendable {
        /// File and line.
        public let place: String
        public let text: String
        /// Gold and predicted labels, as people write them: `speed, service`, `no complaint` …
        public let gold: String
        public let predicted: String
        /// Out-of-fold probability of the least probable thing that the gold labels say (that it complains or not, that
        /// a category holds or not), 0…1.
        public let probability: Double
    }

    /// Folds of a usual audit, and the probability below which a label is doubted.
    public static let usualFolds = 5
    public static let usualBound = 0.05

    /// Records judged.
    public let records: Int
    /// The least probable first.
    public let doubts: [Doubt]

    /// Judges each record by models trained on the others in `folds` parts, and lists those whose labels have a
    /// probability below `bound` and differ from the answer.
    ///
    /// - Throws: `CorpusError` if there are too few records.
    public init(
        _ corpus: LabelledCorpus, folds: Int = usualFolds, below bound: Double = usualBound, lexicon: Lexicon,
        parameters: NaiveBayesParameters = .init()
    ) throws {
        guard folds >= 2 else { throw CorpusError(description: "an audit needs 2 folds or more, not \(folds)") }
        guard corpus.records.count >= folds else {
            throw CorpusError(description: "an audit in \(folds) folds needs more than \(corpus.records.count) records")
        }
        let validation = try CrossValidation(
            corpus, folds: folds, lexicon: lexicon, trainingLexicon: lexicon, parameters: parameters)
        let space = validation.space
        var doubts: [(probability: Int32, doubt: Doubt)] = []
        try validation.judgeEach { index, judgement in
            let (least, differs) = Self.least(judgement, space)
            guard differs, Double(least) < bound * 1_000 else { return }
            let record = corpus.records[index]
            doubts.append(
                (
                    least,
                    Doubt(
                        place: record.place, text: record.text, gold: record.labelText(hasGate: space.hasGate),
                        predicted: Self.prediction(judgement.answer, space), probability: Double(least) / 1_000)
                ))
        }
        records = corpus.records.count
        // Records come by their texts; places of equal probability keep that order.
        self.doubts = doubts.enumerated().sorted { ($0.1.probability, $0.0) < ($1.1.probability, $1.0) }.map(\.1.doubt)
    }

    /// The smallest probability, in thousandths, of anything that the gold labels say, and whether the answer says
    /// otherwise there.
    private static func least(_ judgement: Judgement, _ space: LabelSpace) -> (probability: Int32, differs: Bool) {
        let (gold, answer) = (judgement.gold, judgement.answer)
        var least = (probability: Int32(1_000), differs: false)
        func take(_ probability: Int32, _ differs: Bool) {
            if probability < least.probability { least = (probability, differs) }
        }
        if space.hasGate {
            take(
                gold.isComplaint ? answer.complaint : 1_000 - answer.complaint, gold.isComplaint != answer.isComplaint)
            guard gold.isComplaint, answer.isComplaint else { return least }
            // Abuse without a nameable cause is a label of its own; that a category holds is said of others.
            guard !gold.categories.isEmpty else { return least }
        }
        for label in space.known {
            let holds = gold.categories.contains(label)
            let probability = answer.probabilities[label]
            take(holds ? probability : 1_000 - probability, holds != answer.categories.contains(label))
        }
        return least
    }

    private static func prediction(_ answer: Answer, _ space: LabelSpace) -> String {
        if !answer.categories.isEmpty { return answer.categories.map { space.names[$0] }.joined(separator: ", ") }
        guard space.hasGate else { return "no label" }
        return answer.isComplaint ? "complaint without category" : "no complaint"
    }

    /// One line a doubt: `file:line: gold speed, predicted service, probability 0.012: the text`.
    public func text() -> String {
        doubts.map { doubt in
            let bytes = Array(doubt.text.utf8)
            return "\(doubt.place): gold \(TextTable.printable(doubt.gold)), predicted"
                + " \(TextTable.printable(doubt.predicted)), probability"
                + " \(DecimalText.text(doubt.probability, decimals: 3)): \(Excerpt.make(of: bytes.span, around: 0))\n"
        }.joined()
    }

    /// One JSON object a line: `place`, `gold`, `predicted`, `probability`, `text`.
    public func json() -> [UInt8] {
        var out: [UInt8] = []
        for doubt in doubts {
            for (key, value) in [("place", doubt.place), ("gold", doubt.gold), ("predicted", doubt.predicted)] {
                out += (key == "place" ? "{\"" : ",\"").utf8
                out += "\(key)\":".utf8
                JSONText.appendString(value, to: &out)
            }
            out += ",\"probability\":\(DecimalText.text(doubt.probability, decimals: 3)),\"text\":".utf8
            JSONText.appendString(doubt.text, to: &out)
            out += "}\n".utf8
        }
        return out
    }
}
