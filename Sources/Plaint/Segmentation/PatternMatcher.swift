/// Follows the lexicon's graph of patterns from one place of a text; of all patterns that begin there the one that
/// reaches furthest is kept, once for the sentiment rules and once for the classifier's cues, which must not shut each
/// other out. Literals are matched as characters, so that it does not matter how ICU cut them.
struct PatternMatcher: ~Copyable {
    /// A pattern found; entry -1 is none.
    struct Found: ~Copyable {
        fileprivate(set) var entry: Int32 = -1
        fileprivate(set) var parts = ScratchBuffer<PatternPart>(capacity: 16)
        /// Bytes in the parts.
        fileprivate var length: Int32 = 0

        fileprivate mutating func clear() {
            entry = -1
            length = 0
            parts.removeAll()
        }
    }

    /// What is searched.
    struct Searched {
        let text: UnsafeBufferPointer<UInt8>
        let tokens: UnsafeBufferPointer<Token>
        let lexicon: Lexicon
    }

    private(set) var sentiment = Found()
    private(set) var cue = Found()
    private(set) var signal = Found()
    /// Whose signals of conversations are looked for, instead of all else: they may lie inside listed words, whose senses they
    /// do not touch. Empty: no signals.
    var wanted: PatternGraph.Ends = []
    private var seeksSignals: Bool { !wanted.isEmpty }

    private var path = ScratchBuffer<PatternPart>(capacity: 16)
    private var budget = 0

    /// Tokens that a gap may hold (lexicons/README.md), white space not counted.
    static let longestGap = 6
    /// Edges tried from one start, a bound for texts that are all pattern words; real texts need a few dozen.
    static let stepBudget = 400

    /// Finds the longest pattern that begins with a literal at byte `start`, which lies in token `token`.
    mutating func find(
        at start: Int, token: Int, _ searched: borrowing Searched, _ occurrences: inout SymbolOccurrences
    ) {
        begin()
        let place = occurrences.place(at: start, searched.text, searched.lexicon)
        guard place.beginsPattern else { return }
        for index in place.range {
            let found = occurrences[index]
            guard found.traits.contains(.beginsPattern) else { continue }
            let node = searched.lexicon.symbols[Int(found.symbol)].patternStart
            guard seeksSignals || !Self.isInsideTerm(start, Int(found.end), token, searched) else {
                continue
            }
            advance(to: node, start, Int(found.end), token, searched, &occurrences)
        }
    }

    /// The same for patterns that begin with a number, a time or an amount.
    mutating func findNumber(
        at start: Int, token: Int, _ searched: borrowing Searched, _ occurrences: inout SymbolOccurrences
    ) {
        begin()
        followNumbers(node: 0, at: start, token: token, searched, &occurrences)
    }

    private mutating func begin() {
        sentiment.clear()
        cue.clear()
        signal.clear()
        path.removeAll()
        budget = Self.stepBudget
    }

    /// Tries everything that may follow `node` at byte `start` (inside or at the beginning of token `token`).
    private mutating func follow(
        node number: Int32, at start: Int, token: Int, _ searched: borrowing Searched,
        _ occurrences: inout SymbolOccurrences
    ) {
        let node = searched.lexicon.patterns.nodes[Int(number)]
        if node.literals != 0 { followLiterals(number, node, at: start, token: token, searched, &occurrences) }
        if !node.continuations.isDisjoint(with: .quantity) {
            followNumbers(node: number, at: start, token: token, searched, &occurrences)
        }
        if node.gap >= 0 { followGap(node: node.gap, at: start, token: token, searched, &occurrences) }
    }

    private mutating func followGap(
        node number: Int32, at start: Int, token: Int, _ searched: borrowing Searched,
        _ occurrences: inout SymbolOccurrences
    ) {
        let node = searched.lexicon.patterns.nodes[Int(number)]
        let wantsQuantity = !node.continuations.isDisjoint(with: .quantity)
        var token = token
        var start = start
        var passed = 0
        while token < searched.tokens.count {
            followLiterals(number, node, at: start, token: token, searched, &occurrences)
            if wantsQuantity { followNumbers(node: number, at: start, token: token, searched, &occurrences) }
            let current = searched.tokens[token]
            guard !current.marks.contains(.endsClause) else { return }
            if current.kind != .space {
                guard passed < Self.longestGap else { return }
                passed &+= 1
                if seeksSignals, current.kind == .han {
                    tryInside(number, node, token: token, searched, &occurrences)
                }
            }
            start = Int(current.end)
            token &+= 1
        }
    }

    /// Literals that begin inside a token.
    private mutating func tryInside(
        _ number: Int32, _ node: PatternGraph.Node, token: Int, _ searched: borrowing Searched,
        _ occurrences: inout SymbolOccurrences
    ) {
        let current = searched.tokens[token]
        var start = Int(current.start) &+ CharacterClass.length(searched.text[Int(current.start)])
        while start < Int(current.end) {
            followLiterals(number, node, at: start, token: token, searched, &occurrences)
            start &+= CharacterClass.length(searched.text[start])
        }
    }

