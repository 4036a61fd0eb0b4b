import Glibc
import Plaint

/// Exit statuses: 0 all labelled; 1 some records were rejected (or a check found something); 2 could not run, or could
/// not read a named file; 130 and 143 after SIGINT and SIGTERM.
enum Exit {
    static let success: Int32 = 0
    static let found: Int32 = 1
    static let failure: Int32 = 2

    /// What a subcommand came to. Set by its `run()`; only the highest stays.
    nonisolated(unsafe) private(set) static var status = success

    static func raise(to new: Int32) { status = max(status, new) }

    static func end(with status: Int32) -> Never {
        exit(Interruption.signal.map { 128 + $0 } ?? status)
    }
}
