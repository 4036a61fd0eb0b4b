/// Follows the lexicon's graph of patterns from one place of a text; of all patterns that begin there the one that
/// reaches furthest is kept, once for the sentiment rules and once for the classifier's cues, which must not shut each
/// other out. Literals are matched as characters, so that it does not matter how ICU cut them.
struct PatternMatcher {
    /// A pattern found; entry -1 is none.
    struct Found {
        fileprivate(set) var entry: Int32 = -1
        fileprivate(set) var parts: [PatternPart] = []

        fileprivate mutating func clear() {
            entry = -1
            parts.removeAll(keepingCapacity: true)
        }
    }

    private(set) var sentiment = Found()
    private(set) var cue = Found()

    private var path: [PatternPart] = []
    private var budget = 0

    /// Tokens that a gap may hold (lexicons/README.md), white space not counted.
    static let longestGap = 6
    /// Edges tried from one start, a bound for texts that are all pattern words; real texts need a few dozen.
    static let stepBudget = 400

    /// Finds the longest pattern that begins with a literal at byte `start`, which lies in token `token`.
    mutating func find(
        at start: Int, token: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], _ lexicon: Lexicon
    ) {
        begin()
        followLiterals(node: 0, at: start, token: token, text, tokens, lexicon)
    }

    /// The same for patterns that begin with a number, a time or an amount.
    mutating func findNumber(
        at start: Int, token: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], _ lexicon: Lexicon
    ) {
        begin()
        followNumbers(node: 0, at: start, token: token, text, tokens, lexicon)
    }

    /// Whether a number may begin with this token: digits, a number word, a currency sign.
    static func mayBeNumber(_ token: Token, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) -> Bool {
        switch token.kind {
        case .number: true
        case .letters:
            (token.symbol >= 0 && lexicon.symbolRoles[Int(token.symbol)].contains(.number))
                || (text[Int(token.start)] >= 0x30 && text[Int(token.start)] <= 0x39)
        case .han: lexicon.mayStartNumber(CharacterClass.scalar(text, at: Int(token.start)).value)
        case .punctuation:
            NumberScanner.currencySigns.contains(CharacterClass.scalar(text, at: Int(token.start)).value)
        default: false
        }
    }

    private mutating func begin() {
        sentiment.clear()
        cue.clear()
        path.removeAll(keepingCapacity: true)
        budget = Self.stepBudget
    }

    /// Tries everything that may follow `node` at byte `start` (inside or at the beginning of token `token`).
    private mutating func follow(
        node: Int32, at start: Int, token: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token],
        _ lexicon: Lexicon
    ) {
        let next = lexicon.continuations[Int(node)]
        if next.contains(.literal) { followLiterals(node: node, at: start, token: token, text, tokens, lexicon) }
        if !next.isDisjoint(with: [.number, .time, .money]) {
            followNumbers(node: node, at: start, token: token, text, tokens, lexicon)
        }
        if next.contains(.gap) {
            let afterGap = lexicon.patterns.target(node, Lexicon.PatternLabel.gap)
            followGap(node: afterGap, at: start, token: token, text, tokens, lexicon)
        }
    }

    private mutating func followGap(
        node: Int32, at start: Int, token: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token],
        _ lexicon: Lexicon
    ) {
        var token = token
        var start = start
        var passed = 0
        while true {
            follow(node: node, at: start, token: token, text, tokens, lexicon)
            guard token < tokens.count, !tokens[token].marks.contains(.endsClause) else { return }
            if tokens[token].kind != .space {
                guard passed < Self.longestGap else { return }
                passed += 1
            }
            start = Int(tokens[token].end)
            token += 1
        }
    }

    private mutating func followLiterals(
        node: Int32, at start: Int, token: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token],
        _ lexicon: Lexicon
    ) {
        guard start < text.count, token < tokens.count else { return }
        let current = tokens[token]
        if start == Int(current.start), current.symbol >= 0 {
            take(symbol: current.symbol, node, start, Int(current.end), token, text, tokens, lexicon)
        }
        // Literals that are no plain word, of any length: the trie again, from here.
        guard lexicon.mayStartInTrie(TermElement.fold(CharacterClass.scalar(text, at: start).value)) else { return }
        var trieNode: Int32 = 0
        var index = start
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            trieNode = lexicon.trie.target(trieNode, TermElement.fold(scalar))
            if trieNode < 0 { return }
            index += length
            let symbol = lexicon.trieSymbols[Int(trieNode)]
            if symbol >= 0, symbol != current.symbol || index != Int(current.end),
                !isInsideTerm(start, index, current, lexicon)
            {
                take(symbol: symbol, node, start, index, token, text, tokens, lexicon)
            }
        }
    }

    /// 比 in 比较 is no 比: a literal that is a part of a listed word does not count.
    private func isInsideTerm(_ start: Int, _ end: Int, _ token: Token, _ lexicon: Lexicon) -> Bool {
        lexicon.entry(ofSymbol: token.symbol) >= 0 && end <= Int(token.end)
            && (start > Int(token.start) || end < Int(token.end))
    }

    private mutating func take(
        symbol: Int32, _ node: Int32, _ start: Int, _ end: Int, _ token: Int, _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: [Token], _ lexicon: Lexicon
    ) {
        let label = UInt32(symbol) + Lexicon.PatternLabel.firstSymbol
        let next = lexicon.patterns.target(node, label)
        if next >= 0 { advance(to: next, start, end, token, text, tokens, lexicon) }
    }

    private mutating func followNumbers(
        node: Int32, at start: Int, token: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token],
        _ lexicon: Lexicon
    ) {
        guard start < text.count, Self.mayBeginNumber(text, at: start, lexicon) else { return }
        let scanner = NumberScanner(lexicon: lexicon, text: text)
        let next = lexicon.continuations[Int(node)]
        func take(_ label: UInt32, _ end: Int?) {
            guard let end else { return }
            advance(to: lexicon.patterns.target(node, label), start, end, token, text, tokens, lexicon)
        }
        if next.contains(.time) { take(Lexicon.PatternLabel.time, scanner.time(at: start)) }
        if next.contains(.money) { take(Lexicon.PatternLabel.money, scanner.money(at: start)) }
        if next.contains(.number) { take(Lexicon.PatternLabel.number, scanner.number(at: start)) }
    }

    /// Digits, currency signs, letters (number words are looked up whole), and what begins a number word of the trie.
    private static func mayBeginNumber(
        _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ lexicon: Lexicon
    ) -> Bool {
        let (scalar, _) = CharacterClass.scalar(text, at: start)
        return scalar < 0x80 || lexicon.mayStartNumber(scalar) || NumberScanner.currencySigns.contains(scalar)
    }

    private mutating func advance(
        to node: Int32, _ start: Int, _ end: Int, _ token: Int, _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: [Token], _ lexicon: Lexicon
    ) {
        guard budget > 0 else { return }
        budget -= 1
        path.append(PatternPart(start: Int32(start), end: Int32(end)))
        let entry = lexicon.patternEntries[Int(node)]
        if entry >= 0 {
            let kinds = lexicon.entries[Int(entry)].kinds
            if !kinds.isDisjoint(with: .sentiment) { keep(entry, end, &sentiment) }
            if kinds.contains(.cue) { keep(entry, end, &cue) }
        }
        var next = token
        while next < tokens.count, Int(tokens[next].end) <= end { next += 1 }
        // A space in a term is any white space or one hyphen of the text.
        var place = end
        while next < tokens.count, place == Int(tokens[next].start), isGlue(tokens[next], text) {
            place = Int(tokens[next].end)
            next += 1
        }
        follow(node: node, at: place, token: next, text, tokens, lexicon)
        path.removeLast()
    }

    /// Keeps the path, which ends at `end`, if it reaches further than what was found so far, or as far with more text in
    /// its parts (比你们…好 before 比…好).
    private func keep(_ entry: Int32, _ end: Int, _ found: inout Found) {
        if let last = found.parts.last {
            if Int(last.end) > end || (Int(last.end) == end && length(path) <= length(found.parts)) { return }
        }
        found.entry = entry
        found.parts.removeAll(keepingCapacity: true)
        found.parts.append(contentsOf: path)
    }

    private func length(_ parts: [PatternPart]) -> Int32 { parts.reduce(0) { $0 + $1.end - $1.start } }

    private func isGlue(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if token.kind == .space { return !token.marks.contains(.endsClause) }
        return token.kind == .punctuation && token.range.count == 1 && text[Int(token.start)] == 0x2D
    }
}
