/// How results are written.
public enum OutputFormat: String, Sendable, CaseIterable {
    case jsonl
    /// A table for people; the members of `plaint` in columns of their own.
    case csv
}

/// What a driver was told, besides what concerns the reading.
public struct DriverOptions: Sendable {
    /// What to do with a record that cannot be labelled.
    public var onError = RejectionPolicy.reject
    /// A line out for every record and blank line in.
    public var isOneToOne = false
    public var outputFormat = OutputFormat.jsonl
    /// CSV for Excel: byte order mark, CRLF, formulas disarmed.
    public var isForExcel = false
    /// File that gets the rejected records.
    public var rejectsPath: String?
    /// Files of the run besides the inputs, a model or an overlay: none of them may be written over.
    public var alsoReads: [String] = []
    /// Go on where an earlier run was ended.
    public var resumes = false
    /// What must be the same in a run that goes on: options, model, version.
    public var fingerprint: [String] = []

    public init() {}
}

/// A run that cannot go on, or must not.
public struct DriverError: Error, CustomStringConvertible, Sendable {
    public let description: String
}
