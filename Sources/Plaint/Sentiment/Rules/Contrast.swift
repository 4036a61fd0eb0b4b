/// The writer ends up on the side that follows *but*, 但是: earlier clauses of the sentence weigh less, those after it
/// more. A concession (*although*, 虽然) makes its own clause weigh less.
enum Contrast {
    /// Contrasts of one sentence that act; a sentence with more is no argument.
    private static let limit = 16

    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var markers = MarkerCount()
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.contrast) {
            let sentence = scorer.clauses[Int(scorer.hits[marker].clause)].sentence
            guard markers.add(in: sentence) <= limit else { continue }
            let strength = Int32(lexicon.meaning(scorer.hits[marker].entry).contrast)
            let clause = Int(scorer.hits[marker].clause)
            if strength < 0 {
                weigh(clause, by: scorer.parameters.concession, strength: -strength, &scorer)
            } else {
                weighAround(clause, strength: strength, &scorer)
            }
        }
        for clause in scorer.clauses where clause.weight != 1_000 {
            let marker = cause(of: clause, scorer)
            for index in clause.indices where scorer.hits[index].value != 0 {
                scorer.scale(index, by: clause.weight, rule: .contrast, cause: marker ?? index)
            }
        }
    }

    /// Everything before in the sentence (or, when the sentence begins with the contrast, in the one before), and
    /// everything from here to the end of the sentence.
    private static func weighAround(_ clause: Int, strength: Int32, _ scorer: inout SentimentScorer) {
        let sentence = scorer.clauses[clause].sentence
        let begins = clause == 0 || scorer.clauses[clause - 1].sentence != sentence
        var other = clause - 1
        let earlier = begins ? sentence - 1 : sentence
        while other >= 0, scorer.clauses[other].sentence == earlier {
            weigh(other, by: scorer.parameters.contrastBefore, strength: strength, &scorer)
            other -= 1
        }
        guard other < clause - 1 else { return }
        other = clause
        while other < scorer.clauses.count, scorer.clauses[other].sentence == sentence {
            weigh(other, by: scorer.parameters.contrastAfter, strength: strength, &scorer)
            other += 1
        }
    }

    /// A weaker contrast (strength below 1000) moves the weight less far from 1; several do not add up.
    private static func weigh(_ clause: Int, by factor: Int32, strength: Int32, _ scorer: inout SentimentScorer) {
        let weight = 1_000 + SentimentScorer.product(factor - 1_000, strength)
        let current = scorer.clauses[clause].weight
        scorer.clauses[clause].weight = weight < 1_000 ? min(current, weight) : max(current, weight)
    }

    private static func cause(of clause: SentimentClause, _ scorer: SentimentScorer) -> Int? {
        clause.indices.first { scorer.hits[$0].kinds.contains(.contrast) }
    }
}
