/// Records of one text: copies, and contradictions. Both are trained on as they are, for a part of a corpus that is
/// counted elsewhere cannot know of them; they are named so that people can mend them.
public struct CorpusFindings: Sendable {
    /// One sentence each, with both places: the same text and the same labels.
    public private(set) var duplicates: [String] = []
    /// The same text, other labels.
    public private(set) var contradictions: [String] = []
    /// Categories without a single record, and those with too few to fit a probability.
    public private(set) var emptyCategories: [String] = []
    public private(set) var rareCategories: [(name: String, count: Int)] = []

    public init(_ corpus: LabelledCorpus) {
        let hasGate = LabelledCorpus.hasGate(corpus.labelField)
        var first: [[UInt8]: Int] = [:]
        for (index, record) in corpus.records.enumerated() {
            let key = Self.normalised(record.text)
            guard !key.isEmpty, let known = first[key] else {
                first[key] = index
                continue
            }
            let other = corpus.records[known]
            if other.isComplaint == record.isComplaint, Set(other.labels) == Set(record.labels) {
                duplicates.append("\(record.place): the same text and labels as \(other.place)")
            } else {
                contradictions.append(
                    "\(record.place): \(record.labelText(hasGate: hasGate)), but the same text is"
                        + " \(other.labelText(hasGate: hasGate)) in \(other.place)")
            }
        }
        var counts: [String: Int] = [:]
        for record in corpus.records { for label in record.labels { counts[label, default: 0] += 1 } }
        var names = Set(counts.keys)
        if hasGate { names.formUnion(CategoryOrder.complaint) }
        for name in CategoryOrder.sorted(names) {
            let count = counts[name, default: 0]
            if count == 0 {
                emptyCategories.append(name)
            } else if count < PlattScaling.minimumOutcomes {
                rareCategories.append((name, count))
            }
        }
    }

    /// What is left of a text when case, full width, spaces and ASCII and Han punctuation do not count.
    static func normalised(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            var value = scalar.value
            // Full-width forms of ASCII.
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            switch value {
            case 0x30...0x39, 0x61...0x7A: bytes.append(UInt8(value))
            case 0x41...0x5A: bytes.append(UInt8(value) | 0x20)
            // Latin-1 signs, general punctuation, Han punctuation.
            case 0...0xBF, 0x2000...0x206F, 0x3000...0x303F, 0xFE00...0xFE0F, 0xFF00...0xFFEF: break
            default: bytes += UTF8.encode(scalar)!
            }
        }
        return bytes
    }
}
