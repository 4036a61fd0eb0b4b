/// Cuts a text into clauses: at signs that end one, at a space between Han characters (many people write it for a
/// comma), and before a word of contrast. Fed token by token, so that the text is passed over only once.
struct ClauseSplitter {
    private var clause = SentimentClause(start: 0, end: 0, hits: 0..<0, sentence: 0)
    /// A sign that ends the clause has been seen; further signs still belong to it.
    private var ended = false
    private var endedSentence = false

    /// A term begins in the token that starts at `tokenStart`; `opensClause` for a word of contrast. `hit` is its index.
    mutating func addHit(
        _ hit: Int, at start: Int32, tokenStart: Int32, word: Int32, opensClause: Bool,
        _ clauses: inout [SentimentClause]
    ) {
        if ended { close(at: tokenStart, hits: hit, word: word, &clauses) }
        if opensClause, start > clause.start { close(at: start, hits: hit, word: word, &clauses) }
        clause.hits = clause.hits.lowerBound..<Int32(hit + 1)
    }

    /// Takes the next token, after the terms that begin in it. `hits` is their number so far.
    @inline(__always)
    mutating func take(_ token: Token, endsClause: Bool, hits: Int, word: Int32, _ clauses: inout [SentimentClause]) {
        if endsClause {
            ended = true
            if token.marks.contains(.endsSentence) { endedSentence = true }
            if token.marks.contains(.exclaims) { clause.exclamations += 1 }
            if token.marks.contains(.asks) { clause.asks = true }
        } else if ended, token.kind != .space {
            close(at: Int32(bitPattern: token.start), hits: hits, word: word, &clauses)
        }
        clause.end = Int32(bitPattern: token.end)
    }

    mutating func finish(hits: Int, word: Int32, _ clauses: inout [SentimentClause]) {
        close(at: clause.end, hits: hits, word: word, &clauses)
    }

    /// A sign that ends the clause has been seen, and nothing of the next one.
    var isBetweenClauses: Bool { ended }

    /// A word of contrast stands at the beginning of a clause already, so that a short one (可, 就) can be one.
    func isAtStart(_ tokenStart: Int32) -> Bool { ended || tokenStart == clause.start }

    private mutating func close(at start: Int32, hits: Int, word: Int32, _ clauses: inout [SentimentClause]) {
        clause.end = max(clause.end, clause.start)
        clause.lastWord = max(clause.firstWord, word - 1)
        if start > clause.start { clauses.append(clause) }
        clause = SentimentClause(
            start: start, end: start, hits: Int32(hits)..<Int32(hits),
            sentence: clause.sentence + (endedSentence ? 1 : 0), firstWord: word)
        ended = false
        endedSentence = false
    }
}
