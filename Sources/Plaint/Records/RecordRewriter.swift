/// Writes records that are no lines as JSON Lines, while they arrive.
protocol RecordRewriter: AnyObject {
    /// Takes the next bytes of the source and appends what is finished.
    func rewrite(_ bytes: Span<UInt8>, isLast: Bool, into output: inout ByteBuffer)
}

/// The elements of a JSON array, or JSON objects one behind the other, each in a line. Bytes stay in their places: line ends
/// inside an element become spaces, and what stands between elements becomes spaces and one LF.
final class JSONElements: RecordRewriter {
    /// Open brackets around an element: 1 in an array, 0 in a sequence.
    private let base: Int
    private var depth = 0
    private var isString = false
    private var isEscaped = false
    private var hasElement = false
    /// White space before an element, written only if one comes, or if it gets long.
    private var spaces = 0
    private static let mostSpaces = 64 << 10
    /// A record of its own behind an array that does not close. An element may look the same only if it is cut off itself.
    static let notClosed: UInt8 = .openBracket
    /// True behind the array inside an object: what follows are no records.
    private var isOver = false
    private let stopsBehindArray: Bool

    /// - Parameters:
    ///   - inArray: elements of an array; else values one behind the other.
    ///   - isInside: the array is a member of an object, and the source begins with its bracket.
    init(inArray: Bool, isInside: Bool = false) {
        base = inArray ? 1 : 0
        stopsBehindArray = isInside
    }

    func rewrite(_ bytes: Span<UInt8>, isLast: Bool, into output: inout ByteBuffer) {
        output.reserve(output.count + bytes.count + 1)
        var index = 0
        while index < bytes.count, !isOver {
            if isString {
                index = rewriteString(bytes, index, into: &output)
            } else {
                rewriteByte(bytes[index], into: &output)
                index += 1
            }
        }
        guard isLast else { return }
        // An element that is cut off is rejected itself. Between elements nothing else shows that there should be more.
        let isOpen = base == 1 && depth == base && !isString && !isOver
        if hasElement { endElement(into: &output) }
        if isOpen {
            output.append(Self.notClosed)
            output.append(.lineFeed)
        }
    }

    /// Copies up to the closing quote, or the end of `bytes`.
    private func rewriteString(_ bytes: Span<UInt8>, _ start: Int, into output: inout ByteBuffer) -> Int {
        if isEscaped {
            isEscaped = false
            output.append(bytes[start] == .lineFeed ? .carriageReturn : bytes[start])
            return start + 1
        }
        let end = bytes.first(.quote, or: .backslash, or: .lineFeed, from: start)
        output.append(bytes, start..<end)
        guard end < bytes.count else { return end }
        switch bytes[end] {
        case .quote:
            isString = false
            output.append(.quote)
        case .backslash:
            isEscaped = true
            output.append(.backslash)
        default:
            // No JSON has it here. A CR is as wrong, so the record is rejected, but it does not end the line.
            output.append(.carriageReturn)
        }
        return end + 1
    }

    private func rewriteByte(_ byte: UInt8, into output: inout ByteBuffer) {
        switch byte {
        case .quote:
            isString = true
            append(byte, to: &output)
        case .openBrace, .openBracket:
            depth += 1
            if depth > base { append(byte, to: &output) } else { spaces += 1 }
        case .closeBrace, .closeBracket:
            close(byte, into: &output)
        case .comma where depth == base && base == 1:
            // With nothing before it, it is rejected as a record of its own.
            if !hasElement { append(byte, to: &output) }
            endElement(into: &output)
        case .lineFeed, .carriageReturn, .space, .tab:
            if hasElement { output.append(byte == .tab ? byte : .space) } else { spaces += 1 }
            if spaces == Self.mostSpaces { appendSpaces(to: &output) }
        default: append(byte, to: &output)
        }
    }

    /// Appends a byte of an element, and the white space before its first.
    private func append(_ byte: UInt8, to output: inout ByteBuffer) {
        appendSpaces(to: &output)
        hasElement = true
        output.append(byte)
    }

    private func appendSpaces(to output: inout ByteBuffer) {
        while spaces > 0 {
            output.append(.space)
            spaces -= 1
        }
    }

    private func endElement(into output: inout ByteBuffer) {
        output.append(.lineFeed)
        hasElement = false
    }

    private func close(_ byte: UInt8, into output: inout ByteBuffer) {
        depth = max(0, depth - 1)
        if depth >= base {
            append(byte, to: &output)
            if depth == 0 { endElement(into: &output) }
        } else {
            if hasElement { endElement(into: &output) } else { spaces += 1 }
            isOver = stopsBehindArray
        }
    }
}

/// Lines of fastText, `__label__bad __label__slow it never came`, as objects with `label` and `text`.
final class FastTextLines: RecordRewriter {
    static let mark = Array("__label__".utf8)
    private var lines: LineAssembly

    init(maximumRecordBytes: Int) { lines = LineAssembly(limit: maximumRecordBytes) }

    func rewrite(_ bytes: Span<UInt8>, isLast: Bool, into output: inout ByteBuffer) {
        lines.forEachLine(of: bytes, isLast: isLast) { line in
            var written: [UInt8] = []
            Self.append(line.span, to: &written)
            written.withUnsafeBufferPointer { output.append($0) }
        }
    }

    private static func append(_ line: Span<UInt8>, to output: inout [UInt8]) {
        if line.isBlank(0..<line.count) {
            output.append(.lineFeed)
            return
        }
        output.append(contentsOf: #"{"label":["#.utf8)
        var start = skipSpace(line, 0)
        var isFirst = true
        while start + mark.count <= line.count, line.matches(start..<start + mark.count, mark) {
            let end = min(line.first(.space, or: .tab, from: start), line.count)
            if !isFirst { output.append(.comma) }
            isFirst = false
            JSONText.appendString(line.extracting(start + mark.count..<end), to: &output)
            start = skipSpace(line, end)
        }
        output.append(contentsOf: #"],"text":"#.utf8)
        // Malformed UTF-8 stays; it is replaced, and counted, when the record is read.
        JSONText.appendString(line.extracting(start..<line.count), to: &output)
        output.append(.closeBrace)
        output.append(.lineFeed)
    }
}

/// Lines that end with CR, with LF instead. Bytes stay in their places.
final class ReturnLines: RecordRewriter {
    func rewrite(_ bytes: Span<UInt8>, isLast: Bool, into output: inout ByteBuffer) {
        var start = 0
        while start < bytes.count {
            let end = bytes.first(.carriageReturn, from: start)
            output.append(bytes, start..<end)
            if end < bytes.count { output.append(.lineFeed) }
            start = end + 1
        }
    }
}

/// Whole lines from bytes that arrive piece by piece, without their line ends (LF or CRLF).
struct LineAssembly {
    /// Bytes of a line that are kept: one more than a record may have, so that a longer one is still rejected.
    private let limit: Int
    private var rest: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    mutating func forEachLine(
        of bytes: Span<UInt8>, isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var start = 0
        while start < bytes.count {
            let end = bytes.first(.lineFeed, from: start)
            let kept = min(end - start, max(0, limit + 1 - rest.count))
            bytes.extracting(start..<start + kept).withUnsafeBufferPointer { rest.append(contentsOf: $0) }
            start = end + 1
            if end < bytes.count { give(body) }
        }
        if isLast, !rest.isEmpty { give(body) }
    }

    private mutating func give(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if rest.last == .carriageReturn { rest.removeLast() }
        rest.withUnsafeBufferPointer(body)
        rest.removeAll(keepingCapacity: true)
    }
}
