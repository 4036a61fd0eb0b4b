/// Cuts a text into clauses: at signs that end one, at a space between Han characters (many people write it for a
/// comma), and before a word of contrast.
enum ClauseSplitter {
    static func split(
        _ tokens: [Token], _ hits: inout [SentimentHit], into clauses: inout [SentimentClause], _ lexicon: Lexicon
    ) {
        var splitter = State(clause: SentimentClause(start: 0, end: 0, hits: 0..<0, sentence: 0))
        for index in tokens.indices {
            let token = tokens[index]
            splitter.takeHits(before: Int32(token.end), hits, lexicon, &clauses, at: Int32(token.start))
            let ends = token.marks.contains(.endsClause) || isHanSpace(tokens, index)
            if ends {
                splitter.ended = true
                splitter.endedSentence = splitter.endedSentence || token.marks.contains(.endsSentence)
                if token.marks.contains(.exclaims) { splitter.clause.exclamations += 1 }
                if token.marks.contains(.asks) { splitter.clause.asks = true }
            } else if splitter.ended, token.kind != .space {
                splitter.close(at: Int32(token.start), &clauses)
            }
            splitter.clause.end = Int32(token.end)
        }
        splitter.takeHits(before: .max, hits, lexicon, &clauses, at: splitter.clause.end)
        splitter.close(at: splitter.clause.end, &clauses)
        for (number, clause) in clauses.enumerated() {
            for index in clause.hits { hits[Int(index)].clause = Int32(number) }
        }
    }

    private struct State {
        var clause: SentimentClause
        var hit = 0
        /// A sign that ends the clause has been seen; further signs still belong to it.
        var ended = false
        var endedSentence = false

        /// Adds the hits that begin before `offset`. A contrast in the middle opens a clause of its own.
        mutating func takeHits(
            before offset: Int32, _ hits: [SentimentHit], _ lexicon: Lexicon, _ clauses: inout [SentimentClause],
            at tokenStart: Int32
        ) {
            while hit < hits.count, hits[hit].start < offset {
                let start = hits[hit].start
                if ended { close(at: tokenStart, &clauses) }
                if hits[hit].kinds.contains(.contrast), start > clause.start,
                    lexicon.entries[Int(hits[hit].entry)].contrast > 0
                {
                    close(at: start, &clauses)
                }
                hit += 1
                clause.hits = clause.hits.lowerBound..<Int32(hit)
            }
        }

        mutating func close(at start: Int32, _ clauses: inout [SentimentClause]) {
            clause.end = max(clause.end, clause.start)
            if start > clause.start { clauses.append(clause) }
            let sentence = clause.sentence + (endedSentence ? 1 : 0)
            clause = SentimentClause(
                start: start, end: start, hits: Int32(hit)..<Int32(hit), sentence: sentence)
            ended = false
            endedSentence = false
        }
    }

    private static func isHanSpace(_ tokens: [Token], _ index: Int) -> Bool {
        tokens[index].kind == .space && index > 0 && index + 1 < tokens.count && tokens[index - 1].kind == .han
            && tokens[index + 1].kind == .han
    }
}
