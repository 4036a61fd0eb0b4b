import Glibc

/// A source that cannot be read, or whose text cannot be found: nothing more comes from it.
public struct RecordSourceError: Error, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// The system's error number of `open` or `read`.
        case system(Int32)
        /// The bytes are no UTF-8, and it cannot be told what they are.
        case encodingUnknown
        /// Too much does not fit the encoding that was assumed.
        case encodingMalformed(String, replaced: Int)
        /// The file is not the one that an earlier run has read.
        case changed
        /// The file became shorter while it was read.
        case shrunk(read: Int, size: Int)
        /// A packed file that cannot be unpacked, in the words of the library.
        case damagedArchive(String)
        /// More than this many times as many bytes came out as went in.
        case bomb(ratio: Int)
        /// What is packed is packed itself.
        case packedTwice(String)
        /// A zip file without the table of contents that ends it.
        case archiveCutOff
        /// A zip archive with several files, of which only one can be read where the table of contents comes last.
        case severalFilesInPipe(next: String)
        /// A workbook needs a file that can be read in any order.
        case spreadsheetInPipe
        /// Office's format of before 2007.
        case oldOffice
        /// No text at all; the format's name with its article.
        case foreign(String)
        /// An archive that is not unpacked; its name with the article.
        case archive(String)
        /// No text, by the look of its first bytes.
        case binary
        /// The header has no column for the text.
        case textColumnMissing(asked: String?, columns: [String])
        /// The header has no column of the name that an option gave.
        case columnMissing(option: String, asked: String, columns: [String])
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

    public var description: String { description(of: path) }

    /// The same for a source inside `path`.
    func description(of name: String) -> String {
        "\(name == "-" ? "standard input" : name): \(explanation)"
    }

    private var explanation: String {
        switch reason {
        case .system(let code):
            return String(cString: strerror(code))
        case .encodingUnknown:
            return "is not UTF-8, and it cannot be told whether it is GB18030, Big5 or another encoding;"
                + " say which with --encoding NAME"
        case .encodingMalformed(let name, let replaced):
            return
                "does not look like \(name) after all: \(replaced) sequences do not fit; say what it is with --encoding NAME"
        case .changed:
            return "has changed since the run that is to be gone on with; run again without --resume"
        case .shrunk(let read, let size):
            return "ended at byte \(read) of \(size): it was cut off while it was read"
        case .damagedArchive(let text):
            return "cannot be unpacked: \(text)"
        case .bomb(let ratio):
            return "unpacks to more than \(ratio) times its size; unpack it yourself if it is no bomb"
        case .packedTwice(let format):
            return "has a \(format) file inside; unpack it once first"
        case .spreadsheetInPipe:
            return
                "is an Excel workbook, which cannot be read from standard input or a pipe; give the path of the file"
        case .archiveCutOff:
            return "was cut off: the table of contents that ends a zip file or workbook is missing; get it whole"
        case .severalFilesInPipe(let next):
            return "has several files inside, and from standard input or a pipe only the first can be read;"
                + " \"\(Excerpt.name(next))\" and what follows it were not: give the path of the file"
        case .oldOffice:
            return "is a file of Office's old kind (.xls, .doc, .ppt or .msg); save it as .xlsx or CSV"
        case .archive(let name):
            return "is \(name), which is not unpacked here; unpack it, and give the files in it"
        case .binary:
            return
                "is no text: control characters stand all over its beginning, as in a program, a picture or a database;"
                + " export records as CSV, JSON Lines or .xlsx, or say how text is written with --encoding NAME"
        case .textColumnMissing(nil, let columns) where ColumnContent.isRecord(columns):
            let weights = columns.map(ColumnContent.weight)
            let number = 1 + (weights.firstIndex(of: weights.max() ?? 0) ?? 0)
            return "no column has one of the usual names of a text, and the first row looks like a record: put a row of"
                + " names above it, or name the text's column by its number, such as --text-field column_\(number)"
        case .foreign(let name):
            return "is \(name), which has no records that can be read; export them as CSV, JSON Lines or .xlsx"
        case .textColumnMissing(let asked, let columns):
            let list = Excerpt.names(columns)
            let what = asked.map { "no column \"\($0)\"" } ?? "no column has one of the usual names of a text"
            return "\(what); the columns are \(list): name the text's column with --text-field NAME"
        case .columnMissing(let option, let asked, let columns):
            return "no column \"\(Excerpt.name(asked))\"; the columns are \(Excerpt.names(columns)):"
                + " name one of them with \(option) NAME"
        case .headerTooLong(let limit):
            return "the header row is longer than \(limit) bytes; raise the limit with --max-record"
        case .headerNotClosed:
            return "a quoted name in the header row does not close; close it, or double a quote that is text"
        }
    }
}
