/// Lets the lexicon take part in segmentation: ICU cuts 客|服 and keeps 很好 whole, so tokens are recut until every term
/// found is one token, and patterns are matched over the result. One per worker; all memory is reused.
///
/// In a run of Han characters the leftmost, then longest term wins. A term of one character counts only where ICU cuts
/// it out, or where the whole ICU token falls into terms (不太好 = 不太 + 好): 差 is no verdict in 差别. A term that begins
/// or ends inside an ICU token counts only if ICU does not know it: where ICU knows 以前 and still reads 难以|前进, it
/// is right; where it does not know 性价比, its 性|价|比高 says nothing.
///
/// A term that is only a classifier's cue never takes a word from the sentiment rules: 物流太慢 says what is slow, and 太慢
/// inside it is still read. Such a cue stands among `matches`.
struct TermMatcher: ~Copyable {
    /// Patterns found, and cues that are no tokens, in the order of their starts; several may overlap.
    private(set) var matches: [PatternMatch] = []
    private(set) var parts: [PatternPart] = []
    /// The tokens after recutting.
    var tokens: [Token] = []

    var occurrences = SymbolOccurrences()
    /// Bytes at which patterns may begin.
    var starts = ScratchBuffer<Int32>()
    /// Cues that lie over several tokens.
    var cues = ScratchBuffer<CueTerm>()
    var familiarity: [Familiarity] = []
    var wordTokens: [Token] = []
    private var patterns = PatternMatcher()
    private var spelling = WordSpelling()

    /// Whether ICU makes one token of a symbol that stands alone; found out when it is first needed.
    enum Familiarity: UInt8 { case unasked, known, unknown }

    /// A term that is nothing but a cue.
    struct CueTerm: BitwiseCopyable {
        var start: Int32
        var end: Int32
        var entry: Int32
    }