    @inline(__always)
    private mutating func followLiterals(
        _ number: Int32, _ node: PatternGraph.Node, at start: Int, token: Int, _ searched: borrowing Searched,
        _ occurrences: inout SymbolOccurrences
    ) {
        guard start < searched.text.count, token < searched.tokens.count else { return }
        let place = occurrences.place(at: start, searched.text, searched.lexicon)
        guard place.mask & node.literals != 0 else { return }
        for index in place.range {
            let found = occurrences[index]
            guard found.traits.mask & node.literals != 0 else { continue }
            let label = UInt32(found.symbol) &+ Lexicon.PatternLabel.firstSymbol
            let next = searched.lexicon.patterns.target(number, label)
            guard next >= 0, seeksSignals || !Self.isInsideTerm(start, Int(found.end), token, searched) else {
                continue
            }
            advance(to: next, start, Int(found.end), token, searched, &occurrences)
        }
    }

    /// 比 in 比较 is no 比: a literal that is a part of a listed word does not count.
    private static func isInsideTerm(_ start: Int, _ end: Int, _ token: Int, _ searched: borrowing Searched) -> Bool {
        let token = searched.tokens[token]
        return end <= Int(token.end) && (start > Int(token.start) || end < Int(token.end))
            && searched.lexicon.entry(ofSymbol: token.symbol) >= 0
    }

    private mutating func followNumbers(
        node: Int32, at start: Int, token: Int, _ searched: borrowing Searched,
        _ occurrences: inout SymbolOccurrences
    ) {
        let lexicon = searched.lexicon
        guard start < searched.text.count, mayBeginNumber(at: start, searched, &occurrences) else { return }
        let quantity = NumberScanner(lexicon: lexicon, text: searched.text).quantity(at: start)
        let next = lexicon.patterns.nodes[Int(node)].continuations
        if next.contains(.time), let end = quantity.time {
            let target = lexicon.patterns.target(node, Lexicon.PatternLabel.time)
            advance(to: target, start, end, token, searched, &occurrences)
        }
        if next.contains(.money), let end = quantity.money {
            let target = lexicon.patterns.target(node, Lexicon.PatternLabel.money)
            advance(to: target, start, end, token, searched, &occurrences)
        }
        if next.contains(.number), let end = quantity.number {
            let target = lexicon.patterns.target(node, Lexicon.PatternLabel.number)
            advance(to: target, start, end, token, searched, &occurrences)
        }
    }

    /// Whether digits, a currency sign or a number word stand at `start`.
    @inline(__always)
    func mayBeginNumber(
        at start: Int, _ searched: borrowing Searched, _ occurrences: inout SymbolOccurrences
    ) -> Bool {
        let (scalar, _) = CharacterClass.scalar(searched.text, at: start)
        if scalar >= 0x30, scalar <= 0x39 { return true }
        if scalar < 0x80 ? (scalar | 0x20) &- 0x61 < 26 : searched.lexicon.mayStartNumber(scalar) {
            return occurrences.place(at: start, searched.text, searched.lexicon).beginsNumber
        }
        return NumberScanner.isCurrencySign(scalar)
    }

    private mutating func advance(
        to number: Int32, _ start: Int, _ end: Int, _ token: Int, _ searched: borrowing Searched,
        _ occurrences: inout SymbolOccurrences
    ) {
        guard budget > 0 else { return }
        budget -= 1
        path.append(PatternPart(start: Int32(start), end: Int32(end)))
        let node = searched.lexicon.patterns.nodes[Int(number)]
        if !node.ends.isEmpty {
            if seeksSignals {
                if !node.ends.isDisjoint(with: wanted) { Self.keep(path, node.entry, end, &signal) }
            } else if node.ends.contains(.sentiment) {
                Self.keep(path, node.entry, end, &sentiment)
            }
            if !seeksSignals, node.ends.contains(.cue) { Self.keep(path, node.entry, end, &cue) }
        }
        if !node.continuations.isEmpty {
            let (place, next) = Self.next(after: end, from: token, searched)
            follow(node: number, at: place, token: next, searched, &occurrences)
        }
        path.removeLast(1)
    }

    /// Where the text goes on behind a part. A space in a term is any white space or one hyphen of the text.
    private static func next(
        after end: Int, from token: Int, _ searched: borrowing Searched
    ) -> (place: Int, token: Int) {
        var next = token
        while next < searched.tokens.count, Int(searched.tokens[next].end) <= end { next &+= 1 }
        var place = end
        while next < searched.tokens.count, place == Int(searched.tokens[next].start),
            isGlue(searched.tokens[next], searched.text)
        {
            place = Int(searched.tokens[next].end)
            next &+= 1
        }
        return (place, next)
    }

    /// Keeps the path, which ends at `end`, if it reaches further than what was found so far, or as far with more text in
    /// its parts (比你们…好 before 比…好).
    private static func keep(
        _ path: borrowing ScratchBuffer<PatternPart>, _ entry: Int32, _ end: Int, _ found: inout Found
    ) {
        var length: Int32 = 0
        for index in path.indices { length &+= path[index].end &- path[index].start }
        if !found.parts.isEmpty {
            let last = Int(found.parts[found.parts.count - 1].end)
            if last > end || (last == end && length <= found.length) { return }
        }
        found.entry = entry
        found.length = length
        found.parts.removeAll()
        for index in path.indices { found.parts.append(path[index]) }
    }

    private static func isGlue(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if token.kind == .space { return !token.marks.contains(.endsClause) }
        return token.kind == .punctuation && token.range.count == 1 && text[Int(token.start)] == 0x2D
    }
}
