/// What the classifier looks at, as 64-bit keys: a key is made from bytes once per token, and no string is built.
///
/// - words: ICU's tokens (not those recut by a lexicon, so that no overlay moves a class), without case, slips of the pen
///   (`Speller`) and English endings
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

    /// Keys of the features of the last text, those of its first half in front; a feature may occur several times.
    private(set) var keys = ScratchBuffer<UInt64>()
    /// Number of keys in front that are of the first half.
    private(set) var leading = 0
    /// The same with what is needed to spell them, if `spells`.
    private(set) var features: [Feature] = []
    /// Whether `features` are wanted: for explanations and for training.
    var spells = false
    private var folded = ScratchBuffer<UInt8>()
    /// Words met of late, by the lower bits of their hash: few words make up most of a text.
    private var stems = ScratchBuffer<StemmedWord>()
    /// Sums of all cues of each category, then of those in the first half.
    private var cueSums = ScratchBuffer<Int>()
    /// The word and the character before, of which a pair may be made: 0 is none.
    private var before = (word: UInt64(0), token: Token(start: 0, end: 0, kind: .space))
    private var beforeHan = (scalar: UInt32(0), start: 0)
    /// Key of each category and step.
    private var cueKeys: [UInt64] = []

    /// A word without case, and without its ending, by their hashes; 0 is none.
    struct StemmedWord: BitwiseCopyable {
        var word: UInt64 = 0
        var stem: UInt64 = 0
    }

    /// Places in `stems`: 32 KB, which stay in the nearest cache but one.
    private static let stemPlaces = 2048

    init() { stems.fill(StemmedWord(), count: Self.stemPlaces) }

    /// Replaces `features` by those of a text, or of a part of it: `icuTokens` and the cues that lie `within` a byte
    /// range. A feature may occur several times.
    mutating func extract(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: ArraySlice<Token>, _ matcher: borrowing TermMatcher,
        _ score: SentimentScore, _ scorer: borrowing SentimentScorer, _ lexicon: Lexicon,
        within range: Range<Int32> = 0..<Int32.max
    ) {
        clear()
        let middle = ((icuTokens.first?.start ?? 0) + (icuTokens.last?.end ?? 0)) / 2
        let second = icuTokens.firstIndex { $0.start >= middle } ?? icuTokens.endIndex
        sumCues(matcher, lexicon, range, middle: Int32(middle))
        extract(text, icuTokens[..<second])
        appendCues(lexicon, place: lexicon.cueCategories.count)
        leading = keys.count
        extract(text, icuTokens[second...])
        appendCues(lexicon, place: 0)
        SentimentTrait.forEach(score, scorer, within: range) { trait in
            keys.append(FeatureKey.sentiment(trait))
            if spells { spell(.sentiment, 0..<0, 0..<0, (trait.rawValue, 0)) }
        }
    }

    /// The features of a text with nothing in it.
    mutating func clear() {
        keys.removeAll()
        features.removeAll(keepingCapacity: true)
        leading = 0
        before.word = 0
        beforeHan.scalar = 0
    }

    private mutating func extract(_ text: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>) {
        extractWords(text, tokens)
        extractCharacters(text, tokens)
    }

    /// Remembers what the key appended last spells.
    @inline(never)
    private mutating func spell(
        _ kind: Kind, _ first: Range<Int32>, _ second: Range<Int32>, _ detail: (UInt8, UInt8) = (0, 0)
    ) {
        let key = keys[keys.count - 1]
        features.append(Feature(key: key, kind: kind, first: first, second: second, detail: detail))
    }

    private mutating func extractWords(_ text: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>) {
        keys.reserve(2 * tokens.count)
        var (previous, previousToken) = before
        for token in tokens {
            if token.marks.contains(.foreign) {
                previous = 0
                continue
            }
            switch token.kind {
            case .letters, .han, .kana, .emoji, .number:
                // Which number it is says nothing; that one stands beside the word does.
                let isNumber = token.kind == .number
                let hash = isNumber ? FeatureKey.anyNumber : wordHash(text, token)
                if !isNumber {
                    keys.appendReserved(FeatureKey.word(hash))
                    if spells { spell(.word, token.span, 0..<0) }
                }
                if previous != 0 {
                    keys.appendReserved(FeatureKey.pair(previous, hash))
                    if spells {
                        let numbers: (UInt8, UInt8) = (previousToken.kind == .number ? 1 : 0, isNumber ? 1 : 0)
                        spell(.pair, previousToken.span, token.span, numbers)
                    }
                }
                previous = hash
                previousToken = token
            case .space: break
            case .punctuation: if token.marks.contains(.endsClause) { previous = 0 }
            }
        }
        before = (previous, previousToken)
    }

    private mutating func wordHash(_ text: UnsafeBufferPointer<UInt8>, _ token: Token) -> UInt64 {
        let bytes = UnsafeBufferPointer(start: text.baseAddress! + Int(token.start), count: token.range.count)
        guard token.kind == .letters else { return SymbolTable.hash(bytes) }
        // What may be a name is not corrected, and must not be taken for the same letters that were.
        let word = SymbolTable.foldedHash(bytes) &+ (Speller.mayBeName(bytes) ? 1 : 0)
        let place = Int(truncatingIfNeeded: word) & (Self.stemPlaces - 1)
        if stems[place].word != word { stems[place] = StemmedWord(word: word, stem: stemHash(bytes)) }
        return stems[place].stem
    }

    private mutating func stemHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if let meant = Speller.embedded.meant(by: bytes) { return Speller.embedded.stemHash(meant) }
        folded.removeAll()
        folded.reserve(bytes.count)
        for byte in bytes { folded.appendReserved(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
        let length = EnglishStem.strip(UnsafeMutableBufferPointer(start: folded.base, count: folded.count))
        return SymbolTable.hash(UnsafeBufferPointer(start: folded.base, count: length))
    }

    private mutating func extractCharacters(_ text: UnsafeBufferPointer<UInt8>, _ tokens: ArraySlice<Token>) {
        var (previous, previousStart) = beforeHan
        tokens.withUnsafeBufferPointer { tokens in
            for token in tokens {
                guard token.kind == .han, !token.marks.contains(.foreign) else {
                    previous = 0
                    continue
                }
                let end = Int(token.end)
                var index = Int(token.start)
                keys.reserve(end &- index)
                while index < end {
                    let (scalar, length) = CharacterClass.scalar(text, at: index)
                    if previous != 0 {
                        keys.appendReserved(FeatureKey.characters(previous, scalar))
                        if spells { spell(.characters, Int32(previousStart)..<Int32(index + length), 0..<0) }
                    }
                    previous = scalar
                    previousStart = index
                    index &+= length
                }
            }
        }
        beforeHan = (previous, previousStart)
    }

    private mutating func sumCues(
        _ matcher: borrowing TermMatcher, _ lexicon: Lexicon, _ range: Range<Int32>, middle: Int32
    ) {
        guard !lexicon.cues.isEmpty else { return }
        cueSums.fill(0, count: 2 * lexicon.cueCategories.count)
        for token in matcher.tokens where token.symbol >= 0 {
            let symbol = lexicon.symbols[Int(token.symbol)]
            if symbol.term.contains(.cue), range.contains(Int32(token.start)) {
                addCues(of: symbol.entry, lexicon, leads: Int32(token.start) < middle)
            }
        }
        for match in matcher.matches where range.contains(match.start) {
            addCues(of: match.entry, lexicon, leads: match.start < middle)
        }
    }

    /// Features of the sums that stand from `place` on.
    private mutating func appendCues(_ lexicon: Lexicon, place: Int) {
        guard !lexicon.cues.isEmpty else { return }
        if cueKeys.isEmpty { cueKeys = Self.cueKeys(lexicon.cueCategories) }
        for category in lexicon.cueCategories.indices where cueSums[place + category] > 0 {
            for step in Self.cueSteps.indices where cueSums[place + category] >= Self.cueSteps[step] {
                keys.append(cueKeys[category * Self.cueSteps.count + step])
                if spells { spell(.cue, 0..<0, 0..<0, (UInt8(category), UInt8(step))) }
            }
        }
    }

    private static func cueKeys(_ categories: [String]) -> [UInt64] {
        categories.flatMap { category in cueSteps.indices.map { FeatureKey.cue(category, $0) } }
    }

    private mutating func addCues(of entry: Int32, _ lexicon: Lexicon, leads: Bool) {
        guard entry >= 0, lexicon.meaning(entry).kinds.contains(.cue) else { return }
        for cue in lexicon.entries[Int(entry)].cues {
            let cue = lexicon.cues[Int(cue)]
            cueSums[Int(cue.category)] += Int(cue.strength)
            if leads { cueSums[lexicon.cueCategories.count + Int(cue.category)] += Int(cue.strength) }
        }
    }
}
