/// A calm report of one fault with a courteous request stays neutral, a little below 0: 屏幕有划痕，*麻烦* 换一个. Thanks that go
/// with the request are no praise. Courtesy does not soften a loud or strong reproach, nor a list of faults.
///
/// The lexicon gives formulas that ask for something the value 1. A word that is a formula and has a valence too is a
/// formula only where a letter ends: *Best*, Anna.
enum Courtesy {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        signOff(&scorer, lexicon)
        guard scorer.kinds.isDisjoint(with: .sarcasm), let request = request(scorer, lexicon),
            let blame = calmBlame(scorer)
        else { return }
        // What is left of the blame scores inside the neutral band.
        let share = blame < 0 ? min(1_000, scorer.parameters.reportedFault * 1_000 / (0 &- blame)) : 0
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            let factor = scorer.hits[index].value > 0 ? 0 : share
            scorer.scale(index, by: factor, rule: .courtesy, cause: request)
        }
    }

    /// All blame of a text that says one fault calmly, beside no more praise than thanks are; nil of any other.
    private static func calmBlame(_ scorer: SentimentScorer) -> Int32? {
        let parameters = scorer.parameters
        var blame: Int32 = 0
        var praise: Int32 = 0
        var faults = 0
        for hit in scorer.hits {
            if hit.value >= 0 {
                praise &+= hit.value
                continue
            }
            guard hit.value > -parameters.strongBlame, !isLoud(hit, scorer) else { return nil }
            if hit.value <= -parameters.countedFault { faults += 1 }
            blame &+= hit.value
        }
        let isCalm = faults <= parameters.calmFaults && blame >= -parameters.calmReport
        return isCalm && praise <= parameters.requestThanks ? blame : nil
    }

    /// Whether a term is written loudly. A greeting that is shouted and the name of a model say nothing: *Morning!* My *X200* is
    /// dead.
    private static func isLoud(_ hit: SentimentHit, _ scorer: SentimentScorer) -> Bool {
        hit.marks.contains(.lengthened) || hit.marks.contains(.capitals) && scorer.hasSmallLetters
            || scorer.clauses[Int(hit.clause)].exclamations > 0
    }

    /// Longest name of a writer, in words.
    private static let longestName: Int32 = 3

    private static func signOff(_ scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        let count = scorer.clauses.count
        guard count >= 2 else { return }
        let closing = scorer.clauses[count - 2]
        let name = scorer.clauses[count - 1]
        guard name.indices.allSatisfy({ scorer.hits[$0].kinds.isEmpty }),
            closing.indices.count(where: { !scorer.hits[$0].kinds.isEmpty }) == 1, let index = closing.indices.first,
            scorer.hits[index].kinds.contains(.courtesy), scorer.hits[index].firstWord == closing.firstWord,
            lexicon.meaning(scorer.hits[index].entry).courtesy == 0, name.lastWord - name.firstWord < longestName
        else { return }
        scorer.set(index, to: 0, by: .courtesy, cause: index)
    }

    /// The first request of the writer's, unless it is a loud one. What the firm is quoted with asks for nothing.
    private static func request(_ scorer: SentimentScorer, _ lexicon: Lexicon) -> Int? {
        let request = scorer.hits.indices.first { index in
            let hit = scorer.hits[index]
            return hit.kinds.contains(.courtesy) && !hit.isSaid
                && Int32(lexicon.meaning(hit.entry).courtesy) == scorer.parameters.request
        }
        guard let request, !isLoud(scorer.hits[request], scorer) else { return nil }
        return request
    }
}
