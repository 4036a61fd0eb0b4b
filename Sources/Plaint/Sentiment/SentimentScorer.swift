/// Scores the sentiment of a text by the lexicon and the rules in Rules/, in fixed point. One per worker; all memory is
/// reused. The classifier is never read here.
struct SentimentScorer {
    let parameters: SentimentParameters
    var hits: [SentimentHit] = []
    var clauses: [SentimentClause] = []
    private(set) var evidence: [SentimentEvidence] = []
    /// Whether evidence is recorded.
    var explains = false
    /// Some word of the text has a small letter: capitals mean something then.
    private(set) var hasSmallLetters = false

    private var words: [Int32] = []
    private var covered: [Bool] = []
    private var candidates: [Int32] = []

    init(parameters: SentimentParameters = SentimentParameters()) { self.parameters = parameters }

    /// Scores what `matcher` found in `text`.
    mutating func score(
        _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher, _ lexicon: Lexicon
    ) -> SentimentScore {
        hits.removeAll(keepingCapacity: true)
        clauses.removeAll(keepingCapacity: true)
        evidence.removeAll(keepingCapacity: true)
        gatherHits(matcher, lexicon)
        guard !matcher.tokens.isEmpty else { return SentimentScore(parameters) }
        ClauseSplitter.split(matcher.tokens, &hits, into: &clauses, lexicon)
        guard hits.contains(where: { $0.value != 0 }) else { return SentimentScore(parameters) }
        recordValences()
        Intensification.apply(to: &self, lexicon)
        Negation.apply(to: &self, lexicon)
        Emphasis.apply(to: &self)
        Irrealis.apply(to: &self, lexicon)
        Question.apply(to: &self, lexicon)
        Ended.apply(to: &self, lexicon)
        Comparison.apply(to: &self, lexicon)
        Sarcasm.apply(to: &self, lexicon)
        Repair.apply(to: &self, lexicon)
        Contrast.apply(to: &self, lexicon)
        return total(of: 0..<hits.count)
    }

    /// The score of one clause; the weights of contrast are in it.
    func score(ofClause clause: SentimentClause) -> SentimentScore {
        total(of: Int(clause.hits.lowerBound)..<Int(clause.hits.upperBound))
    }

    private func total(of range: Range<Int>) -> SentimentScore {
        var positive: Int32 = 0
        var negative: Int32 = 0
        for hit in hits[range] {
            if hit.value > 0 { positive &+= hit.value } else { negative &+= hit.value }
        }
        return SentimentScore(positive: positive, negative: negative, parameters)
    }

    // MARK: What the rules use

    /// Sets the value of a hit; the difference is evidence for `rule`, caused by the hit `cause`.
    mutating func set(_ index: Int, to value: Int32, by rule: SentimentRule, cause: Int) {
        let difference = value - hits[index].value
        guard difference != 0 else { return }
        hits[index].value = value
        guard explains else { return }
        let hit = hits[cause]
        evidence.append(
            SentimentEvidence(start: hit.start, end: hit.end, entry: hit.entry, rule: rule, value: difference))
    }

    /// Multiplies the value of a hit by a factor in thousandths.
    mutating func scale(_ index: Int, by factor: Int32, rule: SentimentRule, cause: Int) {
        set(index, to: Self.product(hits[index].value, factor), by: rule, cause: cause)
    }

    /// value · factor / 1000, rounded to nearest, halves away from 0.
    static func product(_ value: Int32, _ factor: Int32) -> Int32 {
        let product = Int64(value) * Int64(factor)
        return Int32(clamping: (product + (product < 0 ? -500 : 500)) / 1_000)
    }

    // MARK: Hits

