/// One problem of a record: a value, not an error, because reading goes on.
public struct RecordIssue: Sendable, Equatable {
    /// Why a record was rejected.
    public enum Reason: Sendable, Equatable {
        /// Not JSON; the text says what the grammar misses.
        case invalidJSON(String)
        /// JSON, but no object.
        case notAnObject
        /// The source ends inside an array of records.
        case arrayNotClosed
        /// The object has no member of this name.
        case textMissing(field: String)
        /// The member of this name is neither a string nor null.
        case textNotAString(field: String)
        /// The record has more bytes than allowed.
        case oversized(limit: Int)
        /// A quoted field that opens in this line does not close within the record limit.
        case unterminatedQuote(line: Int)
        /// A row with more fields than the header, and not only empty ones.
        case surplusFields(found: Int, expected: Int)
        /// Personal data could not be looked for, so that the record is not written.
        case notMasked
    }

    /// 1-based number of the line in which the record begins in its source.
    public var line: Int
    /// 0-based offset in the record, in bytes, of the trouble.
    public var byte: Int
    /// 0-based offset of the record in its source, in bytes.
    public var offset: Int
    public var reason: Reason
    /// The text around the trouble: at most 60 characters, control characters made visible.
    public var excerpt: String

    public init(line: Int, byte: Int, offset: Int, reason: Reason, excerpt: String) {
        self.line = line
        self.byte = byte
        self.offset = offset
        self.reason = reason
        self.excerpt = excerpt
    }

    /// One sentence: what is wrong, where in its line, and what to do.
    public var message: String {
        let text = "byte \(byte): \(reason.description)"
        return excerpt.isEmpty ? text : "\(text), near `\(excerpt)`"
    }

    /// The same without any bytes of the record.
    var withoutExcerpt: RecordIssue {
        var issue = self
        issue.excerpt = ""
        return issue
    }
}

extension RecordIssue.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidJSON(let text): "\(text); each line must be one JSON object"
        case .notAnObject: "the value is not an object; each line must be one JSON object"
        case .arrayNotClosed:
            "the array of records is not closed: the source may have been cut off here; get it whole, or close the array"
        case .textMissing(let field):
            "the object has no member \"\(field)\"; add it, or name the text's member with --text-field"
        case .textNotAString(let field):
            "the member \"\(field)\" is not a string; make it one, or name another member with --text-field"
        case .oversized(let limit):
            "the record is longer than \(limit) bytes; shorten it, or raise the limit with --max-record"
        case .unterminatedQuote(let line):
            "the quoted field that opens in line \(line) does not close; close it, or double a quote that is text"
        case .surplusFields(let found, let expected):
            "the row has \(found) fields where the header has \(expected); quote fields that contain separators"
        case .notMasked:
            "personal data could not be looked for in it; withheld because of --mask"
        }
    }
}

extension JSONFault.Kind: CustomStringConvertible {
    var description: String {
        switch self {
        case .valueExpected: "a JSON value must stand here"
        case .keyExpected: "a key in double quotes must stand here"
        case .colonExpected: "a colon must follow the key"
        case .commaOrBraceExpected: "a comma or } must follow the member"
        case .commaOrBracketExpected: "a comma or ] must follow the element"
        case .invalidLiteral: "only true, false and null are words in JSON"
        case .invalidNumber: "the number is not written as JSON wants it"
        case .invalidEscape: "the backslash does not begin an escape of JSON"
        case .controlCharacter: "a control character in a string must be escaped"
        case .unterminatedString: "the string does not end"
        case .endOfRecord: "the JSON value does not end"
        case .trailingBytes: "something follows the JSON value"
        case .tooDeep: "more than \(JSONChecker.maximumDepth) brackets are open at once"
        }
    }
}
