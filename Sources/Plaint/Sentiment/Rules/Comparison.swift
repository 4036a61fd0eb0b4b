/// A comparison that the thing spoken of loses brings its own valence; praise in the same clause belongs to the other
/// side: 别家 比 你们 *好吃*, *better* elsewhere.
enum Comparison {
    /// Markers of one clause that act; after so many of them nothing of the praise is left.
    private static let limit = 6

    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var markers = MarkerCount()
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.comparison) {
            guard scorer.hits[marker].value < 0 else { continue }
            guard markers.add(in: scorer.hits[marker].clause) <= limit else { continue }
            let clause = scorer.clauses[Int(scorer.hits[marker].clause)]
            for index in clause.indices where index != marker && scorer.hits[index].value > 0 {
                scorer.scale(index, by: scorer.parameters.comparedPraise, rule: .comparison, cause: marker)
            }
        }
    }
}
