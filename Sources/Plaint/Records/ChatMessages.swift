/// An exported chat as objects with `time`, `name` and `text`; a message may have several lines.
final class ChatMessages: RecordRewriter {
    private let style: ChatLine.Style
    private let limit: Int
    private var lines: LineAssembly
    private var head: [UInt8] = []
    private var text: [UInt8] = []
    /// Line ends behind the text: they count once another line follows.
    private var lineEnds = 0
    private var isOpen = false

    init(style: ChatLine.Style, maximumRecordBytes: Int) {
        self.style = style
        limit = maximumRecordBytes
        lines = LineAssembly(limit: maximumRecordBytes)
    }

    func rewrite(_ bytes: Span<UInt8>, isLast: Bool, into output: inout ByteBuffer) {
        lines.forEachLine(of: bytes, isLast: isLast) { line in
            let span = line.span
            if let message = ChatLine(span, style: style) {
                flush(into: &output)
                begin(message, span)
            } else if style == .named {
                // A line without a name is a message of its own.
                flush(into: &output)
                if !span.isBlank(0..<span.count) { begin(ChatLine(bare: span), span) }
            } else if isOpen {
                if !text.isEmpty { lineEnds += 1 }
                if !line.isEmpty { append(line) }
            } else if !span.isBlank(0..<span.count) {
                begin(ChatLine(bare: span), span)
            }
        }
        if isLast { flush(into: &output) }
    }

    private func begin(_ message: ChatLine, _ line: Span<UInt8>) {
        isOpen = true
        head.append(.openBrace)
        for (key, range) in [("time", message.time), ("name", message.name)] {
            guard let range else { continue }
            head.append(contentsOf: "\"\(key)\":".utf8)
            JSONText.appendString(line.extracting(range), to: &head)
            head.append(.comma)
        }
        line.extracting(message.text..<line.count).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }

    /// Another line of the message. One byte more than a record may have is enough: then the record is rejected.
    private func append(_ line: UnsafeBufferPointer<UInt8>) {
        let room = max(0, limit + 1 - text.count)
        text.append(contentsOf: repeatElement(.lineFeed, count: min(lineEnds, room)))
        lineEnds = 0
        text.append(contentsOf: line.prefix(max(0, limit + 1 - text.count)))
    }

    private func flush(into output: inout ByteBuffer) {
        guard isOpen else { return }
        head.append(contentsOf: "\"text\":".utf8)
        JSONText.appendString(text.span, to: &head)
        head.append(.closeBrace)
        head.append(.lineFeed)
        head.withUnsafeBufferPointer { output.append($0) }
        head.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        lineEnds = 0
        isOpen = false
    }
}
