/// All terms and what is known of them: immutable, shared by all workers.
///
/// A *symbol* is a piece of text that terms are made of: a Latin word (found by its token) or a run of other
/// characters (found by the trie). A symbol may be a term by itself (`symbolEntries`), may begin or continue a pattern
/// (`patterns`), or be a number word or a unit.
public final class Lexicon: Sendable {
    /// A token that spells no symbol.
    public static let noSymbol: Int32 = -1

    /// What a symbol can be beside a term.
    struct SymbolRoles: OptionSet, Sendable {
        let rawValue: UInt8
        /// An edge leads from the root of the pattern graph with this symbol.
        static let beginsPattern = SymbolRoles(rawValue: 1)
        static let number = SymbolRoles(rawValue: 2)
        static let timeUnit = SymbolRoles(rawValue: 4)
        static let moneyUnit = SymbolRoles(rawValue: 8)
        /// A piece that the trie holds: not found by its token.
        static let inTrie = SymbolRoles(rawValue: 16)
        /// A verb that may take a potential complement (打 in 打不开).
        static let verb = SymbolRoles(rawValue: 32)
    }

    /// What may follow a node of the pattern graph, so that most look-ups need not be made.
    struct Continuations: OptionSet, Sendable {
        let rawValue: UInt8
        static let literal = Continuations(rawValue: 1)
        static let gap = Continuations(rawValue: 2)
        static let number = Continuations(rawValue: 4)
        static let time = Continuations(rawValue: 8)
        static let money = Continuations(rawValue: 16)
    }

    /// Labels of the pattern graph that are no symbols; symbol s has the label s + `firstSymbol`.
    enum PatternLabel {
        static let gap: UInt32 = 1
        static let number: UInt32 = 2
        static let time: UInt32 = 3
        static let money: UInt32 = 4
        static let firstSymbol: UInt32 = 8
    }

    let symbols: SymbolTable
    let symbolEntries: [Int32]
    let symbolRoles: [SymbolRoles]
    let trie: TransitionTable
    /// Symbol that ends at a node of the trie, or -1.
    let trieSymbols: [Int32]
    /// Bit set over the BMP: characters that begin a piece in the trie.
    let trieStarts: [UInt64]
    let patterns: TransitionTable
    /// Entry of the pattern that ends at a node, or -1.
    let patternEntries: [Int32]
    let continuations: [Continuations]
    /// Bit set over the BMP: characters that begin a number word of the trie.
    let numberStarts: [UInt64]
    /// Some pattern begins with a number, a time or an amount.
    let patternsBeginWithNumber: Bool
    public let entries: [LexiconEntry]
    let cues: [Cue]
    /// Terms of all entries as the files write them, one behind the other.
    let terms: [UInt8]
    /// Categories named by cue files, in the order of their names.
    public let cueCategories: [String]
    /// The files it was made from, with their numbers of rows.
    public let sources: [(name: String, rows: Int)]
    /// SHA-256 over all rows, kind by kind in order; 64 hexadecimal digits.
    public var digest: String { Digest.sha256(digestBytes) }
    private let digestBytes: [UInt8]

    init(_ builder: borrowing LexiconBuilder) {
        symbols = builder.symbols
        symbolEntries = builder.symbolEntries
        symbolRoles = builder.symbolRoles
        trie = builder.trie
        trieSymbols = builder.trieSymbols
        trieStarts = builder.trieStarts
        patterns = builder.patterns
        patternEntries = builder.patternEntries
        continuations = builder.continuations
        numberStarts = builder.numberStarts
        patternsBeginWithNumber = builder.patternsBeginWithNumber
        entries = builder.entries
        cues = builder.cues
        terms = builder.terms
        cueCategories = builder.cueCategories
        sources = builder.sources
        digestBytes = builder.digestBytes
    }

    /// The term of an entry as the lexicon writes it.
    ///
    /// What is no term, a quotation, is written “…”.
    public func term(_ entry: Int32) -> String {
        guard entry >= 0 else { return "“…”" }
        let range = entries[Int(entry)].term
        return String(decoding: terms[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
    }

    @inline(__always)
    func entry(ofSymbol symbol: Int32) -> Int32 { symbol < 0 ? -1 : symbolEntries[Int(symbol)] }

    @inline(__always)
    func mayStartNumber(_ scalar: UInt32) -> Bool {
        scalar <= 0xFFFF && numberStarts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
    }

    @inline(__always)
    func mayStartInTrie(_ scalar: UInt32) -> Bool {
        scalar > 0xFFFF || trieStarts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
    }
}
