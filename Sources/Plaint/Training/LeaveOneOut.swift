/// Scores each counted record by the counts of all others: its own are subtracted, which is exact for naive Bayes and
/// needs no second training. Copies of a text are left out together, for one would tell on the other.
///
/// For one stage a record's own counts depend only on the side it is on, so two tables of weights serve all records that
/// have no copy.
struct LeaveOneOut {
    struct Score: Sendable {
        /// 1/1024 nat, before calibration.
        var logOdds: Int64
        /// Whether the stage holds for the record.
        var holds: Bool
    }

    private let contents: ModelFile.Contents
    private let totals: [Int]
    private let hasGate: Bool
    private let width: Int
    private let knowledge: FeatureKnowledge
    private let features: FeatureRows
    /// Rows that the model would have without any record.
    private let isCue: [Bool]

    /// `totals` are those of all counted records; `features` the rows of `contents`.
    init(_ contents: ModelFile.Contents, _ features: FeatureRows, totals: [Int]) {
        self.contents = contents
        self.features = features
        self.totals = totals
        hasGate = contents.counts.labelling.hasGate
        width = features.width
        let knowledge = FeatureKnowledge(contents.counts.labelling, contents.parameters)
        self.knowledge = knowledge
        isCue = features.keys.map { knowledge.knows($0) }
    }

    /// The rows that each sample has left in a model made without it and its copies: what is too rare there would be
    /// pruned, and must not be seen.
    func rowsWithoutOwn(_ samples: [TrainingSample], _ all: SampleRows) -> SampleRows {
        var copies: [[UInt8]: Int] = [:]
        for sample in samples { copies[sample.digest, default: 0] += 1 }
        var rows = SampleRows()
        for (index, sample) in samples.enumerated() {
            let own = copies[sample.digest] ?? 1
            var leading = 0
            for (place, row) in all[index].enumerated() where isCue[Int(row)] || isFrequent(Int(row), without: own) {
                rows.append(Int(row))
                if place < all.leading[index] { leading += 1 }
            }
            rows.endRecord(leading: leading)
        }
        return rows
    }

    /// For each stage the score of each sample; `nil` where the stage does not judge it (categories of a text that does
    /// not complain). `known` as `rowsWithoutOwn` gives them.
    func scores(_ samples: [TrainingSample], _ known: SampleRows) -> [[Score?]] {
        var scores = [[Score?]](
            repeating: [Score?](repeating: nil, count: samples.count), count: contents.stages)
        let tables = (0..<contents.stages).map { stage in
            (inside: table(stage, holds: true), outside: table(stage, holds: false))
        }
        for group in Dictionary(grouping: samples.indices, by: { samples[$0].digest }).values {
            if group.count > 1 {
                scoreCopies(group, samples, known, &scores)
                continue
            }
            let labels = samples[group[0]].labels
            for stage in 0..<contents.stages {
                guard let holds = holds(stage, labels) else { continue }
                let table = holds ? tables[stage].inside : tables[stage].outside
                let sum = known.sum(group[0], isCategory: isCategory(stage), parameters: contents.parameters) {
                    table.weights[$0]
                }
                scores[stage][group[0]] = score(sum, known[group[0]].count, prior: table.prior, holds)
            }
        }
        return scores
    }

    private func isFrequent(_ row: Int, without records: Int) -> Bool {
        (features.records(row) - records) * 1_000 >= contents.parameters.minimumCount
    }

    /// Whether a stage is a category of a complaint.
    private func isCategory(_ stage: Int) -> Bool { hasGate && stage > 0 }

    /// Whether a stage holds for a record with these labels; `nil` if it does not judge it.
    private func holds(_ stage: Int, _ labels: RecordLabels) -> Bool? {
        if hasGate, stage == 0 { return labels.isComplaint }
        return labels.isComplaint ? labels.categories.contains(stage - (hasGate ? 1 : 0)) : nil
    }

    /// The counts of one record as far as a stage sees them.
    private func ownCounts(_ stage: Int, holds: Bool) -> [Int32] {
        var own = [Int32](repeating: 0, count: width)
        let isGate = hasGate && stage == 0
        own[isGate && !holds ? 0 : 1] = 1
        if !isGate, holds { own[stage + (hasGate ? 1 : 2)] = 1 }
        return own
    }

    /// Weights of all rows, and the prior, without one record on the side `holds` of a stage.
    private func table(_ stage: Int, holds: Bool) -> (weights: [Int32], prior: Int64) {
        let own = ownCounts(stage, holds: holds)
        // With no record on this side nobody asks for the table.
        let left = zip(totals, own).map { max(0, $0 - Int($1)) }
        let formula = WeightFormula(totals: left, hasGate: hasGate, parameters: contents.parameters)
        // A feature that no record on this side has is not asked for either, and would count less than nothing.
        let weights = isCue.indices.map { row in
            records(of: row, stage, holds: holds) > 0 ? weight(formula, stage, row, without: own) : 0
        }
        return (weights, Int64(formula.prior(stage)))
    }

    /// Records on one side of a stage that have a feature.
    private func records(of row: Int, _ stage: Int, holds: Bool) -> Int32 {
        let complaints = features.counts[row * width + 1]
        if hasGate, stage == 0 { return holds ? complaints : features.counts[row * width] }
        let inside = features.counts[row * width + stage + (hasGate ? 1 : 2)]
        return holds ? inside : complaints - inside
    }

    private func weight(_ formula: WeightFormula, _ stage: Int, _ row: Int, without own: [Int32]) -> Int32 {
        knowledge.weight(features.keys[row], stage) { pseudo in
            formula.weight(stage, pseudo) { Double(max(0, features.counts[row * width + $0] - own[$0])) }
        }
    }

    private func score(_ sum: Int64, _ known: Int, prior: Int64, _ holds: Bool) -> Score {
        Score(
            logOdds: prior + LengthNormalisation.apply(sum, known: known, parameters: contents.parameters),
            holds: holds)
    }

    /// Copies of one text, perhaps with different labels.
    private func scoreCopies(
        _ group: [Int], _ samples: [TrainingSample], _ known: SampleRows, _ scores: inout [[Score?]]
    ) {
        var own = [Int32](repeating: 0, count: width)
        for index in group {
            own[samples[index].labels.isComplaint ? 1 : 0] += 1
            for category in samples[index].labels.categories { own[category + 2] += 1 }
        }
        let formula = WeightFormula(
            totals: zip(totals, own).map { $0 - Int($1) }, hasGate: hasGate, parameters: contents.parameters)
        for stage in 0..<contents.stages {
            let sum = known.sum(group[0], isCategory: isCategory(stage), parameters: contents.parameters) {
                weight(formula, stage, $0, without: own)
            }
            let prior = Int64(formula.prior(stage))
            for index in group {
                guard let holds = holds(stage, samples[index].labels) else { continue }
                scores[stage][index] = score(sum, known[group[0]].count, prior: prior, holds)
            }
        }
    }
}
