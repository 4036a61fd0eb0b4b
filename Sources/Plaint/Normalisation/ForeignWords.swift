/// Whose words a text is.
public enum Origin: String, Sendable {
    /// The writer's, in whole or in part.
    case own
    /// Somebody else's: a repost or a mail handed on without a word added.
    case quoted
    /// A form's or a platform's: a default review, an order card, an empty answer.
    case template
}

/// The parts of a clean view that are not the writer's own words: reposts, quoted mail, topics, headlines, names of
/// people addressed, links, default phrases. They stay in the text and bear no sentiment and no class.
struct ForeignWords {
    enum Source {
        case quoted, template
        /// #…#, 【…】: foreign beside own words, else the text itself.
        case topic
        /// @name, a link: foreign, and no sign that something else was quoted.
        case name
    }

    struct Span {
        /// Byte offsets in the clean view.
        var start: Int
        var end: Int
        var source: Source
    }

    /// Ordered, without overlaps.
    private(set) var spans: [Span] = []
    private(set) var origin = Origin.own

    /// Finds what is foreign in `text`.
    mutating func find(_ text: UnsafeBufferPointer<UInt8>, _ vocabulary: borrowing OriginVocabulary) {
        spans.removeAll(keepingCapacity: true)
        var beginsLine = true
        var index = 0
        while index < text.count {
            index = vocabulary.beginnings.nextStart(in: text, from: index, &beginsLine)
            guard index < text.count else { break }
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            if let span = span(text, index, scalar, beginsLine: beginsLine, vocabulary) {
                spans.append(span)
                index = span.end
                beginsLine = index > 0 && text[index - 1] == 0x0A
            } else {
                beginsLine = false
                index += length
            }
        }
        judge(text, vocabulary)
    }

    private func span(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ scalar: UInt32, beginsLine: Bool,
        _ vocabulary: borrowing OriginVocabulary
    ) -> Span? {
        if let end = phrase(text, index, beginsLine: beginsLine, vocabulary) { return end }
        let scan = ForeignScan(text: text)
        func span(_ end: Int?, _ source: Source) -> Span? { end.map { Span(start: index, end: $0, source: source) } }
        switch scalar {
        case 0x3E: return beginsLine ? span(scan.quotedLine(at: index), .quoted) : nil
        case 0x40: return span(scan.mention(at: index), .name)
        case 0x23: return span(scan.topic(at: index), .topic)
        case 0x3010: return span(scan.headline(at: index), .topic)
        default: return span(scan.link(at: index), .name)
        }
    }

    private func phrase(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int, beginsLine: Bool, _ vocabulary: borrowing OriginVocabulary
    ) -> Span? {
        let scan = ForeignScan(text: text)
        let found = vocabulary.longest(text, at: index) { $0.extent != .whole && (beginsLine || !$0.beginsLine) }
        guard let (row, phraseEnd) = found else { return nil }
        var end = phraseEnd
        if !row.endings.isEmpty {
            guard let ending = scan.ending(row.endings, from: end) else { return nil }
            end = ending
        }
        if row.takesName {
            guard let name = scan.name(from: end) else { return nil }
            end = name
        }
        switch row.extent {
        case .whole, .phrase: break
        case .field: end = scan.fieldEnd(from: end)
        case .line: end = scan.lineEnd(from: end)
        case .rest: end = scan.closingMark(ofQuotationAt: index, from: end) ?? scan.restEnd(from: end)
        }
        return Span(start: index, end: end, source: row.isTemplate ? .template : .quoted)
    }

    // MARK: Whose text it is

    /// Decides on `origin`: own if a word outside the spans is, or if there is nothing but topics and names.
    private mutating func judge(_ text: UnsafeBufferPointer<UInt8>, _ vocabulary: borrowing OriginVocabulary) {
        origin = .own
        let found = spans.count
        var next = 0
        var index = 0
        while index < text.count {
            if next < found, index == spans[next].start {
                index = spans[next].end
                next += 1
                continue
            }
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            guard ForeignScan.isWord(scalar) else {
                index += length
                continue
            }
            guard vocabulary.beginnings.mayStart(OriginVocabulary.fold(scalar)),
                let (_, end) = vocabulary.longest(text, at: index, where: { $0.extent == .whole }),
                end == text.count || !ForeignScan.isWord(CharacterClass.scalar(text, at: end).value)
            else {
                // A word of the writer's own: the phrases found so far were part of a sentence.
                spans.removeLast(spans.count - found)
                return
            }
            spans.append(Span(start: index, end: end, source: .template))
            index = end
        }
        if spans.contains(where: { $0.source == .quoted || $0.source == .template }) {
            origin = spans.contains { $0.source == .quoted } ? .quoted : .template
            if spans.count > found { spans.sort { $0.start < $1.start } }
        } else {
            spans.removeAll { $0.source == .topic }
        }
    }

    /// The writer added something that `find` did not know for words, such as an emoticon: the text is own.
    mutating func claim() { origin = .own }

    // MARK: Tokens

    /// Marks the tokens that begin in a span. Quotations and templates end a clause, names do not.
    func mark(_ tokens: inout [Token]) {
        var next = 0
        for index in tokens.indices {
            let start = Int(tokens[index].start)
            while next < spans.count, spans[next].end <= start { next += 1 }
            guard next < spans.count else { return }
            guard start >= spans[next].start else { continue }
            tokens[index].symbol = Lexicon.noSymbol
            tokens[index].marks =
                spans[next].source == .name ? .foreign : [.foreign, .endsClause, .endsSentence]
        }
    }

    /// Whether a part of the text from `start` to `end` is foreign.
    func overlaps(_ start: Int, _ end: Int) -> Bool {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].end <= start { low = middle + 1 } else { high = middle }
        }
        return low < spans.count && spans[low].start < end
    }
}
