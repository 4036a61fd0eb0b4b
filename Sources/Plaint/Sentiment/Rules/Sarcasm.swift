/// Beside a cue of sarcasm praise counts as blame: *呵呵*, 服务 真 *好*; *thanks for nothing*, great job.
enum Sarcasm {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var markers = MarkerCount()
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.sarcasm) {
            // The cue may stand by itself before or after the clause that it mocks: the same sentence counts.
            let sentence = sentence(of: marker, scorer)
            // The first turns all praise but its own, the second that; nothing is left for more.
            guard markers.add(in: sentence) <= 2 else { continue }
            var index = marker
            while index > 0, self.sentence(of: index - 1, scorer) == sentence { index -= 1 }
            while index < scorer.hits.count, self.sentence(of: index, scorer) == sentence {
                if index != marker, scorer.hits[index].value > 0 {
                    scorer.scale(index, by: scorer.parameters.sarcasticPraise, rule: .sarcasm, cause: marker)
                }
                index += 1
            }
        }
    }

    private static func sentence(of hit: Int, _ scorer: SentimentScorer) -> Int32 {
        scorer.clauses[Int(scorer.hits[hit].clause)].sentence
    }
}
