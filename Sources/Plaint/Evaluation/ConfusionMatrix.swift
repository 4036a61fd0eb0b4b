/// How often each gold label met each predicted one, over a fixed list of labels.
public struct ConfusionMatrix: Sendable, Equatable {
    public let labels: [String]
    /// Row-major: a row for each gold label.
    private var counts: [Int]

    public init(labels: [String]) {
        self.labels = labels
        counts = [Int](repeating: 0, count: labels.count * labels.count)
    }

    /// Number of records with this gold label and this answer; both are indices into `labels`.
    public subscript(gold: Int, predicted: Int) -> Int { counts[index(gold, predicted)] }

    /// The same by name; 0 for a name that is none of the labels.
    public subscript(gold: String, predicted: String) -> Int {
        guard let row = labels.firstIndex(of: gold), let column = labels.firstIndex(of: predicted) else { return 0 }
        return self[row, column]
    }

    public mutating func add(gold: Int, predicted: Int) { counts[index(gold, predicted)] += 1 }

    private func index(_ gold: Int, _ predicted: Int) -> Int {
        precondition(labels.indices.contains(gold) && labels.indices.contains(predicted))
        return gold * labels.count + predicted
    }

    /// Number of records.
    public var total: Int { counts.reduce(0, +) }

    /// Share of records whose answer is the gold label.
    public var accuracy: Proportion {
        Proportion(labels.indices.reduce(0) { $0 + self[$1, $1] }, of: total)
    }

    /// Hits and misses of one label against all others.
    public func classCounts(of label: Int) -> ClassCounts {
        var counts = ClassCounts(truePositives: self[label, label])
        for other in labels.indices where other != label {
            counts.falsePositives += self[other, label]
            counts.falseNegatives += self[label, other]
        }
        return counts
    }

    public func precision(of label: Int) -> Double? { classCounts(of: label).precision.value }
    public func recall(of label: Int) -> Double? { classCounts(of: label).recall.value }
    public func f1(of label: Int) -> Double? { classCounts(of: label).f1 }

    /// Mean F1 of the labels that occur in the gold (see `ClassCounts.macroF1`).
    public var macroF1: Double? { ClassCounts.macroF1(labels.indices.map { classCounts(of: $0) }) }
}
