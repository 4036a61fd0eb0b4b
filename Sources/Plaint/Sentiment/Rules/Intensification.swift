/// Degree words strengthen or dampen the nearest valence word: *very* good, *有点* 贵, 累*死了*.
///
/// The shares of all degree words on one word are added, within bounds, so that repeating them does not run away. A
/// degree word that is a valence word itself (*terribly* good) loses that valence when it strengthens another word.
enum Intensification {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            var share: Int32 = 0
            var cause = index
            forEachBooster(of: index, scorer, lexicon) { booster in
                share += Int32(lexicon.entries[Int(scorer.hits[booster].entry)].booster)
                cause = booster
            }
            guard cause != index else { continue }
            forEachBooster(of: index, scorer, lexicon) { booster in
                scorer.set(booster, to: 0, by: .intensification, cause: booster)
            }
            let range = scorer.parameters.boosterRange
            let bounded = max(range.lowerBound, min(range.upperBound, share))
            scorer.scale(index, by: 1_000 + bounded, rule: .intensification, cause: cause)
        }
    }

    /// Degree words before (or, for those that stand after, behind) the hit `index`, nearest first, in its clause, up to
    /// the next valence word that is no degree word itself.
    private static func forEachBooster(
        of index: Int, _ scorer: SentimentScorer, _ lexicon: Lexicon, _ body: (Int) -> Void
    ) {
        let hits = scorer.hits
        var edge = hits[index].firstWord
        var other = index - 1
        while other >= 0, hits[other].clause == hits[index].clause,
            Int(edge - hits[other].lastWord) <= scorer.parameters.boosterReach + 1
        {
            let entry = lexicon.entries[Int(hits[other].entry)]
            // 好, 老, 真 as degree words stand right before the word; farther away they are something else.
            let isNear = hits[other].end - hits[other].start > 3 || edge - hits[other].lastWord == 1
            if hits[other].kinds.contains(.booster), !entry.boosterIsAfter, isNear {
                body(other)
                edge = hits[other].firstWord
            } else if hits[other].kinds.contains(.negation) {
                edge = hits[other].firstWord
            } else if hits[other].value != 0 {
                break
            }
            other -= 1
        }
        other = index + 1
        while other < hits.count, hits[other].clause == hits[index].clause,
            Int(hits[other].firstWord - hits[index].lastWord) <= scorer.parameters.boosterReach
        {
            if hits[other].kinds.contains(.booster), lexicon.entries[Int(hits[other].entry)].boosterIsAfter {
                body(other)
                break
            }
            if hits[other].value != 0 { break }
            other += 1
        }
    }
}
