/// The writer ends up on the last side: in a short text whose last clause with a valence takes the other side than those
/// before, without a word of contrast, what was said before weighs less. 味道不错，等了一个小时.
///
/// Long texts end on anything (`Review`), and marked contrast has been weighed already; only a regret (*shame* about the
/// shower, *可惜*) may be weaker than the praise that it takes back.
enum Closing {
    /// The last clause with a valence.
    private struct Last {
        var clause: Int
        var sum: Int32
        var isRegret: Bool
    }

    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        guard let last = last(scorer, lexicon),
            let cause = scorer.clauses[last.clause].indices.first(where: { scorer.hits[$0].value != 0 })
        else { return }
        // Praise at the end must be plain to outweigh a fault: thanks and good wishes overturn nothing.
        guard last.sum < 0 || last.sum >= scorer.parameters.closingPraise else { return }
        var opposed: Int64 = 0
        for clause in scorer.clauses[..<last.clause] where isOpposed(clause, last, scorer) {
            opposed += Int64(scorer.sum(of: clause).magnitude)
        }
        guard opposed > 0 else { return }
        let factor = factor(last, opposed, scorer.parameters)
        for clause in scorer.clauses[..<last.clause] where isOpposed(clause, last, scorer) {
            scorer.scale(clause, by: factor, rule: .closing, cause: cause)
        }
    }

    private static func last(_ scorer: SentimentScorer, _ lexicon: Lexicon) -> Last? {
        var polar = 0
        var last = Last(clause: -1, sum: 0, isRegret: false)
        for index in scorer.clauses.indices {
            let sum = scorer.sum(of: scorer.clauses[index])
            guard sum != 0 else { continue }
            polar += 1
            last = Last(clause: index, sum: sum, isRegret: false)
        }
        guard polar > 1, polar < scorer.parameters.reviewClauses else { return nil }
        let clause = scorer.clauses[last.clause]
        last.isRegret =
            last.sum < 0
            && clause.indices.contains {
                scorer.hits[$0].kinds.contains(.contrast)
                    && lexicon.meaning(scorer.hits[$0].entry).polarity <= -scorer.parameters.regret
            }
        return clause.weight == 1_000 || last.isRegret ? last : nil
    }

    private static func isOpposed(_ clause: SentimentClause, _ last: Last, _ scorer: SentimentScorer) -> Bool {
        let sum = scorer.sum(of: clause)
        return (clause.weight == 1_000 || last.isRegret) && sum != 0 && (sum > 0) != (last.sum > 0)
    }

    /// A plain fault at the end wins whatever was praised before, and so does a regret.
    private static func factor(_ last: Last, _ opposed: Int64, _ parameters: SentimentParameters) -> Int32 {
        guard last.sum < 0 else { return parameters.outweighedBlame }
        guard last.sum <= -parameters.closingFault || last.isRegret else { return parameters.overturned }
        let share = Int64(last.sum.magnitude) * Int64(parameters.closingShare) / opposed
        return Int32(min(Int64(parameters.overturned), share))
    }
}
