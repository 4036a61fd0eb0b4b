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

    private var node: JSONNode {
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

/// A JSON value to be written. Objects keep the order of their members.
private indirect enum JSONNode {
    case object([(String, JSONNode)])
    case array([JSONNode])
    case string(String)
    case integer(Int)
    case decimal(Double)
    case null

    static func optional(_ value: Double?) -> JSONNode { value.map { .decimal($0) } ?? .null }

    func append(to output: inout [UInt8]) {
        switch self {
        case .object(let members):
            output.append(.openBrace)
            for (index, (key, value)) in members.enumerated() {
                if index > 0 { output.append(.comma) }
                JSONText.appendString(key, to: &output)
                output.append(UInt8(ascii: ":"))
                value.append(to: &output)
            }
            output.append(.closeBrace)
        case .array(let elements):
            output.append(.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(.comma) }
                element.append(to: &output)
            }
            output.append(.closeBracket)
        case .string(let text): JSONText.appendString(text, to: &output)
        case .integer(let value): output += "\(value)".utf8
        case .decimal(let value): output += DecimalText.text(value, decimals: 4).utf8
        case .null: output += "null".utf8
        }
    }
}

/// `lower` and `upper` of an interval.
private func bounds(_ interval: Interval?) -> [(String, JSONNode)] {
    [("lower", .optional(interval?.lower)), ("upper", .optional(interval?.upper))]
}

extension JSONNode {
    fileprivate init(_ scores: [Score]) {
        self = .object(
            scores.map { score in
                let value = [("value", JSONNode.optional(score.estimate.value))]
                let rest: [(String, JSONNode)] = [
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
            JSONNode.array(matrix.labels.indices.map { .integer(matrix[gold, $0]) })
        }
        self = .object([("labels", .array(matrix.labels.map { .string($0) })), ("counts", .array(rows))])
    }

    fileprivate init(_ calibration: CalibrationMetrics) {
        let bins = calibration.bins.map { bin in
            JSONNode.object([
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
        let found: [(String, JSONNode)] = [
            ("threshold", .optional(at.threshold)), ("recall", .optional(at.recall.value)),
            ("precision", .optional(at.precision.value)),
        ]
        let reweighted: [(String, JSONNode)] = [
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
        let shares: [(String, JSONNode)] = [
            ("minimumProbability", .optional(row.minimumProbability)), ("coverage", .optional(row.coverage.value)),
            ("precision", .optional(row.precision.value)),
        ]
        let rest: [(String, JSONNode)] = [("hit", .optional(row.hit.value)), ("n", .integer(row.precision.count))]
        self = .object(shares + bounds(row.precision.interval) + rest)
    }
}

extension GateEvaluation {
    fileprivate var node: JSONNode {
        .object([
            ("scores", JSONNode(scores)), ("confusion", JSONNode(confusion)),
            ("precisionAtRecall", JSONNode(precisionAtRecall)),
            ("baselines", .object(baselines.map { ($0.answerer.rawValue, JSONNode($0)) })),
            ("calibration", JSONNode(calibration)),
        ])
    }
}

extension CategoryEvaluation {
    fileprivate var node: JSONNode {
        .object([
            ("scores", JSONNode(scores)), ("classes", JSONNode(classes)), ("confusion", JSONNode(confusion)),
            ("coverage", .array(coverage.map { JSONNode($0) })),
            ("baselineCoverage", .object(baselineCoverage.map { ($0.answerer.rawValue, JSONNode($0)) })),
            ("calibration", JSONNode(calibration)),
        ])
    }
}

extension SentimentEvaluation {
    fileprivate var node: JSONNode {
        .object([
            ("scores", JSONNode(scores)), ("classes", JSONNode(classes)), ("confusion", JSONNode(confusion)),
        ])
    }
}
