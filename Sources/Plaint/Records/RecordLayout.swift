/// What was decided for one source: its format and where its text is. Shared by the blocks of that source.
public final class RecordLayout: Sendable {
    /// How something was decided.
    public enum Origin: String, Sendable {
        /// By what the reader was told.
        case option
        /// By the name of the file, or of a field.
        case name
        /// By the first bytes of the source.
        case content
        /// By nothing: the usual case was taken.
        case assumption
    }

    public let format: RecordFormat
    public let formatOrigin: Origin
    /// Names of the columns of CSV and TSV, all different and none empty; no names for other formats.
    public let columns: [String]
    /// Name of the field that holds the text.
    public let textField: String
    public let textOrigin: Origin
    /// Index of that field among the columns.
    public let textColumn: Int?
    /// Bytes that a record may have without its line end.
    public let maximumRecordBytes: Int

    /// `textField` in UTF-8.
    let textKey: [UInt8]
    /// For each column `"name":`, or nothing for Plaint's own, one behind the other.
    let columnPrefixes: [UInt8]
    /// Where the prefix of each column ends.
    let columnPrefixEnds: [Int]

    init(
        format: RecordFormat, formatOrigin: Origin, columns: [String] = [], textField: String, textOrigin: Origin,
        maximumRecordBytes: Int
    ) {
        self.format = format
        self.formatOrigin = formatOrigin
        self.columns = columns
        self.textField = textField
        self.textOrigin = textOrigin
        self.maximumRecordBytes = maximumRecordBytes
        textColumn = columns.firstIndex(of: textField)
        textKey = Array(textField.utf8)
        var prefixes: [UInt8] = []
        columnPrefixEnds = columns.map { name in
            if !name.utf8.elementsEqual(JSONMembers.ownKey) {
                JSONText.appendString(name, to: &prefixes)
                prefixes.append(.colon)
            }
            return prefixes.count
        }
        columnPrefixes = prefixes
    }

    /// What a person should know, such as `csv, 5 columns, text in "content"`.
    public var summary: String {
        switch format {
        case .text: "text, one record a line"
        case .jsonl: "jsonl, text in \"\(textField)\""
        case .csv, .tsv:
            "\(format.rawValue), \(columns.count) \(columns.count == 1 ? "column" : "columns")"
                + (textColumn == nil ? "" : ", text in \"\(textField)\"")
        }
    }
}
