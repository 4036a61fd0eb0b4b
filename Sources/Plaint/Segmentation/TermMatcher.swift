/// Lets the lexicon take part in segmentation: ICU cuts 客|服 and keeps 很好 whole, so tokens are recut until every term
/// found is one token, and patterns are matched over the result. One per worker; all memory is reused.
///
/// In a run of Han characters the leftmost, then longest term wins. A term of one character counts only where ICU cuts
/// it out, or where the whole ICU token falls into terms (不太好 = 不太 + 好): 差 is no verdict in 差别. A term that begins
/// or ends inside an ICU token counts only if ICU does not know it: where ICU knows 以前 and still reads 难以|前进, it
/// is right; where it does not know 性价比, its 性|价|比高 says nothing.
struct TermMatcher: ~Copyable {
    /// Patterns found, in the order of their starts; several may overlap.
    private(set) var matches: [PatternMatch] = []
    private(set) var parts: [PatternPart] = []
    /// The tokens after recutting.
    var tokens: [Token] = []

    var starts: [Int32] = []
    private var patterns = PatternMatcher()
    private var folded: [UInt8] = []
    var familiarity: [Familiarity] = []
    var wordTokens: [Token] = []

    /// Whether ICU makes one token of a symbol that stands alone; found out when it is first needed.
    enum Familiarity: UInt8 { case unasked, known, unknown }

    /// Recuts `icuTokens` of `text` by the terms of `lexicon`, and finds the patterns.
    mutating func match(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], _ lexicon: Lexicon, _ segmenter: inout WordSegmenter
    ) {
        if familiarity.count != lexicon.symbolEntries.count {
            familiarity = [Familiarity](repeating: .unasked, count: lexicon.symbolEntries.count)
        }
        tokens.removeAll(keepingCapacity: true)
        matches.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        var index = 0
        while index < icuTokens.count {
            let token = icuTokens[index]
            if token.kind == .han {
                index = recutHan(text, icuTokens, from: index, lexicon, &segmenter)
            } else {
                index = matchOther(text, icuTokens, at: index, lexicon)
            }
        }
        findPatterns(text, lexicon)
    }

    private mutating func matchOther(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], at index: Int, _ lexicon: Lexicon
    ) -> Int {
        var token = icuTokens[index]
        let start = Int(token.start)
        if token.kind == .letters || token.kind == .number {
            token.symbol = wordSymbol(text, token, lexicon)
            if token.symbol >= 0, lexicon.symbolRoles[Int(token.symbol)].contains(.beginsPattern) {
                starts.append(Int32(start))
            }
        }
        // Terms of several tokens (emoticons, bracket codes, wi-fi): longer than the token alone.
        if lexicon.mayStartInTrie(TermElement.fold(CharacterClass.scalar(text, at: start).value)),
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
    private mutating func longestPiece(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], at first: Int, _ lexicon: Lexicon
    ) -> (end: Int, symbol: Int32, next: Int)? {
        var node: Int32 = 0
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
            node = lexicon.trie.target(node, TermElement.fold(scalar))
            if node < 0 { break }
            index += length
            while index > Int(icuTokens[current].end) { current += 1 }
            let symbol = lexicon.trieSymbols[Int(node)]
            guard symbol >= 0 else { continue }
            if lexicon.symbolRoles[Int(symbol)].contains(.beginsPattern) {
                starts.append(Int32(icuTokens[first].start))
            }
            guard lexicon.symbolEntries[Int(symbol)] >= 0 else { continue }
            // An emoji that ICU joins with others (a family) is known by its first picture.
            if index == Int(icuTokens[current].end) {
                found = (index, symbol, current + 1)
            } else if icuTokens[current].kind == .emoji, current == first {
                found = (Int(icuTokens[current].end), symbol, current + 1)
            }
        }
        return found
    }

    /// The symbol of a Latin word; a lengthened one is also tried with two and with one of the repeated letter.
    private mutating func wordSymbol(
        _ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ lexicon: Lexicon
    ) -> Int32 {
        fold(text, token.range)
        let symbol = folded.withUnsafeBufferPointer { lexicon.symbols.find($0) }
        guard symbol < 0, token.marks.contains(.lengthened) else { return symbol }
        for repeats in [2, 1] {
            fold(text, token.range, repeats: repeats)
            let symbol = folded.withUnsafeBufferPointer { lexicon.symbols.find($0) }
            if symbol >= 0 { return symbol }
        }
        return -1
    }

    /// Lower case and straight apostrophes.
    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        folded.removeAll(keepingCapacity: true)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte == 0xE2, index + 2 < range.upperBound, text[index + 1] == 0x80, text[index + 2] == 0x99 {
                folded.append(0x27)
                index += 3
            } else {
                folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            }
        }
    }

    /// The same, with at most `repeats` of a letter in a row: soooo as soo or so.
    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, repeats: Int) {
        fold(text, range)
        var kept = 0
        var run = 0
        for index in folded.indices {
            run = index > 0 && folded[index] == folded[index - 1] && folded[index] < 0x80 ? run + 1 : 1
            guard run <= repeats else { continue }
            folded[kept] = folded[index]
            kept += 1
        }
        folded.removeLast(folded.count - kept)
    }

    /// Makes what is not the writer's own inert: its tokens spell nothing any more, and patterns in it are dropped.
    mutating func disown(_ foreign: borrowing ForeignWords) {
        foreign.mark(&tokens)
        matches.removeAll { match in
            match.parts.contains { foreign.overlaps(Int(parts[Int($0)].start), Int(parts[Int($0)].end)) }
        }
    }

    mutating func append(_ start: Int, _ end: Int, _ kind: Token.Kind, _ symbol: Int32 = -1) {
        var token = Token(start: start, end: end, kind: kind)
        token.symbol = symbol
        tokens.append(token)
    }

    // MARK: Patterns

    private mutating func findPatterns(_ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) {
        // Places inside a token come up too: a pattern may begin with a part of a longer term.
        starts.sort()
        var next = 0
        for index in tokens.indices {
            let token = tokens[index]
            while next < starts.count, starts[next] < Int32(token.end) {
                let start = starts[next]
                while next < starts.count, starts[next] == start { next += 1 }
                patterns.find(at: Int(start), token: index, text, tokens, lexicon)
                record()
            }
            if lexicon.patternsBeginWithNumber, PatternMatcher.mayBeNumber(token, text, lexicon) {
                patterns.findNumber(at: Int(token.start), token: index, text, tokens, lexicon)
                record()
            }
        }
    }

    private mutating func record() {
        append(patterns.sentiment)
        if patterns.cue.entry != patterns.sentiment.entry { append(patterns.cue) }
    }

    private mutating func append(_ found: PatternMatcher.Found) {
        guard found.entry >= 0, let first = found.parts.first, let last = found.parts.last else { return }
        let begin = Int32(parts.count)
        parts.append(contentsOf: found.parts)
        matches.append(
            PatternMatch(start: first.start, end: last.end, entry: found.entry, parts: begin..<Int32(parts.count)))
    }
}
