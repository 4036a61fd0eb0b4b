/// Beside a cue of sarcasm praise counts as blame: *呵呵*, 服务 真 *好*; *thanks for nothing*, great job.
///
/// A cue with the value 0 is praise that mocks only beside a fault of the same sentence: *way to go*, you broke it again.
enum Sarcasm {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var markers = MarkerCount()
        for marker in scorer.hits.indices where scorer.hits[marker].kinds.contains(.sarcasm) {
            // The cue may stand by itself before or after the clause that it mocks: the same sentence counts.
            let sentence = sentence(of: marker, scorer)
            // The first turns all praise but its own, the second that; nothing is left for more.
            guard markers.add(in: sentence) <= 2 else { continue }
            if lexicon.meaning(scorer.hits[marker].entry).sarcasm == 0 {
                mock(marker, sentence, &scorer)
                continue
            }
            for index in hits(of: sentence, around: marker, scorer)
            where index != marker && scorer.hits[index].value > 0 {
                scorer.scale(index, by: scorer.parameters.sarcasticPraise, rule: .sarcasm, cause: marker)
            }
        }
    }

    private static func mock(_ marker: Int, _ sentence: Int32, _ scorer: inout SentimentScorer) {
        // What is conceded or put right is no mockery: well done, though it was late.
        guard scorer.kinds.isDisjoint(with: [.repair, .contrast]) else { return }
        let range = hits(of: sentence, around: marker, scorer)
        var blame: Int32 = 0
        for index in range where scorer.hits[index].value < 0 { blame &+= scorer.hits[index].value }
        guard blame <= -scorer.parameters.mockedFault else { return }
        for index in range where scorer.hits[index].value > 0 {
            scorer.scale(index, by: scorer.parameters.sarcasticPraise, rule: .sarcasm, cause: marker)
        }
    }

    private static func hits(of sentence: Int32, around marker: Int, _ scorer: SentimentScorer) -> Range<Int> {
        var first = marker
        while first > 0, self.sentence(of: first - 1, scorer) == sentence { first -= 1 }
        var end = marker + 1
        while end < scorer.hits.count, self.sentence(of: end, scorer) == sentence { end += 1 }
        return first..<end
    }

    private static func sentence(of hit: Int, _ scorer: SentimentScorer) -> Int32 {
        scorer.clauses[Int(scorer.hits[hit].clause)].sentence
    }
}
