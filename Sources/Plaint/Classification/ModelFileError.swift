/// Something wrong in a counts or model file, with the place and what to do.
public struct ModelFileError: Error, CustomStringConvertible, Equatable, Sendable {
    public var file: String
    public var line: Int
    public var reason: String

    public init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    public var description: String {
        if file.isEmpty { return reason }
        return line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)"
    }
}

/// Lines of a counts or model file, numbered for messages.
struct ModelLines {
    let bytes: UnsafeBufferPointer<UInt8>
    let name: String
    private(set) var line = 0
    private(set) var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>, name: String) {
        self.bytes = bytes
        self.name = name
    }

    mutating func next() -> String? {
        guard let range = nextRange() else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// Byte range of the next line, without its line feed.
    mutating func nextRange() -> Range<Int>? {
        guard offset < bytes.count else { return nil }
        line += 1
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        defer { offset = end + 1 }
        return offset..<end
    }

    func error(_ reason: String) -> ModelFileError { ModelFileError(file: name, line: line, reason: reason) }

    func wholeFile(_ reason: String) -> ModelFileError { ModelFileError(file: name, line: 0, reason: reason) }
}

/// The header lines that counts and models share.
struct ModelHeader {
    /// Categories that a model may have; a field with more different values is no label.
    static let maximumCategories = 64

    private var field = ""
    private var hasGate = false
    private var categories: [String] = []
    private var canary = ""
    private var sets: [String: Int] = [:]

    /// Takes one header line.
    mutating func take(_ line: String, _ lines: ModelLines) throws(ModelFileError) {
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard words.count >= 2, words[0] == "#!" else {
            throw lines.error("a header line was expected: \(line.prefix(60))")
        }
        let value = words.count == 3 ? words[2] : ""
        switch words[1] {
        case "label": field = value
        case "gate": hasGate = true
        case "category":
            guard !value.isEmpty, !value.contains(","), !categories.contains(value) else {
                throw lines.error("a category needs a name of its own without commas: '\(value)'")
            }
            categories.append(value)
        case "canary": canary = value
        case "set":
            let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            // Sums of the largest numbers of all sets that a file can hold are far from overflow.
            guard parts.count == 2, let number = Int(parts[0]), number > 0, number < 1 << 32 else {
                throw lines.error("a set has a number and labels: \(line.prefix(60))")
            }
            guard sets.updateValue(number, forKey: String(parts[1])) == nil else {
                throw lines.error("this set of labels stands twice: \(line.prefix(60))")
            }
        default: throw lines.error("unknown header '\(words[1])'")
        }
    }

    func counts(_ lines: ModelLines) throws(ModelFileError) -> FeatureCounts {
        guard !field.isEmpty, !categories.isEmpty, categories.count <= Self.maximumCategories else {
            throw lines.error("the header names no label field, no categories, or more than 64 of them")
        }
        let labelling = FeatureCounts.Labelling(field: field, hasGate: hasGate, categories: categories)
        var counts = FeatureCounts(labelling: labelling, canary: canary)
        counts.labelSets = sets
        return counts
    }
}
