/// The first line of a message in an exported chat.
struct ChatLine {
    /// How an export writes its messages.
    enum Style: String, Sendable {
        /// `[2026/7/9 02:28:09] Alice: Hey`, `8/8/19, 1:25 PM - A: Hi`: a time, a name, the text.
        case stamped
        /// `2024-01-02 12:00:00 昵称` or `昵称 2024-01-02 12:00:00`, and the text in the lines below.
        case headed
        /// `name: text`.
        case named
    }

    var time: Range<Int>?
    var name: Range<Int>?
    /// Where the text begins.
    var text: Int

    /// Characters (bytes of UTF-8) that a name may have.
    private static let longestName = 60

    /// What begins a message in `line`, or nil if the line goes on with the one before.
    init?(_ line: Span<UInt8>, style: Style) {
        let start = ChatLine.skipInvisible(line, 0)
        switch style {
        case .stamped: self.init(stamped: line, start)
        case .headed: self.init(headed: line, start)
        case .named: self.init(named: line, start)
        }
    }

    private init?(stamped line: Span<UInt8>, _ start: Int) {
        var index = start
        let isBracketed = index < line.count && line[index] == .openBracket
        if isBracketed { index += 1 }
        guard let end = ChatLine.timeEnd(line, index) else { return nil }
        time = index..<end
        index = end
        if isBracketed {
            guard index < line.count, line[index] == .closeBracket else { return nil }
            index = ChatLine.skipInvisible(line, index + 1)
        } else {
            index = ChatLine.skipInvisible(line, index)
            guard index < line.count, line[index] == UInt8(ascii: "-") || line[index] == .colon else { return nil }
            index = ChatLine.skipInvisible(line, index + 1)
        }
        text = index
        if let colon = ChatLine.nameEnd(line, index) {
            name = index..<colon.end
            text = ChatLine.skipInvisible(line, colon.next)
        }
    }

    private init?(headed line: Span<UInt8>, _ start: Int) {
        text = line.count
        if let end = ChatLine.timeEnd(line, start), end < line.count, line[end] == .space,
            line.count - end <= ChatLine.longestName
        {
            time = start..<end
            name = ChatLine.skipInvisible(line, end)..<line.count
            return
        }
        // The time at the end: a date has at least eight characters, with the time of day at most nineteen.
        guard line.count - start <= ChatLine.longestName + 20 else { return nil }
        var index = start + 1
        while index < line.count {
            if line[index - 1] == .space, let end = ChatLine.timeEnd(line, index), end == line.count {
                var nameEnd = index
                while nameEnd > start, line[nameEnd - 1] == .space { nameEnd -= 1 }
                name = start..<nameEnd
                time = index..<end
                return
            }
            index += 1
        }
        return nil
    }

    private init?(named line: Span<UInt8>, _ start: Int) {
        guard let colon = ChatLine.nameEnd(line, start) else { return nil }
        name = start..<colon.end
        text = ChatLine.skipInvisible(line, colon.next)
    }

    /// Where a name ends, and what follows its colon (ASCII or full-width).
    private static func nameEnd(_ line: Span<UInt8>, _ start: Int) -> (end: Int, next: Int)? {
        var index = start
        while index < line.count, index - start <= longestName {
            if line[index] == .colon {
                // No address is a name, and no time is.
                let isURL = index + 2 < line.count && line[index + 1] == UInt8(ascii: "/")
                return index > start && !isURL ? (index, index + 1) : nil
            }
            if line[index] == 0xEF, index + 2 < line.count, line[index + 1] == 0xBC, line[index + 2] == 0x9A {
                return index > start ? (index, index + 3) : nil
            }
            index += 1
        }
        return nil
    }

    /// Where a date with a time of day ends that begins at `start`; nil if none does.
    private static func timeEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        var numbers = 0
        var colons = 0
        var separators = 0
        while index < line.count {
            let byte = line[index]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                let isFirst = index == start || !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[index - 1])
                if isFirst { numbers += 1 }
                index += 1
            } else if byte == .colon, index + 1 < line.count, line[index + 1] >= UInt8(ascii: "0"),
                line[index + 1] <= UInt8(ascii: "9"), numbers >= 4
            {
                colons += 1
                index += 1
            } else if numbers < 3, byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
                separators += 1
                index += 1
            } else if numbers == 3, colons == 0, let next = gapEnd(line, index) {
                index = next
            } else {
                break
            }
        }
        guard numbers >= 5, numbers <= 6, colons >= 1, separators == 2 else { return nil }
        return halfDayEnd(line, index) ?? index
    }

    /// What may stand between the date and the time of day: a comma, spaces, 上午 and the like.
    private static func gapEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        if index < line.count, line[index] == .comma { index += 1 }
        index = skipInvisible(line, index)
        if let end = halfDayEnd(line, index) { index = skipInvisible(line, end) }
        return index > start ? index : nil
    }

    private static let halfDays = ["am", "pm", "a.m.", "p.m.", "上午", "下午", "午前", "午後", "凌晨", "早上", "中午", "晚上"].map {
        Array($0.utf8)
    }

    /// Where a word for a half of the day ends, with the space before it.
    private static func halfDayEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        let index = skipInvisible(line, start)
        for word in halfDays where index + word.count <= line.count {
            let matches = word.indices.allSatisfy {
                let byte = line[index + $0]
                return byte == word[$0] || ((0x41...0x5A).contains(byte) && byte | 0x20 == word[$0])
            }
            if matches { return index + word.count }
        }
        return nil
    }

    /// Past spaces of all widths that exports use, and marks of direction.
    static func skipInvisible(_ line: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < line.count {
            if line[index] == .space || line[index] == .tab {
                index += 1
                continue
            }
            // U+200E, U+200F, U+2009, U+202F, U+00A0, U+FEFF
            let isWide =
                index + 2 < line.count
                && ((line[index] == 0xE2 && line[index + 1] == 0x80
                    && [0x8E, 0x8F, 0x89, 0xAF].contains(line[index + 2]))
                    || (line[index] == 0xEF && line[index + 1] == 0xBB && line[index + 2] == 0xBF))
            if isWide {
                index += 3
            } else if index + 1 < line.count, line[index] == 0xC2, line[index + 1] == 0xA0 {
                index += 2
            } else {
                break
            }
        }
        return index
    }
}

/// An exported chat as objects with `time`, `name` and `text`; a message may have several lines.
final class ChatMessages: RecordRewriter {
    private let style: ChatLine.Style
    private let limit: Int
    private var lines: LineAssembly
    private var head: [UInt8] = []
    private var text: [UInt8] = []
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
                if !text.isEmpty { text.append(.lineFeed) }
                text.append(contentsOf: line.prefix(max(0, limit + 1 - text.count)))
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

    private func flush(into output: inout ByteBuffer) {
        guard isOpen else { return }
        while text.last == .lineFeed { text.removeLast() }
        head.append(contentsOf: "\"text\":".utf8)
        JSONText.appendString(text.span, to: &head)
        head.append(.closeBrace)
        head.append(.lineFeed)
        head.withUnsafeBufferPointer { output.append($0) }
        head.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        isOpen = false
    }
}

extension ChatLine {
    /// A line that belongs to no message that was seen.
    fileprivate init(bare line: Span<UInt8>) {
        text = 0
        time = nil
        name = nil
    }
}
