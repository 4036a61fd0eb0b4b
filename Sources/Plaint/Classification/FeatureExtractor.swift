/// What the classifier looks at, as 64-bit keys: a key is made from bytes once per token, and no string is built.
///
/// - words: ICU's tokens (not those recut by a lexicon, so that no overlay moves a class), without case
/// - pairs: two words next to each other within a clause
/// - characters: two Han characters next to each other
/// - cues: how strongly the lexicon's cues speak for a category, in steps
/// - sentiment: coarse facts from the sentiment scorer (`SentimentTrait`)
struct FeatureExtractor: ~Copyable {
    /// One feature of a text. Byte ranges of the clean view serve to spell it out.
    struct Feature {
        var key: UInt64
        var kind: Kind
        var first: Range<Int32>
        var second: Range<Int32>
        /// For cues: the category and the step; for sentiment: the trait's index; for pairs: which of the two is a number.
        var detail: (UInt8, UInt8)
    }

    enum Kind: UInt8, CaseIterable {
        case word, pair, characters, cue, sentiment

        /// The letter before the colon in a feature's spelling.
        var letter: Character {
            switch self {
            case .word: "w"
            case .pair: "p"
            case .characters: "c"
            case .cue: "q"
            case .sentiment: "s"
            }
        }
    }

    /// Sums of cue strengths from which on a further cue feature holds.
    static let cueSteps: [Int] = [1, 3, 5, 8, 12]

    /// Keys of the features of the last text; a feature may occur several times.
    private(set) var keys = ScratchBuffer<UInt64>()
    /// The same with what is needed to spell them, if `spells`.
    private(set) var features: [Feature] = []
    /// Whether `features` are wanted: for explanations and for training.
    var spells = false
    private var cueSums = ScratchBuffer<Int>()
    /// Key of each category and step.
    private var cueKeys: [UInt64] = []

    /// Replaces `features` by those of a text, or of a part of it: `icuTokens` and the cues that lie `within` a byte
    /// range. A feature may occur several times.
    mutating func extract(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: ArraySlice<Token>, _ matcher: borrowing TermMatcher,
        _ score: SentimentScore, _ scorer: borrowing SentimentScorer, _ lexicon: Lexicon,
        within range: Range<Int32> = 0..<Int32.max
    ) {
        clear()
        extractWords(text, icuTokens)
        extractCharacters(text, icuTokens)
        extractCues(matcher, lexicon, range)
        SentimentTrait.forEach(score, scorer, within: range) { trait in
            add(FeatureKey.sentiment(trait), .sentiment, 0..<0, 0..<0, (trait.number, 0))
        }
    }

    /// The features of a text with nothing in it.
    mutating func clear() {
        keys.removeAll()
        features.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func add(
        _ key: UInt64, _ kind: Kind, _ first: Range<Int32>, _ second: Range<Int32>, _ detail: (UInt8, UInt8) = (0, 0)
    ) {
        keys.append(key)
        if spells { spell(key, kind, first, second, detail) }
    }

    @inline(never)
    private mutating func spell(
        _ key: UInt64, _ kind: Kind, _ first: Range<Int32>, _ second: Range<Int32>, _ detail: (UInt8, UInt8)
    ) {
        features.append(Feature(key: key, kind: kind, first: first, second: second, detail: detail))
    }

    private mutating func extractWords(_ text: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>) {
        var previous: (hash: UInt64, range: Range<Int32>, isNumber: UInt8)?
        for token in tokens {
            let range = Int32(token.start)..<Int32(token.end)
            switch token.kind {
            case .letters, .han, .kana, .emoji, .number:
                // Which number it is says nothing; that one stands beside the word does.
                let isNumber: UInt8 = token.kind == .number ? 1 : 0
                let hash = isNumber == 1 ? FeatureKey.anyNumber : Self.wordHash(text, token)
                if isNumber == 0 { add(FeatureKey.word(hash), .word, range, 0..<0) }
                if let previous {
                    let key = FeatureKey.pair(previous.hash, hash)
                    add(key, .pair, previous.range, range, (previous.isNumber, isNumber))
                }
                previous = (hash, range, isNumber)
            case .space: break
            case .punctuation: if token.marks.contains(.endsClause) { previous = nil }
            }
        }
    }

    @inline(__always)
    private static func wordHash(_ text: UnsafeBufferPointer<UInt8>, _ token: Token) -> UInt64 {
        let bytes = UnsafeBufferPointer(start: text.baseAddress! + Int(token.start), count: token.range.count)
        return token.kind == .letters ? SymbolTable.foldedHash(bytes) : SymbolTable.hash(bytes)
    }

    private mutating func extractCharacters(_ text: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>) {
        var previous: (scalar: UInt32, start: Int32)?
        for token in tokens {
            guard token.kind == .han else {
                previous = nil
                continue
            }
            var index = Int(token.start)
            while index < Int(token.end) {
                let (scalar, length) = CharacterClass.scalar(text, at: index)
                if let previous {
                    add(
                        FeatureKey.characters(previous.scalar, scalar), .characters,
                        previous.start..<Int32(index + length), 0..<0)
                }
                previous = (scalar, Int32(index))
                index += length
            }
        }
    }

    private mutating func extractCues(
        _ matcher: borrowing TermMatcher, _ lexicon: Lexicon, _ range: Range<Int32>
    ) {
        guard !lexicon.cues.isEmpty else { return }
        cueSums.fill(0, count: lexicon.cueCategories.count)
        for token in matcher.tokens where token.symbol >= 0 {
            let symbol = lexicon.symbols[Int(token.symbol)]
            if symbol.term.contains(.cue), range.contains(Int32(token.start)) { addCues(of: symbol.entry, lexicon) }
        }
        for match in matcher.matches where range.contains(match.start) { addCues(of: match.entry, lexicon) }
        if cueKeys.isEmpty { cueKeys = Self.cueKeys(lexicon.cueCategories) }
        for category in cueSums.indices where cueSums[category] > 0 {
            for step in Self.cueSteps.indices where cueSums[category] >= Self.cueSteps[step] {
                let key = cueKeys[category * Self.cueSteps.count + step]
                add(key, .cue, 0..<0, 0..<0, (UInt8(category), UInt8(step)))
            }
        }
    }

    private static func cueKeys(_ categories: [String]) -> [UInt64] {
        categories.flatMap { category in cueSteps.indices.map { FeatureKey.cue(category, $0) } }
    }

    private mutating func addCues(of entry: Int32, _ lexicon: Lexicon) {
        guard entry >= 0, lexicon.entries[Int(entry)].kinds.contains(.cue) else { return }
        for cue in lexicon.entries[Int(entry)].cues {
            cueSums[Int(lexicon.cues[Int(cue)].category)] += Int(lexicon.cues[Int(cue)].strength)
        }
    }
}
