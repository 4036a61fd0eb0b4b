@testable import Plaint

/// A plain, slow reading of CSV and TSV rows, for comparison in tests.
struct ReferenceRows {
    enum Row: Equatable {
        case fields([String])
        case blank
        case oversized
        case unterminated(byte: Int, line: Int)
    }

    struct Found: Equatable {
        var row: Row
        var line: Int
        var offset: Int
    }

    let bytes: [UInt8]
    let separator: UInt8
    let limit: Int
    private var index: Int
    private var line: Int

    /// All rows of `bytes` from `start` on, which is in line `line`.
    static func rows(of bytes: [UInt8], from start: Int, line: Int, separator: UInt8, limit: Int) -> [Found] {
        var reader = ReferenceRows(bytes: bytes, separator: separator, limit: limit, index: start, line: line)
        var found: [Found] = []
        while reader.index < bytes.count {
            let (line, offset) = (reader.line, reader.index)
            found.append(Found(row: reader.row(), line: line, offset: offset))
        }
        return found
    }

    private mutating func row() -> Row {
        let start = index
        let startLine = line
        var fields: [[UInt8]] = []
        var at = start
        while true {
            var field: [UInt8] = []
            if at < bytes.count, bytes[at] == .quote {
                let isLate = at - start >= limit
                if let close = closingQuote(from: at), close - (isLate ? at : start) < limit {
                    field = unquoted(at + 1..<close)
                    at = close + 1
                } else if !isLate {
                    return unterminated(quote: at, start: start, line: startLine)
                }
            }
            while at < bytes.count, bytes[at] != separator, !isLineEnd(at) {
                field.append(bytes[at])
                at += 1
            }
            fields.append(field)
            guard at < bytes.count, bytes[at] == separator else { break }
            at += 1
        }
        let end = at
        move(to: afterLineEnd(at))
        if end - start > limit { return .oversized }
        let isBlank = bytes[start..<end].allSatisfy { $0 == .space || $0 == .tab } && fields.count == 1
        return isBlank ? .blank : .fields(fields.map { String(decoding: $0, as: UTF8.self) })
    }

    private mutating func unterminated(quote: Int, start: Int, line: Int) -> Row {
        move(to: quote)
        let quoteLine = self.line
        var at = quote
        while at < bytes.count, !isLineEnd(at) { at += 1 }
        move(to: afterLineEnd(at))
        return .unterminated(byte: quote - start, line: quoteLine)
    }

    private func closingQuote(from open: Int) -> Int? {
        var at = open + 1
        while at < bytes.count {
            if bytes[at] == .quote {
                guard at + 1 < bytes.count, bytes[at + 1] == .quote else { return at }
                at += 1
            }
            at += 1
        }
        return nil
    }

    private func unquoted(_ range: Range<Int>) -> [UInt8] {
        var field: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
            field.append(bytes[at])
            at += bytes[at] == .quote ? 2 : 1
        }
        return field
    }

    private func isLineEnd(_ at: Int) -> Bool { bytes[at] == .lineFeed || bytes[at] == .carriageReturn }

    private func afterLineEnd(_ at: Int) -> Int {
        if at >= bytes.count { return at }
        return at + (bytes[at] == .carriageReturn && at + 1 < bytes.count && bytes[at + 1] == .lineFeed ? 2 : 1)
    }

    /// Goes to `end`, counting line ends.
    private mutating func move(to end: Int) {
        while index < end {
            if isLineEnd(index) {
                line += 1
                if bytes[index] == .carriageReturn, index + 1 < end, bytes[index + 1] == .lineFeed { index += 1 }
            }
            index += 1
        }
    }
}
