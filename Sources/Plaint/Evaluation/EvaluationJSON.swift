extension EvaluationReport {
    /// The report as one JSON object, without a line feed. Values have four decimals and no exponent; what is undefined
    /// or has no gold is `null`.
    ///
    /// - `v`: 1, the version of this format
    /// - `records`, `unlabelled`, `problems`: how many were evaluated, and left out for either reason
    /// - `label`, `categories`: the label field and its labels
    /// - `model`: SHA-256 of the model's file, `null` for a cross-validation; `folds`: `null` for one model
    /// - `lexicon`: digest of the lexicon; `languages`: an object of numbers of records
    /// - `gate`: `null` without one, else `scores`, `confusion`, `precisionAtRecall`, `calibration`
    /// - `labels`: how the categories (or other labels) are told: `scores`, `classes`, `confusion`, `coverage`,
    ///   `calibration`
    /// - `sentiment`: `scores`, `classes`, `confusion`
    ///
    /// Their parts:
    ///
    /// - `scores`: an object with a member for each `Metric`: `value`, `lower` and `upper` (95 % interval), `n`, and the
    ///   baselines `majority` and `lexicon`
    /// - `classes`: a list of `label`, `precision`, `recall`, `f1`, `support`
    /// - `confusion`: `labels`, and `counts`, a row for each gold label with a column for each answer
    /// - `precisionAtRecall`: `threshold`, `recall`, `precision`, `lower`, `upper` (of the precision), `prevalence` and
    ///   `precisionAtPrevalence` (reweighted, see `PrecisionAtRecall`)
    /// - `coverage`: a list of `minimumProbability` (`null`: as answered), `coverage`, `precision`, `lower`, `upper`,
    ///   `hit`, `n` (see `CoverageRow`)
    /// - `baselineCoverage`: the same for `lexicon` (if it can say anything) and `majority`; `baselines` of the gate:
    ///   `recall`, `precision`, `precisionAtPrevalence` for `lexicon` and `majority` (every text)
    /// - `calibration`: `n`, `brier`, `brierOfBaseRates`, `brierSkill`, `ece`, `expectedECE`, and `bins`, a list of `lowest`, `highest`,
    ///   `mean`, `frequency`, `n` (see `CalibrationMetrics`)
    public func json() -> [UInt8] {
        var output: [UInt8] = []
        node.append(to: &output)
        return output
    }

    private var node: JSONValue {
        var digest: String?
        var folds: Int?
        switch subject.model {
        case .trained(let trained): digest = trained
        case .crossValidated(let number): folds = number
        }
        return .object([
            ("v", .integer(1)), ("records", .integer(subject.records)), ("unlabelled", .integer(subject.unlabelled)),
            ("problems", .integer(subject.problems)), ("label", .string(subject.labelField)),
            ("categories", .array(subject.categories.map { .string($0) })),
            ("model", digest.map { .string($0) } ?? .null),
            ("folds", folds.map { .integer($0) } ?? .null), ("lexicon", .string(subject.lexiconDigest)),
            ("languages", .object(subject.languages.map { ($0.language.rawValue, .integer($0.records)) })),
            ("gate", gate?.node ?? .null), ("labels", categories?.node ?? .null),
            ("sentiment", sentiment?.node ?? .null),
        ])
    }
}

/// `lower` and `upper` of an interval.
private func bounds(_ interval: Interval?) -> [(String, JSONValue)] {
    [("lower", .optional(interval?.lower)), ("upper", .optional(interval?.upper))]
}

extension JSONValue {
    fileprivate init(_ scores: [Score]) {
        self = .object(
            scores.map { score in
                let value = [("value", JSONValue.optional(score.estimate.value))]
                let rest: [(String, JSONValue)] = [
                    ("n", .integer(score.count)), ("majority", .optional(score.majority)),
                    ("lexicon", .optional(score.lexicon)),
                ]
                return (score.metric.rawValue, .object(value + bounds(score.estimate.interval) + rest))
            })
    }

