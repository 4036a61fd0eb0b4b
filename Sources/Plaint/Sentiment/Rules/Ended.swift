/// Praise of what is no more is blame of what is: *used to* be great, *以前* 很好吃. Blame in the same clause stays.
enum Ended {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var markers = MarkerCount()
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.ended) {
            // The first turns all praise but its own, the second that; nothing is left for more.
            guard markers.add(in: scorer.hits[marker].clause) <= 2 else { continue }
            let clause = scorer.clauses[Int(scorer.hits[marker].clause)]
            let factor = Int32(lexicon.entries[Int(scorer.hits[marker].entry)].ended)
            for index in clause.hits.lazy.map(Int.init) where index != marker && scorer.hits[index].value > 0 {
                scorer.scale(index, by: factor, rule: .ended, cause: marker)
            }
        }
    }
}
