import Glibc

/// How far a run has come: enough to go on after it was killed, with the same bytes in the end.
///
/// Written beside the output under the name `….checkpoint`, as text with a checksum, always whole (written elsewhere,
/// then renamed). Sources are read again from their beginning up to the block; nothing of them need be remembered.
public struct Checkpoint: Equatable {
    /// Blocks between two checkpoints: 8 MiB of input. They stand at fixed places because a compressed output begins a new
    /// frame at each, and must come out the same however often a run was ended.
    static let blocks = 32

    /// Number of the source, and of its blocks that are done.
    var source = 0
    var blocksOfSource = 0
    /// Offset in the source of the end of the last of them.
    var offset = 0
    /// Blocks of all sources.
    var blocksInAll = 0
    var counts = RecordCounts()
    var outputLength = 0
    var rejectsLength = 0
    /// A source could not be read.
    var failed = false
    /// A source ended behind some of its records.
    var brokeOff = false
    /// Columns of a table.
    var columns: [String]?
    /// What must not have changed.
    var fingerprint: [String] = []

    static func path(of output: String) -> String { output + ".checkpoint" }

    private static let magic = "plaint-checkpoint 1"

    func text() -> String {
        var lines = [
            Self.magic, "source \(source)", "blocks \(blocksOfSource)", "offset \(offset)", "all \(blocksInAll)",
            "read \(counts.read)", "written \(counts.written)", "rejected \(counts.rejected)",
            "skipped \(counts.skipped)", "malformed \(counts.malformedUTF8)", "bytes \(counts.bytes)",
            "output \(outputLength)", "rejects \(rejectsLength)", "failed \(failed ? 1 : 0)",
            "broken \(brokeOff ? 1 : 0)",
        ]
        lines += (columns ?? []).map { "column \(Self.quoted($0))" }
        lines += fingerprint.map { "same \(Self.quoted($0))" }
        let body = lines.joined(separator: "\n") + "\n"
        return body + "sum \(Digest.sha256(Array(body.utf8)))\n"
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONText.appendString(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unquoted(_ text: Substring) -> String? {
        let bytes = Array(text.utf8)
        return JSONValue.parse(bytes.span).text
    }

    /// nil if the text is no whole checkpoint.
    init?(text: String) {
        guard let mark = text.range(ofLast: "sum "), text[mark.upperBound...].last == "\n" else { return nil }
        let body = String(text[..<mark.lowerBound])
        guard text[mark.upperBound...].dropLast() == Digest.sha256(Array(body.utf8))[...] else { return nil }
        var lines = body.split(separator: "\n" as Character)
        guard lines.first == Self.magic[...] else { return nil }
        lines.removeFirst()
        for line in lines {
            guard let space = line.firstIndex(of: " ") else { return nil }
            let value = line[line.index(after: space)...]
            let number = Int(value) ?? 0
            switch line[..<space] {
            case "source": source = number
            case "blocks": blocksOfSource = number
            case "offset": offset = number
            case "all": blocksInAll = number
            case "read": counts.read = number
            case "written": counts.written = number
            case "rejected": counts.rejected = number
            case "skipped": counts.skipped = number
            case "malformed": counts.malformedUTF8 = number
            case "bytes": counts.bytes = number
            case "output": outputLength = number
            case "rejects": rejectsLength = number
            case "failed": failed = number == 1
            case "broken": brokeOff = number == 1
            case "column": columns = (columns ?? []) + [Self.unquoted(value) ?? ""]
            case "same": fingerprint.append(Self.unquoted(value) ?? "")
            default: return nil
            }
        }
    }

    init() {}

    func save(beside output: String) throws(OutputError) {
        let file = try OutputFile(path: Self.path(of: output))
        try file.write(Array(text().utf8))
        // After a kill the system still has it; after a power cut a run may well begin anew.
        try file.finish(lasts: false)
    }

    /// The checkpoint beside `output`; nil if there is none, or it is damaged.
    static func load(beside output: String) -> Checkpoint? {
        guard let bytes = try? FileBytes(path: path(of: output)) else { return nil }
        return Checkpoint(text: String(decoding: bytes.buffer, as: UTF8.self))
    }

    static func remove(beside output: String) { unlink(path(of: output)) }

    /// What a run has otherwise, in words; `nil` if it is the same run. The order counts: sources are known by their number.
    func difference(from other: [String]) -> String? {
        guard fingerprint != other else { return nil }
        if let place = fingerprint.indices.first(where: { $0 >= other.count || fingerprint[$0] != other[$0] }) {
            return "which had \"\(Excerpt.name(fingerprint[place]))\""
        }
        return "which had no \"\(Excerpt.name(other[fingerprint.count]))\""
    }

    /// What identifies a file: its name, size and time of change.
    public static func identity(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}

extension String {
    fileprivate func range(ofLast word: String) -> Range<String.Index>? {
        var end = endIndex
        while end > startIndex {
            let start = self[..<end].lastIndex(of: "\n").map { index(after: $0) } ?? startIndex
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            guard start > startIndex else { return nil }
            end = index(before: start)
        }
        return nil
    }
}
