/// Recutting of runs of Han characters.
extension TermMatcher {
    /// A run of Han tokens, and how far its recutting has come.
    struct HanRun {
        let text: UnsafeBufferPointer<UInt8>
        let icuTokens: UnsafeBufferPointer<Token>
        let last: Int
        /// The ICU token that holds `position`.
        var current: Int
        var position: Int
        /// Where the part of the text begins that no token covers yet.
        var piece: Int
        /// A cue that begins before `position` and is settled when it is reached.
        var cue: PendingCue?

        var end: Int { Int(icuTokens[last].end) }

        /// Whether a word of ICU ends at `offset`, which lies at or behind the current one.
        func endsAtToken(_ offset: Int) -> Bool {
            var index = current
            while index < icuTokens.count, Int(icuTokens[index].end) < offset { index &+= 1 }
            return index < icuTokens.count && Int(icuTokens[index].end) == offset
        }
    }

    /// A term that is only a cue: it becomes one token if the rules of sentiment find nothing in it.
    struct PendingCue {
        var start: Int
        var end: Int
        var symbol: Int32
        /// What `HanRun.piece` and the number of tokens were.
        var piece: Int
        var tokens: Int
    }

    /// A term found at a place.
    struct FoundTerm {
        var end: Int
        var symbol: Int32
    }

    /// Recuts the run that begins with the token at `first`; returns the index of the token behind it.
    mutating func recutHan(
        _ text: UnsafeBufferPointer<UInt8>, _ icuTokens: UnsafeBufferPointer<Token>, from first: Int,
        _ lexicon: Lexicon, _ segmenter: inout WordSegmenter
    ) -> Int {
        var last = first
        while last &+ 1 < icuTokens.count, icuTokens[last &+ 1].kind == .han { last &+= 1 }
        let start = Int(icuTokens[first].start)
        var run = HanRun(text: text, icuTokens: icuTokens, last: last, current: first, position: start, piece: start)
        while run.position < run.end {
            step(&run, lexicon, &segmenter)
            if let cue = run.cue, run.position >= min(cue.end, run.end) { settle(cue, &run, lexicon) }
        }
        if run.piece < run.end { append(run.piece, run.end, .han) }
        return run.position > run.end ? skip(icuTokens, to: run.position, from: last + 1) : last + 1
    }

    /// One step: a term, an ICU token that falls into terms, or one character on.
    private mutating func step(_ run: inout HanRun, _ lexicon: Lexicon, _ segmenter: inout WordSegmenter) {
        while run.position >= Int(run.icuTokens[run.current].end) { run.current &+= 1 }
        let token = run.icuTokens[run.current]
        if run.position == Int(token.start), run.piece < run.position {
            append(run.piece, run.position, .han)
            run.piece = run.position
        }
        let place = occurrences.place(at: run.position, run.text, lexicon)
        var term: FoundTerm?
        if place.beginsPattern { starts.append(Int32(run.position)) }
        if place.holdsTerm {
            // Behind a term that ended inside a token ICU's cuts mean nothing: 以前很|好吃, where ICU has 以前|很好|吃.
            term = longestTerm(place, &run, lexicon, &segmenter)
            // 不太 is found in 不太好, but 好 counts only if the whole token falls into terms: that is tried first.
            if run.position == Int(token.start), (term?.end ?? 0) < Int(token.end),
                fallsIntoTerms(run.text, token, lexicon)
            {
                run.position = Int(token.end)
                run.piece = run.position
                return
            }
        }
        guard let term else {
            run.position &+= CharacterClass.length(run.text[run.position])
            return
        }
        if run.piece < run.position { append(run.piece, run.position, .han) }
        append(run.position, term.end, .han, term.symbol)
        run.position = term.end
        run.piece = term.end
    }

    private func skip(_ icuTokens: UnsafeBufferPointer<Token>, to end: Int, from index: Int) -> Int {
        var index = index
        while index < icuTokens.count, Int(icuTokens[index].end) <= end { index += 1 }
        return index
    }

