/// How well the sentiment is told, on the records that have one in the gold. The sentiment comes from the lexicon and
/// its rules alone, so the lexicon's baseline is here the sum of plain valences without the rules.
public struct SentimentEvaluation: Sendable {
    public let scores: [Score]
    public let classes: [ClassScore]
    public let confusion: ConfusionMatrix

    /// `nil` if no record has a sentiment.
    init?(_ judgements: [Judgement]) {
        let judged = judgements.filter { $0.gold.sentiment != nil }
        guard !judged.isEmpty else { return nil }
        let all = Self.answers(judged)
        let polar = Self.answers(judged.filter { $0.gold.sentiment != .neutral })
        let neutral = Sentiment.allCases.firstIndex(of: .neutral)!
        scores = [
            all.proportion(.accuracy, \.accuracy),
            all.macroF1(),
            polar.proportion(.polarAccuracy, \.accuracy),
            polar.proportion(.said) { matrix in
                let silent = matrix.labels.indices.reduce(0) { $0 + matrix[$1, neutral] }
                return Proportion(matrix.total - silent, of: matrix.total)
            },
        ]
        classes = all.model.classes
        confusion = all.model.confusion
    }

    private static func answers(_ judged: [Judgement]) -> ComparedAnswers {
        func index(_ sentiment: Sentiment) -> Int { Sentiment.allCases.firstIndex(of: sentiment)! }
        return ComparedAnswers(
            labels: Sentiment.allCases.map(\.rawValue), gold: judged.map { index($0.gold.sentiment!) },
            model: judged.map { index($0.answer.sentiment) },
            // Gold with a sentiment may all lie in one fold; the others then know of none.
            majority: judged.map { index($0.majority.sentiment ?? .neutral) },
            lexicon: judged.map { index($0.lexicon.sentimentWithoutRules) })
    }
}
