/// How the objects of a JSON source stand in it.
enum JSONShape: Equatable {
    /// One a line.
    case lines
    /// Elements of an array that begins at `start`.
    case array(start: Int)
    /// Elements of an array inside an object, under `key`, or at the end of a way of keys: `results.tickets`.
    case member(start: Int, key: String)
    /// One behind the other, over several lines.
    case sequence

    /// Keys under which exports keep their records.
    private static let usualKeys: Set<String> = [
        "tickets", "results", "data", "conversations", "reviews", "comments", "items", "records", "rows", "messages",
        "feedback", "responses", "list", "entries", "posts", "tweets",
    ]

    /// Keys that may lead to the records, one inside the other.
    private static let mostKeys = 3
    /// Letters from which on a string may be the text of a record, as where a text is chosen by content from few rows.
    private static let textLetters = 12

    /// Judges the head of a source. `atEnd`: it is the whole.
    init(_ bytes: Span<UInt8>, atEnd: Bool) {
        let start = skipSpace(bytes, 0)
        self = .lines
        guard start < bytes.count else { return }
        if bytes[start] == .openBracket {
            let next = skipSpace(bytes, start + 1)
            guard next < bytes.count else { return }
            let isEmpty = bytes[next] == .closeBracket && atEnd && skipSpace(bytes, next + 1) == bytes.count
            // An array of texts is no record, and a line that begins so may be broken.
            if isEmpty || bytes[next] == .openBrace { self = .array(start: start) }
            return
        }
        guard bytes[start] == .openBrace, let outline = Outline(bytes, from: start) else { return }
        let isOverLines = bytes.first(.lineFeed, from: start) < min(outline.end ?? bytes.count, bytes.count)
        if let end = outline.end {
            let isAlone = atEnd && skipSpace(bytes, end) == bytes.count
            let array = outline.array ?? outline.deepArray ?? outline.emptyArray
            if isAlone, let array { self = array } else if isOverLines { self = .sequence }
        } else if let array = outline.array ?? outline.deepArray {
            self = array
        } else if isOverLines {
            self = .sequence
        }
    }

    /// The members of an object, as far as its bytes are there.
    private struct Outline {
        /// Index after the closing brace; nil if it is not there.
        private(set) var end: Int?
        /// The first member that looks like the records, unless the object has a text of its own.
        private(set) var array: JSONShape?
        /// The same with nothing in it, unless a text stands beside it: an export of no records.
        private(set) var emptyArray: JSONShape?
        /// The first inside one of its objects. A record has such objects too, so no text may stand in any of them.
        private(set) var deepArray: JSONShape?
        /// It or an object in it has what may be the text of a record.
        private var hasText = false

        /// nil if the bytes are no JSON object. `way`: the keys that lead to it.
        init?(_ bytes: Span<UInt8>, from start: Int, at way: [String] = []) {
            var names: [String] = []
            var hasWords = false
            var index = skipSpace(bytes, start + 1)
            while index < bytes.count, bytes[index] != .closeBrace {
                guard bytes[index] == .quote else { return nil }
                guard let keyEnd = Self.stringEnd(bytes, index) else { break }
                let key = bytes.extracting(index + 1..<keyEnd - 1).withUnsafeBufferPointer {
                    String(decoding: $0, as: UTF8.self)
                }
                index = skipSpace(bytes, keyEnd)
                guard index < bytes.count else { break }
                guard bytes[index] == .colon else { return nil }
                index = skipSpace(bytes, index + 1)
                guard index < bytes.count else { break }
                if bytes[index] == .quote { names.append(key) }
                noteArray(of: bytes, at: index, way + [key])
                if bytes[index] == .openBrace, way.count + 1 < JSONShape.mostKeys {
                    noteObject(Outline(bytes, from: index, at: way + [key]))
                }
                guard let next = Self.valueEnd(bytes, index) else { break }
                if bytes[index] == .quote {
                    let letters = Self.letters(bytes, index + 1..<next - 1)
                    if letters > 0 { hasWords = true }
                    if letters >= JSONShape.textLetters { hasText = true }
                }
                index = skipSpace(bytes, next)
                guard index < bytes.count else { break }
                guard bytes[index] == .comma || bytes[index] == .closeBrace else { return nil }
                if bytes[index] == .comma { index = skipSpace(bytes, index + 1) }
            }
            if index < bytes.count, bytes[index] == .closeBrace { end = index + 1 }
            let isRecord = TextField.choose(among: names) != nil || names.contains("reviewId")
            if isRecord { array = nil }
            if isRecord || hasWords { emptyArray = nil }
            if isRecord { hasText = true }
            if hasText { deepArray = nil }
        }

        /// Remembers what an object in it has. The first is taken, as of the arrays.
        private mutating func noteObject(_ object: Outline?) {
            guard let object else { return }
            if object.hasText { hasText = true }
            deepArray = deepArray ?? object.array ?? object.deepArray
        }

        /// Remembers the first array under a usual key, if objects are in it, or nothing.
        private mutating func noteArray(of bytes: Span<UInt8>, at index: Int, _ way: [String]) {
            guard bytes[index] == .openBracket, array == nil, JSONShape.usualKeys.contains(way[way.count - 1]) else {
                return
            }
            let first = skipSpace(bytes, index + 1)
            guard first < bytes.count else { return }
            let key = way.joined(separator: ".")
            if bytes[first] == .openBrace { array = .member(start: index, key: key) }
            if bytes[first] == .closeBracket, emptyArray == nil { emptyArray = .member(start: index, key: key) }
        }

        /// Letters of a string that may be words.
        private static func letters(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
            bytes.extracting(range).withUnsafeBufferPointer {
                ColumnContent.weight(of: String(decoding: $0, as: UTF8.self))
            }
        }

        /// Index after the string that begins at `start`; nil if it does not end.
        private static func stringEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
            var index = bytes.first(.quote, or: .backslash, from: start + 1)
            while index < bytes.count, bytes[index] == .backslash {
                index = bytes.first(.quote, or: .backslash, from: index + 2)
            }
            return index < bytes.count ? index + 1 : nil
        }

        private static func valueEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
            if bytes[start] == .quote { return stringEnd(bytes, start) }
            var index = start
            if bytes[start] == .openBrace || bytes[start] == .openBracket {
                var depth = 0
                while true {
                    index = bytes.firstBracketOrQuote(from: index)
                    guard index < bytes.count else { return nil }
                    switch bytes[index] {
                    case .quote:
                        guard let end = stringEnd(bytes, index) else { return nil }
                        index = end
                        continue
                    case .openBrace, .openBracket: depth += 1
                    default: depth -= 1
                    }
                    index += 1
                    if depth == 0 { return index }
                }
            }
            while index < bytes.count, bytes[index] != .comma, bytes[index] != .closeBrace, !isJSONSpace(bytes[index]) {
                index += 1
            }
            return index < bytes.count ? index : nil
        }
    }
}
