/// Finds the terms that count among what the matcher found, and cuts the text into clauses, in one pass over the tokens.
///
/// Patterns win over the words in their parts; of two patterns that overlap the one with more text wins, then the earlier.
struct HitReader {
    /// What is known of a text after reading it.
    struct Found {
        var kinds: LexiconKinds = []
        var hasSmallLetters = false
        var isLoud = false
        var isPolar = false
        /// Byte range of the first quoted utterance.
        var quotation: Range<Int32> = 0..<0
        /// Some praise stands right between quotation marks.
        var quotesPraise = false
        /// The hit that the first English exclamation mark is, or -1, and whether the text names somebody: `@name`.
        var exclamation = -1
        var addresses = false
    }

    /// For each token: 0 free, -1 covered by a pattern, m + 1 where the match m opens. All zero between texts.
    private var cover: [Int32] = []
    private var covered: [Int32] = []
    private var candidates: [UInt64] = []
    private var found = Found()
    private var splitter = ClauseSplitter()
    private var quotes = QuotationScanner()

    mutating func read(
        _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher, _ lexicon: Lexicon,
        _ hits: inout [SentimentHit], _ clauses: inout [SentimentClause]
    ) -> Found {
        found = Found()
        splitter = ClauseSplitter()
        quotes = QuotationScanner()
        coverByPatterns(text, matcher, lexicon)
        matcher.tokens.withUnsafeBufferPointer { walk(text, $0, matcher, lexicon, &hits, &clauses) }
        for index in covered { cover[Int(index)] = 0 }
        if found.exclamation >= 0 {
            found.addresses = matcher.tokens.contains { text[Int($0.start)] == UInt8(ascii: "@") }
        }
        return found
    }

    private mutating func walk(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, _ matcher: borrowing TermMatcher,
        _ lexicon: Lexicon, _ hits: inout [SentimentHit],
        _ clauses: inout [SentimentClause]
    ) {
        let patterns = !covered.isEmpty
        var word: Int32 = 0
        var seen: Token.Marks = []
        for index in tokens.indices {
            let token = tokens[index]
            seen.formUnion(token.marks)
            let opening = patterns ? cover[index] : 0
            if opening > 0 {
                let match = matcher.matches[Int(opening) - 1]
                let last = lastWord(from: index, word, to: match.end, tokens)
                add(match.entry, match.start..<match.end, word...last, token, text, lexicon, &hits, &clauses)
            } else if opening == 0 {
                if token.symbol >= 0 {
                    let symbol = lexicon.symbols[Int(token.symbol)]
                    if symbol.term.contains(.sentiment) {
                        let span = Int32(bitPattern: token.start)..<Int32(bitPattern: token.end)
                        add(symbol.entry, span, word...word, token, text, lexicon, &hits, &clauses)
                    }
                } else if token.kind == .letters, Hashtag.isHashtag(token, text) {
                    addHashtag(token, word, text, lexicon, &hits, &clauses)
                } else if token.kind == .punctuation, let span = quotes.quotation(from: token, text),
                    found.quotation.isEmpty, QuotationScanner.isUtterance(text, span)
                {
                    found.quotation = span
                    append(
                        SentimentHit.quotation, span, word...word, token, kinds: [], value: 0, text, opensClause: false,
                        &hits, &clauses)
                } else if token.marks.contains(.exclaims), found.exclamation < 0, !splitter.isBetweenClauses,
                    Exclamation.isEnglish(index, tokens, text)
                {
                    found.exclamation = hits.count
                    append(
                        SentimentHit.exclamation, token.span, word...word, token, kinds: [], value: 0, text,
                        opensClause: false, &hits, &clauses)
                }
            }
            let ends = token.marks.contains(.endsClause) || (token.kind == .space && isHanSpace(tokens, index))
            splitter.take(token, endsClause: ends, hits: hits.count, word: word, &clauses)
            if token.kind != .space { word += 1 }
        }
        splitter.finish(hits: hits.count, word: word, &clauses)
        found.hasSmallLetters = seen.contains(.smallLetters)
        found.isLoud = !seen.isDisjoint(with: [.capitals, .lengthened, .exclaims])
    }

    private func lastWord(
        from first: Int, _ word: Int32, to end: Int32, _ tokens: UnsafeBufferPointer<Token>
    ) -> Int32 {
        var word = word
        var index = first + 1
        while index < tokens.count, Int32(bitPattern: tokens[index].start) < end {
            if tokens[index].kind != .space { word += 1 }
            index += 1
        }
        return word
    }

    private func isHanSpace(_ tokens: UnsafeBufferPointer<Token>, _ index: Int) -> Bool {
        index > 0 && index + 1 < tokens.count && tokens[index - 1].kind == .han && tokens[index + 1].kind == .han
    }

    // MARK: Adding

