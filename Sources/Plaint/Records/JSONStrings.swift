/// Walks over the strings of valid JSON without taking it apart.
enum JSONStrings {
    /// Calls `body` with the inside of each top-level key and with the value, for the object that `bytes` begin with
    /// (after white space).
    static func forEachMember(of bytes: Span<UInt8>, _ body: (Range<Int>, Range<Int>) -> Void) {
        var index = skipSpace(bytes, skipSpace(bytes, 0) + 1)
        while index < bytes.count, bytes[index] == .quote {
            let keyEnd = end(ofString: index, in: bytes)
            let valueStart = skipSpace(bytes, skipSpace(bytes, keyEnd + 1) + 1)
            let valueEnd = end(ofValue: valueStart, in: bytes)
            body(index + 1..<keyEnd, valueStart..<valueEnd)
            index = skipSpace(bytes, valueEnd)
            if index < bytes.count, bytes[index] == .comma { index = skipSpace(bytes, index + 1) }
        }
    }

    /// Index of the closing quote of the string whose opening quote stands at `start`; `count` if it does not close.
    static func end(ofString start: Int, in bytes: Span<UInt8>) -> Int {
        var index = bytes.first(.quote, or: .backslash, from: start + 1)
        while index < bytes.count, bytes[index] == .backslash {
            index = bytes.first(.quote, or: .backslash, from: min(index &+ 2, bytes.count))
        }
        return index
    }

    /// Index after the value at `start`.
    private static func end(ofValue start: Int, in bytes: Span<UInt8>) -> Int {
        guard start < bytes.count else { return bytes.count }
        if bytes[start] == .quote { return min(end(ofString: start, in: bytes) + 1, bytes.count) }
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case .quote: index = end(ofString: index, in: bytes)
            case .openBrace, .openBracket: depth += 1
            case .closeBrace, .closeBracket:
                if depth == 0 { return index }
                depth -= 1
                if depth == 0 { return index + 1 }
            case .comma where depth == 0: return index
            case let byte where depth == 0 && isJSONSpace(byte): return index
            default: break
            }
            index += 1
        }
        return bytes.count
    }
}
