/// The choice of a format that was not told.
enum FormatDetection {
    /// The format that the name of a file stands for, or nil.
    static func byName(_ path: String) -> RecordFormat? {
        let name = path.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        switch String(decoding: name[(dot + 1)...], as: UTF8.self) {
        case "jsonl", "ndjson", "json": return .jsonl
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "txt", "log": return .text
        default: return nil
        }
    }

    /// The format of a source that begins with `bytes`. `live` knows JSON objects and plain lines only.
    static func byContent(_ bytes: Span<UInt8>, live: Bool, textField: String?) -> RecordFormat {
        let start = firstNonBlank(bytes)
        if start == bytes.count { return .text }
        if bytes[start] == .openBrace { return .jsonl }
        if live { return .text }
        // The first line from its own beginning: a TSV's first name may be empty.
        let lineStart = beginningOfLine(bytes, around: start)
        for format in [RecordFormat.tsv, .csv] {
            guard let separator = format.separator else { continue }
            var row = DelimitedRow()
            _ = row.parse(bytes, from: lineStart, separator: separator)
            if row.fields.count < 2 { continue }
            let names = row.texts(in: bytes)
            if TextField.choose(among: names) != nil || textField.map(names.contains) == true { return format }
        }
        return .text
    }

    /// True if more bytes behind `bytes` cannot change what `byContent` says.
    static func isSettled(by bytes: Span<UInt8>, live: Bool) -> Bool {
        let start = firstNonBlank(bytes)
        if start == bytes.count { return false }
        if live || bytes[start] == .openBrace { return true }
        return bytes.first(.lineFeed, or: .carriageReturn, from: start) < bytes.count
    }

    /// Index of the first byte that is no space, tab or line end, or the count.
    static func firstNonBlank(_ bytes: Span<UInt8>) -> Int {
        skipSpace(bytes, 0)
    }

    private static func beginningOfLine(_ bytes: Span<UInt8>, around index: Int) -> Int {
        var start = index
        while start > 0, bytes[start - 1] != .lineFeed, bytes[start - 1] != .carriageReturn { start -= 1 }
        return start
    }
}
