import ArgumentParser
import Plaint

/// What the ending of an output's name promises.
enum OutputName {
    private static let packings = ["gz", "zst"]
    private static let unwrittenPackings = ["bz2", "xz", "lz4", "zip", "7z"]
    private static let unwrittenFormats = ["xlsx", "xls", "parquet", "tsv"]

    /// The format that is written to a file of this name if none is told.
    static func format(of path: String?) -> OutputFormat {
        guard let path else { return .jsonl }
        var endings = endings(of: path)
        if let last = endings.last, packings.contains(last) { endings.removeLast() }
        return endings.last == "csv" ? .csv : .jsonl
    }

    /// Refuses a name whose ending would not be true: programs go by it.
    static func check(_ path: String?, of option: String) throws {
        guard let path else { return }
        let endings = endings(of: path)
        let last = endings.last ?? ""
        if unwrittenPackings.contains(last) {
            throw ValidationError("\(option) is '\(path)': .\(last) is not written; use .gz or .zst, or no packing")
        }
        let format = packings.contains(last) ? endings.dropLast().last ?? "" : last
        if unwrittenFormats.contains(format) {
            throw ValidationError(
                "\(option) is '\(path)': .\(format) is not written; use .jsonl, or .csv (with --excel for Excel)")
        }
    }

    /// What stands behind the dots of the file's name, in lower case.
    private static func endings(of path: String) -> [String] {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map { $0.lowercased() }
    }
}
