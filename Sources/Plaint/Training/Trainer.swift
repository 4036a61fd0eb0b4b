/// Makes a model of counts: prunes the features, corrects their weights, then fits calibration and thresholds to the
/// scores that each record gets from a model without itself.
struct Trainer {
    var parameters = NaiveBayesParameters()

    /// `samples` must be among the records that were counted; with none the probabilities are left uncalibrated and
    /// the thresholds at one half.
    func model(_ counts: FeatureCounts, calibratedOn samples: [TrainingSample]) -> ModelFile.Contents {
        var contents = ModelFile.Contents(counts: pruned(counts), parameters: parameters)
        contents.calibrations = [Calibration](repeating: Calibration(), count: contents.stages)
        contents.thresholds = [Int32](repeating: 500, count: contents.stages)
        guard !samples.isEmpty else {
            contents.parameters.correctionCost = 0
            return contents
        }
        let ordered = samples.sorted(by: TrainingSample.precedes)
        let features = FeatureRows(contents.counts)
        let rows = features.rows(of: ordered)
        let leaveOneOut = LeaveOneOut(contents, features, totals: counts.totals)
        let known = leaveOneOut.rowsWithoutOwn(ordered, rows)
        var scores = leaveOneOut.scores(ordered, known)
        if parameters.correctionCost > 0 {
            let made = MarginCorrections(
                parameters: parameters, samples: ordered, rows: rows, known: known, features: features,
                hasGate: counts.labelling.hasGate
            ).make(&scores)
            for (row, spelling) in features.spellings.enumerated() {
                contents.corrections[spelling] = made.map { $0[row] }
            }
        }
        for stage in 0..<contents.stages {
            contents.calibrations[stage] = calibration(scores[stage], ordered)
        }
        for stage in 0..<contents.stages {
            contents.thresholds[stage] = threshold(stage, scores, ordered, contents)
        }
        return contents
    }

    /// Keeps the features of enough records; of too many the most frequent, of equals words before pairs before characters,
    /// which mostly repeat a word, then by their bytes. Cues stay without any record, for more is known of them than was
    /// counted.
    private func pruned(_ counts: FeatureCounts) -> FeatureCounts {
        let usesCues = parameters.cuePrior > 0
        var kept = counts.features.filter {
            Int($0.value[0] + $0.value[1]) * 1_000 >= parameters.minimumCount && (usesCues || !$0.key.hasPrefix("q:"))
        }
        let limit = parameters.maximumFeatures / 1_000
        if kept.count > limit {
            let ordered = kept.sorted {
                let (a, b) = ($0.value[0] + $0.value[1], $1.value[0] + $1.value[1])
                guard a == b else { return a > b }
                let (first, second) = (Self.rank($0.key), Self.rank($1.key))
                return first != second ? first < second : CountsFile.precedes($0.key, $1.key)
            }
            kept = Dictionary(uniqueKeysWithValues: ordered.prefix(limit).map { ($0.key, $0.value) })
        }
        let none = [Int32](repeating: 0, count: counts.labelling.categories.count + 2)
        for cue in usesCues ? CuePrior.spellings(counts.labelling) : [] { kept[cue] = counts.features[cue] ?? none }
        var pruned = counts
        pruned.features = kept
        return pruned
    }

    /// The place of a feature's kind among the kinds.
    private static func rank(_ spelling: String) -> Int {
        FeatureExtractor.Kind.allCases.firstIndex { $0.letter == spelling.first } ?? 0
    }

    private func calibration(_ scores: [LeaveOneOut.Score?], _ samples: [TrainingSample]) -> Calibration {
        func fit(_ language: Language?) -> Calibration.Line? {
            PlattScaling.fit(
                zip(scores, samples).compactMap { score, sample in
                    guard let score, language == nil || sample.language == language else { return nil }
                    return (score.logOdds, score.holds)
                })
        }
        // A language with too few records takes the line of all of them.
        let all = fit(nil) ?? Calibration.Line()
        return Calibration(chinese: fit(.chinese) ?? all, english: fit(.english) ?? all, all: all)
    }

    private func threshold(
        _ stage: Int, _ scores: [[LeaveOneOut.Score?]], _ samples: [TrainingSample], _ contents: ModelFile.Contents
    ) -> Int32 {
        let outcomes = zip(scores[stage], samples).compactMap { score, sample in
            score.map { (contents.calibrations[stage].probability($0.logOdds, sample.language), $0.holds) }
        }
        return Self.threshold(outcomes, isGate: contents.counts.labelling.hasGate && stage == 0)
    }

    /// The probability (in thousandths) at which a stage's answers are best out of sample; the one nearest to one half
    /// among equals. The gate is judged by the share of right answers, for what passes it gets a category; the categories,
    /// on complaints, by F1.
    ///
    /// For the gate, shares within a standard error of the best count as equal (Breiman et al. 1984, Classification and
    /// Regression Trees, 3.4.3): a calibrated gate is right most often at one half, and what is seen elsewhere is mostly
    /// chance.
    static func threshold(_ outcomes: [(probability: Int32, holds: Bool)], isGate: Bool) -> Int32 {
        let positives = outcomes.count(where: \.holds)
        guard positives > 0 else { return 500 }
        // Quality over few records is a ragged curve; thresholds far from one half would be its noise.
        let candidates = stride(from: Int32(250), through: 650, by: 10)
        func quality(_ threshold: Int32) -> Double {
            if isGate { return Double(outcomes.count { ($0.probability >= threshold) == $0.holds }) }
            let said = outcomes.count { $0.probability >= threshold }
            let right = outcomes.count { $0.probability >= threshold && $0.holds }
            return 2 * Double(right) / Double(said + positives)
        }
        let qualities = candidates.map { (quality: quality($0), threshold: $0) }
        let best = qualities.map(\.quality).max() ?? 0
        // Of a number of right answers out of n, √(n·p·(1−p)).
        let share = best / Double(outcomes.count)
        let error = isGate ? (Double(outcomes.count) * share * (1 - share)).squareRoot() : 0
        let equals = qualities.filter { $0.quality >= best - error }
        return equals.map(\.threshold).min { abs($0 - 500) < abs($1 - 500) } ?? 500
    }
}
