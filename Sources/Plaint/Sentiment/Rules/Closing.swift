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
        // Praise at the end must be plain to outweigh a fault: thanks and good wishes overturn nothing.
        guard lastSum < 0 || lastSum >= scorer.parameters.closingPraise else { return }
        var opposed: Int64 = 0
        for clause in scorer.clauses[..<last] where isOpposed(clause, lastSum, scorer) {
            opposed += Int64(scorer.sum(of: clause).magnitude)
        }
        guard opposed > 0 else { return }
        let factor = factor(lastSum, opposed, scorer.parameters)
        for clause in scorer.clauses[..<last] where isOpposed(clause, lastSum, scorer) {
            scorer.scale(clause, by: factor, rule: .closing, cause: cause)
        }
    }

    private static func isOpposed(_ clause: SentimentClause, _ lastSum: Int32, _ scorer: SentimentScorer) -> Bool {
        let sum = scorer.sum(of: clause)
        return clause.weight == 1_000 && sum != 0 && (sum > 0) != (lastSum > 0)
    }

    /// A plain fault at the end wins whatever was praised before.
    private static func factor(_ lastSum: Int32, _ opposed: Int64, _ parameters: SentimentParameters) -> Int32 {
        guard lastSum < 0 else { return parameters.outweighedBlame }
        guard lastSum <= -parameters.closingFault else { return parameters.overturned }
        let share = Int64(lastSum.magnitude) * Int64(parameters.closingShare) / opposed
        return Int32(min(Int64(parameters.overturned), share))
    }
}
