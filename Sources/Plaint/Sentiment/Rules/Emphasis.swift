/// Loud writing strengthens: a word in CAPITALS among small ones, a lengthened word (soooo slow), exclamation marks at
/// the end of the clause.
enum Emphasis {
    static func apply(to scorer: inout SentimentScorer) {
        let parameters = scorer.parameters
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            let hit = scorer.hits[index]
            var factor: Int32 = 1_000
            // A text without any small letter shouts by habit: capitals say nothing then.
            if hit.marks.contains(.capitals), scorer.hasSmallLetters {
                factor = SentimentScorer.product(factor, parameters.capitals)
            }
            if hit.marks.contains(.lengthened) { factor = SentimentScorer.product(factor, parameters.lengthened) }
            let marks = min(Int(scorer.clauses[Int(hit.clause)].exclamations), parameters.exclamationLimit)
            factor += Int32(marks) * parameters.exclamation
            if factor != 1_000 { scorer.scale(index, by: factor, rule: .emphasis, cause: index) }
        }
    }
}
