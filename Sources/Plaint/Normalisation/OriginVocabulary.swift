/// The phrases of the lexicon that tell whose words a text holds (kinds `quote` and `template`), as a small trie of their
/// own: they are no terms and never cut a text.
struct OriginVocabulary: Sendable {
    /// How far the words that are not the writer's reach from a phrase on; the numbers are the values in the files.
    enum Extent: Int32, Sendable {
        /// The phrase, if nothing but such phrases is the writer's own text: 无, N/A.
        case whole = 0
        /// The phrase, and the name that follows an `@` at its end.
        case phrase = 1
        /// To the next blank, comma or line end: an entry of a form.
        case field = 2
        case line = 3
        /// To the end of the text.
        case rest = 4
    }

    struct Row: Sendable {
        var isTemplate: Bool
        var extent: Extent
        /// What must follow on this line or the next, folded: `on … wrote:`. Any of them will do; empty if nothing must.
        var endings: [[UInt32]]
        /// Ends in `@`: a name follows.
        var takesName: Bool

        /// Headers of mails are headers only where a line begins.
        var beginsLine: Bool { !endings.isEmpty || ((extent == .line || extent == .rest) && !takesName) }
    }

    private(set) var rows: [Row] = []
    private var trie = TransitionTable(minimumCapacity: 1 << 10)
    private var nodeRows: [Int32] = [-1]
    /// Characters of the BMP that may begin something foreign, phrases and signs (`@`, `#` …) alike.
    private var starts = [UInt64](repeating: 0, count: 1024)
    /// The same for two small ASCII characters next to each other.
    private var pairs = [UInt64](repeating: 0, count: 128 * 128 / 64)
    /// The same for three letters next to each other, five bits each.
    private var triples = [UInt64](repeating: 0, count: 1 << 15 / 64)
    /// `ASCIIClass` of each ASCII character.
    private var classes = OriginVocabulary.asciiClasses

    /// Signs that `ForeignWords` looks at by itself, > @ # 【, and the first letters of http and www.
    private static let signs: [UInt32] = [0x3E, 0x40, 0x23, 0x3010]
    private static let linkBeginnings: [(UInt32, UInt32)] = [(0x68, 0x74), (0x77, 0x77)]

    init() {
        for sign in Self.signs { markStart(sign) }
        for sign in Self.signs { markBeginning(sign, nil, nil) }
        for (first, second) in Self.linkBeginnings {
            markStart(first)
            markBeginning(first, second, nil)
        }
    }

    /// Reads rows as `append` writes them.
    init(_ rows: Table<UInt8>) {
        self.init()
        for line in rows[0..<rows.count].split(separator: 0x0A) {
            let parts = line.split(separator: 0x09, maxSplits: 2)
            guard parts.count == 3 else { continue }
            let value = Int32(String(decoding: parts[1], as: UTF8.self))
            add(UnsafeBufferPointer(rebasing: parts[2]), isTemplate: parts[0].first == UInt8(ascii: "t"), value: value)
        }
    }

    /// One line a row: t or q, the value in thousandths or `-`, the phrase, with tabs between.
    static func append(
        _ term: UnsafeBufferPointer<UInt8>, isTemplate: Bool, value: Int32?, to rows: inout [UInt8]
    ) {
        rows += "\(isTemplate ? "t" : "q")\t\(value.map { "\($0)" } ?? "-")\t".utf8
        rows += term
        rows.append(0x0A)
    }

