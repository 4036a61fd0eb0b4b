/// A fault that has been put right weighs less: it was broken, they *replaced it at once*. Of the blame before the marker
/// a share is left, and that the firm acted is credited to it.
enum Repair {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        // The strongest repair of the text acts on all blame before it; one pass from the end.
        var left: Int32 = 1_000
        var cause = -1
        var blame: Int32 = 0
        var denials = (clause: Int32(-1), count: 0)
        for index in scorer.hits.indices.reversed() {
            let hit = scorer.hits[index]
            if cause >= 0, hit.value < 0 {
                blame &+= hit.value
                scorer.scale(index, by: left, rule: .repair, cause: cause)
            }
            guard hit.kinds.contains(.repair) else { continue }
            if denials.clause != hit.clause { denials = (hit.clause, self.denials(in: hit.clause, scorer)) }
            guard denials.count == (hit.kinds.isDisjoint(with: denying) ? 0 : 1) else { continue }
            let share = Int32(lexicon.meaning(hit.entry).repair)
            if share < left {
                left = share
                cause = index
            }
        }
        guard blame < 0, scorer.hits[cause].value == 0 else { return }
        let credit = SentimentScorer.product(scorer.parameters.repairCredit, 1_000 - left)
        scorer.set(cause, to: min(credit, Int32(clamping: -Int64(blame))), by: .repair, cause: cause)
    }

    /// "they never fixed it", 还没解决: a negator, wish or question elsewhere in the clause denies the repair.
    private static let denying: LexiconKinds = [.negation, .irrealis, .question]

    private static func denials(in clause: Int32, _ scorer: SentimentScorer) -> Int {
        var count = 0
        for index in scorer.clauses[Int(clause)].indices
        where !scorer.hits[index].kinds.isDisjoint(with: denying) { count += 1 }
        return count
    }
}
