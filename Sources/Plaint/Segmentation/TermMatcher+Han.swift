/// Recutting of runs of Han characters.
extension TermMatcher {
    mutating func recutHan(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: [Token], from first: Int, _ lexicon: Lexicon,
        _ segmenter: inout WordSegmenter
    ) -> Int {
        var last = first
        while last + 1 < icuTokens.count, icuTokens[last + 1].kind == .han { last += 1 }
        let runEnd = Int(icuTokens[last].end)
        var position = Int(icuTokens[first].start)
        var piece = position
        var current = first
        while position < runEnd {
            while position >= Int(icuTokens[current].end) { current += 1 }
            let token = icuTokens[current]
            if position == Int(token.start), piece < position {
                append(piece, position, .han)
                piece = position
            }
            // Behind a term that ended inside a token ICU's cuts mean nothing: 以前很|好吃, where ICU has 以前|很好|吃.
            let term = longestTerm(
                text, at: position, begins: piece == position, in: token, icuTokens, current, runEnd, lexicon,
                &segmenter)
            // 不太 is found in 不太好, but 好 counts only if the whole token falls into terms: that is tried first.
            if position == Int(token.start), term.map({ $0.end < Int(token.end) }) ?? true,
                fallsIntoTerms(text, token, lexicon)
            {
                position = Int(token.end)
                piece = position
            } else if let (end, symbol) = term {
                if piece < position { append(piece, position, .han) }
                append(position, end, .han, symbol)
                position = end
                piece = end
                if end > runEnd { return skip(icuTokens, to: end, from: last + 1) }
            } else {
                position += CharacterClass.scalar(text, at: position).length
            }
        }
        if piece < runEnd { append(piece, runEnd, .han) }
        return last + 1
    }

    private func skip(_ icuTokens: [Token], to end: Int, from index: Int) -> Int {
        var index = index
        while index < icuTokens.count, Int(icuTokens[index].end) <= end { index += 1 }
        return index
    }

    /// The longest term that may stand at `position`, where a word `begins` or which is inside one. It may end inside a
    /// later token of the run, or at the end of a token behind the run (栓Q).
    private mutating func longestTerm(
        _ text: UnsafeBufferPointer<UInt8>, at position: Int, begins: Bool, in token: Token, _ icuTokens: [Token],
        _ current: Int, _ runEnd: Int, _ lexicon: Lexicon, _ segmenter: inout WordSegmenter
    ) -> (end: Int, symbol: Int32)? {
        var node: Int32 = 0
        var index = position
        var found: (end: Int, symbol: Int32)?
        var characters = 0
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            node = lexicon.trie.target(node, TermElement.fold(scalar))
            if node < 0 { break }
            index += length
            characters += 1
            let symbol = lexicon.trieSymbols[Int(node)]
            guard symbol >= 0 else { continue }
            if lexicon.symbolRoles[Int(symbol)].contains(.beginsPattern), starts.last != Int32(position) {
                starts.append(Int32(position))
            }
            guard lexicon.symbolEntries[Int(symbol)] >= 0 else { continue }
            if characters == 1 {
                guard begins, index == Int(token.end) else { continue }
            } else if index > runEnd {
                guard endsAtToken(icuTokens, index, from: current) else { continue }
            } else if !begins || !endsAtToken(icuTokens, index, from: current) {
                let endsInside = !endsAtToken(icuTokens, index, from: current)
                // Begins inside one word and ends inside another: two halves that only happen to meet.
                if !begins, endsInside, index > Int(token.end) { continue }
                if isKnownToICU(symbol, text, position..<index, &segmenter) { continue }
            }
            found = (index, symbol)
        }
        if let (end, symbol) = found, characters > 1 { return yielding(text, position, end, symbol, lexicon) }
        return found
    }

    /// A negator of several characters gives its last one up to a valence term that begins there and reaches further:
    /// 也|不理, not 也不|理.
    private func yielding(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ symbol: Int32, _ lexicon: Lexicon
    ) -> (end: Int, symbol: Int32)? {
        let kinds = lexicon.entries[Int(lexicon.symbolEntries[Int(symbol)])].kinds
        guard kinds.contains(.negation), kinds.isDisjoint(with: .polar) else { return (end, symbol) }
        var last = end - 1
        while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
        guard last > start else { return (end, symbol) }
        var node: Int32 = 0
        var index = last
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            node = lexicon.trie.target(node, TermElement.fold(scalar))
            if node < 0 { break }
            index += length
            let entry = lexicon.entry(ofSymbol: lexicon.trieSymbols[Int(node)])
            if index > end, entry >= 0, lexicon.entries[Int(entry)].kinds.contains(.valence) { return nil }
        }
        return (end, symbol)
    }

    private mutating func isKnownToICU(
        _ symbol: Int32, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ segmenter: inout WordSegmenter
    ) -> Bool {
        if familiarity[Int(symbol)] == .unasked {
            segmenter.segment(UnsafeBufferPointer(rebasing: text[range]), into: &wordTokens)
            familiarity[Int(symbol)] = wordTokens.count == 1 ? .known : .unknown
        }
        return familiarity[Int(symbol)] == .known
    }

    private func endsAtToken(_ icuTokens: [Token], _ end: Int, from index: Int) -> Bool {
        var index = index
        while index < icuTokens.count, Int(icuTokens[index].end) < end { index += 1 }
        return index < icuTokens.count && Int(icuTokens[index].end) == end
    }

    /// Cuts a token that consists of listed terms altogether, longest first: 很好, 不太好, 贵了.
    private mutating func fallsIntoTerms(
        _ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ lexicon: Lexicon
    ) -> Bool {
        let before = tokens.count
        var position = Int(token.start)
        while position < Int(token.end) {
            var node: Int32 = 0
            var index = position
            var found: (end: Int, symbol: Int32)?
            while index < Int(token.end) {
                let (scalar, length) = CharacterClass.scalar(text, at: index)
                node = lexicon.trie.target(node, TermElement.fold(scalar))
                if node < 0 { break }
                index += length
                let symbol = lexicon.trieSymbols[Int(node)]
                if symbol >= 0, lexicon.symbolEntries[Int(symbol)] >= 0 { found = (index, symbol) }
            }
            guard let (end, symbol) = found else {
                tokens.removeLast(tokens.count - before)
                return false
            }
            if lexicon.symbolRoles[Int(symbol)].contains(.beginsPattern) { starts.append(Int32(position)) }
            append(position, end, .han, symbol)
            position = end
        }
        return true
    }
}