    fileprivate init(_ classes: [ClassScore]) {
        self = .array(
            classes.map { row in
                .object([
                    ("label", .string(row.label)), ("precision", .optional(row.counts.precision.value)),
                    ("recall", .optional(row.counts.recall.value)), ("f1", .optional(row.counts.f1)),
                    ("support", .integer(row.counts.support)),
                ])
            })
    }

    fileprivate init(_ matrix: ConfusionMatrix) {
        let rows = matrix.labels.indices.map { gold in
            JSONValue.array(matrix.labels.indices.map { .integer(matrix[gold, $0]) })
        }
        self = .object([("labels", .array(matrix.labels.map { .string($0) })), ("counts", .array(rows))])
    }

    fileprivate init(_ calibration: CalibrationMetrics) {
        let bins = calibration.bins.map { bin in
            JSONValue.object([
                ("lowest", .decimal(bin.lowest)), ("highest", .decimal(bin.highest)),
                ("mean", .decimal(bin.meanProbability)), ("frequency", .decimal(bin.frequency)),
                ("n", .integer(bin.count)),
            ])
        }
        self = .object([
            ("n", .integer(calibration.count)), ("brier", .optional(calibration.brier)),
            ("brierSkill", .optional(calibration.brierSkill)),
            ("brierOfBaseRates", .optional(calibration.baseRateBrier)), ("ece", .optional(calibration.ece)),
            ("expectedECE", .optional(calibration.expectedECE)), ("bins", .array(bins)),
        ])
    }

    fileprivate init(_ at: PrecisionAtRecall) {
        let found: [(String, JSONValue)] = [
            ("threshold", .optional(at.threshold)), ("recall", .optional(at.recall.value)),
            ("precision", .optional(at.precision.value)),
        ]
        let reweighted: [(String, JSONValue)] = [
            ("prevalence", .decimal(PrecisionAtRecall.lowPrevalence)),
            ("precisionAtPrevalence", .optional(at.atLowPrevalence)),
        ]
        self = .object(found + bounds(at.precision.interval) + reweighted)
    }

    fileprivate init(_ row: GateBaseline) {
        self = .object([
            ("recall", .optional(row.recall.value)), ("precision", .optional(row.precision.value)),
            ("precisionAtPrevalence", .optional(row.atLowPrevalence)),
        ])
    }

    fileprivate init(_ row: CoverageRow) {
        let shares: [(String, JSONValue)] = [
            ("minimumProbability", .optional(row.minimumProbability)), ("coverage", .optional(row.coverage.value)),
            ("precision", .optional(row.precision.value)),
        ]
        let rest: [(String, JSONValue)] = [("hit", .optional(row.hit.value)), ("n", .integer(row.precision.count))]
        self = .object(shares + bounds(row.precision.interval) + rest)
    }
}

extension GateEvaluation {
    fileprivate var node: JSONValue {
        .object([
            ("scores", JSONValue(scores)), ("confusion", JSONValue(confusion)),
            ("precisionAtRecall", JSONValue(precisionAtRecall)),
            ("baselines", .object(baselines.map { ($0.answerer.rawValue, JSONValue($0)) })),
            ("calibration", JSONValue(calibration)),
        ])
    }
}

extension CategoryEvaluation {
    fileprivate var node: JSONValue {
        .object([
            ("scores", JSONValue(scores)), ("classes", JSONValue(classes)), ("confusion", JSONValue(confusion)),
            ("coverage", .array(coverage.map { JSONValue($0) })),
            ("baselineCoverage", .object(baselineCoverage.map { ($0.answerer.rawValue, JSONValue($0)) })),
            ("calibration", JSONValue(calibration)),
        ])
    }
}

extension SentimentEvaluation {
    fileprivate var node: JSONValue {
        .object([
            ("scores", JSONValue(scores)), ("classes", JSONValue(classes)), ("confusion", JSONValue(confusion)),
        ])
    }
}

extension JSONValue {
    /// Four decimals, no exponent.
    static func decimal(_ value: Double) -> JSONValue { .number(DecimalText.text(value, decimals: 4)) }

    static func optional(_ value: Double?) -> JSONValue { value.map { .decimal($0) } ?? .null }
}
