/// A block on its way through a driver: records in, output bytes and counts out. Reused; at any time one thread has it.
final class WorkItem: @unchecked Sendable {
    let block = RecordBlock()
    var output: [UInt8] = []
    /// Lines for the file of rejected records.
    var rejects: [UInt8] = []
    var counts = RecordCounts()
    var issues: [RecordIssue] = []
    /// The records as turns of conversations, where these are followed.
    var turns: [TurnReading] = []
    /// Records that lacked a field, and speakers that nobody knows.
    var absences = FieldAbsences()
    var unknownRoles = UnknownRoles()
    var masked = MaskCounts()
    /// Lines in another encoding than their source.
    var strayLines = StrayLines()
    /// Index of the source among the inputs, and its name for messages.
    var path = ""
    /// Bytes of the source read when the block was handed over.
    var bytesRead = 0
    /// The source failed behind records that it had given.
    var brokeOff = false
    /// Something to tell before the block's output: what was decided for a source, or why it ended.
    var notices: [DriverNotice] = []

    /// Forgets what came of the last block.
    func clear() {
        notices.removeAll(keepingCapacity: true)
        brokeOff = false
        output.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
        issues.removeAll(keepingCapacity: true)
        turns.removeAll(keepingCapacity: true)
        absences.removeAll()
        unknownRoles = UnknownRoles()
        masked = MaskCounts()
        strayLines = StrayLines()
        counts = RecordCounts()
    }
}

/// What happened to the records; in = out + rejected + skipped always holds.
public struct RecordCounts: Sendable, Equatable {
    /// Records and blank lines read.
    public var read = 0
    /// Labelled records written.
    public var written = 0
    /// Records that could not be read or have no text.
    public var rejected = 0
    /// Blank lines.
    public var skipped = 0
    /// U+FFFD put in for bytes that are no UTF-8.
    public var malformedUTF8 = 0
    /// Bytes read, of all sources.
    public var bytes = 0

    public var isConserved: Bool { read == written + rejected + skipped }

    mutating func add(_ other: RecordCounts) {
        read += other.read
        written += other.written
        rejected += other.rejected
        skipped += other.skipped
        malformedUTF8 += other.malformedUTF8
        bytes += other.bytes
    }
}

/// Something that a driver tells the user, on standard error, in the order of the input.
public enum DriverNotice: Sendable {
    /// What was decided for a source.
    case layout(path: String, summary: String)
    /// How the characters of a source are written; told only where it is not UTF-8.
    case encoding(path: String, name: String, isTold: Bool)
    /// The first line that is no UTF-8 and cannot be told, of an input that is answered line by line.
    case undecided(path: String, line: Int)
    /// A part of a source has no records.
    case passedOver(path: String, reason: String)
    case issue(path: String, RecordIssue)
    /// Rejected records that were counted and not told one by one.
    case more(rejected: Int, areKept: Bool)
    /// A source could not be opened or read on.
    case failure(String)
    /// A file that is not all of what it should be is kept, but not under its name.
    case unnamed(path: String)
    /// A run goes on where an earlier one was ended; or there is none to go on with.
    case resumed(path: String, counts: RecordCounts)
    case nothingToResume(path: String)
    /// Something that is probably not as it was meant.
    case warning(String)
    /// What was found in all, at the end of a run.
    case summary(String)
    /// The text of any other, without personal data.
    case masked(String)

    public var text: String {
        switch self {
        case .layout(let path, let summary): "\(Self.name(path)): \(summary)"
        case .encoding(let path, let name, let isTold):
            "\(Self.name(path)): decoded from \(name)"
                + (isTold ? "" : ", as its bytes look; if not, say --encoding NAME")
        case .undecided(let path, let line):
            "warning: \(Self.name(path)):\(line): is not UTF-8, and it cannot be told whether it is GB18030, Big5 or another"
                + " encoding: such lines come out with U+FFFD for what is no UTF-8, until one shows what they are;"
                + " say which with --encoding NAME"
        case .passedOver(let path, let reason): "\(Self.name(path)): passed over: \(reason)"
        case .issue(let path, let issue): "\(Self.name(path)):\(issue.line): \(issue.message)"
        case .more(let rejected, let areKept):
            "\(rejected) more rejected records are not shown" + (areKept ? "" : "; --rejects FILE keeps all of them")
        case .unnamed(let path): "\(path): did not get its name, because not all of its source is in it"
        case .failure(let text): text
        case .warning(let text): "warning: \(text)"
        case .resumed(let path, let counts): "\(path): going on after \(counts.read) records"
        case .nothingToResume(let path): "\(path): no checkpoint of an earlier run; beginning at the beginning"
        case .summary(let text), .masked(let text): text
        }
    }

    static func name(_ path: String) -> String { path == "-" ? "standard input" : path }
}
