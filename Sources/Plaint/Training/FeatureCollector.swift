/// Takes the features out of records, one after another: numbers them, counts the records that have them, and spells each
/// out when it is first seen. One for each thread that reads a part of a corpus.
struct FeatureCollector: Sendable {
    private(set) var samples: [TrainingSample] = []
    private(set) var numbers = FeatureNumbers()
    /// Records that have each feature, by its number.
    private(set) var records: [Int32] = []
    /// The last record that had it.
    private var last: [Int32] = []
    /// All spellings, one behind the other, and where each ends.
    private var spelledBytes: [UInt8] = []
    private var spellingEnds: [Int] = []

    /// Adds the record that `worker` has analysed with its spellings.
    mutating func add(
        _ worker: borrowing AnalysisWorker, _ text: String, _ labels: RecordLabels, _ lexicon: Lexicon
    ) {
        let record = Int32(samples.count + 1)
        let features = worker.extractor.features
        var keys: [UInt64] = []
        keys.reserveCapacity(features.count)
        var places: [Int32] = []
        places.reserveCapacity(features.count)
        var leading = 0
        worker.clean.withView { view in
            for (index, feature) in features.enumerated() {
                if index == worker.extractor.leading { leading = keys.count }
                let number = numbers.number(feature.key)
                if number == last.count {
                    last.append(0)
                    records.append(0)
                    FeatureKey.appendSpelling(feature, view, lexicon, to: &spelledBytes)
                    spellingEnds.append(spelledBytes.count)
                }
                // A feature counts once a record.
                guard last[number] != record else { continue }
                last[number] = record
                records[number] += 1
                keys.append(feature.key)
                places.append(Int32(number))
            }
        }
        if worker.extractor.leading == features.count { leading = keys.count }
        samples.append(
            TrainingSample(
                keys: keys, leading: leading, places: places, labels: labels, language: worker.language,
                digest: Digest.sha256Bytes(Array(text.utf8))))
    }

    /// Adds the records of another part behind those of this one.
    mutating func append(_ other: FeatureCollector) {
        var places: [Int32] = []
        places.reserveCapacity(other.numbers.count)
        for (index, key) in other.numbers.keys.enumerated() {
            let number = numbers.number(key)
            if number == last.count {
                last.append(0)
                records.append(0)
                spelledBytes += other.spelling(index)
                spellingEnds.append(spelledBytes.count)
            }
            records[number] += other.records[index]
            places.append(Int32(number))
        }
        samples.reserveCapacity(samples.count + other.samples.count)
        for var sample in other.samples {
            sample.places = sample.places.map { places[Int($0)] }
            samples.append(sample)
        }
    }

    /// Lets go of the samples, which their reader has by now.
    mutating func dropSamples() { samples = [] }

    /// The bytes of a feature's spelling.
    func spelling(_ number: Int) -> ArraySlice<UInt8> {
        spelledBytes[(number == 0 ? 0 : spellingEnds[number - 1])..<spellingEnds[number]]
    }
}
