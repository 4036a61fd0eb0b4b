/// Beside a cue of sarcasm praise counts as blame: *呵呵*, 服务 真 *好*; *thanks for nothing*, great job.
enum Sarcasm {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.sarcasm) {
            // The cue may stand by itself before or after the clause that it mocks: the same sentence counts.
            let sentence = scorer.clauses[Int(scorer.hits[marker].clause)].sentence
            for index in scorer.hits.indices where index != marker && scorer.hits[index].value > 0 {
                guard scorer.clauses[Int(scorer.hits[index].clause)].sentence == sentence else { continue }
                scorer.scale(index, by: scorer.parameters.sarcasticPraise, rule: .sarcasm, cause: marker)
            }
        }
    }
}
