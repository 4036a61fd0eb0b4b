/// All terms and what is known of them: immutable, shared by all workers.
///
/// A *symbol* is a piece of text that terms are made of: a Latin word (found by its token) or a run of other
/// characters (found by the trie). A symbol may be a term by itself (`SymbolInfo.entry`), may begin or continue a pattern
/// (`patterns`), or be a number word or a unit.
///
/// Everything lies in one block of memory, a `LexiconImage`: that built into the program, which needs no work at the
/// start, or one that is made from files.
public final class Lexicon: Sendable {
    /// A token that spells no symbol.
    public static let noSymbol: Int32 = -1

    /// What a symbol can be beside a term.
    struct SymbolRoles: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt16
        static let number = SymbolRoles(rawValue: 2)
        static let timeUnit = SymbolRoles(rawValue: 4)
        static let moneyUnit = SymbolRoles(rawValue: 8)
        /// A piece that the trie holds: not found by its token.
        static let inTrie = SymbolRoles(rawValue: 16)
        /// A verb that may take a potential complement (打 in 打不开).
        static let verb = SymbolRoles(rawValue: 32)
        /// Whom a name in a transcript stands for.
        static let agent = SymbolRoles(rawValue: 1), customer = SymbolRoles(rawValue: 256)
        static let bot = SymbolRoles(rawValue: 64), system = SymbolRoles(rawValue: 128)

