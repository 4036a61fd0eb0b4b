/// How the records of a source are written.
public enum RecordFormat: String, Sendable, CaseIterable {
    /// One JSON object a line.
    case jsonl
    /// RFC 4180 with a header row and commas.
    case csv
    /// The same with tabs.
    case tsv
    /// One text a line.
    case text

    /// What stands between the fields of a row; nil where a record is a line.
    var separator: UInt8? {
        switch self {
        case .csv: .comma
        case .tsv: .tab
        case .jsonl, .text: nil
        }
    }
}

/// What the reader was told.
public struct RecordOptions: Sendable {
    /// The format; nil: by the name of the file, then by its content.
    public var format: RecordFormat?
    /// Name of the field that holds the text; nil: by the list of usual names.
    public var textField: String?
    /// Bytes that a record may have without its line end; a longer one is rejected.
    public var maximumRecordBytes: Int

    public init(format: RecordFormat? = nil, textField: String? = nil, maximumRecordBytes: Int = 1 << 20) {
        precondition(maximumRecordBytes > 0, "a record needs at least one byte")
        self.format = format
        self.textField = textField
        self.maximumRecordBytes = maximumRecordBytes
    }
}
