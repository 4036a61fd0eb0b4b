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
    /// Rows of the features, and `width` counts for each.
    private var rows: FeatureNumbers
    private var counts: [Int32] = []
    /// Rows that the model would have without any record.
    private var isCue: [Bool] = []

    /// `totals` are those of all counted records.
    init(_ contents: ModelFile.Contents, totals: [Int]) {
        self.contents = contents
        self.totals = totals
        hasGate = contents.counts.labelling.hasGate
        width = contents.counts.labelling.categories.count + 2
        knowledge = FeatureKnowledge(contents.counts.labelling, contents.parameters)
        rows = FeatureNumbers(minimumCapacity: contents.counts.features.count)
        for (spelling, numbers) in contents.counts.features {
            var spelling = spelling
            guard let key = spelling.withUTF8({ FeatureKey.key(ofSpelling: $0) }) else { continue }
            // Two spellings of one key, if that ever were, share the first one's row, as in a model.
            guard rows.number(key) == isCue.count else { continue }
            counts += numbers
            isCue.append(knowledge.knows(key))
        }
    }

    /// For each stage the score of each sample; `nil` where the stage does not judge it (categories of a text that does
    /// not complain).
    func scores(_ samples: [TrainingSample]) -> [[Score?]] {
        var scores = [[Score?]](
            repeating: [Score?](repeating: nil, count: samples.count), count: contents.stages)
        let tables = (0..<contents.stages).map { stage in
            (inside: table(stage, holds: true), outside: table(stage, holds: false))
        }
        let groups = Dictionary(grouping: samples.indices, by: { samples[$0].digest })
        var known: [Int] = []
        for group in groups.values {
            known.removeAll(keepingCapacity: true)
            for key in samples[group[0]].keys {
                guard let row = rows.find(key) else { continue }
                // Without these records a feature may be too rare for the model: pruned then, it must not be seen here.
                if isCue[row] || isFrequent(row, without: group.count) { known.append(row) }
            }
            if group.count > 1 {
                scoreCopies(group, samples, known, &scores)
                continue
            }
            let labels = samples[group[0]].labels
            for stage in 0..<contents.stages {
                guard let holds = holds(stage, labels) else { continue }
                let table = holds ? tables[stage].inside : tables[stage].outside
                var sum: Int64 = 0
                for row in known { sum &+= Int64(table.weights[row]) }
                scores[stage][group[0]] = score(sum, known.count, prior: table.prior, holds)
            }
        }
        return scores
    }

    private func isFrequent(_ row: Int, without records: Int) -> Bool {
        (Int(counts[row * width]) + Int(counts[row * width + 1]) - records) * 1_000 >= contents.parameters.minimumCount
    }

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
        let complaints = counts[row * width + 1]
        if hasGate, stage == 0 { return holds ? complaints : counts[row * width] }
        let inside = counts[row * width + stage + (hasGate ? 1 : 2)]
        return holds ? inside : complaints - inside
    }

    private func weight(_ formula: WeightFormula, _ stage: Int, _ row: Int, without own: [Int32]) -> Int32 {
        knowledge.weight(rows.keys[row], stage) { pseudo in
            formula.weight(stage, pseudo) { Double(max(0, counts[row * width + $0] - own[$0])) }
        }
    }

    private func score(_ sum: Int64, _ known: Int, prior: Int64, _ holds: Bool) -> Score {
        Score(
            logOdds: prior + LengthNormalisation.apply(sum, known: known, parameters: contents.parameters),
            holds: holds)
    }

    /// Copies of one text, perhaps with different labels.
    private func scoreCopies(
        _ group: [Int], _ samples: [TrainingSample], _ known: [Int], _ scores: inout [[Score?]]
    ) {
        var own = [Int32](repeating: 0, count: width)
        for index in group {
            own[samples[index].labels.isComplaint ? 1 : 0] += 1
            for category in samples[index].labels.categories { own[category + 2] += 1 }
        }
        let formula = WeightFormula(
            totals: zip(totals, own).map { $0 - Int($1) }, hasGate: hasGate, parameters: contents.parameters)
        for stage in 0..<contents.stages {
            var sum: Int64 = 0
            for row in known { sum &+= Int64(weight(formula, stage, row, without: own)) }
            let prior = Int64(formula.prior(stage))
            for index in group {
                guard let holds = holds(stage, samples[index].labels) else { continue }
                scores[stage][index] = score(sum, known.count, prior: prior, holds)
            }
        }
    }
}