    /// The longest term that may stand at the run's position, where a word begins or which is inside one. It may end
    /// inside a later token of the run, or at the end of a token behind the run (栓Q). A longer one that is only a cue
    /// is left pending.
    private mutating func longestTerm(
        _ place: SymbolOccurrences.Place, _ run: inout HanRun, _ lexicon: Lexicon, _ segmenter: inout WordSegmenter
    ) -> FoundTerm? {
        let token = run.icuTokens[run.current]
        let begins = run.piece == run.position
        let afterFirst = run.position &+ CharacterClass.length(run.text[run.position])
        var found: FoundTerm?
        var cue: FoundTerm?
        for index in place.range {
            let occurrence = occurrences[index]
            guard occurrence.traits.contains(.isTerm) else { continue }
            let end = Int(occurrence.end)
            if end == afterFirst {
                guard begins, end == Int(token.end) else { continue }
            } else {
                let endsAtToken = run.endsAtToken(end)
                if end > run.end {
                    guard endsAtToken else { continue }
                } else if !begins || !endsAtToken {
                    // Begins inside one word and ends inside another: two halves that only happen to meet.
                    if !begins, !endsAtToken, end > Int(token.end) { continue }
                    if isKnownToICU(occurrence.symbol, run.text, run.position..<end, &segmenter) { continue }
                }
            }
            if occurrence.traits.contains(.isCueOnly) {
                cue = FoundTerm(end: end, symbol: occurrence.symbol)
            } else {
                found = FoundTerm(end: end, symbol: occurrence.symbol)
            }
        }
        if let cue, run.cue == nil, cue.end > found?.end ?? 0 {
            run.cue = PendingCue(
                start: run.position, end: cue.end, symbol: cue.symbol, piece: run.piece, tokens: tokens.count)
        }
        if let term = found, term.end > afterFirst { return yielding(run.text, run.position, term, lexicon) }
        return found
    }

    /// The run has come to the end of a cue: one token, if nothing in it speaks to the rules of sentiment, else a match
    /// over the tokens that are there.
    private mutating func settle(_ cue: PendingCue, _ run: inout HanRun, _ lexicon: Lexicon) {
        run.cue = nil
        var isSilent = run.position == min(cue.end, run.end)
        for token in tokens[cue.tokens...] where lexicon.termRoles(ofSymbol: token.symbol).contains(.sentiment) {
            isSilent = false
        }
        guard isSilent else {
            cues.append(
                CueTerm(start: Int32(cue.start), end: Int32(cue.end), entry: lexicon.entry(ofSymbol: cue.symbol)))
            return
        }
        tokens.removeLast(tokens.count - cue.tokens)
        if cue.piece < cue.start { append(cue.piece, cue.start, .han) }
        append(cue.start, cue.end, .han, cue.symbol)
        run.position = cue.end
        run.piece = cue.end
    }

    /// A negator of several characters gives its last one up to a valence term that begins there and reaches further:
    /// 也|不理, not 也不|理.
    private mutating func yielding(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ term: FoundTerm, _ lexicon: Lexicon
    ) -> FoundTerm? {
        guard lexicon.symbols[Int(term.symbol)].term.contains(.pureNegation) else { return term }
        var last = term.end - 1
        while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
        guard last > start else { return term }
        let place = occurrences.place(at: last, text, lexicon)
        for index in place.range where Int(occurrences[index].end) > term.end {
            if occurrences[index].traits.contains(.isValence) { return nil }
        }
        return term
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

    /// Cuts a token that consists of listed terms altogether, longest first: 很好, 不太好, 贵了.
    private mutating func fallsIntoTerms(
        _ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ lexicon: Lexicon
    ) -> Bool {
        let before = tokens.count
        let startsBefore = starts.count
        var position = Int(token.start)
        while position < Int(token.end) {
            let place = occurrences.place(at: position, text, lexicon)
            var found: FoundTerm?
            for index in place.range {
                let occurrence = occurrences[index]
                guard Int(occurrence.end) <= Int(token.end) else { break }
                if occurrence.traits.contains(.isTerm) {
                    found = FoundTerm(end: Int(occurrence.end), symbol: occurrence.symbol)
                }
            }
            guard let found else {
                tokens.removeLast(tokens.count - before)
                starts.removeLast(starts.count - startsBefore)
                return false
            }
            if place.beginsPattern, position > Int(token.start) { starts.append(Int32(position)) }
            append(position, found.end, .han, found.symbol)
            position = found.end
        }
        return true
    }
}
