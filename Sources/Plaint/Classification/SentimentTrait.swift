/// What the classifier sees of the sentiment scorer's work: coarse facts, each a feature of its own. Coarse on purpose: a
/// word rated a little higher must not move a class.
enum SentimentTrait: UInt8, CaseIterable {
    case positive, neutral, negative
    /// Scores beyond ±`strongScore`.
    case stronglyPositive, stronglyNegative
    /// At least `mass` of praise, of blame.
    case praise, blame
    /// Terms of these kinds stand in the text.
    case question, courtesy, repair, irrealis, comparison, sarcasm, contrast, negation
    /// Question marks and exclamation marks.
    case asks, exclaims

    /// As written in counts and models.
    var spelling: String {
        switch self {
        case .stronglyPositive: "strongly-positive"
        case .stronglyNegative: "strongly-negative"
        default: "\(self)"
        }
    }

    init?(spelling: String) {
        guard let trait = Self.allCases.first(where: { $0.spelling == spelling }) else { return nil }
        self = trait
    }

    /// Thousandths of the score.
    static let strongScore: Int32 = 600
    /// Thousandths of a valence point.
    static let mass: Int32 = 1_000

    /// Calls `body` with each trait of a scored text.
    static func forEach(
        _ score: SentimentScore, _ scorer: borrowing SentimentScorer, within range: Range<Int32>,
        _ body: (SentimentTrait) -> Void
    ) {
        switch score.sentiment {
        case .positive: body(.positive)
        case .neutral: body(.neutral)
        case .negative: body(.negative)
        }
        if score.score >= strongScore { body(.stronglyPositive) }
        if score.score <= -strongScore { body(.stronglyNegative) }
        if score.positive >= mass { body(.praise) }
        if score.negative <= -mass { body(.blame) }
        var kinds: LexiconKinds = []
        for hit in scorer.hits where range.contains(hit.start) { kinds.formUnion(hit.kinds) }
        for (kind, trait) in byKind where kinds.contains(kind) { body(trait) }
        var asks = false
        var exclaims = false
        for clause in scorer.clauses where range.contains(clause.start) {
            asks = asks || clause.asks
            exclaims = exclaims || clause.exclamations > 0
        }
        if asks { body(.asks) }
        if exclaims { body(.exclaims) }
    }

    private static let byKind: [(LexiconKinds, SentimentTrait)] = [
        (.question, .question), (.courtesy, .courtesy), (.repair, .repair), (.irrealis, .irrealis),
        (.comparison, .comparison), (.sarcasm, .sarcasm), (.contrast, .contrast), (.negation, .negation),
    ]
}
