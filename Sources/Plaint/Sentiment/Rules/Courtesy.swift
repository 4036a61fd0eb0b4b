/// A calm report of a fault with a courteous request stays neutral, a little below 0: 屏幕有划痕，*麻烦* 换一个. Thanks that go
/// with the request are no praise. Courtesy does not soften a loud or strong reproach.
///
/// The lexicon gives formulas that ask for something the value 1. A word that is a formula and has a valence too is a
/// formula only where a letter ends: *Best*, Anna.
enum Courtesy {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        signOff(&scorer)
        guard !scorer.isLoud, scorer.kinds.isDisjoint(with: .sarcasm), let request = request(scorer, lexicon) else {
            return
        }
        var blame: Int32 = 0
        var praise: Int32 = 0
        for hit in scorer.hits {
            if hit.value <= -scorer.parameters.strongBlame { return }
            if hit.value < 0 { blame &+= hit.value } else { praise &+= hit.value }
        }
        guard blame >= -scorer.parameters.calmReport, praise <= scorer.parameters.requestThanks else { return }
        // What is left of the blame scores inside the neutral band.
        let share = blame < 0 ? min(1_000, scorer.parameters.reportedFault * 1_000 / (0 &- blame)) : 0
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            let factor = scorer.hits[index].value > 0 ? 0 : share
            scorer.scale(index, by: factor, rule: .courtesy, cause: request)
        }
    }

    /// Longest name of a writer, in words.
    private static let longestName: Int32 = 3

    private static func signOff(_ scorer: inout SentimentScorer) {
        let count = scorer.clauses.count
        guard count >= 2 else { return }
        let closing = scorer.clauses[count - 2]
        let name = scorer.clauses[count - 1]
        guard name.hits.isEmpty, closing.hits.count == 1, let index = closing.indices.first,
            scorer.hits[index].kinds.contains(.courtesy), scorer.hits[index].firstWord == closing.firstWord,
            name.lastWord - name.firstWord < longestName
        else { return }
        scorer.set(index, to: 0, by: .courtesy, cause: index)
    }

    private static func request(_ scorer: SentimentScorer, _ lexicon: Lexicon) -> Int? {
        for index in scorer.hits.indices where scorer.hits[index].kinds.contains(.courtesy) {
            if lexicon.meaning(scorer.hits[index].entry).courtesy > 0 { return index }
        }
        return nil
    }
}
