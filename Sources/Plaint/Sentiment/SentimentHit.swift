/// A term of the lexicon found in a text, as the sentiment rules see it.
struct SentimentHit: Sendable {
    /// Byte offsets in the clean view.
    var start: Int32
    var end: Int32
    /// Positions among the tokens that are no white space; they measure distance.
    var firstWord: Int32
    var lastWord: Int32
    var entry: Int32
    var kinds: LexiconKinds
    /// Valence in thousandths as it stands after the rules so far; 0 if the term has none.
    var value: Int32
    var clause: Int32
    var marks: Token.Marks
    /// Quotation marks stand right around it.
    var isQuoted = false
    /// It stands between quotation marks, with others or alone: somebody else said it.
    var isSaid = false

    /// In place of the entry, where no term was found but a quotation, or an exclamation mark.
    static let quotation: Int32 = -1
    static let exclamation: Int32 = -2
}

/// A stretch of a text between two signs that end a clause, or a word of contrast.
struct SentimentClause: Sendable {
    /// Byte offsets in the clean view.
    var start: Int32
    var end: Int32
    var hits: Range<Int32>
    /// Number of the sentence it belongs to.
    var sentence: Int32
    /// Positions of its first and last token among those that are no white space.
    var firstWord: Int32 = 0
    var lastWord: Int32 = 0
    /// Exclamation marks at its end.
    var exclamations: Int32 = 0
    var asks = false
    /// Thousandths; set by the rule of contrast.
    var weight: Int32 = 1_000

    var indices: Range<Int> { Int(hits.lowerBound)..<Int(hits.upperBound) }
}

/// One contribution to the raw score. The values of all evidence of a text add up to its raw score exactly.
struct SentimentEvidence: Sendable {
    /// Byte offsets in the clean view, of the term that caused it.
    var start: Int32
    var end: Int32
    var entry: Int32
    var rule: SentimentRule
    var value: Int32
}

/// The rules, in the order in which they are applied; the names stand in the output's evidence.
public enum SentimentRule: String, Sendable, CaseIterable {
    case valence, intensification, negation, emphasis, irrealis, question, ended, comparison, sarcasm, quotation, repair
    case courtesy, announcement, contrast, closing, review, appended, exclamation
}
