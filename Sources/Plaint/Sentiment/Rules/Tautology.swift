/// Saying a quality twice grants it before it is taken back: *便宜是便宜*，就是…. The granted praise or blame weighs little if
/// a clause follows.
enum Tautology {
    static func apply(to scorer: inout SentimentScorer) {
        guard scorer.hits.count > 1 else { return }
        for index in 1..<scorer.hits.count where scorer.hits[index].value != 0 {
            let second = scorer.hits[index]
            let first = scorer.hits[index - 1]
            // One word stands between: 是, 归.
            guard first.entry == second.entry, first.clause == second.clause,
                second.firstWord - first.lastWord == 2, Int(second.clause) + 1 < scorer.clauses.count,
                second.end - second.start == first.end - first.start
            else { continue }
            scorer.scale(index - 1, by: 0, rule: .contrast, cause: index)
            scorer.scale(index, by: scorer.parameters.granted, rule: .contrast, cause: index)
        }
    }
}
