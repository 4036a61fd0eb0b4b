/// A clause that asks says little about how things are: 请问 *好用* 吗. A question word leaves a share of all valence words
/// of its clause, one that can only be meant as a question nothing. A question mark alone does not: "why is it so slow?"
/// is a reproach. Nor does a question that somebody is quoted with.
enum Question {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for clause in scorer.clauses {
            var strongest: Int32 = 1_000
            var cause = -1
            for index in clause.indices
            where scorer.hits[index].kinds.contains(.question) && !scorer.hits[index].isSaid {
                let left = Int32(lexicon.meaning(scorer.hits[index].entry).question)
                if left < strongest {
                    strongest = left
                    cause = index
                }
            }
            guard cause >= 0 else { continue }
            let isGenuine = asks(scorer.hits[cause], strongest, clause, scorer.parameters, lexicon)
            // "this is the worst" has the words of "is the … ?", and asks nothing.
            if !isGenuine, isInversion(scorer.hits[cause], strongest, scorer.parameters, lexicon) { continue }
            for index in clause.indices
            where scorer.hits[index].value != 0 && distance(index, cause, scorer) <= scorer.parameters.questionReach {
                // Strong blame in a question is rhetorical: 你们是骗子吗.
                let isRhetorical = scorer.hits[index].value <= -scorer.parameters.askedBlame
                scorer.scale(
                    index, by: isGenuine && !isRhetorical ? 0 : strongest, rule: .question, cause: cause)
            }
        }
    }

    /// Words from one hit to another.
    private static func distance(_ index: Int, _ other: Int, _ scorer: SentimentScorer) -> Int32 {
        let (first, second) = (scorer.hits[min(index, other)], scorer.hits[max(index, other)])
        return second.firstWord - first.lastWord
    }

    /// English asks by its first words ("is it …", "how do I …"); the same words later in a clause without a question mark
    /// need not ask: "the point is it works". Chinese question words ask wherever they stand.
    private static func asks(
        _ hit: SentimentHit, _ share: Int32, _ clause: SentimentClause, _ parameters: SentimentParameters,
        _ lexicon: Lexicon
    ) -> Bool {
        guard share <= parameters.genuineQuestion else { return false }
        if clause.asks || lexicon.isChinese(hit.entry) { return true }
        return share <= parameters.askedFirst && hit.firstWord - clause.firstWord <= 2
    }

    /// Whether an English question word may be a part of a statement too.
    private static func isInversion(
        _ hit: SentimentHit, _ share: Int32, _ parameters: SentimentParameters, _ lexicon: Lexicon
    ) -> Bool {
        share > parameters.askedFirst && share <= parameters.genuineQuestion && !lexicon.isChinese(hit.entry)
    }
}
