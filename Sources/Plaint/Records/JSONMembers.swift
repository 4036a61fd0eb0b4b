/// Finds the top-level members of one valid JSON object: the text, and what must not come out again.
struct JSONMembers: ~Copyable {
    /// The member that Plaint adds, and that it therefore takes out of what it is given.
    static let ownKey = Array("plaint".utf8)

    /// Index of the closing brace.
    private(set) var end = 0
    /// First byte and end of the last member with the text's key; nil without one.
    private(set) var text: Range<Int>?
    /// True if the text is a string with escapes.
    private(set) var textHasEscapes = false
    /// The last member with the time's key; nil without one.
    private(set) var time: Range<Int>?
    /// The last member with the key of the time of collecting; nil without one.
    private(set) var crawl: Range<Int>?
    /// True if there is no member besides Plaint's own.
    private(set) var isEmpty = true
    /// What must not come out: Plaint's own members, each with one comma; ascending.
    private(set) var removed: [Range<Int>] = []

    private var key = ByteBuffer()

    /// Scans `bytes`, valid JSON whose value is an object with its brace at `start`.
    mutating func scan(
        _ bytes: Span<UInt8>, from start: Int, textKey: [UInt8], timeKey: [UInt8]? = nil, crawlKey: [UInt8]? = nil
    ) {
        text = nil
        time = nil
        crawl = nil
        isEmpty = true
        removed.removeAll(keepingCapacity: true)
        var comma: Int?
        var index = skipSpace(bytes, start + 1)
        while bytes[index] != .closeBrace {
            let keyStart = index + 1
            var escaped = false
            let keyEnd = stringEnd(bytes, from: keyStart, escaped: &escaped)
            let valueStart = skipSpace(bytes, skipSpace(bytes, keyEnd + 1) + 1)
            var valueEscaped = false
            let valueEnd = skipValue(bytes, valueStart, escaped: &valueEscaped)

            if isKey(bytes, keyStart..<keyEnd, escaped, textKey) {
                text = valueStart..<valueEnd
                textHasEscapes = valueEscaped
            }
            if let timeKey, isKey(bytes, keyStart..<keyEnd, escaped, timeKey) { time = valueStart..<valueEnd }
            if let crawlKey, isKey(bytes, keyStart..<keyEnd, escaped, crawlKey) { crawl = valueStart..<valueEnd }
            let isOwn = isKey(bytes, keyStart..<keyEnd, escaped, JSONMembers.ownKey)
            // Of the commas, those before a kept member with another kept member somewhere before it must stay.
            if let comma, isOwn || isEmpty { removed.append(comma..<comma + 1) }
            if isOwn { removed.append(index..<valueEnd) } else { isEmpty = false }

            index = skipSpace(bytes, valueEnd)
            guard bytes[index] == .comma else { break }
            comma = index
            index = skipSpace(bytes, index + 1)
        }
        end = index
    }

    /// Takes the value at the end of `path`, keys one inside the other, for the text. Of an array its first element is
    /// taken, or the one whose number is the key. Only after `scan`, for an object without the text's own key.
    mutating func findText(at path: [[UInt8]], of bytes: Span<UInt8>, from start: Int) {
        text = value(at: path, of: bytes, from: start)
        textHasEscapes = text.map { bytes.extracting($0).first(.backslash, from: 0) < $0.count } ?? false
    }

    /// Where the value at the end of `path` is; nil if it is not there.
    mutating func value(at path: [[UInt8]], of bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
        var ignored = false
        var index = start
        for key in path {
            // A key that counts is used up by an array; any other goes into its first element.
            var isUsed = false
            while bytes[index] == .openBracket, !isUsed {
                guard let element = element(of: bytes, at: index, key) else { return nil }
                index = element.start
                isUsed = element.isNumbered
            }
            if isUsed { continue }
            guard bytes[index] == .openBrace, let value = member(of: bytes, at: index, key) else { return nil }
            index = value
        }
        while bytes[index] == .openBracket {
            guard let element = element(of: bytes, at: index, []) else { return nil }
            index = element.start
        }
        return index..<skipValue(bytes, index, escaped: &ignored)
    }

    private func isNumber(_ key: [UInt8]) -> Bool { !key.isEmpty && key.allSatisfy { (0x30...0x39).contains($0) } }

