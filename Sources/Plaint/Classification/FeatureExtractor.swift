/// What the classifier looks at, as 64-bit keys: a key is made from bytes once per token, and no string is built.
///
/// - words: ICU's tokens (not those recut by a lexicon, so that no overlay moves a class), without case
/// - pairs: two words next to each other within a clause
/// - characters: two Han characters next to each other
/// - cues: how strongly the lexicon's cues speak for a category, in steps
/// - sentiment: coarse facts from the sentiment scorer (`SentimentTrait`)
struct FeatureExtractor {
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

    private(set) var features: [Feature] = []
    private var cueSums: [Int] = []
    private var folded: [UInt8] = []

    /// Replaces `features` by those of a text, or of a part of it: `icuTokens` and the cues that lie `within` a byte
    /// range. A feature may occur several times.
    mutating func extract(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: ArraySlice<Token>, _ matcher: borrowing TermMatcher,
        _ score: SentimentScore, _ scorer: borrowing SentimentScorer, _ lexicon: Lexicon,
        within range: Range<Int32> = 0..<Int32.max
    ) {
        features.removeAll(keepingCapacity: true)
        extractWords(text, icuTokens)
        extractCharacters(text, icuTokens)
        extractCues(matcher, lexicon, range)
        SentimentTrait.forEach(score, scorer, within: range) { trait in
            let index = UInt8(SentimentTrait.allCases.firstIndex(of: trait)!)
            add(FeatureKey.sentiment(trait), .sentiment, 0..<0, 0..<0, (index, 0))
        }
    }

    /// The features of a text with nothing in it.
    mutating func clear() { features.removeAll(keepingCapacity: true) }

    private mutating func add(
        _ key: UInt64, _ kind: Kind, _ first: Range<Int32>, _ second: Range<Int32>, _ detail: (UInt8, UInt8) = (0, 0)
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
                let hash = isNumber == 1 ? FeatureKey.anyNumber : wordHash(text, token)
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

    private mutating func wordHash(_ text: UnsafeBufferPointer<UInt8>, _ token: Token) -> UInt64 {
        guard token.kind == .letters else { return SymbolTable.hash(UnsafeBufferPointer(rebasing: text[token.range])) }
        folded.removeAll(keepingCapacity: true)
        for byte in text[token.range] { folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
        return folded.withUnsafeBufferPointer { SymbolTable.hash($0) }
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
        guard !lexicon.cueCategories.isEmpty else { return }
        cueSums.removeAll(keepingCapacity: true)
        for _ in lexicon.cueCategories { cueSums.append(0) }
        for token in matcher.tokens where range.contains(Int32(token.start)) {
            addCues(of: lexicon.entry(ofSymbol: token.symbol), lexicon)
        }
        for match in matcher.matches where range.contains(match.start) { addCues(of: match.entry, lexicon) }
        for (category, sum) in cueSums.enumerated() {
            for (step, bound) in Self.cueSteps.enumerated() where sum >= bound {
                add(
                    FeatureKey.cue(lexicon.cueCategories[category], step), .cue, 0..<0, 0..<0,
                    (UInt8(category), UInt8(step)))
            }
        }
    }

    private mutating func addCues(of entry: Int32, _ lexicon: Lexicon) {
        guard entry >= 0, lexicon.entries[Int(entry)].kinds.contains(.cue) else { return }
        for cue in lexicon.entries[Int(entry)].cues
        where lexicon.cues[Int(cue)].category < ConversationSignal.firstCategory {
            cueSums[Int(lexicon.cues[Int(cue)].category)] += Int(lexicon.cues[Int(cue)].strength)
        }
    }
}
