/// The writer ends up on the last side: in a short text whose last clause with a valence takes the other side than those
/// before, without a word of contrast, what was said before weighs less. 味道不错，等了一个小时.
///
/// Long texts end on anything (`Review`), and marked contrast has been weighed already.
enum Closing {
    static func apply(to scorer: inout SentimentScorer) {
        var polar = 0
        var last = -1
        var lastSum: Int32 = 0
        for index in scorer.clauses.indices {
            let sum = scorer.sum(of: scorer.clauses[index])
            guard sum != 0 else { continue }
            polar += 1
            last = index
            lastSum = sum
        }
        guard polar > 1, polar < scorer.parameters.reviewClauses, scorer.clauses[last].weight == 1_000,
            let cause = scorer.clauses[last].indices.first(where: { scorer.hits[$0].value != 0 })
        else { return }
        for clause in scorer.clauses[..<last] where clause.weight == 1_000 {
            let sum = scorer.sum(of: clause)
            guard sum != 0, (sum > 0) != (lastSum > 0) else { continue }
            scorer.scale(clause, by: scorer.parameters.overturned, rule: .closing, cause: cause)
        }
    }
}
