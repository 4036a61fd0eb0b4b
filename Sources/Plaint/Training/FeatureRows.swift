/// The features of a model by number, each with its counts, and which of them records have.
struct FeatureRows: Sendable {
    /// Spellings by number. The order is any; nothing that is written may depend on it.
    private(set) var spellings: [String] = []
    private(set) var numbers: FeatureNumbers
    /// `width` counts for each feature, as in `FeatureCounts.features`.
    private(set) var counts: [Int32] = []
    let width: Int

    var count: Int { spellings.count }
    var keys: [UInt64] { numbers.keys }

    init(_ featureCounts: FeatureCounts) {
        width = featureCounts.labelling.categories.count + 2
        numbers = FeatureNumbers(minimumCapacity: featureCounts.features.count)
        for (spelling, counts) in featureCounts.features {
            var spelled = spelling
            guard let key = spelled.withUTF8({ FeatureKey.key(ofSpelling: $0) }) else { continue }
            // Two spellings of one key, if that ever were, share the first one's row, as in a model.
            guard numbers.number(key) == spellings.count else { continue }
            self.counts += counts
            spellings.append(spelling)
        }
    }

    /// Number of records that have a feature.
    func records(_ row: Int) -> Int { Int(counts[row * width]) + Int(counts[row * width + 1]) }

    /// The rows of the features of records, in the order of their keys, without those that the model has not.
    func rows(of samples: [TrainingSample]) -> SampleRows {
        var rows = SampleRows()
        for sample in samples {
            var leading = 0
            for (place, key) in sample.keys.enumerated() {
                guard let row = numbers.find(key) else { continue }
                rows.append(row)
                if place < sample.leading { leading += 1 }
            }
            rows.endRecord(leading: leading)
        }
        return rows
    }
}

/// Rows of the features of records, one record after the other in one array.
struct SampleRows: Sendable {
    private(set) var rows: [Int32] = []
    /// Where each record's begin, and the end of the last.
    private(set) var starts: [Int] = [0]

    /// For each record the number of rows in front that are of the text's first half.
    private(set) var leading: [Int] = []

    var count: Int { leading.count }

    subscript(record: Int) -> ArraySlice<Int32> { rows[starts[record]..<starts[record + 1]] }

    /// A further row of the record that is being read.
    mutating func append(_ row: Int) { rows.append(Int32(row)) }

    mutating func endRecord(leading: Int) {
        starts.append(rows.count)
        self.leading.append(leading)
    }

    /// Sum of what a record's rows weigh for a stage, those of the first half more (`FirstHalf`).
    func sum(
        _ record: Int, isCategory: Bool, parameters: NaiveBayesParameters, _ weight: (Int) -> Int32
    ) -> Int64 {
        var (sum, first) = (Int64(0), Int64(0))
        for place in starts[record]..<starts[record + 1] {
            if place == starts[record] + leading[record] { first = sum }
            sum &+= Int64(weight(Int(rows[place])))
        }
        if leading[record] == starts[record + 1] - starts[record] { first = sum }
        return FirstHalf.apply(sum, leading: first, isCategory: isCategory, parameters: parameters)
    }
}