    /// The start of the member's value.
    private mutating func member(of bytes: Span<UInt8>, at start: Int, _ wanted: [UInt8]) -> Int? {
        var index = skipSpace(bytes, start + 1)
        while bytes[index] == .quote {
            var escaped = false
            let keyEnd = stringEnd(bytes, from: index + 1, escaped: &escaped)
            let isWanted = isKey(bytes, index + 1..<keyEnd, escaped, wanted)
            let value = skipSpace(bytes, skipSpace(bytes, keyEnd + 1) + 1)
            if isWanted { return value }
            index = skipSpace(bytes, skipValue(bytes, value, escaped: &escaped))
            if bytes[index] == .comma { index = skipSpace(bytes, index + 1) }
        }
        return nil
    }

    /// The start of the element that the key counts, or of the first.
    private func element(of bytes: Span<UInt8>, at start: Int, _ key: [UInt8]) -> (start: Int, isNumbered: Bool)? {
        let isNumbered = isNumber(key) && key.count < 9
        var left = isNumbered ? key.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
        var ignored = false
        var index = skipSpace(bytes, start + 1)
        while bytes[index] != .closeBracket {
            if left == 0 { return (index, isNumbered) }
            left -= 1
            index = skipSpace(bytes, skipValue(bytes, index, escaped: &ignored))
            if bytes[index] == .comma { index = skipSpace(bytes, index + 1) }
        }
        return nil
    }

    /// Calls `body` with each top-level key, unescaped, and where its value is, in order.
    mutating func forEachMember(of bytes: Span<UInt8>, from start: Int, _ body: (String, Range<Int>) -> Void) {
        var index = skipSpace(bytes, start + 1)
        while bytes[index] == .quote {
            var escaped = false
            let keyEnd = stringEnd(bytes, from: index + 1, escaped: &escaped)
            key.removeAll()
            JSONString.unescape(bytes, index + 1..<keyEnd, into: &key)
            let name = String(decoding: key.bytes, as: UTF8.self)
            let valueStart = skipSpace(bytes, skipSpace(bytes, keyEnd + 1) + 1)
            let valueEnd = skipValue(bytes, valueStart, escaped: &escaped)
            body(name, valueStart..<valueEnd)
            index = skipSpace(bytes, valueEnd)
            if bytes[index] == .comma { index = skipSpace(bytes, index + 1) }
        }
    }

    private mutating func isKey(_ bytes: Span<UInt8>, _ range: Range<Int>, _ escaped: Bool, _ wanted: [UInt8]) -> Bool {
        // Escapes only ever make a key longer.
        if !escaped || range.count < wanted.count { return bytes.matches(range, wanted) }
        key.removeAll()
        JSONString.unescape(bytes, range, into: &key)
        return key.bytes.elementsEqual(wanted)
    }

    /// Index of the closing quote of the string whose inside begins at `start`.
    private func stringEnd(_ bytes: Span<UInt8>, from start: Int, escaped: inout Bool) -> Int {
        var index = bytes.first(.quote, or: .backslash, from: start)
        while bytes[index] == .backslash {
            escaped = true
            index = bytes.first(.quote, or: .backslash, from: index &+ 2)
        }
        return index
    }

    /// Index after the value at `start`. `escaped` is set for a string with escapes.
    private func skipValue(_ bytes: Span<UInt8>, _ start: Int, escaped: inout Bool) -> Int {
        switch bytes[start] {
        case .quote: return stringEnd(bytes, from: start + 1, escaped: &escaped) + 1
        case .openBrace, .openBracket: return skipContainer(bytes, start)
        default:
            var index = start
            while bytes[index] != .comma, bytes[index] != .closeBrace, bytes[index] != .closeBracket,
                !isJSONSpace(bytes[index])
            {
                index &+= 1
            }
            return index
        }
    }

    private func skipContainer(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var ignored = false
        var depth = 1
        var index = start &+ 1
        while true {
            index = bytes.firstBracketOrQuote(from: index)
            switch bytes[index] {
            case .quote: index = stringEnd(bytes, from: index &+ 1, escaped: &ignored)
            case .openBrace, .openBracket: depth &+= 1
            default: depth &-= 1
            }
            index &+= 1
            if depth == 0 { return index }
        }
    }
}
