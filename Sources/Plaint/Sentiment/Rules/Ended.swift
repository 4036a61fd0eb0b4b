/// Praise of what is no more is blame of what is: *used to* be great, *以前* 很好吃. Blame in the same clause stays, unless
/// a later clause of the same or the next sentence says that it is good *now*: 以前很差，*现在* 好多了.
///
/// The lexicon gives words for the present the value 0.
enum Ended {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var markers = MarkerCount()
        // The last clause that speaks of the past, and its marker.
        var past: (clause: Int, marker: Int)?
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.ended) {
            let place = scorer.hits[marker].clause
            let factor = Int32(lexicon.meaning(scorer.hits[marker].entry).ended)
            guard factor < 0 else {
                if let known = past, known.clause < Int(place) {
                    forgive(known.clause, now: Int(place), cause: marker, &scorer)
                    past = nil
                }
                continue
            }
            past = (Int(place), marker)
            // The first turns all praise but its own, the second that; nothing is left for more.
            guard markers.add(in: place) <= 2 else { continue }
            let denies = scorer.hits[marker].kinds.contains(.negation)
            for index in scorer.clauses[Int(place)].indices where index != marker && scorer.hits[index].value > 0 {
                // A fault that is no more is praise already: it *no longer* crashes.
                if denies, lexicon.meaning(scorer.hits[index].entry).polarity < 0 { continue }
                scorer.scale(index, by: factor, rule: .ended, cause: marker)
            }
        }
    }

    /// Blame of the past weighs little if the present is praised.
    private static func forgive(_ past: Int, now: Int, cause: Int, _ scorer: inout SentimentScorer) {
        guard scorer.clauses[now].sentence - scorer.clauses[past].sentence <= 1,
            scorer.sum(of: scorer.clauses[now]) > 0
        else { return }
        for index in scorer.clauses[past].indices where scorer.hits[index].value < 0 {
            scorer.scale(index, by: scorer.parameters.pastBlame, rule: .ended, cause: cause)
        }
    }
}
