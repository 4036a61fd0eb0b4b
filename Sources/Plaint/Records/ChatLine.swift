/// A line of a chat taken apart: when, who, and what was said. The same parser for exported chats, whose style the head of
/// the file shows, and for lines that come one by one.
struct ChatLine {
    /// How an export writes its messages.
    enum Style: String, Sendable {
        /// `[2026/7/9 02:28:09] Alice: Hey`, `8/8/19, 1:25 PM - A: Hi`: a time, a name, the text.
        case stamped
        /// `[21:15] Ann: hi`: a time of day in brackets, a name, the text.
        case timed
        /// `2024-01-02 12:00:00 昵称` or `昵称 2024-01-02 12:00:00`, and the text in the lines below.
        case headed
        /// `name: text`.
        case named
    }

    private(set) var time: Range<Int>?
    private(set) var name: Range<Int>?
    /// Where the text begins.
    private(set) var text = 0
    /// The line only says who speaks in the lines below.
    private(set) var isHeader = false

    /// Bytes of a name behind a time that nothing marks: a longer one is rather what was said.
    private static let longestHeaderName = 30

    /// What begins a message in `line`, or nil if the line goes on with the one before.
    init?(_ line: Span<UInt8>, style: Style) {
        let start = ChatBytes.skipInvisible(line, 0)
        let isOne =
            switch style {
            case .stamped: takeStamp(line, start, needsDate: true) && takeName(line, mayBePunctuated: true)
            case .timed:
                start < line.count && line[start] == .openBracket && takeStamp(line, start, needsDate: false)
                    && takeName(line, mayBePunctuated: true) && name != nil
            case .headed: takeHeader(line, start, mayBeginWithTime: true)
            case .named: takeName(line, from: start)
            }
        if !isOne { return nil }
    }

    /// What a line of a transcript says whose style is not known: all of it is text if it has neither time nor name.
    ///
    /// `客服: 您好`, `[21:15] Ann: hi`, `12/31/23, 9:15 PM - Ann: hi`, `2026-01-14 21:15:03 小李：在`, `Ann (21:15): hi`, and
    /// WeChat's header lines `小李 2026/1/14 21:15`.
    init(transcript line: Span<UInt8>) {
        let start = ChatBytes.skipInvisible(line, 0)
        if takeTimeFirstHeader(line, start), isName(line) { return }
        (time, name, text, isHeader) = (nil, nil, 0, false)
        if takeStamp(line, start, needsDate: false) {
            _ = takeName(line, mayBePunctuated: false)
            // A time of day alone is a word of the sentence: 9:30 下的单.
            let isStamp = name != nil || start < line.count && line[start] == .openBracket
            if !isStamp, ChatBytes.timeEnd(line, start, needsDate: true) == nil { (time, text) = (nil, 0) }
        } else if takeName(line, from: start) {
            takeTimeFromName(line)
        } else if !takeHeader(line, start, mayBeginWithTime: false) {
            text = 0
        }
    }

    /// A line that says neither who speaks nor when.
    init(bare line: Span<UInt8>) {}

    /// The time at the beginning, in brackets or before a dash, a colon or a name.
    private mutating func takeStamp(_ line: Span<UInt8>, _ start: Int, needsDate: Bool) -> Bool {
        var index = start
        let isBracketed = index < line.count && line[index] == .openBracket
        if isBracketed { index += 1 }
        guard let end = ChatBytes.timeEnd(line, index, needsDate: needsDate) else { return false }
        let stamp = index..<end
        index = end
        if isBracketed {
            guard index < line.count, line[index] == .closeBracket else { return false }
            index += 1
        } else {
            index = ChatBytes.skipInvisible(line, index)
            let isMarked = index < line.count && (line[index] == UInt8(ascii: "-") || line[index] == .colon)
            guard isMarked || !needsDate, isMarked || index > end else { return false }
            if isMarked { index += 1 }
        }
        time = stamp
        text = ChatBytes.skipInvisible(line, index)
        return true
    }

    /// A name behind the time, if there is one.
    private mutating func takeName(_ line: Span<UInt8>, mayBePunctuated: Bool) -> Bool {
        if let colon = ChatBytes.nameEnd(line, text, mayBePunctuated: mayBePunctuated) {
            name = text..<colon.end
            text = ChatBytes.skipInvisible(line, colon.next)
        }
        return true
    }

    private mutating func takeName(_ line: Span<UInt8>, from start: Int) -> Bool {
        guard let colon = ChatBytes.nameEnd(line, start, mayBePunctuated: false) else { return false }
        name = start..<colon.end
        text = ChatBytes.skipInvisible(line, colon.next)
        return true
    }

    /// `Ann (21:15): hi`, `小李 2026/1/14 21:15: 在`.
    private mutating func takeTimeFromName(_ line: Span<UInt8>) {
        guard let whole = name else { return }
        for index in whole.dropFirst() where line[index - 1] == .space || line[index - 1] == UInt8(ascii: "(") {
            guard let end = ChatBytes.timeEnd(line, index, needsDate: false), end >= whole.upperBound - 1 else {
                continue
            }
            time = index..<end
            name = whole.lowerBound..<trimmed(line, whole.lowerBound, index)
            return
        }
    }

    private mutating func takeHeader(_ line: Span<UInt8>, _ start: Int, mayBeginWithTime: Bool) -> Bool {
        if mayBeginWithTime, takeTimeFirstHeader(line, start) { return true }
        // The time at the end: a date has at least eight characters, with the time of day at most nineteen.
        guard line.count - start <= ChatBytes.longestName + 24, start < line.count else { return false }
        for index in start + 1..<max(start + 1, line.count) where line[index - 1] == .space || line[index - 1] == .tab {
            guard let end = ChatBytes.timeEnd(line, index, needsDate: mayBeginWithTime),
                ChatBytes.skipInvisible(line, end) == line.count
            else { continue }
            let nameEnd = trimmed(line, start, index)
            guard nameEnd > start, nameEnd - start <= ChatBytes.longestName else { return false }
            set(name: start..<nameEnd, time: index..<end, line)
            return true
        }
        return false
    }

    /// `2024-01-02 12:00:00 昵称`
    private mutating func takeTimeFirstHeader(_ line: Span<UInt8>, _ start: Int) -> Bool {
        guard let end = ChatBytes.timeEnd(line, start, needsDate: true), end < line.count, line[end] == .space,
            line.count - end <= ChatBytes.longestName
        else { return false }
        set(name: ChatBytes.skipInvisible(line, end)..<line.count, time: start..<end, line)
        return true
    }

    /// Whether the name of a header can be one, where nothing else shows that the line is a header: no dash that a message
    /// follows, no colon, none of a sentence's marks, and at most three words.
    private func isName(_ line: Span<UInt8>) -> Bool {
        guard let name, !name.isEmpty, name.count <= Self.longestHeaderName else { return false }
        var spaces = 0
        for index in name {
            if line[index] == .space { spaces += 1 }
            if ChatBytes.isPunctuation(line, index) { return false }
        }
        return spaces <= 2 && line[name.lowerBound] != UInt8(ascii: "-")
    }

    private mutating func set(name: Range<Int>, time: Range<Int>, _ line: Span<UInt8>) {
        self.name = name
        self.time = time
        text = line.count
        isHeader = true
    }

    /// The end of a name that a time follows: without spaces and an opening bracket.
    private func trimmed(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, line[end - 1] == .space || line[end - 1] == .tab || line[end - 1] == UInt8(ascii: "(") {
            end -= 1
        }
        return end
    }
}
