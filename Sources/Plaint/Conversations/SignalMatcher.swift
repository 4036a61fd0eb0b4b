/// Finds what a text says of its conversation, by a lexicon of its own (`Lexicon.conversations`): at each word, and in Han text
/// at each character, inside listed words too, whose senses it does not touch. One per worker.
struct SignalMatcher: ~Copyable {
    /// In the order of their starts; without parts.
    private(set) var found: [PatternMatch] = []
    private var patterns = PatternMatcher()
    private var occurrences = SymbolOccurrences()

    init() { patterns.seeksSignals = true }

    /// `matcher` must have recut the tokens of this text.
    mutating func find(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], _ matcher: inout TermMatcher, _ lexicon: Lexicon
    ) {
        found.removeAll(keepingCapacity: true)
        occurrences.begin(text.count)
        for token in icuTokens where token.kind == .letters || token.kind == .number {
            let word = matcher.wordSymbol(text, token, lexicon)
            occurrences.lookUp(Int(token.start), word: word, end: Int(token.end), text, lexicon)
        }
        matcher.tokens.withUnsafeBufferPointer { tokens in
            let searched = PatternMatcher.Searched(text: text, tokens: tokens, lexicon: lexicon)
            for index in tokens.indices where tokens[index].kind != .space {
                var start = Int(tokens[index].start)
                repeat {
                    patterns.find(at: start, token: index, searched, &occurrences)
                    record()
                    start &+= CharacterClass.length(text[start])
                } while tokens[index].kind == .han && start < Int(tokens[index].end)
            }
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
