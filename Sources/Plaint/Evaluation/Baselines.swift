/// The most frequent labels: what a program would answer that has not read the text. A score says something only beside
/// it. Equally frequent labels go by their order.
struct MajorityClass: Sendable, Equatable {
    var isComplaint = false
    /// Most frequent primary label, `LabelSpace.none` included.
    var primary: Int
    /// The same among the records that have a label.
    var category: Int?
    var sentiment: Sentiment?

    /// Of the records evaluated, or of those that a fold's model was trained on.
    init(_ gold: some Collection<GoldLabels>, _ space: LabelSpace) {
        isComplaint = 2 * gold.count(where: \.isComplaint) >= gold.count
        var counts = [Int](repeating: 0, count: space.names.count + 1)
        var sentiments = [Int](repeating: 0, count: Sentiment.allCases.count)
        for labels in gold {
            counts[labels.categories.first ?? space.none] += 1
            if let sentiment = labels.sentiment { sentiments[Sentiment.allCases.firstIndex(of: sentiment)!] += 1 }
        }
        primary = Self.first(ofLargest: counts[...]) ?? space.none
        category = Self.first(ofLargest: counts[..<space.none])
        sentiment = Self.first(ofLargest: sentiments[...]).map { Sentiment.allCases[$0] }
    }

    /// Index of the largest count, the first among equals; `nil` if all are 0.
    private static func first(ofLargest counts: ArraySlice<Int>) -> Int? {
        let best = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) }
        return best.flatMap { counts[$0] > 0 ? $0 : nil }
    }
}

/// What the lexicon says without a trained model: a text complains if its sentiment is negative, and then of the
/// category whose cues are strongest.
struct LexiconAnswer: Sendable {
    var isComplaint: Bool
    /// The label with the largest sum of cue strengths, the first among equals; for a label field of sentiments the
    /// sentiment. `nil` without cues, and for texts that are not negative.
    var category: Int?
    /// Sentiment by the sum of plain valences, without any rule: the baseline of the sentiment itself.
    var sentimentWithoutRules: Sentiment

    init(_ worker: borrowing AnalysisWorker, _ space: LabelSpace) {
        let sentiment = worker.score.sentiment
        isComplaint = sentiment == .negative
        sentimentWithoutRules = Self.sentimentWithoutRules(worker)
        if !space.hasGate, let label = space.names.firstIndex(of: sentiment.rawValue) {
            category = label
        } else if sentiment == .negative {
            category = Self.strongestCue(worker, space)
        }
    }

    /// Whether the lexicon can say anything of these labels.
    static func judges(_ space: LabelSpace, _ lexicon: Lexicon) -> Bool {
        let sayable = lexicon.cueCategories + (space.hasGate ? [] : Sentiment.allCases.map(\.rawValue))
        return space.names.contains(where: sayable.contains)
    }

    private static func sentimentWithoutRules(_ worker: borrowing AnalysisWorker) -> Sentiment {
        var positive: Int32 = 0
        var negative: Int32 = 0
        for hit in worker.scorer.hits where hit.entry >= 0 && !hit.kinds.contains(.courtesy) {
            let valence = worker.analyzer.lexicon.meaning(hit.entry).polarity
            if valence > 0 { positive += valence } else { negative += valence }
        }
        return SentimentScore(positive: positive, negative: negative, worker.scorer.parameters).sentiment
    }

    private static func strongestCue(_ worker: borrowing AnalysisWorker, _ space: LabelSpace) -> Int? {
        let lexicon = worker.analyzer.lexicon
        var sums = [Int](repeating: 0, count: lexicon.cueCategories.count)
        func add(_ entry: Int32) {
            guard entry >= 0, lexicon.meaning(entry).kinds.contains(.cue) else { return }
            for cue in lexicon.entries[Int(entry)].cues {
                sums[Int(lexicon.cues[Int(cue)].category)] += Int(lexicon.cues[Int(cue)].strength)
            }
        }
        for token in worker.matcher.tokens { add(lexicon.entry(ofSymbol: token.symbol)) }
        for match in worker.matcher.matches { add(match.entry) }
        var best: (label: Int, sum: Int)?
        for (label, name) in space.names.enumerated() {
            guard let number = lexicon.cueCategories.firstIndex(of: name) else { continue }
            guard sums[number] > best?.sum ?? 0 else { continue }
            best = (label, sums[number])
        }
        return best?.label
    }
}
