/// What is wished, supposed or conditional did not happen: 希望 下次 准时, *would have* been nice. Of the valence words
/// after the marker in its clause a share is left.
enum Irrealis {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for clause in scorer.clauses.indices {
            var strongest: Int32 = 1_000
            var cause = -1
            for index in scorer.clauses[clause].hits.lazy.map(Int.init) {
                if cause >= 0, scorer.hits[index].value != 0 {
                    scorer.scale(index, by: strongest, rule: .irrealis, cause: cause)
                }
                let hit = scorer.hits[index]
                let left = Int32(lexicon.entries[Int(hit.entry)].irrealis)
                if hit.kinds.contains(.irrealis), left < strongest {
                    strongest = left
                    cause = index
                }
            }
        }
    }
}
