/// Scores each counted record by the counts of all others: its own are subtracted, which is exact for naive Bayes and
/// needs no second training.
struct LeaveOneOut {
    struct Score: Sendable {
        /// 1/1024 nat, before calibration.
        var logOdds: Int64
        /// Whether the stage holds for the record.
        var holds: Bool
    }

    private let contents: ModelFile.Contents
    private let totals: [Int]
    private let rows: [UInt64: [Int32]]

    /// `totals` are those of all counted records.
    init(_ contents: ModelFile.Contents, totals: [Int]) {
        self.contents = contents
        self.totals = totals
        var rows: [UInt64: [Int32]] = [:]
        for (spelling, counts) in contents.counts.features {
            var spelling = spelling
            if let key = spelling.withUTF8({ FeatureKey.key(ofSpelling: $0) }) { rows[key] = counts }
        }
        self.rows = rows
    }

    /// For each stage the score of each sample; `nil` where the stage does not judge it (categories of a text that does
    /// not complain).
    func scores(_ samples: [TrainingSample]) -> [[Score?]] {
        var scores = [[Score?]](repeating: [], count: contents.stages)
        for sample in samples {
            let own = ownCounts(sample.labels)
            let formula = WeightFormula(
                totals: zip(totals, own).map { $0 - Int($1) }, hasGate: contents.counts.labelling.hasGate,
                parameters: contents.parameters)
            // Without this record a feature may be too rare for the model: pruned then, it must not be seen here.
            let known = sample.keys.compactMap { rows[$0] }.filter {
                (Int($0[0] + $0[1]) - 1) * 1_000 >= contents.parameters.minimumCount
            }
            for stage in 0..<contents.stages {
                scores[stage].append(score(stage, sample.labels, own, known, formula))
            }
        }
        return scores
    }

    private func ownCounts(_ labels: RecordLabels) -> [Int32] {
        var own = [Int32](repeating: 0, count: totals.count)
        own[labels.isComplaint ? 1 : 0] = 1
        for category in labels.categories { own[category + 2] = 1 }
        return own
    }

    private func score(
        _ stage: Int, _ labels: RecordLabels, _ own: [Int32], _ known: [[Int32]], _ formula: WeightFormula
    ) -> Score? {
        let isGate = contents.counts.labelling.hasGate && stage == 0
        guard isGate || labels.isComplaint else { return nil }
        let category = stage - (contents.counts.labelling.hasGate ? 1 : 0)
        var sum: Int64 = 0
        for counts in known {
            sum += Int64(formula.weight(stage) { Double(max(0, counts[$0] - own[$0])) })
        }
        let normalised = LengthNormalisation.apply(sum, known: known.count, parameters: contents.parameters)
        return Score(
            logOdds: Int64(formula.prior(stage)) + normalised,
            holds: isGate ? labels.isComplaint : labels.categories.contains(category))
    }
}