    private mutating func add(
        _ entry: Int32, _ span: Range<Int32>, _ words: ClosedRange<Int32>, _ token: Token,
        _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon,
        _ hits: inout [SentimentHit], _ clauses: inout [SentimentClause]
    ) {
        let known = lexicon.meaning(entry)
        var kinds = known.kinds
        var opensClause = kinds.contains(.contrast) && known.contrast > 0
        // 可, 就 and 而 oppose clauses only where one begins: 可 好吃 了, 两天 就 到 oppose nothing.
        if opensClause, known.contrast <= Self.initialContrast, span.upperBound - span.lowerBound == 3 {
            opensClause = splitter.isAtStart(Int32(bitPattern: token.start)) && !clauses.isEmpty
            if !opensClause { kinds.remove(.contrast) }
        }
        // A formula of politeness is neither praise nor blame, whatever its words say; what is praise too is for the rule.
        let value = kinds.contains(.courtesy) && known.valence == 0 ? 0 : known.polarity
        append(entry, span, words, token, kinds: kinds, value: value, text, opensClause: opensClause, &hits, &clauses)
    }

    /// Words of contrast of one Han character and at most this strength count only at the beginning of a clause.
    private static let initialContrast: Int16 = 500

    private mutating func append(
        _ entry: Int32, _ span: Range<Int32>, _ words: ClosedRange<Int32>, _ token: Token, kinds: LexiconKinds,
        value: Int32, _ text: UnsafeBufferPointer<UInt8>, opensClause: Bool, _ hits: inout [SentimentHit],
        _ clauses: inout [SentimentClause]
    ) {
        splitter.addHit(
            hits.count, at: span.lowerBound, tokenStart: Int32(bitPattern: token.start), word: words.lowerBound,
            opensClause: opensClause, &clauses)
        found.kinds.formUnion(kinds)
        if value != 0 { found.isPolar = true }
        var hit = SentimentHit(
            start: span.lowerBound, end: span.upperBound, firstWord: words.lowerBound, lastWord: words.upperBound,
            entry: entry, kinds: kinds, value: value, clause: Int32(clauses.count), marks: token.marks)
        hit.isSaid = entry >= 0 && span.lowerBound < quotes.end
        if value > 0, QuotationScanner.encloses(span, text) {
            hit.isQuoted = true
            found.quotesPraise = true
        }
        hits.append(hit)
    }

    private mutating func addHashtag(
        _ token: Token, _ word: Int32, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon,
        _ hits: inout [SentimentHit],
        _ clauses: inout [SentimentClause]
    ) {
        var pieces = Hashtag.Pieces(token)
        var count = 0
        while count < Hashtag.longest, let (span, entry) = pieces.next(text, lexicon) {
            count += 1
            guard entry >= 0, !lexicon.meaning(entry).kinds.isDisjoint(with: .sentiment) else { continue }
            add(entry, span, word...word, token, text, lexicon, &hits, &clauses)
        }
    }

    // MARK: Patterns

    private mutating func coverByPatterns(
        _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher, _ lexicon: Lexicon
    ) {
        candidates.removeAll(keepingCapacity: true)
        covered.removeAll(keepingCapacity: true)
        for index in matcher.matches.indices {
            let match = matcher.matches[index]
            let kinds = lexicon.meaning(match.entry).kinds
            guard !kinds.isDisjoint(with: .sentiment) else { continue }
            if kinds.contains(.potential), !Potential.holds(match, text, lexicon) { continue }
            var length: Int32 = 0
            for part in match.parts { length += matcher.parts[Int(part)].end - matcher.parts[Int(part)].start }
            // Longer first, then earlier.
            candidates.append(UInt64(UInt32(bitPattern: length)) << 32 | UInt64(UInt32.max - UInt32(index)))
        }
        guard !candidates.isEmpty else { return }
        if candidates.count > 1 { candidates.sort(by: >) }
        while cover.count < matcher.tokens.count { cover.append(0) }
        for candidate in candidates {
            let index = Int(UInt32.max - UInt32(truncatingIfNeeded: candidate))
            accept(index, matcher)
        }
    }

    private mutating func accept(_ index: Int, _ matcher: borrowing TermMatcher) {
        let match = matcher.matches[index]
        let mark = covered.count
        for part in match.parts {
            let range = matcher.parts[Int(part)]
            var token = Self.tokenIndex(matcher.tokens, holding: range.start)
            while token < matcher.tokens.count, Int32(bitPattern: matcher.tokens[token].start) < range.end {
                if matcher.tokens[token].kind != .space {
                    guard cover[token] == 0 || covered[mark...].contains(Int32(token)) else {
                        // Another pattern has it: nothing of this one stays.
                        for other in covered[mark...] { cover[Int(other)] = 0 }
                        covered.removeLast(covered.count - mark)
                        return
                    }
                    if cover[token] == 0 {
                        cover[token] = -1
                        covered.append(Int32(token))
                    }
                }
                token += 1
            }
        }
        if mark < covered.count { cover[Int(covered[mark])] = Int32(index + 1) }
    }

    /// Index of the token that holds the byte at `offset` (binary search).
    private static func tokenIndex(_ tokens: [Token], holding offset: Int32) -> Int {
        var low = 0
        var high = tokens.count - 1
        while low < high {
            let middle = (low + high) / 2
            if Int32(bitPattern: tokens[middle].end) <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
