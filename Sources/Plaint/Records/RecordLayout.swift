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
        /// By nothing, though records were looked at: none of them has it.
        case absence
    }

    public let format: RecordFormat
    public let formatOrigin: Origin
    /// What stands between the fields of a row; nil where a record is a line.
    public let separator: UInt8?
    /// Names of the columns of CSV and TSV, all different and none empty; no names for other formats.
    public let columns: [String]
    /// The fields that were chosen.
    public let fields: RecordFields
    /// Index of the text's field among the columns.
    public let textColumn: Int?
    /// Bytes that a record may have without its line end.
    public let maximumRecordBytes: Int
    /// What else a person should know, such as `2 lines above the header`.
    public let remarks: [String]

    /// `textField` in UTF-8, as a key of its own and as keys one inside the other.
    let textKey: [UInt8]
    let textPath: [[UInt8]]
    let timeKey: [UInt8]?
    let crawlKey: [UInt8]?
    /// Index of the time among the columns, and of the time at which the record was collected.
    let timeColumn: Int?
    let crawlColumn: Int?
    /// For each column `"name":`, or nothing for Plaint's own, one behind the other.
    let columnPrefixes: [UInt8]
    /// Where the prefix of each column ends.
    let columnPrefixEnds: [Int]

    init(
        format: RecordFormat, formatOrigin: Origin, separator: UInt8? = nil, columns: [String] = [],
        fields: RecordFields, maximumRecordBytes: Int, remarks: [String] = []
    ) {
        self.format = format
        self.formatOrigin = formatOrigin
        self.separator = separator ?? format.separator
        self.columns = columns
        self.fields = fields
        self.maximumRecordBytes = maximumRecordBytes
        self.remarks = remarks
        textColumn = columns.firstIndex(of: fields.text.name)
        textKey = Array(fields.text.name.utf8)
        textPath = Self.path(fields.text.name)
        // Alone the time of collecting says nothing of the record.
        let crawl = fields.time == nil ? nil : fields.crawl
        timeKey = fields.time.map { Array($0.name.utf8) }
        crawlKey = crawl.map { Array($0.name.utf8) }
        timeColumn = fields.time.flatMap { columns.firstIndex(of: $0.name) }
        crawlColumn = crawl.flatMap { columns.firstIndex(of: $0.name) }
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

    static func path(_ field: String) -> [[UInt8]] {
        field.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
    }

    /// The same with other fields.
    func with(_ fields: RecordFields) -> RecordLayout {
        RecordLayout(
            format: format, formatOrigin: formatOrigin, separator: separator, columns: columns, fields: fields,
            maximumRecordBytes: maximumRecordBytes, remarks: remarks)
    }

    /// What a person should know, such as `csv, 5 columns, text in "content"`.
    public var summary: String {
        let isAbsent = fields.text.origin == .absence
        let hasText = (format.isObjects || textColumn != nil) && !isAbsent
        let text = hasText ? [fields.text.summary("text in")] : []
        let warning = isAbsent ? ["no member looks like a text: name the text's member with --text-field NAME"] : []
        return ([kind] + text + fields.othersSummary + remarks + warning).joined(separator: ", ")
    }

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
}

/// The fields of a source's records that have a meaning here, by their names or the ways to them.
public struct RecordFields: Sendable, Equatable {
    public struct Choice: Sendable, Equatable {
        public var name: String
        public var origin: RecordLayout.Origin

        init(_ name: String, _ origin: RecordLayout.Origin) {
            self.name = name
            self.origin = origin
        }

        fileprivate func summary(_ what: String) -> String {
            what + " \"\(Excerpt.name(name))\"" + (origin == .content ? " (by its content)" : "")
        }
    }

    public var text: Choice
    public var time: Choice?
    /// When the record was collected: what 3分钟前 is told from.
    public var crawl: Choice?
    /// What names the record, and the writer's own mark. They are shown, so that nobody takes them for something else; labels
    /// do not depend on them.
    public var id: Choice?
    public var rating: Choice?

    fileprivate var othersSummary: [String] {
        [
            time?.summary("time in"), time == nil ? nil : crawl?.summary("told from"), id?.summary("id in"),
            rating?.summary("rating in"),
        ].compactMap { $0 }
    }
}
