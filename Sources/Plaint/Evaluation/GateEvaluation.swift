/// How well complaints are told from other texts, at the model's threshold.
public struct GateEvaluation: Sendable {
    /// Precision, recall, F1 of complaints, F1 at one half, accuracy. The lexicon's baseline takes every text of
    /// negative sentiment for a complaint.
    public let scores: [Score]
    /// Labels `complaint` and `none`.
    public let confusion: ConfusionMatrix
    public let precisionAtRecall: PrecisionAtRecall
    /// What taking texts of negative sentiment for complaints reaches, and taking every text for one.
    public let baselines: [GateBaseline]
    public let calibration: CalibrationMetrics

    init(_ judgements: [Judgement]) {
        let complaint = 0
        func side(_ isComplaint: Bool) -> Int { isComplaint ? complaint : 1 }
        func answers(_ model: (Answer) -> Bool) -> ComparedAnswers {
            ComparedAnswers(
                labels: ["complaint", "none"], gold: judgements.map { side($0.gold.isComplaint) },
                model: judgements.map { side(model($0.answer)) },
                majority: judgements.map { side($0.majority.isComplaint) },
                lexicon: judgements.map { side($0.lexicon.isComplaint) })
        }
        let decided = answers(\.isComplaint)
        scores = [
            decided.proportion(.precision) { $0.classCounts(of: complaint).precision },
            decided.proportion(.recall) { $0.classCounts(of: complaint).recall },
            decided.f1(.f1, of: complaint),
            answers { $0.complaint >= 500 }.f1(.f1AtHalf, of: complaint),
            decided.proportion(.accuracy, \.accuracy),
        ]
        confusion = decided.model.confusion
        let forecasts = judgements.map { Forecast(probability: $0.answer.complaint, holds: $0.gold.isComplaint) }
        precisionAtRecall = PrecisionAtRecall(forecasts)
        baselines = [
            GateBaseline(.lexicon, judgements) { $0.lexicon.isComplaint },
            GateBaseline(.majority, judgements) { _ in true },
        ]
        calibration = CalibrationMetrics(groups: [forecasts])
    }
}

/// Precision and recall of a way to find complaints that has no threshold.
public struct GateBaseline: Sendable {
    public let answerer: CoverageRow.Answerer
    public let recall: Proportion
    public let precision: Proportion
    /// As `PrecisionAtRecall.atLowPrevalence`.
    public let atLowPrevalence: Double?

    init(_ answerer: CoverageRow.Answerer, _ judgements: [Judgement], _ finds: (Judgement) -> Bool) {
        self.answerer = answerer
        let positives = judgements.count(where: \.gold.isComplaint)
        let found = judgements.count { $0.gold.isComplaint && finds($0) }
        let alarms = judgements.count { !$0.gold.isComplaint && finds($0) }
        recall = Proportion(found, of: positives)
        precision = Proportion(found, of: found + alarms)
        atLowPrevalence = PrecisionAtRecall.reweighted(
            found: found, of: positives, alarms: alarms, of: judgements.count - positives)
    }
}
