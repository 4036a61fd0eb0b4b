/// Finds `<n>`, `<time>` and `<money>` at a place of a clean view.
///
/// Digits with their separators, number words of the lexicon and mixtures (`2万`, `一百五`); for times and amounts a unit
/// of the lexicon follows, with at most one space or hyphen between; currency signs may stand before the digits.
struct NumberScanner {
    let lexicon: Lexicon
    let text: UnsafeBufferPointer<UInt8>

    static func isCurrencySign(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x24, 0xA3, 0xA5, 0x20AC, 0xFFE5, 0xFFE1: true  // $ £ ¥ € ￥ ￡
        default: false
        }
    }

    /// Bytes after which a number is long enough: every number word of a run begins a number of its own, so without a
    /// bound a run of them costs the square of its length.
    private static let longestNumber = 64

    /// End of the number that begins at `start`, or `nil`.
    func number(at start: Int) -> Int? {
        var index = start
        while true {
            if index - start < Self.longestNumber, let next = digits(at: index) ?? numberPiece(at: index) {
                index = next
                continue
            }
            return index > start ? index : nil
        }
    }

    /// Ends of what begins with the number at a place; `nil` for what does not.
    struct Quantity {
        var number: Int?
        /// A duration: `2hrs`, `两个小时`, `an hour`, `30-minute`.
        var time: Int?
        /// An amount: `30元`, `$20`, `¥9.9`, `15 dollars`.
        var money: Int?
    }

    /// The number that begins at `start`, and with its unit the duration or the amount.
    func quantity(at start: Int) -> Quantity {
        let (scalar, length) = CharacterClass.scalar(text, at: start)
        if Self.isCurrencySign(scalar), start + length < text.count {
            return Quantity(money: digits(at: start + length))
        }
        var quantity = Quantity(number: number(at: start))
        guard var index = quantity.number else { return quantity }
        if index < text.count, text[index] == 0x20 || text[index] == 0x2D { index += 1 }
        guard index < text.count else { return quantity }
        // "half an hour", "a few days": one more number word may stand between.
        if let next = word(at: index, .number), next < text.count, text[next] == 0x20 { index = next + 1 }
        (quantity.time, quantity.money) = pieces(at: index, .timeUnit, .moneyUnit)
        return quantity
    }

    /// End of the duration that begins at `start`, or `nil`.
    func time(at start: Int) -> Int? { quantity(at: start).time }

    /// End of the amount that begins at `start`, or `nil`.
    func money(at start: Int) -> Int? { quantity(at: start).money }

    /// Digits with single separators inside: `1,000`, `3.5`, `10:30`, `2-3`.
    private func digits(at start: Int) -> Int? {
        var index = start
        while index < text.count, index - start < Self.longestNumber {
            let byte = text[index]
            if byte >= 0x30, byte <= 0x39 {
                index += 1
            } else if index > start, index + 1 < text.count, Self.isSeparator(byte), text[index + 1] >= 0x30,
                text[index + 1] <= 0x39
            {
                index += 1
            } else {
                break
            }
        }
        return index > start ? index : nil
    }

    /// , . : -
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x2E || byte == 0x3A || byte == 0x2D
    }

    private func numberPiece(at start: Int) -> Int? {
        start < text.count ? pieces(at: start, .number, .number).0 : nil
    }

    /// The longest symbol with the first role that begins at `start`, and the longest with the second: by the trie, or as a
    /// whole Latin word.
    private func pieces(at start: Int, _ first: Lexicon.SymbolRoles, _ second: Lexicon.SymbolRoles) -> (Int?, Int?) {
        var ends: (Int?, Int?) = (nil, nil)
        guard start < text.count else { return ends }
        if isWordByte(text[start]) {
            ends = (word(at: start, first), word(at: start, second))
            if ends.0 != nil, ends.1 != nil { return ends }
        }
        let words = ends
        var node = lexicon.trie.root
        var index = start
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            node = lexicon.trie.child(node, of: scalar)
            if node.isNone { break }
            index += length
            guard node.ends else { continue }
            let roles = lexicon.symbols[Int(node.symbol)].roles
            // "business day" must not be found in "business daytime".
            guard !isWordByte(text[index - 1]) || index == text.count || !isWordByte(text[index]) else { continue }
            if words.0 == nil, roles.contains(first) { ends.0 = index }
            if words.1 == nil, roles.contains(second) { ends.1 = index }
        }
        return ends
    }

    private func isWordByte(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private func word(at start: Int, _ role: Lexicon.SymbolRoles) -> Int? {
        // Number and unit words are short; longer words are none.
        var folded: (UInt64, UInt64) = (0, 0)
        return withUnsafeMutableBytes(of: &folded) { raw in
            let buffer = raw.bindMemory(to: UInt8.self)
            var count = 0
            while start + count < text.count, isWordByte(text[start + count]) {
                if count == buffer.count { return nil }
                buffer[count] = text[start + count] | 0x20
                count += 1
            }
            guard count > 0 else { return nil }
            let symbol = lexicon.words.find(UnsafeBufferPointer(rebasing: buffer[..<count]))
            guard symbol >= 0, lexicon.symbols[Int(symbol)].roles.contains(role) else { return nil }
            return start + count
        }
    }
}
