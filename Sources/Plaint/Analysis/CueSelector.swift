/// Chooses up to three terms that carried the label, for counting downstream: of a complaint the cues of its first
/// category, then blame; of other texts the strongest terms of the label's side.
struct CueSelector: ~Copyable {
    static let limit = 3

    /// A term of the text: byte ranges in the clean view, without what the gaps of a pattern hold.
    struct Selected {
        var parts: Range<Int32>
        var span: Range<Int32>
        var weight: Int32
        var order: Int32
    }

    private(set) var selected: [Selected] = []
    /// Normal forms of the cues kept, one behind the other, and where each ends.
    private var forms = ScratchBuffer<UInt8>()
    private var formEnds = ScratchBuffer<Int>(capacity: CueSelector.limit)

    mutating func removeAll() { selected.removeAll(keepingCapacity: true) }

    /// The normal form of a cue kept: lower case, parts of a pattern without what stands in its gaps, one space between
    /// Latin words. Valid until the next text.
    func form(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = index == 0 ? 0 : formEnds[index - 1]
        return UnsafeBufferPointer(start: forms.base + start, count: formEnds[index] - start)
    }

    mutating func select(
        _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher, _ scorer: borrowing SentimentScorer,
        _ classifier: borrowing ComplaintClassifier, _ sentiment: Sentiment, _ analyzer: Analyzer
    ) {
        removeAll()
        if let category = classifier.categories.first {
            addCues(of: analyzer.model.labelling.categories[category], matcher, analyzer.lexicon)
        }
        let isBlame = !classifier.categories.isEmpty || sentiment == .negative
        guard isBlame || sentiment == .positive else { return }
        for hit in scorer.hits where isBlame ? hit.value < 0 : hit.value > 0 {
            guard !hit.kinds.isDisjoint(with: .polar) else { continue }
            add(hit.start..<hit.end, parts(of: hit, matcher), weight: abs(hit.value) / 1_000)
        }
        selected.sort { ($0.weight, $1.order) > ($1.weight, $0.order) }
        dropOverlaps(text, matcher)
    }

    /// Cues weigh more than valences: they say what the complaint is about.
    private static let cueBonus: Int32 = 10

    private mutating func addCues(of category: String, _ matcher: borrowing TermMatcher, _ lexicon: Lexicon) {
        guard let number = lexicon.cueCategories.firstIndex(of: category) else { return }
        func strength(_ entry: Int32) -> Int32 {
            guard entry >= 0, lexicon.meaning(entry).kinds.contains(.cue) else { return 0 }
            for cue in lexicon.entries[Int(entry)].cues where lexicon.cues[Int(cue)].category == UInt8(number) {
                return Int32(lexicon.cues[Int(cue)].strength)
            }
            return 0
        }
        for token in matcher.tokens {
            let found = strength(lexicon.entry(ofSymbol: token.symbol))
            if found > 0 { addCue(token.span, 0..<0, strength: found) }
        }
        for match in matcher.matches {
            let found = strength(match.entry)
            if found > 0 { addCue(match.start..<match.end, match.parts, strength: found) }
        }
    }

    /// 物流太慢 says more than 太慢: a cue gains with its length, up to six Han characters.
    private mutating func addCue(_ span: Range<Int32>, _ parts: Range<Int32>, strength: Int32) {
        add(span, parts, weight: strength + min(6, Int32(span.count) / 3) + Self.cueBonus)
    }

    private func parts(of hit: SentimentHit, _ matcher: borrowing TermMatcher) -> Range<Int32> {
        // Matches stand in the order of their starts.
        let matches = matcher.matches
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].start < hit.start { low = middle + 1 } else { high = middle }
        }
        while low < matches.count, matches[low].start == hit.start {
            if matches[low].end == hit.end, matches[low].entry == hit.entry { return matches[low].parts }
            low += 1
        }
        return 0..<0
    }

    private mutating func add(_ span: Range<Int32>, _ parts: Range<Int32>, weight: Int32) {
        selected.append(Selected(parts: parts, span: span, weight: weight, order: Int32(selected.count)))
    }

    /// Keeps the first `limit` that neither overlap nor repeat one another.
    private mutating func dropOverlaps(_ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher) {
        var kept = 0
        forms.removeAll()
        formEnds.removeAll()
        for index in selected.indices {
            let candidate = selected[index]
            guard kept < Self.limit else { break }
            let start = forms.count
            appendForm(of: candidate, text, matcher)
            var clashes = false
            for other in 0..<kept where !clashes {
                clashes = selected[other].span.overlaps(candidate.span) || isForm(other, from: start)
            }
            if clashes {
                forms.removeLast(forms.count - start)
                continue
            }
            selected[kept] = candidate
            formEnds.append(forms.count)
            kept += 1
        }
        selected.removeLast(selected.count - kept)
    }

    /// Whether a form kept is what stands at the end of `forms`, from `start` on.
    private func isForm(_ other: Int, from start: Int) -> Bool {
        let form = form(other)
        guard form.count == forms.count - start else { return false }
        for offset in form.indices where form[offset] != forms[start + offset] { return false }
        return true
    }

    private mutating func appendForm(
        of cue: Selected, _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher
    ) {
        let first = forms.count
        if cue.parts.isEmpty {
            appendFolded(text, Int(cue.span.lowerBound)..<Int(cue.span.upperBound))
            return
        }
        for index in cue.parts {
            let part = matcher.parts[Int(index)]
            let begin = text[Int(part.start)]
            if forms.count > first, begin < 0x80, forms[forms.count - 1] < 0x80 { forms.append(0x20) }
            appendFolded(text, Int(part.start)..<Int(part.end))
        }
    }

    /// In small letters, and without slips of the pen: cues are counted, and a slip would count apart.
    private mutating func appendFolded(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index
            while end < range.upperBound, (text[end] | 0x20) >= 0x61, (text[end] | 0x20) <= 0x7A { end += 1 }
            guard end > index else {
                forms.append(text[index])
                index += 1
                continue
            }
            if let meant = Speller.embedded.meant(by: UnsafeBufferPointer(rebasing: text[index..<end])) {
                for byte in Speller.embedded.word(meant) { forms.append(byte) }
            } else {
                for byte in text[index..<end] { forms.append(byte | 0x20) }
            }
            index = end
        }
    }
}
