/// A record of a corpus: a text with its labels by hand.
public struct LabelledRecord: Sendable {
    public var text: String
    /// Labels of the field that is trained, distinct, as written; the first is the primary one.
    public var labels: [String]
    /// Whether it complains; for labellings with a gate.
    public var isComplaint: Bool
    public var sentiment: Sentiment?
    /// For messages: the file and the line.
    public var place: String

    /// The labels as people write them in messages.
    func labelText(hasGate: Bool) -> String {
        if !labels.isEmpty { return labels.joined(separator: ", ") }
        guard hasGate else { return "no label" }
        return isComplaint ? "complaint without category" : "no complaint"
    }
}

/// A corpus could not be used.
public struct CorpusError: Error, CustomStringConvertible {
    public let description: String
    public init(description: String) { self.description = description }
}
