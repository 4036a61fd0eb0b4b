/// The choice of a format that was not told.
enum FormatDetection {
    /// Lines of the head that are looked at.
    private static let lines = 50

    /// The format that the name of a file stands for, or nil; endings of packed files are passed over.
    static func byName(_ path: String) -> RecordFormat? {
        switch ending(path) {
        case "jsonl", "ndjson", "json": .jsonl
        case "csv": .csv
        case "tsv", "tab": .tsv
        case "txt", "log": .text
        default: nil
        }
    }

    /// What stands behind the last dot, in small letters, endings of packed files left out.
    static func ending(_ path: String) -> String {
        let name = path.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        var parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).dropFirst()
        while let last = parts.last,
            ["gz", "zst", "bz2", "xz", "lz4", "zip"].contains(String(decoding: last, as: UTF8.self)),
            parts.count > 1
        {
            parts.removeLast()
        }
        return parts.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// What the content makes of a format that the name stands for: a chat of a text, an array of JSON.
    static func refined(
        _ named: RecordFormat, _ path: String, _ bytes: Span<UInt8>, atEnd: Bool, roles: RoleNames?
    ) -> RecordFormat {
        switch named {
        case .jsonl:
            let shape = JSONShape(bytes, atEnd: atEnd)
            // In a file of lines each line is a record, even if it breaks off.
            if case .sequence = shape, ending(path) != "json" { return .jsonl }
            return shape == .lines ? .jsonl : .json
        case .text:
            let isLog = ending(path) == "log"
            if !isLog, chatStyle(bytes, roles: roles) != nil { return .chat }
            return isFastText(bytes) ? .fasttext : .text
        default: return named
        }
    }

    /// The format of a source that begins with `bytes`. `live` knows JSON objects and plain lines only.
    static func byContent(
        _ bytes: Span<UInt8>, live: Bool, textField: String?, atEnd: Bool, roles: RoleNames?
    ) -> RecordFormat {
        let start = firstNonBlank(bytes)
        if start == bytes.count { return .text }
        if live { return bytes[start] == .openBrace ? .jsonl : .text }
        if bytes[start] == .openBrace || bytes[start] == .openBracket {
            let shape = JSONShape(bytes, atEnd: atEnd)
            if shape != .lines { return .json }
            if bytes[start] == .openBrace { return .jsonl }
        }
        if isFastText(bytes) { return .fasttext }
        // From the beginning of the first line: a TSV's first name may be empty.
        let lineStart = beginningOfLine(bytes, around: start)
        if let separator = HeaderPlan.separator(of: bytes, from: lineStart, textField: textField) {
            return separator == .tab ? .tsv : .csv
        }
        return chatStyle(bytes, roles: roles) == nil ? .text : .chat
    }

    /// True if more bytes behind `bytes` cannot change what `byContent` says, as far as it is worth waiting.
    static func isSettled(by bytes: Span<UInt8>, live: Bool) -> Bool {
        let start = firstNonBlank(bytes)
        if start == bytes.count { return false }
        if live { return true }
        guard bytes.first(.lineFeed, or: .carriageReturn, from: start) < bytes.count else { return false }
        // Whether one object, or an empty array, is all there is, only the end of the source can tell.
        guard bytes[start] == .openBrace || bytes[start] == .openBracket else { return true }
        return JSONShape(bytes, atEnd: false) == JSONShape(bytes, atEnd: true)
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

    /// True if most of the first lines begin with a label of fastText, the first among them.
    private static func isFastText(_ bytes: Span<UInt8>) -> Bool {
        var labelled = 0
        var all = 0
        forEachLine(of: bytes) { line in
            let start = skipSpace(line, 0)
            let end = start + FastTextLines.mark.count
            let isLabelled = end <= line.count && line.matches(start..<end, FastTextLines.mark)
            if isLabelled { labelled += 1 } else if all == 0 { labelled = -lines }
            all += 1
        }
        return labelled > 0 && labelled * 10 >= all * 8
    }

    /// True if lines end with CR alone, as on old Macs: nowhere in the head is a LF.
    static func endsLinesWithReturns(_ bytes: Span<UInt8>) -> Bool {
        let returned = bytes.first(.carriageReturn, from: 0)
        return returned + 1 < bytes.count && bytes.first(.lineFeed, from: 0) == bytes.count
    }

    /// Calls `body` with the first lines that are not blank; the last is left out where it may be cut off.
    static func forEachLine(of bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        var start = 0
        var count = 0
        while start < bytes.count, count < lines {
            var end = bytes.first(.lineFeed, from: start)
            let next = end + 1
            if end == bytes.count, count > 0, start > 0, bytes.count >= RecordReader.headBytes { return }
            if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
            if !bytes.isBlank(start..<end) {
                count += 1
                body(bytes.extracting(start..<end))
            }
            start = next
        }
    }
}
