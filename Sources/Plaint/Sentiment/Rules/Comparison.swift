/// A comparison that the thing spoken of loses brings its own valence; praise in the same clause belongs to the other
/// side: 别家 比 你们 *好吃*, *better* elsewhere.
enum Comparison {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.comparison) {
            guard scorer.hits[marker].value < 0 else { continue }
            let clause = scorer.clauses[Int(scorer.hits[marker].clause)]
            for index in clause.hits.lazy.map(Int.init) where index != marker && scorer.hits[index].value > 0 {
                scorer.scale(index, by: scorer.parameters.comparedPraise, rule: .comparison, cause: marker)
            }
        }
    }
}
