/// Thanks that close a question or a request are no praise: where is my order? *Thanks.* Nor are those that only go with a
/// formula: *thanks*, got it. Those that thank for something done stay.
///
/// The lexicon gives words of thanks that say nothing more the value 2 (kind `courtesy`), beside their valence.
enum Thanks {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        guard scorer.clauses.count > 1, let occasion = occasion(scorer, lexicon) ?? formula(scorer, lexicon) else {
            return
        }
        for index in scorer.hits.indices where scorer.hits[index].value > 0 {
            let hit = scorer.hits[index]
            guard hit.clause > occasion.clause, hit.kinds.contains(.courtesy),
                Int32(lexicon.meaning(hit.entry).courtesy) == scorer.parameters.thanks, isAlone(index, scorer)
            else { continue }
            scorer.set(index, to: 0, by: .courtesy, cause: occasion.hit ?? index)
        }
    }

    /// The first clause that asks for something, and the term that does so; a question mark has none.
    private static func occasion(
        _ scorer: SentimentScorer, _ lexicon: Lexicon
    ) -> (clause: Int32, hit: Int?)? {
        let asking = scorer.clauses.firstIndex { $0.asks }.map { Int32($0) }
        for (index, hit) in scorer.hits.enumerated()
        where !hit.isSaid && !hit.kinds.isDisjoint(with: [.courtesy, .question]) {
            if let asking, hit.clause >= asking { break }
            let meaning = lexicon.meaning(hit.entry)
            let requests =
                hit.kinds.contains(.courtesy) && Int32(meaning.courtesy) == scorer.parameters.request
            let asks =
                hit.kinds.contains(.question) && Int32(meaning.question) <= scorer.parameters.genuineQuestion
            if requests || asks { return (hit.clause, index) }
        }
        return asking.map { ($0, nil) }
    }

    /// The formula of a text that is thanks and a formula and nothing else.
    private static func formula(_ scorer: SentimentScorer, _ lexicon: Lexicon) -> (clause: Int32, hit: Int?)? {
        let parameters = scorer.parameters
        guard scorer.clauses.count == 2,
            scorer.clauses.allSatisfy({ $0.lastWord - $0.firstWord < parameters.thanksWords })
        else { return nil }
        let formula = scorer.hits.firstIndex { hit in
            guard hit.kinds.contains(.courtesy) else { return false }
            let meaning = lexicon.meaning(hit.entry)
            return meaning.courtesy == 0 && meaning.polarity == 0
        }
        return formula.map { (-1, $0) }
    }

    /// Whether the clause says nothing but thanks: *Many thanks*, *Thanks, Tom*.
    private static func isAlone(_ index: Int, _ scorer: SentimentScorer) -> Bool {
        let clause = scorer.clauses[Int(scorer.hits[index].clause)]
        guard clause.lastWord - clause.firstWord < scorer.parameters.thanksWords else { return false }
        return clause.indices.allSatisfy { $0 == index || scorer.hits[$0].value == 0 }
    }
}
