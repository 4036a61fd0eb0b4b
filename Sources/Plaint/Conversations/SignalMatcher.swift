/// Finds what a text says of its conversation, by a lexicon of its own (`Lexicon.conversations`): at each word, and in Han text
/// at each character, inside listed words too, whose senses it does not touch. One per worker.
///
/// It runs over the tokens of the analysis; a place at which no pattern of the side begins costs a look into a set.
struct SignalMatcher: ~Copyable {
    /// In the order of their starts (of each side, where both are sought); without parts.
    private(set) var found: [PatternMatch] = []
    /// Whose patterns are looked for; both where the speaker is not known yet.
    var sides: [SignalIndex.Side] = [.customer, .agent]
    private var patterns = PatternMatcher()
    private var occurrences = SymbolOccurrences()

    init() {}

    /// `matcher` must have recut the tokens of this text.
    mutating func find(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], _ matcher: inout TermMatcher, _ index: SignalIndex
    ) {
        found.removeAll(keepingCapacity: true)
        occurrences.begin(text.count)
        placeWords(text, icuTokens, &matcher, index)
        for side in sides {
            patterns.wanted = side.ends
            matcher.tokens.withUnsafeBufferPointer { tokens in
                search(PatternMatcher.Searched(text: text, tokens: tokens, lexicon: index.vocabulary), side, index)
            }
        }
    }

    /// Tells `occurrences` which words stand where. A word that the main lexicon knows needs no look-up of its own.
    private mutating func placeWords(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], _ matcher: inout TermMatcher, _ index: SignalIndex
    ) {
        var next = 0
        for token in icuTokens where token.kind == .letters || token.kind == .number {
            while next < matcher.tokens.count, matcher.tokens[next].start < token.start { next &+= 1 }
            let isSame =
                next < matcher.tokens.count && matcher.tokens[next].start == token.start
                && matcher.tokens[next].end == token.end
            let known = isSame ? matcher.tokens[next].symbol : -1
            let word =
                known >= 0
                ? index.symbol(ofMain: known) : matcher.wordSymbol(text, token, index.vocabulary)
            guard word >= 0 else { continue }
            occurrences.lookUp(Int(token.start), word: word, end: Int(token.end), text, index.vocabulary)
        }
    }

    private mutating func search(
        _ searched: borrowing PatternMatcher.Searched, _ side: SignalIndex.Side, _ index: SignalIndex
    ) {
        let text = searched.text
        for token in searched.tokens.indices {
            let current = searched.tokens[token]
            guard current.kind != .space else { continue }
            var start = Int(current.start)
            repeat {
                if index.begins(occurrences.placed(at: start), side) || index.mayBegin(text, at: start, side) {
                    patterns.find(at: start, token: token, searched, &occurrences)
                    record()
                }
                start &+= CharacterClass.length(text[start])
            } while current.kind == .han && start < Int(current.end)
        }
    }

    private mutating func record() {
        guard patterns.signal.entry >= 0, !patterns.signal.parts.isEmpty else { return }
        let last = patterns.signal.parts.count - 1
        found.append(
            PatternMatch(
                start: patterns.signal.parts[0].start, end: patterns.signal.parts[last].end,
                entry: patterns.signal.entry, parts: 0..<0))
    }
}
