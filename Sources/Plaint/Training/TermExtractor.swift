import CICU

/// Finds the words of a text, and its pairs of adjacent words, as rows of a lexicon would write them.
struct TermExtractor: ~Copyable {
    private(set) var worker: AnalysisWorker

    init(_ lexicon: Lexicon) throws(SegmentationError) {
        let labelling = FeatureCounts.Labelling(field: "categories", hasGate: true, categories: CategoryOrder.complaint)
        worker = try AnalysisWorker(Analyzer(lexicon: lexicon, model: .empty(labelling)))
    }

    /// What the lexicon says of the text by itself.
    mutating func score(_ text: String) -> SentimentScore {
        var text = text
        text.withUTF8 { worker.analyze($0) }
        return worker.score
    }

    /// The distinct terms of the text scored last. Pairs have a blank between their words and never span punctuation;
    /// words of two scripts make none.
    func terms() -> Set<String> {
        var terms: Set<String> = []
        var previous: (word: String, kind: Token.Kind)?
        let tokens = worker.matcher.tokens
        worker.clean.bytes.withUnsafeBufferPointer { text in
            for token in tokens where token.kind != .space {
                guard let word = Self.word(token, text) else {
                    previous = nil
                    continue
                }
                terms.insert(word)
                if let previous, previous.kind == token.kind { terms.insert("\(previous.word) \(word)") }
                previous = (word, token.kind)
            }
        }
        return terms
    }

    /// The word as a term; `nil` for numbers and signs, and for what no row could hold.
    private static func word(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> String? {
        let bytes = UnsafeBufferPointer(rebasing: text[token.range])
        guard token.kind == .letters || token.kind == .han else { return nil }
        let word = String(decoding: TermElement.fold(String(decoding: bytes, as: UTF8.self)), as: UTF8.self)
        guard token.kind == .han || TermElement.isWord(Array(word.utf8)), word == word.lowercased(),
            plaint_is_nfc(bytes.baseAddress!, Int32(bytes.count)) != 0
        else { return nil }
        return word
    }

    /// Kinds whose rows say how other words count: such a term is known, though it has no polarity of its own.
    private static let functionKinds: LexiconKinds = [
        .booster, .negation, .contrast, .irrealis, .ended, .repair, .question, .courtesy,
    ]

    /// What the lexicon says of a term by itself, in thousandths; `nil` if it knows it as a word of another office
    /// (degree, negation, number …).
    mutating func verdict(_ term: String) -> Int32? {
        // Between Han characters a blank would end the clause.
        let isHan = term.utf8.first! >= 0x80 && term.utf8.last! >= 0x80
        let score = score(isHan ? String(term.filter { $0 != " " }) : term)
        let length = Int32(worker.clean.bytes.count)
        let lexicon = worker.analyzer.lexicon
        for hit in worker.scorer.hits where hit.start == 0 && hit.end == length {
            if !hit.kinds.isDisjoint(with: Self.functionKinds) { return nil }
        }
        for token in worker.matcher.tokens where token.symbol >= 0 && token.range == 0..<Int(length) {
            let roles = lexicon.symbols[Int(token.symbol)].roles
            if !roles.isDisjoint(with: [.number, .timeUnit, .moneyUnit]) { return nil }
        }
        return score.raw
    }
}
