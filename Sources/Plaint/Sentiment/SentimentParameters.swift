/// Every constant of the sentiment scorer. Valences and factors are in thousandths, distances in tokens that are no
/// white space.
///
/// Where no source is named the value was chosen on the project's own training records (corpora/train) and checked on
/// public review sets; the vocabulary with its strengths is data (lexicons/).
public struct SentimentParameters: Sendable, Equatable {
    /// α of score = s/√(s²+α), in squared valence points: a single plain word (±2) scores about ±0.57. VADER's 15 is for
    /// sums over longer texts (Hutto & Gilbert 2014).
    public var normalisation: Int64 = 8_500
    /// A text is positive from this score on, negative from minus `negativeThreshold` on.
    public var positiveThreshold: Int32 = 150
    public var negativeThreshold: Int32 = 50

    /// How far before a valence word a negator is looked for. VADER looks 3 words back; farther negation is its most
    /// frequent fault.
    public var negationReach = 5
    /// Share of a negated blame that counts as praise: "no problem" is milder than "good".
    public var negatedBlameShare: Int32 = 450

    /// How far before (or after) a valence word a degree word is looked for.
    public var boosterReach = 2
    /// Bounds of the sum of degree words on one valence word, so that 非常非常非常 does not run away.
    public var boosterRange: ClosedRange<Int32> = -800...1_200

    /// Weight of what stands before and after a contrast of full strength (VADER: 0.5 and 1.5).
    public var contrastBefore: Int32 = 500
    public var contrastAfter: Int32 = 1_350
    /// Weight of a clause that concedes (although …).
    public var concession: Int32 = 500

    /// Factor of a word in capitals among small letters, and of a lengthened word.
    public var capitals: Int32 = 1_250
    public var lengthened: Int32 = 1_200
    /// What each exclamation mark at the end of a clause adds to its valences, up to `exclamationLimit` marks.
    public var exclamation: Int32 = 80
    public var exclamationLimit = 3

    /// What praise in the same clause turns into beside a cue of sarcasm, or beside a comparison that favours another.
    public var sarcasticPraise: Int32 = -500
    public var comparedPraise: Int32 = 200

    public init() {}
}
