/// How the records of a source are written.
public enum RecordFormat: String, Sendable, CaseIterable {
    /// One JSON object a line.
    case jsonl
    /// A JSON array of objects, alone or inside an object; or objects one behind the other, over several lines.
    case json
    /// RFC 4180 with a header row and commas, or semicolons or bars where these stand in the header.
    case csv
    /// The same with tabs.
    case tsv
    /// One text a line.
    case text
    /// An exported chat: WhatsApp, WeChat, or lines "name: text".
    case chat
    /// fastText: `__label__x text`.
    case fasttext

    /// What stands between the fields of a row, unless the source says otherwise; nil where a record is a line.
    var separator: UInt8? {
        switch self {
        case .csv: .comma
        case .tsv: .tab
        case .jsonl, .json, .text, .chat, .fasttext: nil
        }
    }

    /// True if a record reaches the parser as a JSON object in a line.
    var isObjects: Bool {
        switch self {
        case .jsonl, .json, .chat, .fasttext: true
        case .csv, .tsv, .text: false
        }
    }
}

/// What to do with a record that cannot be labelled.
public enum RejectionPolicy: String, Sendable, CaseIterable {
    /// Count it, say why, and go on.
    case reject
    /// Pass over it like a blank line.
    case skip
    /// End the run.
    case fail
}

/// What the reader was told.
public struct RecordOptions: Sendable {
    /// The format; nil: by the name of the file, then by its content.
    public var format: RecordFormat?
    /// Name of the field that holds the text, or the way to it, `comments.userComment.text`; nil: by the list of usual
    /// names, then by content.
    public var textField: String?
    /// Name of the field that holds the time; nil: by the list of usual names.
    public var timeField: String?
    /// Names of the fields of a conversation and of its speaker, where they were told; a table must have them.
    public var conversationField: String?
    public var roleField: String?
    /// How characters are written; nil: by the content.
    public var encoding: TextEncoding?
    /// The names of those who speak in chats; nil: a short chat is not told by them.
    var roles: RoleNames?
    /// Bytes that a record may have without its line end; a longer one is rejected.
    public var maximumRecordBytes: Int

    public init(format: RecordFormat? = nil, textField: String? = nil, maximumRecordBytes: Int = 1 << 20) {
        precondition(maximumRecordBytes > 0, "a record needs at least one byte")
        self.format = format
        self.textField = textField
        self.maximumRecordBytes = maximumRecordBytes
    }
}
