/// A clause that asks says little about how things are: 请问 *好用* 吗. A question word leaves a share of all valence words
/// of its clause. A question mark alone does not: "why is it so slow?" is a reproach.
enum Question {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for clause in scorer.clauses.indices {
            let range = scorer.clauses[clause].hits.lazy.map(Int.init)
            var strongest: Int32 = 1_000
            var cause = -1
            for index in range where scorer.hits[index].kinds.contains(.question) {
                let left = Int32(lexicon.entries[Int(scorer.hits[index].entry)].question)
                if left < strongest {
                    strongest = left
                    cause = index
                }
            }
            guard cause >= 0 else { continue }
            for index in range where scorer.hits[index].value != 0 {
                scorer.scale(index, by: strongest, rule: .question, cause: cause)
            }
        }
    }
}
