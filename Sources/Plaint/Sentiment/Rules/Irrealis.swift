/// What is wished, supposed or conditional did not happen: 希望 下次 准时, *would have* been nice. Of the valence words
/// after the marker in its clause a share is left; after a wish nothing but strong blame.
enum Irrealis {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for clause in scorer.clauses {
            var strongest: Int32 = 1_000
            var cause = -1
            for index in clause.indices {
                let value = scorer.hits[index].value
                if cause >= 0, value != 0 {
                    let isWished =
                        strongest <= scorer.parameters.wish && value > -scorer.parameters.wishedBlame
                    scorer.scale(index, by: isWished ? 0 : strongest, rule: .irrealis, cause: cause)
                }
                guard scorer.hits[index].kinds.contains(.irrealis) else { continue }
                let left = Int32(lexicon.meaning(scorer.hits[index].entry).irrealis)
                if left < strongest {
                    strongest = left
                    cause = index
                }
            }
        }
    }
}
