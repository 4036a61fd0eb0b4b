/// One segment of a clean view. Tokens of a text are ordered, do not overlap and cover it without gaps.
public struct Token: Sendable, Equatable, BitwiseCopyable {
    /// What a token is made of; ICU's rule status, with its status 0 told apart.
    public enum Kind: UInt8, Sendable, BitwiseCopyable {
        case space, punctuation, emoji, number, letters, kana, han

        /// Whether such a token says something by itself, as blanks and punctuation do not.
        @inlinable var bearsMeaning: Bool { self != .space && self != .punctuation }
    }

    /// Byte offsets in the clean view.
    public var start: UInt32
    public var end: UInt32
    public var kind: Kind
    public var marks: Marks = []
    /// The symbol of the lexicon that this token spells, or `Lexicon.noSymbol`.
    public var symbol: Int32 = Lexicon.noSymbol

    /// How a word is written.
    public struct Marks: OptionSet, Sendable, BitwiseCopyable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Two or more letters, all capitals: `NEVER`.
        public static let capitals = Marks(rawValue: 1)
        /// A letter three or more times in a row: `soooo`. The symbol is that of the word without the repeats.
        public static let lengthened = Marks(rawValue: 2)
        /// Ends a clause: comma, full stop, question mark, line end …
        public static let endsClause = Marks(rawValue: 4)
        /// Exclamation mark.
        public static let exclaims = Marks(rawValue: 8)
        /// Question mark.
        public static let asks = Marks(rawValue: 16)
        /// Ends a sentence: full stop, exclamation mark, question mark, line end.
        public static let endsSentence = Marks(rawValue: 32)
        /// A word with a small letter in it.
        public static let smallLetters = Marks(rawValue: 64)
        /// Not the writer's own words (`ForeignWords`): bears no sentiment and no feature.
        public static let foreign = Marks(rawValue: 128)
    }

    public init(start: Int, end: Int, kind: Kind) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.kind = kind
    }

    @inlinable public var range: Range<Int> { Int(start)..<Int(end) }

    /// The same as 32-bit numbers: texts are below 2 GiB.
    var span: Range<Int32> { Int32(bitPattern: start)..<Int32(bitPattern: end) }
}
