import Glibc

/// A source that cannot be read, or whose text cannot be found: nothing more comes from it.
public struct RecordSourceError: Error, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// The system's error number of `open` or `read`.
        case system(Int32)
        case utf16
        /// The header has no column for the text.
        case textColumnMissing(asked: String?, columns: [String])
        /// The header row is longer than a record may be, in bytes.
        case headerTooLong(limit: Int)
        /// A quoted name in the header row does not close.
        case headerNotClosed
    }

    /// The path as it was given; "-" is standard input.
    public var path: String
    public var reason: Reason

    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    public var description: String {
        "\(path == "-" ? "standard input" : path): \(explanation)"
    }

    private var explanation: String {
        switch reason {
        case .system(let code):
            return String(cString: strerror(code))
        case .utf16:
            return "looks like UTF-16; convert it to UTF-8 first, for example with iconv -f UTF-16 -t UTF-8"
        case .textColumnMissing(let asked, let columns):
            let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            let what = asked.map { "no column \"\($0)\"" } ?? "no column has one of the usual names of a text"
            return "\(what); the columns are \(list): name the text's column with --text-field NAME"
        case .headerTooLong(let limit):
            return "the header row is longer than \(limit) bytes; raise the limit with --max-record"
        case .headerNotClosed:
            return "a quoted name in the header row does not close; close it, or double a quote that is text"
        }
    }
}
