/// One term of the lexicon: where its text and its cues stand. Plain numbers, as in a `LexiconImage`.
struct LexiconEntry: BitwiseCopyable, Sendable {
    private let termStart: UInt32
    private let termEnd: UInt32
    private var cuesStart: Int32 = 0
    private var cuesEnd: Int32 = 0

    init(term: Range<UInt32>) {
        termStart = term.lowerBound
        termEnd = term.upperBound
    }

    /// Where the term stands among the texts of all terms.
    var term: Range<UInt32> { termStart..<termEnd }

    /// Where its cues stand in `Lexicon.cues`.
    var cues: Range<Int32> {
        get { cuesStart..<cuesEnd }
        set {
            cuesStart = newValue.lowerBound
            cuesEnd = newValue.upperBound
        }
    }
}

/// One row of a cue file.
struct Cue: BitwiseCopyable, Sendable, Equatable {
    /// Index into `Lexicon.cueCategories`; from `ConversationSignal.firstCategory` on, a signal of conversations.
    var category: UInt8
    /// 1…5; a signal may have 0, which shields.
    var strength: UInt8
}
