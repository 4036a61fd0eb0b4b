/// What is counted of a labelled corpus: complete, unpruned integers. Counting parts and adding them up gives the same
/// bytes as counting the whole, whatever the order and the number of threads.
public struct FeatureCounts: Sendable, Equatable {
    /// What the labels are: the field they came from, and whether records are complaints or not before anything else.
    public struct Labelling: Sendable, Equatable {
        /// Name of the label field, such as `categories`.
        public var field: String
        /// A complaint model decides first whether a text complains (`hasGate`), then about what.
        public var hasGate: Bool
        /// Without a gate, whether a record has exactly one label.
        public var categories: [String]
    }

    public var labelling: Labelling
    /// Digest of the canary texts' cuts (`SegmentationCanary`): counts of different segmentations cannot be added.
    public var canary: String
    /// Number of records for each set of labels; the key is "-" for no complaint, else the labels joined by commas, in
    /// the order of `labelling.categories`; "" is a complaint without a category.
    public var labelSets: [String: Int] = [:]
    /// For each spelled feature the number of records that have it: [no complaint, complaint, category 0, category 1 …].
    /// Without a gate the first stays 0 and the second counts all records.
    public var features: [String: [Int32]] = [:]

    public init(labelling: Labelling, canary: String) {
        self.labelling = labelling
        self.canary = canary
    }

    /// Key of a set of labels.
    func setKey(_ labels: RecordLabels) -> String {
        labels.isComplaint ? labels.categories.sorted().map { labelling.categories[$0] }.joined(separator: ",") : "-"
    }

    /// Adds one record with its distinct features.
    mutating func add(_ record: some Sequence<String>, _ labels: RecordLabels) {
        labelSets[setKey(labels), default: 0] += 1
        let width = labelling.categories.count + 2
        for feature in record {
            features[feature, default: [Int32](repeating: 0, count: width)].withUnsafeMutableBufferPointer { counts in
                counts[labels.isComplaint ? 1 : 0] += 1
                for category in labels.categories { counts[category + 2] += 1 }
            }
        }
    }

    /// Number of records without complaint, with complaint, and of each category.
    var totals: [Int] {
        var totals = [Int](repeating: 0, count: labelling.categories.count + 2)
        for (key, count) in labelSets {
            if key == "-" {
                totals[0] += count
                continue
            }
            totals[1] += count
            for name in key.split(separator: ",") {
                if let index = labelling.categories.firstIndex(of: String(name)) { totals[index + 2] += count }
            }
        }
        return totals
    }

    /// Adds the counts of another part. Both must have the same labelling and segmentation.
    public mutating func merge(_ other: FeatureCounts) throws(ModelFileError) {
        guard labelling.field == other.labelling.field, labelling.hasGate == other.labelling.hasGate else {
            let reason = "the counts are of different labels: \(labelling.field), \(other.labelling.field)"
            throw ModelFileError(file: "", line: 0, reason: reason)
        }
        guard canary == other.canary else {
            let reason = "the counts were made with different segmentations (ICU versions); count all parts with one"
            throw ModelFileError(file: "", line: 0, reason: reason)
        }
        let all = Set(labelling.categories).union(other.labelling.categories)
        let categories = CategoryOrder.sorted(all)
        let joined = Labelling(field: labelling.field, hasGate: labelling.hasGate, categories: categories)
        var merged = FeatureCounts(labelling: joined, canary: canary)
        for part in [self, other] { try merged.addAll(of: part) }
        self = merged
    }

    private mutating func addAll(of part: FeatureCounts) throws(ModelFileError) {
        let places = part.labelling.categories.map { labelling.categories.firstIndex(of: $0)! }
        for (key, count) in part.labelSets {
            // The order of names in the key follows the order of categories, which may have changed.
            let names = CategoryOrder.sorted(Set(key.split(separator: ",").map(String.init)))
            labelSets[key == "-" ? key : names.joined(separator: ","), default: 0] += count
        }
        let width = labelling.categories.count + 2
        for (feature, counts) in part.features {
            var sum = features[feature] ?? [Int32](repeating: 0, count: width)
            var overflows = false
            func add(_ count: Int32, to place: Int) {
                let (value, overflow) = sum[place].addingReportingOverflow(count)
                sum[place] = value
                overflows = overflows || overflow
            }
            add(counts[0], to: 0)
            add(counts[1], to: 1)
            for (index, place) in places.enumerated() { add(counts[index + 2], to: place + 2) }
            guard !overflows else {
                throw ModelFileError(
                    file: "", line: 0, reason: "the counts of '\(feature)' add up to more than 2147483647")
            }
            features[feature] = sum
        }
    }
}

/// The order in which categories stand: complaint categories as in the output's contract, others by name.
enum CategoryOrder {
    static let complaint = ["product", "service", "process", "speed"]

    static func sorted(_ names: Set<String>) -> [String] {
        let known = complaint.filter(names.contains)
        return known + names.subtracting(known).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}

/// The labels of one record for training: indices into the labelling's categories.
struct RecordLabels: Sendable, Equatable {
    /// Always true for labellings without a gate.
    var isComplaint: Bool
    var categories: [Int]
}