    /// Recuts `icuTokens` of `text` by the terms of `lexicon`, and finds the patterns.
    mutating func match(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], _ lexicon: Lexicon, _ segmenter: inout WordSegmenter
    ) {
        if familiarity.count != lexicon.symbols.count {
            familiarity = [Familiarity](repeating: .unasked, count: lexicon.symbols.count)
        }
        tokens.removeAll(keepingCapacity: true)
        matches.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        starts.removeAll()
        cues.removeAll()
        occurrences.begin(text.count)
        icuTokens.withUnsafeBufferPointer { icuTokens in
            var index = 0
            while index < icuTokens.count {
                if icuTokens[index].kind == .han {
                    index = recutHan(text, icuTokens, from: index, lexicon, &segmenter)
                } else {
                    index = matchOther(text, icuTokens, at: index, lexicon)
                }
            }
        }
        findPatterns(text, lexicon)
    }

    private mutating func matchOther(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: UnsafeBufferPointer<Token>, at index: Int, _ lexicon: Lexicon
    ) -> Int {
        var token = icuTokens[index]
        guard token.kind != .space else {
            tokens.append(token)
            return index + 1
        }
        let start = Int(token.start)
        if token.kind == .letters || token.kind == .number { token.symbol = wordSymbol(text, token, lexicon) }
        let place = occurrences.lookUp(start, word: token.symbol, end: Int(token.end), text, lexicon)
        if place.beginsPattern { starts.append(Int32(start)) }
        // Terms of several tokens (emoticons, bracket codes, wi-fi): longer than the token alone.
        if place.holdsTerm || token.kind == .emoji,
            let (end, symbol, next) = longestPiece(text, icuTokens, at: index, lexicon),
            end > Int(token.end) || token.symbol < 0
        {
            append(start, end, token.kind == .punctuation ? .emoji : token.kind, symbol)
            return next
        }
        tokens.append(token)
        return index + 1
    }

    /// The longest term that begins with the token at `first` and ends with a token.
    private func longestPiece(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: UnsafeBufferPointer<Token>, at first: Int, _ lexicon: Lexicon
    ) -> (end: Int, symbol: Int32, next: Int)? {
        var node = lexicon.trie.root
        var index = Int(icuTokens[first].start)
        var current = first
        var found: (end: Int, symbol: Int32, next: Int)?
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            // Emoji may carry a variation selector, and a skin colour (U+1F3FB…U+1F3FF) that the lexicon leaves out.
            if index > Int(icuTokens[first].start), scalar == 0xFE0F || (scalar >= 0x1F3FB && scalar <= 0x1F3FF) {
                index += length
                if found != nil, index == Int(icuTokens[current].end) {
                    found?.end = index
                    found?.next = current + 1
                }
                continue
            }
            node = lexicon.trie.child(node, of: scalar)
            if node.isNone { break }
            index += length
            while index > Int(icuTokens[current].end) { current += 1 }
            let symbol = node.symbol
            guard node.traits.contains(.isTerm) else { continue }
            // An emoji that ICU joins with others (a family) is known by its first picture.
            if index == Int(icuTokens[current].end) {
                found = (index, symbol, current + 1)
            } else if icuTokens[current].kind == .emoji, current == first {
                found = (Int(icuTokens[current].end), symbol, current + 1)
            }
        }
        return found
    }

    /// The symbol of the Latin word that a token spells, or `Lexicon.noSymbol`.
    mutating func wordSymbol(_ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ lexicon: Lexicon) -> Int32 {
        spelling.symbol(text, token, lexicon.words)
    }

    /// Makes what is not the writer's own inert: its tokens spell nothing any more, and patterns in it are dropped.
    mutating func disown(_ foreign: borrowing ForeignWords) {
        foreign.mark(&tokens)
        matches.removeAll { match in
            match.parts.contains { foreign.overlaps(Int(parts[Int($0)].start), Int(parts[Int($0)].end)) }
        }
    }

    @inline(__always)
    mutating func append(_ start: Int, _ end: Int, _ kind: Token.Kind, _ symbol: Int32 = Lexicon.noSymbol) {
        var token = Token(start: start, end: end, kind: kind)
        token.symbol = symbol
        tokens.append(token)
    }

    // MARK: Patterns

    private mutating func findPatterns(_ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) {
        // A term that reaches over the end of its run, and one inside another, come out of order.
        sortStarts()
        for index in starts.indices { occurrences.prefetchPatterns(at: Int(starts[index]), lexicon) }
        let beginsWithNumber = !lexicon.patterns.nodes[0].continuations.isDisjoint(with: .quantity)
        let tokens = self.tokens
        tokens.withUnsafeBufferPointer { tokens in
            let searched = PatternMatcher.Searched(text: text, tokens: tokens, lexicon: lexicon)
            var next = 0
            var nextCue = 0
            for index in tokens.indices {
                let token = tokens[index]
                while next < starts.count, starts[next] < Int32(token.end) {
                    let start = starts[next]
                    while next < starts.count, starts[next] == start { next &+= 1 }
                    recordCues(upTo: start, &nextCue)
                    patterns.find(at: Int(start), token: index, searched, &occurrences)
                    record()
                }
                if beginsWithNumber, token.kind != .space, token.kind != .emoji,
                    patterns.mayBeginNumber(at: Int(token.start), searched, &occurrences)
                {
                    recordCues(upTo: Int32(token.start), &nextCue)
                    patterns.findNumber(at: Int(token.start), token: index, searched, &occurrences)
                    record()
                }
            }
            recordCues(upTo: .max, &nextCue)
        }
    }

    private mutating func sortStarts() {
        var isSorted = true
        for index in starts.indices.dropFirst() where starts[index] < starts[index - 1] { isSorted = false }
        if !isSorted { starts.sort() }
    }

    private mutating func recordCues(upTo start: Int32, _ next: inout Int) {
        while next < cues.count, cues[next].start <= start {
            let cue = cues[next]
            let begin = Int32(parts.count)
            parts.append(PatternPart(start: cue.start, end: cue.end))
            matches.append(PatternMatch(start: cue.start, end: cue.end, entry: cue.entry, parts: begin..<begin + 1))
            next &+= 1
        }
    }

    private mutating func record() {
        Self.append(patterns.sentiment, &parts, &matches)
        if patterns.cue.entry != patterns.sentiment.entry { Self.append(patterns.cue, &parts, &matches) }
    }

    private static func append(
        _ found: borrowing PatternMatcher.Found, _ parts: inout [PatternPart], _ matches: inout [PatternMatch]
    ) {
        guard found.entry >= 0, !found.parts.isEmpty else { return }
        let begin = Int32(parts.count)
        for index in found.parts.indices { parts.append(found.parts[index]) }
        matches.append(
            PatternMatch(
                start: found.parts[0].start, end: found.parts[found.parts.count - 1].end, entry: found.entry,
                parts: begin..<Int32(parts.count)))
    }
}
