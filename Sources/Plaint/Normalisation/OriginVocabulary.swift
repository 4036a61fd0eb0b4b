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
    private(set) var beginnings = OriginBeginnings()

    init() {}

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
                let (second, afterSecond) = Self.foldedScalar(head, at: index + length)
                let (third, _) = Self.foldedScalar(head, at: afterSecond)
                beginnings.mark(Self.fold(scalar), second, third)
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
