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
    /// What stands between the fields of a row; nil where a record is a line.
    public let separator: UInt8?
    /// Names of the columns of CSV and TSV, all different and none empty; no names for other formats.
    public let columns: [String]
    /// Name of the field that holds the text, or the way to it.
    public let textField: String
    public let textOrigin: Origin
    /// Index of that field among the columns.
    public let textColumn: Int?
    /// Name of the field that holds the time, if there is one.
    public let timeField: String?
    /// Bytes that a record may have without its line end.
    public let maximumRecordBytes: Int
    /// What else a person should know, such as `2 lines above the header`.
    public let remarks: [String]

    /// `textField` in UTF-8, as a key of its own and as keys one inside the other.
    let textKey: [UInt8]
    let textPath: [[UInt8]]
    let timeKey: [UInt8]?
    /// Index of the time among the columns.
    let timeColumn: Int?
    /// For each column `"name":`, or nothing for Plaint's own, one behind the other.
    let columnPrefixes: [UInt8]
    /// Where the prefix of each column ends.
    let columnPrefixEnds: [Int]

    init(
        format: RecordFormat, formatOrigin: Origin, separator: UInt8? = nil, columns: [String] = [], textField: String,
        textOrigin: Origin, timeField: String? = nil, maximumRecordBytes: Int, remarks: [String] = []
    ) {
        self.format = format
        self.formatOrigin = formatOrigin
        self.separator = separator ?? format.separator
        self.columns = columns
        self.textField = textField
        self.textOrigin = textOrigin
        self.timeField = timeField
        self.maximumRecordBytes = maximumRecordBytes
        self.remarks = remarks
        textColumn = columns.firstIndex(of: textField)
        textKey = Array(textField.utf8)
        textPath = Self.path(textField)
        timeKey = timeField.map { Array($0.utf8) }
        timeColumn = timeField.flatMap(columns.firstIndex(of:))
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

    private static func path(_ field: String) -> [[UInt8]] {
        field.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
    }

    /// The same with other fields.
    func with(textField: String, origin: Origin, timeField: String?) -> RecordLayout {
        RecordLayout(
            format: format, formatOrigin: formatOrigin, separator: separator, columns: columns, textField: textField,
            textOrigin: origin, timeField: timeField, maximumRecordBytes: maximumRecordBytes, remarks: remarks)
    }

    /// What a person should know, such as `csv, 5 columns, text in "content"`.
    public var summary: String { ([kind] + fields + remarks).joined(separator: ", ") }

    private var kind: String {
        switch format {
        case .text: "text, one record a line"
        case .jsonl, .json, .chat, .fasttext: format.rawValue
        case .csv, .tsv:
            "\(separatorName ?? format.rawValue), \(columns.count) \(columns.count == 1 ? "column" : "columns")"
        }
    }

    private var separatorName: String? {
        switch separator {
        case UInt8(ascii: ";"): "csv with semicolons"
        case UInt8(ascii: "|"): "csv with bars"
        case .tab where format == .csv: "csv with tabs"
        case .comma where format == .tsv: "csv"
        default: nil
        }
    }

    private var fields: [String] {
        let hasText = format.isObjects || textColumn != nil
        var fields = hasText ? ["text in \"\(textField)\"" + (textOrigin == .content ? " (by its content)" : "")] : []
        if let timeField { fields.append("time in \"\(timeField)\"") }
        return fields
    }
}
