/// Scores the sentiment of a text by the lexicon and the rules in Rules/, in fixed point. One per worker; all memory is
/// reused. The classifier is never read here.
struct SentimentScorer {
    let parameters: SentimentParameters
    var hits: [SentimentHit] = []
    var clauses: [SentimentClause] = []
    private(set) var evidence: [SentimentEvidence] = []
    /// Whether evidence is recorded.
    var explains = false
    /// All kinds of the hits: a rule without markers in the text has nothing to do.
    private(set) var kinds: LexiconKinds = []
    /// Some word of the text has a small letter: capitals mean something then.
    private(set) var hasSmallLetters = false
    /// Some hit is written loudly, or some sign exclaims.
    private(set) var isLoud = false
    /// Something of the text is quoted that the rule of quotations looks at.
    private(set) var quotes = false
    /// The hit that the first English exclamation mark is, or -1, and whether the text names somebody: `@name`.
    private(set) var exclamation = -1
    private(set) var addresses = false

    private var reader = HitReader()

    init(parameters: SentimentParameters = SentimentParameters()) { self.parameters = parameters }

    /// Scores what `matcher` found in `text`.
    mutating func score(
        _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher, _ lexicon: Lexicon
    ) -> SentimentScore {
        hits.removeAll(keepingCapacity: true)
        clauses.removeAll(keepingCapacity: true)
        evidence.removeAll(keepingCapacity: true)
        guard !matcher.tokens.isEmpty else { return SentimentScore(parameters) }
        let found = reader.read(text, matcher, lexicon, &hits, &clauses)
        kinds = found.kinds
        hasSmallLetters = found.hasSmallLetters
        isLoud = found.isLoud
        quotes = found.quotesPraise || !found.quotation.isEmpty
        exclamation = found.exclamation
        addresses = found.addresses
        guard found.isPolar || quotes || exclamation >= 0 else { return SentimentScore(parameters) }
        recordValences()
        applyRules(lexicon)
        return total(of: 0..<hits.count)
    }

    private mutating func applyRules(_ lexicon: Lexicon) {
        if kinds.contains(.announcement), Announcement.silences(&self, lexicon) { return }
        if kinds.contains(.booster) { Intensification.apply(to: &self, lexicon) }
        if kinds.contains(.negation) { Negation.apply(to: &self, lexicon) }
        if isLoud { Emphasis.apply(to: &self) }
        if kinds.contains(.irrealis) { Irrealis.apply(to: &self, lexicon) }
        if kinds.contains(.question) { Question.apply(to: &self, lexicon) }
        if kinds.contains(.ended) { Ended.apply(to: &self, lexicon) }
        if kinds.contains(.comparison) { Comparison.apply(to: &self, lexicon) }
        if kinds.contains(.sarcasm) { Sarcasm.apply(to: &self, lexicon) }
        if quotes { Quotation.apply(to: &self, lexicon) }
        if kinds.contains(.repair) { Repair.apply(to: &self, lexicon) }
        if kinds.contains(.courtesy) {
            Thanks.apply(to: &self, lexicon)
            Courtesy.apply(to: &self, lexicon)
        }
        if kinds.contains(.contrast) { Contrast.apply(to: &self, lexicon) }
        if clauses.count > 1 {
            Tautology.apply(to: &self)
            Closing.apply(to: &self)
            Review.apply(to: &self)
        }
        if kinds.contains(.appended) { Appended.apply(to: &self, lexicon) }
        if exclamation >= 0 { Exclamation.apply(to: &self) }
    }

    /// The score of one clause; the weights of contrast are in it.
    func score(ofClause clause: SentimentClause) -> SentimentScore { total(of: clause.indices) }

    private func total(of range: Range<Int>) -> SentimentScore {
        var positive: Int32 = 0
        var negative: Int32 = 0
        for index in range {
            let value = hits[index].value
            if value > 0 { positive &+= value } else { negative &+= value }
        }
        return SentimentScore(positive: positive, negative: negative, parameters)
    }

    // MARK: What the rules use

    /// Sum of the values of a clause's terms.
    func sum(of clause: SentimentClause) -> Int32 {
        var sum: Int32 = 0
        for index in clause.indices { sum &+= hits[index].value }
        return sum
    }

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

    /// Multiplies all values of a clause.
    mutating func scale(_ clause: SentimentClause, by factor: Int32, rule: SentimentRule, cause: Int) {
        for index in clause.indices where hits[index].value != 0 { scale(index, by: factor, rule: rule, cause: cause) }
    }

    /// value · factor / 1000, rounded to nearest, halves away from 0.
    static func product(_ value: Int32, _ factor: Int32) -> Int32 {
        let product = Int64(value) * Int64(factor)
        return Int32(clamping: (product + (product < 0 ? -500 : 500)) / 1_000)
    }

    private mutating func recordValences() {
        guard explains else { return }
        for hit in hits where hit.value != 0 {
            evidence.append(
                SentimentEvidence(start: hit.start, end: hit.end, entry: hit.entry, rule: .valence, value: hit.value))
        }
    }
}
