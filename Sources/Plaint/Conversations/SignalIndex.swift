/// What makes the search for signals fast: the words of `Lexicon.conversations` under their numbers in the main lexicon, whose
/// symbols the tokens carry already, and, for each side of a conversation, which characters can begin a pattern at all.
/// Immutable, shared by all workers.
final class SignalIndex: Sendable {
    /// Whose patterns are looked for: a customer's turn is searched for what customers say, all others for what agents say.
    enum Side: Int, CaseIterable, Sendable {
        case customer, agent

        var ends: PatternGraph.Ends { self == .customer ? .signal : .answer }
    }

    let vocabulary: Lexicon
    /// For each symbol of the main lexicon the symbol of the same word in `vocabulary`, or -1.
    private let symbols: [Int32]
    /// For each side, the symbols of `vocabulary` that begin one of its patterns.
    private let beginners: [[Bool]]
    /// For each side a set of hashes of the first two characters of what begins its patterns, single words apart.
    private let beginnings: [[UInt64]]

    /// Bits of a set of beginnings; some 8,000 of them are set, so that one place in eight is looked at in vain.
    private static let bits = 1 << 16

    /// `nil` if the lexicon has no vocabulary of conversations.
    init?(_ lexicon: Lexicon) {
        guard let vocabulary = lexicon.conversations else { return nil }
        self.vocabulary = vocabulary
        var symbols = [Int32](repeating: -1, count: lexicon.symbols.count)
        var beginners = Side.allCases.map { _ in [Bool](repeating: false, count: vocabulary.symbols.count) }
        var beginnings = Side.allCases.map { _ in [UInt64](repeating: 0, count: Self.bits / 64) }
        let ends = Self.endsBehind(vocabulary.patterns)
        for symbol in 0..<vocabulary.symbols.count {
            let text = vocabulary.text(ofSymbol: symbol)
            let known = lexicon.words.find(text)
            if known >= 0 { symbols[Int(known)] = Int32(symbol) }
            let start = vocabulary.symbols[symbol].patternStart
            guard start >= 0 else { continue }
            for side in Side.allCases where ends[Int(start)].contains(side.ends) {
                beginners[side.rawValue][symbol] = true
                if vocabulary.symbols[symbol].roles.contains(.inTrie) {
                    Self.insert(text, into: &beginnings[side.rawValue])
                }
            }
        }
        self.symbols = symbols
        self.beginners = beginners
        self.beginnings = beginnings
    }

    /// The number that a word with the main lexicon's symbol `symbol` has here, or -1.
    @inline(__always)
    func symbol(ofMain symbol: Int32) -> Int32 { symbol < 0 ? -1 : symbols[Int(symbol)] }

    @inline(__always)
    func begins(_ symbol: Int32, _ side: Side) -> Bool { symbol >= 0 && beginners[side.rawValue][Int(symbol)] }

    /// Whether a pattern of the side may begin with the characters at `start`; never a false no.
    @inline(__always)
    func mayBegin(_ text: UnsafeBufferPointer<UInt8>, at start: Int, _ side: Side) -> Bool {
        let (first, length) = Self.character(text, start)
        let next = start &+ length
        let second = next < text.count ? Self.character(text, next).scalar : 0
        let set = beginnings[side.rawValue]
        return Self.contains(set, Self.hash(first, 0)) || Self.contains(set, Self.hash(first, second))
    }

    @inline(__always)
    private static func contains(_ set: [UInt64], _ hash: Int) -> Bool {
        set[hash >> 6] & (1 << UInt64(hash & 63)) != 0
    }

    @inline(__always)
    private static func hash(_ first: UInt32, _ second: UInt32) -> Int {
        Int((first &* 0x9E37_79B1 ^ second &* 0x85EB_CA6B) >> 16)
    }

    /// A character as the trie takes it: small letters for capitals, ' for ’.
    @inline(__always)
    private static func character(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> (scalar: UInt32, length: Int) {
        let (scalar, length) = CharacterClass.scalar(text, at: start)
        if scalar >= 0x41, scalar <= 0x5A { return (scalar | 0x20, length) }
        return (scalar == 0x2019 ? 0x27 : scalar, length)
    }

    private static func insert(_ text: UnsafeBufferPointer<UInt8>, into set: inout [UInt64]) {
        guard !text.isEmpty else { return }
        let (first, length) = character(text, 0)
        let hash = hash(first, length < text.count ? character(text, length).scalar : 0)
        set[hash >> 6] |= 1 << UInt64(hash & 63)
    }

    /// For each node of the graph what ends at it or behind it.
    private static func endsBehind(_ patterns: PatternGraph) -> [PatternGraph.Ends] {
        var ends = (0..<patterns.nodes.count).map { patterns.nodes[$0].ends }
        // Nodes are made after those that lead to them.
        for number in stride(from: ends.count - 1, through: 0, by: -1) {
            let node = patterns.nodes[number]
            for edge in Int(node.firstEdge)..<Int(node.firstEdge) + Int(node.edgeCount) {
                ends[number].formUnion(ends[Int(patterns.edges[edge].target)])
            }
            if node.gap >= 0 { ends[number].formUnion(ends[Int(node.gap)]) }
        }
        return ends
    }
}