    private mutating func markStart(_ scalar: UInt32) {
        if scalar <= 0xFFFF { starts[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
        for letter in [scalar, scalar >= 0x61 && scalar <= 0x7A ? scalar & ~0x20 : scalar] where letter < 0x80 {
            classes[Int(letter)] |= ASCIIClass.start
        }
    }

    @inline(__always)
    func mayStart(_ scalar: UInt32) -> Bool {
        scalar <= 0xFFFF && starts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
    }

    /// What an ASCII character is, as bits.
    private enum ASCIIClass {
        static let word: UInt8 = 1
        /// Something foreign may begin with it.
        static let start: UInt8 = 2
        static let lineEnd: UInt8 = 4
        static let blank: UInt8 = 8
    }

    private static let asciiClasses: [UInt8] = (0..<128 as Range<UInt8>).map { byte in
        var bits: UInt8 = isWordByte(byte) ? ASCIIClass.word : 0
        if byte == 0x0A || byte == 0x0D { bits |= ASCIIClass.lineEnd }
        if byte == 0x20 || byte == 0x09 { bits |= ASCIIClass.blank }
        return bits
    }

    /// The first place from `index` on at which something foreign may begin, or the end of the text. Nothing does inside a
    /// Latin word. `beginsLine` says of that place what it said of `index`: only blanks lie between it and the line's start.
    func nextStart(in text: UnsafeBufferPointer<UInt8>, from index: Int, _ beginsLine: inout Bool) -> Int {
        starts.withUnsafeBufferPointer { starts in
            classes.withUnsafeBufferPointer { classes in
                var index = index
                var atLineStart = beginsLine
                var before = index > 0 && Self.isWordByte(text[index &- 1]) ? ASCIIClass.word : 0
                defer { beginsLine = atLineStart }
                while index < text.count {
                    let byte = text[index]
                    if byte < 0x80 {
                        let bits = classes[Int(byte)]
                        if bits & ASCIIClass.start != 0, bits & before & ASCIIClass.word == 0,
                            mayStart(text, at: index)
                        {
                            break
                        }
                        index &+= 1
                        before = bits
                        if bits & ASCIIClass.word != 0 {
                            atLineStart = false
                            // The rest of a word begins nothing.
                            while index < text.count, text[index] < 0x80,
                                classes[Int(text[index])] & ASCIIClass.word != 0
                            {
                                index &+= 1
                            }
                        } else if bits & ASCIIClass.lineEnd != 0 {
                            atLineStart = true
                        } else if bits & ASCIIClass.blank == 0 {
                            atLineStart = false
                        }
                    } else {
                        let (scalar, length) = CharacterClass.scalar(text, at: index)
                        let folded = Self.fold(scalar)
                        if folded <= 0xFFFF, starts[Int(folded >> 6)] & 1 << UInt64(folded & 63) != 0 { break }
                        before = 0
                        atLineStart = false
                        index &+= length
                    }
                }
                return index
            }
        }
    }

    /// Whether something foreign may begin with the ASCII character at `index` and the two behind it: most words have a
    /// first letter of some phrase, few have the first three.
    @inline(__always)
    private func mayStart(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let second = index &+ 1 < text.count ? text[index &+ 1] : 0
        guard second < 0x80 else { return true }
        let pair = UInt16(Self.small(text[index])) << 7 | UInt16(Self.small(second))
        guard pairs[Int(pair >> 6)] & 1 << UInt64(pair & 63) != 0 else { return false }
        guard index &+ 2 < text.count, Self.isLetter(text[index]), Self.isLetter(second),
            Self.isLetter(text[index &+ 2])
        else { return true }
        let triple = Self.triple(UInt32(text[index]), UInt32(second), UInt32(text[index &+ 2]))
        return triples[triple >> 6] & 1 << UInt64(triple & 63) != 0
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    private static func triple(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
        Int((first & 31) << 10 | (second & 31) << 5 | third & 31)
    }

    @inline(__always)
    private static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Something foreign may begin with these characters; any that is `nil` may be any.
    private mutating func markBeginning(_ first: UInt32, _ second: UInt32?, _ third: UInt32?) {
        guard first < 0x80 else { return }
        let seconds = second.map { $0 < 0x80 ? $0..<$0 + 1 : 0..<0 } ?? 0..<128
        for second in seconds {
            let pair = Int(first << 7 | second)
            pairs[pair >> 6] |= 1 << UInt64(pair & 63)
            // Where one of the three is no letter, the two decide.
            for third in third.map({ $0..<$0 + 1 }) ?? 0..<32 {
                let triple = Self.triple(first, second, third)
                triples[triple >> 6] |= 1 << UInt64(triple & 63)
            }
        }
    }

    /// Adds a row of a file; `value` is in thousandths, and `nil` removes the phrase. Several rows that differ in what
    /// stands behind the gap are one phrase with several endings.
    mutating func add(_ term: UnsafeBufferPointer<UInt8>, isTemplate: Bool, value: Int32?) {
        let gap = Array("…".utf8)
        var head = term[...]
        var ending: [UInt32] = []
        if let place = term.indices.first(where: { term[$0...].starts(with: gap) }) {
            head = term[..<place]
            ending = Self.folded(UnsafeBufferPointer(rebasing: term[(place + gap.count)...]))
        }
        let node = Int(makeNode(UnsafeBufferPointer(rebasing: head)))
        guard let value, let extent = Extent(rawValue: value / 1_000) else {
            nodeRows[node] = -1
            return
        }
        if nodeRows[node] >= 0, !ending.isEmpty {
            rows[Int(nodeRows[node])].endings.append(ending)
            return
        }
        rows.append(
            Row(
                isTemplate: isTemplate, extent: extent, endings: ending.isEmpty ? [] : [ending],
                takesName: term.last == UInt8(ascii: "@")))
        nodeRows[node] = Int32(rows.count - 1)
    }

    private mutating func makeNode(_ head: UnsafeBufferPointer<UInt8>) -> Int32 {
        var node: Int32 = 0
        var index = 0
        while index < head.count, index + CharacterClass.length(head[index]) <= head.count {
            let (scalar, length) = CharacterClass.scalar(head, at: index)
            if node == 0 {
                markStart(Self.fold(scalar))
                let (second, afterSecond) = Self.foldedScalar(head, at: index + length)
                let (third, _) = Self.foldedScalar(head, at: afterSecond)
                markBeginning(Self.fold(scalar), second, third)
            }
            node = trie.makeTarget(node, Self.fold(scalar))
            while nodeRows.count < trie.nodes { nodeRows.append(-1) }
            index += length
        }
        return node
    }

    /// The character at `index`, `nil` at the end, and where the next begins.
    private static func foldedScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32?, Int) {
        guard index < text.count, index + CharacterClass.length(text[index]) <= text.count else { return (nil, index) }
        let (scalar, length) = CharacterClass.scalar(text, at: index)
        return (fold(scalar), index + length)
    }

    /// Small letters, and the plain form of a full-width colon: both are written.
    @inline(__always)
    static func fold(_ scalar: UInt32) -> UInt32 { scalar == 0xFF1A ? 0x3A : foldedLetter(scalar) }

    @inline(__always)
    private static func foldedLetter(_ scalar: UInt32) -> UInt32 {
        if scalar >= 0x41, scalar <= 0x5A { return scalar | 0x20 }
        return scalar == 0x2019 ? 0x27 : scalar
    }

    private static func folded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        String(decoding: text, as: UTF8.self).unicodeScalars.map { fold($0.value) }
    }

    /// The longest phrase that begins at byte `start` and for which `passes` holds, and where it ends. Latin words are not
    /// found inside other words.
    func longest(
        _ text: UnsafeBufferPointer<UInt8>, at start: Int, where passes: (Row) -> Bool
    ) -> (row: Row, end: Int)? {
        if start > 0, Self.isWordByte(text[start]), Self.isWordByte(text[start - 1]) { return nil }
        var node: Int32 = 0
        var index = start
        var found: (row: Row, end: Int)?
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            node = trie.target(node, Self.fold(scalar))
            if node < 0 { break }
            index += length
            guard nodeRows[Int(node)] >= 0 else { continue }
            if index < text.count, Self.isWordByte(text[index - 1]), Self.isWordByte(text[index]) { continue }
            let row = rows[Int(nodeRows[Int(node)])]
            if passes(row) { found = (row, index) }
        }
        return found
    }

    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F
    }
}
