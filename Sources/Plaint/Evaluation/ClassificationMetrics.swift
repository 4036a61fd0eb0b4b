/// Hits and misses of one label.
public struct ClassCounts: Sendable, Equatable {
    public var truePositives = 0
    public var falsePositives = 0
    public var falseNegatives = 0

    /// Records that have the label in the gold.
    public var support: Int { truePositives + falseNegatives }

    /// TP / (TP + FP): of the records that were given the label, the share that has it. Undefined if none was.
    public var precision: Proportion { Proportion(truePositives, of: truePositives + falsePositives) }

    /// TP / (TP + FN): of the records that have the label, the share that was given it. Undefined if none has.
    public var recall: Proportion { Proportion(truePositives, of: support) }

    /// 2·TP / (2·TP + FP + FN), the harmonic mean of precision and recall (van Rijsbergen 1979, Information Retrieval,
    /// ch. 7). Undefined only if the label is neither in the gold nor given: a label that is never given scores 0.
    public var f1: Double? {
        let sum = 2 * truePositives + falsePositives + falseNegatives
        return sum == 0 ? nil : 2 * Double(truePositives) / Double(sum)
    }

    /// Mean of F1 over the labels that occur in the gold; `nil` if none does. Labels that the gold never uses are left
    /// out, so that a corpus which lacks one is not scored on it; answering with such a label still costs, as a miss of
    /// the label that was due. (The mean of F1, not the F1 of mean precision and recall: Opitz & Burst 2019, Macro F1
    /// and Macro F1.)
    static func macroF1(_ classes: [ClassCounts]) -> Double? {
        let defined = classes.filter { $0.support > 0 }.compactMap(\.f1)
        return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
    }
}

/// The row of one label in a table.
public struct ClassScore: Sendable, Equatable {
    public let label: String
    public let counts: ClassCounts
}

/// One gold label and one answer for each record, as indices into `labels`.
struct PairedAnswers {
    let labels: [String]
    let gold: [Int]
    let predicted: [Int]

    init(labels: [String], gold: [Int], predicted: [Int]) {
        precondition(gold.count == predicted.count)
        self.labels = labels
        self.gold = gold
        self.predicted = predicted
    }

    var confusion: ConfusionMatrix { confusion(of: gold.indices) }

    /// Confusion of some of the records; one may be drawn several times.
    private func confusion(of records: some Sequence<Int>) -> ConfusionMatrix {
        var matrix = ConfusionMatrix(labels: labels)
        for record in records { matrix.add(gold: gold[record], predicted: predicted[record]) }
        return matrix
    }

    /// F1 of one label with its bootstrap interval.
    func f1(of label: Int) -> Estimate {
        Estimate(confusion.f1(of: label), Bootstrap.interval(count: gold.count) { confusion(of: $0).f1(of: label) })
    }

    /// Macro-F1 with its bootstrap interval.
    func macroF1() -> Estimate {
        Estimate(confusion.macroF1, Bootstrap.interval(count: gold.count) { confusion(of: $0).macroF1 })
    }

    /// The table of labels that occur in the gold or among the answers.
    var classes: [ClassScore] {
        let matrix = confusion
        return labels.indices
            .map { ClassScore(label: labels[$0], counts: matrix.classCounts(of: $0)) }
            .filter { $0.counts.f1 != nil }
    }
}

/// A set of gold labels and a set of answers for each record, as indices into `labels`.
struct PairedLabelSets {
    let labels: [String]
    let gold: [[Int]]
    let predicted: [[Int]]

    private func counts(of records: some Sequence<Int>) -> [ClassCounts] {
        var counts = [ClassCounts](repeating: ClassCounts(), count: labels.count)
        for record in records {
            for label in predicted[record] {
                if gold[record].contains(label) {
                    counts[label].truePositives += 1
                } else {
                    counts[label].falsePositives += 1
                }
            }
            for label in gold[record] where !predicted[record].contains(label) { counts[label].falseNegatives += 1 }
        }
        return counts
    }

    var classes: [ClassScore] {
        zip(labels, counts(of: gold.indices)).map { ClassScore(label: $0, counts: $1) }
    }

    var macroF1: Double? { ClassCounts.macroF1(counts(of: gold.indices)) }

    /// Macro-F1 with its bootstrap interval.
    func macroF1Estimate() -> Estimate {
        Estimate(macroF1, Bootstrap.interval(count: gold.count) { ClassCounts.macroF1(counts(of: $0)) })
    }
}