    private mutating func gatherHits(_ matcher: borrowing TermMatcher, _ lexicon: Lexicon) {
        numberWords(matcher.tokens)
        coverByPatterns(matcher, lexicon)
        for index in matcher.tokens.indices where !covered[index] {
            let token = matcher.tokens[index]
            let entry = lexicon.entry(ofSymbol: token.symbol)
            guard entry >= 0 else { continue }
            add(entry, token.range, first: index, last: index, marks: token.marks, lexicon)
        }
        hits.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// Numbers the tokens that are no white space.
    private mutating func numberWords(_ tokens: [Token]) {
        words.removeAll(keepingCapacity: true)
        covered.removeAll(keepingCapacity: true)
        hasSmallLetters = false
        var word: Int32 = 0
        for token in tokens {
            if token.marks.contains(.smallLetters) { hasSmallLetters = true }
            words.append(word)
            covered.append(false)
            if token.kind != .space { word += 1 }
        }
    }

    /// Patterns win over the words in their parts; of two that overlap the one with more text wins, then the earlier.
    private mutating func coverByPatterns(_ matcher: borrowing TermMatcher, _ lexicon: Lexicon) {
        candidates.removeAll(keepingCapacity: true)
        for index in matcher.matches.indices {
            let kinds = lexicon.entries[Int(matcher.matches[index].entry)].kinds
            if !kinds.isDisjoint(with: .sentiment) { candidates.append(Int32(index)) }
        }
        guard !candidates.isEmpty else { return }
        let matches = matcher.matches
        let parts = matcher.parts
        func length(_ index: Int32) -> Int32 {
            matches[Int(index)].parts.reduce(0) { $0 + parts[Int($1)].end - parts[Int($1)].start }
        }
        if candidates.count > 1 { candidates.sort { (-length($0), $0) < (-length($1), $1) } }
        for candidate in candidates {
            let match = matches[Int(candidate)]
            let first = Self.tokenIndex(matcher.tokens, holding: match.start)
            let last = Self.tokenIndex(matcher.tokens, holding: match.end - 1)
            var free = true
            Self.forEachToken(of: match, parts, matcher.tokens) { if covered[$0] { free = false } }
            guard free else { continue }
            Self.forEachToken(of: match, parts, matcher.tokens) { covered[$0] = true }
            add(
                match.entry, Int(match.start)..<Int(match.end), first: first, last: last,
                marks: matcher.tokens[first].marks, lexicon)
        }
    }

    /// Static, as a method would hold on to `covered` while `body` changes it, and so have all of it copied each time.
    private static func forEachToken(
        of match: PatternMatch, _ parts: [PatternPart], _ tokens: [Token], _ body: (Int) -> Void
    ) {
        for part in match.parts {
            var index = tokenIndex(tokens, holding: parts[Int(part)].start)
            while index < tokens.count, Int32(tokens[index].start) < parts[Int(part)].end {
                if tokens[index].kind != .space { body(index) }
                index += 1
            }
        }
    }

    /// Index of the token that holds the byte at `offset` (binary search).
    private static func tokenIndex(_ tokens: [Token], holding offset: Int32) -> Int {
        var low = 0
        var high = tokens.count - 1
        while low < high {
            let middle = (low + high) / 2
            if Int32(tokens[middle].end) <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func add(
        _ entry: Int32, _ range: Range<Int>, first: Int, last: Int, marks: Token.Marks, _ lexicon: Lexicon
    ) {
        let known = lexicon.entries[Int(entry)]
        guard !known.kinds.isDisjoint(with: .sentiment) else { return }
        // A formula of politeness is neither praise nor blame, whatever its words say.
        let value = known.kinds.contains(.courtesy) ? 0 : known.polarity
        hits.append(
            SentimentHit(
                start: Int32(range.lowerBound), end: Int32(range.upperBound), firstWord: words[first],
                lastWord: words[last], entry: entry, kinds: known.kinds, value: value, clause: 0, marks: marks))
    }

    private mutating func recordValences() {
        guard explains else { return }
        for hit in hits where hit.value != 0 {
            evidence.append(
                SentimentEvidence(start: hit.start, end: hit.end, entry: hit.entry, rule: .valence, value: hit.value))
        }
    }
}
