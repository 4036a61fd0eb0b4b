/// A long review is judged by its clauses: one clause says no more than `clauseLimit`, however many words it piles up; the
/// opening verdict weighs more; and blame weighs a little less, since who reviews at length lists shortcomings even of
/// what he likes.
enum Review {
    static func apply(to scorer: inout SentimentScorer) {
        let parameters = scorer.parameters
        guard scorer.clauses.count >= parameters.reviewClauses else { return }
        var polar = 0
        for clause in scorer.clauses where scorer.sum(of: clause) != 0 { polar += 1 }
        guard polar >= parameters.reviewClauses else { return }
        var isFirst = true
        for clause in scorer.clauses {
            let sum = scorer.sum(of: clause)
            guard sum != 0, let cause = clause.indices.first(where: { scorer.hits[$0].value != 0 }) else { continue }
            var factor: Int32 = 1_000
            if sum.magnitude > parameters.clauseLimit.magnitude {
                factor = Int32(Int64(parameters.clauseLimit) * 1_000 / Int64(sum.magnitude))
            }
            if sum < 0 { factor = SentimentScorer.product(factor, parameters.listedBlame) }
            if isFirst { factor = SentimentScorer.product(factor, parameters.openingVerdict) }
            isFirst = false
            if factor != 1_000 { scorer.scale(clause, by: factor, rule: .review, cause: cause) }
        }
    }
}
