/// Degree words strengthen or dampen the nearest valence word: *very* good, *有点* 贵, 累*死了*.
///
/// The shares of all degree words on one word are added, within bounds, so that repeating them does not run away. A
/// degree word that is a valence word itself (*terribly* good) loses that valence when it strengthens another word.
enum Intensification {
    /// Degree words on one valence word; more say nothing more, since their sum is bounded.
    private static let limit = 8

    private struct Boosters {
        var hits: InlineArray<8, Int> = .init(repeating: 0)
        var count = 0

        mutating func add(_ hit: Int) {
            guard count < Intensification.limit else { return }
            hits[count] = hit
            count += 1
        }
    }

    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            // Gathered first: whoever holds the hits while they are changed makes a copy of them all.
            let boosters = boosters(of: index, scorer.hits, scorer.parameters, lexicon)
            guard boosters.count > 0 else { continue }
            var share: Int32 = 0
            for number in 0..<boosters.count {
                let booster = boosters.hits[number]
                share += Int32(lexicon.meaning(scorer.hits[booster].entry).booster)
                scorer.set(booster, to: 0, by: .intensification, cause: booster)
            }
            let range = scorer.parameters.boosterRange
            let bounded = max(range.lowerBound, min(range.upperBound, share))
            let cause = boosters.hits[boosters.count - 1]
            scorer.scale(index, by: 1_000 + bounded, rule: .intensification, cause: cause)
        }
    }

    /// Degree words before (or, for those that stand after, behind) the hit `index`, nearest first, in its clause, up to
    /// the next valence word that is no degree word itself.
    private static func boosters(
        of index: Int, _ hits: [SentimentHit], _ parameters: SentimentParameters, _ lexicon: Lexicon
    ) -> Boosters {
        var boosters = Boosters()
        var edge = hits[index].firstWord
        var other = index - 1
        while other >= 0, boosters.count < limit, hits[other].clause == hits[index].clause,
            Int(edge - hits[other].lastWord) <= parameters.boosterReach + 1
        {
            // 好, 老, 真 as degree words stand right before the word; farther away they are something else.
            let isNear = hits[other].end - hits[other].start > 3 || edge - hits[other].lastWord == 1
            if hits[other].kinds.contains(.booster), isNear,
                !lexicon.meaning(hits[other].entry).boosterIsAfter
            {
                boosters.add(other)
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
            Int(hits[other].firstWord - hits[index].lastWord) <= parameters.boosterReach
        {
            if hits[other].kinds.contains(.booster), lexicon.meaning(hits[other].entry).boosterIsAfter {
                boosters.add(other)
                break
            }
            if hits[other].value != 0 { break }
            other += 1
        }
        return boosters
    }
}
