/// A fault that has been put right weighs less: it was broken, they *replaced it at once*. Of the blame before the marker
/// a share is left.
enum Repair {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        // The strongest repair of the text acts on all blame before it; one pass from the end.
        var left: Int32 = 1_000
        var cause = -1
        for index in scorer.hits.indices.reversed() {
            let hit = scorer.hits[index]
            if cause >= 0, hit.value < 0 { scorer.scale(index, by: left, rule: .repair, cause: cause) }
            guard hit.kinds.contains(.repair), !isDenied(index, scorer) else { continue }
            let share = Int32(lexicon.entries[Int(hit.entry)].repair)
            if share < left {
                left = share
                cause = index
            }
        }
    }

    /// "they never fixed it", 还没解决: a negator, wish or question in the clause denies the repair.
    private static func isDenied(_ marker: Int, _ scorer: SentimentScorer) -> Bool {
        let clause = scorer.clauses[Int(scorer.hits[marker].clause)]
        let denying: LexiconKinds = [.negation, .irrealis, .question]
        return clause.hits.lazy.map(Int.init).contains {
            $0 != marker && !scorer.hits[$0].kinds.isDisjoint(with: denying)
        }
    }
}