        /// The values of rows of the kind `role`, in thousandths.
        static func speaker(_ value: Int32) -> SymbolRoles {
            switch value {
            case 1_000: .customer
            case 2_000: .agent
            case 3_000: .bot
            default: .system
            }
        }
    }

    /// What the term of a symbol is good for, so that its entry need not be read.
    struct TermRoles: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt8
        /// The rules of sentiment read it.
        static let sentiment = TermRoles(rawValue: 1)
        static let cue = TermRoles(rawValue: 2)
        /// It is a cue and nothing else.
        static let cueOnly = TermRoles(rawValue: 4)
        /// A negator without a valence of its own.
        static let pureNegation = TermRoles(rawValue: 8)
        static let valence = TermRoles(rawValue: 16)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ kinds: LexiconKinds) {
            self = []
            if !kinds.isDisjoint(with: .sentiment) { insert(.sentiment) }
            if kinds.contains(.cue) { insert(kinds == .cue ? [.cue, .cueOnly] : .cue) }
            if kinds.contains(.negation), kinds.isDisjoint(with: .polar) { insert(.pureNegation) }
            if kinds.contains(.valence) { insert(.valence) }
        }
    }

    struct SymbolInfo: BitwiseCopyable, Sendable {
        /// The entry of the symbol as a term, or -1.
        var entry: Int32 = -1
        /// The node of the pattern graph that it leads to from the root, or -1.
        var patternStart: Int32 = -1
        var roles: SymbolRoles = []
        var term: TermRoles = []
        /// Its bit in `PatternGraph.Node.literals`, or `notInPatterns` if no pattern goes on with it.
        var maskBit: UInt8 = SymbolInfo.notInPatterns

        static let notInPatterns: UInt8 = 255

        var traits: SymbolTraits {
            var traits: SymbolTraits = maskBit == Self.notInPatterns ? [] : SymbolTraits(maskBit: maskBit)
            if patternStart >= 0 { traits.insert(.beginsPattern) }
            if entry >= 0 { traits.insert(.isTerm) }
            if term.contains(.cueOnly) { traits.insert(.isCueOnly) }
            if term.contains(.valence) { traits.insert(.isValence) }
            if roles.contains(.number) { traits.insert(.isNumber) }
            return traits
        }
    }

    /// What the matchers ask of every symbol that they meet, in 12 bits: it stands beside the symbol in the trie.
    struct SymbolTraits: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt16
        /// Some pattern goes on with it; the lower six bits say which of `PatternGraph.Node.literals` is its own.
        static let continuesPattern = SymbolTraits(rawValue: 1 << 6)
        /// `SymbolInfo.patternStart` is a node.
        static let beginsPattern = SymbolTraits(rawValue: 1 << 7)
        /// `SymbolInfo.entry` is a term.
        static let isTerm = SymbolTraits(rawValue: 1 << 8)
        static let isCueOnly = SymbolTraits(rawValue: 1 << 9)
        static let isValence = SymbolTraits(rawValue: 1 << 10)
        /// A number word.
        static let isNumber = SymbolTraits(rawValue: 1 << 11)

        init(rawValue: UInt16) { self.rawValue = rawValue }
        init(maskBit: UInt8) { rawValue = UInt16(maskBit) | 1 << 6 }

        /// Its bit in `PatternGraph.Node.literals`, or 0.
        @inline(__always)
        var mask: UInt64 { UInt64(rawValue >> 6 & 1) << UInt64(rawValue & 63) }
    }

    /// What may follow a node of the pattern graph, so that most look-ups need not be made.
    struct Continuations: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt8
        static let literal = Continuations(rawValue: 1)
        static let gap = Continuations(rawValue: 2)
        static let number = Continuations(rawValue: 4)
        static let time = Continuations(rawValue: 8)
        static let money = Continuations(rawValue: 16)
        static let quantity: Continuations = [.number, .time, .money]
    }

    /// Labels of the pattern graph that are no symbols; symbol s has the label s + `firstSymbol`.
    enum PatternLabel {
        static let gap: UInt32 = 1
        static let number: UInt32 = 2
        static let time: UInt32 = 3
        static let money: UInt32 = 4
        static let firstSymbol: UInt32 = 8
    }

    private let image: LexiconImage
    let symbols: Table<SymbolInfo>
    let words: WordTable
    /// Where the texts of the symbols stand; only the lexicon of conversations has them.
    private let symbolRanges: Table<SymbolTable.TextRange>
    private let symbolTexts: Table<UInt8>
    let trie: ScalarTrie
    let patterns: PatternGraph
    /// Bit set over the BMP: characters that begin a number word of the trie.
    private let numberStarts: Table<UInt64>
    let entries: Table<LexiconEntry>
    /// What terms mean, each meaning once: most terms share theirs with hundreds of others. Which one an entry has stands in
    /// a table of its own, small enough to stay near.
    private let meanings: Table<TermMeaning>
    private let entryMeanings: Table<UInt16>
    let cues: Table<Cue>
    /// Terms of all entries as the files write them, one behind the other.
    let terms: Table<UInt8>
    /// Categories named by cue files, in the order of their names.
    public let cueCategories: [String]
    /// The files it was made from, with their numbers of rows.
    public let sources: [(name: String, rows: Int)]
    /// SHA-256 over all rows, kind by kind in order; 64 hexadecimal digits.
    public let digest: String
    /// Phrases that tell whose words a text holds.
    let origins: OriginVocabulary
    /// What conversations are followed by, a lexicon of its own: its terms neither cut a text nor take part in anything else.
    /// `nil` if there are none.
    let conversations: Lexicon?

    init(_ image: LexiconImage) {
        self.image = image
        symbols = image.table(.symbols)
        words = WordTable(slots: image.table(.wordSlots))
        symbolRanges = image.table(.symbolRanges)
        symbolTexts = image.table(.symbolTexts)
        trie = ScalarTrie(
            pages: image.table(.triePages), codes: image.table(.trieCodes), cells: image.table(.trieCells))
        patterns = PatternGraph(nodes: image.table(.patternNodes), edges: image.table(.patternEdges))
        numberStarts = image.table(.numberStarts)
        entries = image.table(.entries)
        meanings = image.table(.meanings)
        entryMeanings = image.table(.entryMeanings)
        cues = image.table(.cues)
        terms = image.table(.terms)
        origins = OriginVocabulary(image.table(.origins))
        conversations = image.conversations.map { Lexicon($0) }
        let description = image.description
        cueCategories = description.cueCategories
        sources = description.sources
        digest = description.digest
    }

    /// Whether it was laid out when the program was built, so that nothing had to be read at the start.
    public var isCompiled: Bool { image.isBuiltIn }

    /// The bytes of the image, as `plaint compile` writes them.
    var imageBytes: [UInt8] { withExtendedLifetime(self) { Array(image.bytes) } }

    /// The term of an entry as the lexicon writes it.
    ///
    /// What is no term, a quotation or an exclamation mark, is written “…” and !.
    public func term(_ entry: Int32) -> String {
        guard entry >= 0 else { return entry == SentimentHit.exclamation ? "!" : "“…”" }
        let range = entries[Int(entry)].term
        return String(decoding: terms[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
    }

    /// Whether the term of an entry begins with a character that is none of ASCII.
    func isChinese(_ entry: Int32) -> Bool { terms[Int(entries[Int(entry)].term.lowerBound)] >= 0x80 }

    /// The text of a symbol, in the lexicon of conversations.
    func text(ofSymbol symbol: Int) -> UnsafeBufferPointer<UInt8> {
        let range = symbolRanges[symbol]
        return symbolTexts[Int(range.start)..<Int(range.start + range.length)]
    }

    @inline(__always)
    func meaning(_ entry: Int32) -> TermMeaning { meanings[Int(entryMeanings[Int(entry)])] }

    @inline(__always)
    func entry(ofSymbol symbol: Int32) -> Int32 { symbol < 0 ? -1 : symbols[Int(symbol)].entry }

    /// What the term that a token spells is good for; empty if it is none.
    @inline(__always)
    func termRoles(ofSymbol symbol: Int32) -> TermRoles { symbol < 0 ? [] : symbols[Int(symbol)].term }

    @inline(__always)
    func mayStartNumber(_ scalar: UInt32) -> Bool {
        scalar <= 0xFFFF && numberStarts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
    }

    /// The number of a symbol of any kind, or -1.
    func symbol(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let word = words.find(text)
        if word >= 0 { return word }
        var node = trie.root
        var index = 0
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            node = trie.child(node, of: scalar)
            if node.isNone { return -1 }
            index += length
        }
        return index == 0 ? -1 : node.symbol
    }
}
