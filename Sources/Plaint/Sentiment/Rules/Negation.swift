/// A negator turns the next valence word of its clause: *not* good, *没有* 惊喜. Two negators on one word turn it twice.
///
/// Praise negated is blame, a little weaker; blame negated is mild praise ("no problem"). A negator acts on the nearest
/// valence word after it, within a reach; a word between that has a valence of its own ends the reach. English negators
/// reach blame less far than praise: *did not* fix the awful *noise* denies the fixing.
enum Negation {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            var factor: Int32 = 1_000
            var cause = index
            var other = index - 1
            while other >= 0, scorer.hits[other].clause == scorer.hits[index].clause,
                Int(scorer.hits[index].firstWord - scorer.hits[other].lastWord) <= scorer.parameters.negationReach
            {
                let hit = scorer.hits[other]
                if hit.kinds.contains(.negation), reaches(index, from: hit, scorer, lexicon) {
                    factor = SentimentScorer.product(factor, Int32(lexicon.meaning(hit.entry).negation))
                    cause = other
                } else if hit.value != 0 {
                    break
                }
                other -= 1
            }
            guard cause != index else { continue }
            let value = scorer.hits[index].value
            if value < 0, factor < 0 { factor = SentimentScorer.product(factor, scorer.parameters.negatedBlameShare) }
            scorer.scale(index, by: factor, rule: .negation, cause: cause)
        }
    }

    private static func reaches(
        _ index: Int, from negator: SentimentHit, _ scorer: SentimentScorer, _ lexicon: Lexicon
    ) -> Bool {
        let hit = scorer.hits[index]
        return hit.value > 0 || Int(hit.firstWord - negator.lastWord) <= scorer.parameters.blameNegationReach
            || lexicon.isChinese(negator.entry)
    }
}
