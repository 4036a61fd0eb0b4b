/// Frequent words that no row of the lexicon covers: candidates for new rows.
public enum LexiconCoverage {
    public struct Word: Sendable {
        public var word: String
        /// Records that it stands in, in a place that no term covers.
        public var count: Int
        /// Log-odds between praise and blame in nats, where the records are labelled by sentiment.
        public var logOdds: Double?
        var z: Double
    }

    /// Words of at least `minimumCount` records of the file that stand in no term, the most frequent first. Where records
    /// have a `sentiment`, the most evaluative come first instead: those of the largest |z| of their log-odds.
    public static func uncovered(
        in path: String, reading options: RecordOptions = RecordOptions(), lexicon: Lexicon, minimumCount: Int = 3
    ) throws -> [Word] {
        let labelled = try PolarCorpus(paths: [path], reading: options)
        let labels = Dictionary(labelled.records.map { ($0.text, $0.sentiment) }, uniquingKeysWith: { a, _ in a })
        var counts: [String: Counts] = [:]
        var totals = Counts()
        var finder = try UncoveredWords(lexicon)
        try LabelledCorpus.forEachText(of: path, options) { text, _ in
            for word in finder.words(text) {
                counts[word, default: Counts()].add(labels[text])
                totals.add(labels[text])
            }
        }
        let isLabelled = totals.positive > 0 && totals.negative > 0
        return counts.filter { $0.value.all >= minimumCount }
            .map { word, count -> Word in
                let odds = LogOdds(
                    first: count.positive, second: count.negative, background: count.all,
                    totals: (totals.positive, totals.negative, totals.all))
                return Word(
                    word: word, count: count.all, logOdds: isLabelled ? odds.value : nil,
                    z: isLabelled ? abs(odds.z) : 0)
            }
            .sorted { ($1.z, $1.count, $0.word) < ($0.z, $0.count, $1.word) }
    }

    private struct Counts {
        var all = 0
        var positive = 0
        var negative = 0

        mutating func add(_ label: Sentiment?) {
            all += 1
            if label == .positive { positive += 1 } else if label == .negative { negative += 1 }
        }
    }
}

/// Finds the words of a text that stand in no term.
private struct UncoveredWords: ~Copyable {
    private let lexicon: Lexicon
    private var segmenter: WordSegmenter
    private var clean = CleanText()
    private var icuTokens: [Token] = []
    private var matcher = TermMatcher()

    init(_ lexicon: Lexicon) throws(SegmentationError) {
        self.lexicon = lexicon
        segmenter = try WordSegmenter()
    }

    mutating func words(_ text: String) -> Set<String> {
        var text = text
        text.withUTF8 { clean.load($0) }
        let bytes = clean.bytes
        return bytes.withUnsafeBufferPointer { text in
            segmenter.segment(text, into: &icuTokens)
            matcher.match(text, icuTokens, lexicon, &segmenter)
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
}
