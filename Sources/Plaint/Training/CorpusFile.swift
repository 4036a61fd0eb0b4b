import Glibc

/// How a file of labelled records is written.
enum CorpusFile: Equatable {
    /// What `RecordReader` reads: JSON Lines, CSV, TSV.
    case records
    /// One JSON array of objects (Label Studio, or any list of records).
    case array
    /// fastText: `__label__speed __label__service the text`.
    case fastText

    static let fastTextMark = "__label__"

    /// By the first bytes of a file; anything else than a file on a disk is read as records.
    static func kind(of path: String) -> CorpusFile {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .records }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .records }
        var head = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(descriptor, &head, head.count)
        guard count > 0 else { return .records }
        var bytes = head[..<count]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        bytes = bytes.drop(while: { isJSONSpace($0) })
        if bytes.first == .openBracket { return .array }
        return bytes.starts(with: Array(fastTextMark.utf8)) ? .fastText : .records
    }

    /// Labels and text of a line of fastText's; `nil` if it has no label.
    static func splitFastText(_ line: String) -> (labels: [String], text: String)? {
        var labels: [String] = []
        var rest = line[...]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard rest.hasPrefix(fastTextMark) else { break }
            let word = rest.prefix { $0 != " " && $0 != "\t" }
            labels.append(String(word.dropFirst(fastTextMark.count)))
            rest = rest[word.endIndex...]
        }
        return labels.isEmpty ? nil : (labels, String(rest))
    }
}

/// The elements of a JSON array in a file, one after another.
struct JSONArrayFile {
    /// Calls `body` with each element and its number, from 1 on: exports are often a single line. Throws if the file cannot
    /// be read, or is no JSON.
    static func forEach(_ path: String, _ body: (Span<UInt8>, Int) -> Void) throws {
        let file = try FileBytes(path: path)
        try withExtendedLifetime(file) {
            var buffer = file.buffer
            if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer = UnsafeBufferPointer(rebasing: buffer[3...]) }
            guard JSONValidator.isUTF8(buffer) else {
                throw CorpusError(description: "\(path): the file is not UTF-8: save it as UTF-8")
            }
            let bytes = buffer.span
            var checker = JSONChecker()
            if let fault = checker.fault(in: bytes) {
                let line = 1 + bytes.lineFeeds(in: 0..<min(fault.byte, bytes.count))
                throw CorpusError(
                    description: "\(path):\(line): \(fault.kind.description); the file must be one JSON array")
            }
            forEachElement(bytes, body)
        }
    }

    /// `bytes` are a valid array: only strings and brackets need a look.
    private static func forEachElement(_ bytes: Span<UInt8>, _ body: (Span<UInt8>, Int) -> Void) {
        var number = 0
        var depth = 0
        var start: Int?
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if start == nil, depth == 1, byte != .comma, byte != .closeBracket, !isJSONSpace(byte) {
                start = index
                number += 1
            }
            switch byte {
            case .openBracket, .openBrace: depth += 1
            case .quote:
                index += 1
                while bytes[index] != .quote { index += bytes[index] == .backslash ? 2 : 1 }
            case .closeBracket, .closeBrace, .comma:
                if depth == 1, let begun = start {
                    body(bytes.extracting(begun..<index), number)
                    start = nil
                }
                if byte != .comma { depth -= 1 }
            default: break
            }
            index += 1
        }
    }
}
