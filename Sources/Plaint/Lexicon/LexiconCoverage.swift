/// Frequent words that no row of the lexicon covers: candidates for new rows.
public enum LexiconCoverage {
    public struct Word: Sendable {
        public var word: String
        public var count: Int
    }

    /// Words (and pairs of Han words) of at least `minimumCount` records of the file that stand in no term, the most
    /// frequent first.
    public static func uncovered(in path: String, lexicon: Lexicon, minimumCount: Int = 3) throws -> [Word] {
        var reader = try RecordReader(path: path, source: 0, options: RecordOptions(), live: false)
        var parser = RecordParser()
        var segmenter = try WordSegmenter()
        var clean = CleanText()
        var icuTokens: [Token] = []
        var matcher = TermMatcher()
        var counts: [String: Int] = [:]
        let block = RecordBlock()
        while try reader.read(into: block) {
            parser.begin(block)
            while true {
                let record = parser.next()
                if record == .end { break }
                guard record == .text else { continue }
                clean.load(inPlace: parser.text)
                clean.withView { text in
                    segmenter.segment(text, into: &icuTokens)
                    matcher.match(text, icuTokens, lexicon, &segmenter)
                    for word in uncoveredWords(text, matcher, lexicon) { counts[word, default: 0] += 1 }
                }
            }
        }
        return counts.filter { $0.value >= minimumCount }.map { Word(word: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.word) < ($0.count, $1.word) }
    }

    private static func uncoveredWords(
        _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing TermMatcher, _ lexicon: Lexicon
    ) -> Set<String> {
        var words: Set<String> = []
        let parts = matcher.parts
        for token in matcher.tokens where token.kind == .han || token.kind == .letters {
            if lexicon.entry(ofSymbol: token.symbol) >= 0 { continue }
            if parts.contains(where: { $0.start < Int32(token.end) && Int32(token.start) < $0.end }) { continue }
            words.insert(String(decoding: text[token.range], as: UTF8.self).lowercased())
        }
        return words
    }
}
