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
    public var positiveThreshold: Int32 = 140
    public var negativeThreshold: Int32 = 30

    /// How far before a valence word a negator is looked for. VADER looks 3 words back; farther negation is its most
    /// frequent fault.
    public var negationReach = 5
    /// How far English negators reach blame: farther ones belong to a verb between in three of four texts of public sets.
    public var blameNegationReach = 3
    /// Share of a negated blame that counts as praise: "no problem" is milder than "good".
    public var negatedBlameShare: Int32 = 450

    /// How far before (or after) a valence word a degree word is looked for.
    public var boosterReach = 2
    /// Bounds of the sum of degree words on one valence word, so that 非常非常非常 does not run away.
    public var boosterRange: ClosedRange<Int32> = -800...1_200

    /// Weight of what stands before and after a contrast of full strength (VADER: 0.5 and 1.5).
    public var contrastBefore: Int32 = 500
    public var contrastAfter: Int32 = 1_350
    /// Weight of a clause that concedes (although …), and of what is granted by saying it twice (便宜是便宜).
    public var concession: Int32 = 500
    public var granted: Int32 = 250

    /// Factor of a word in capitals among small letters, and of a lengthened word.
    public var capitals: Int32 = 1_250
    public var lengthened: Int32 = 1_200
    /// What each exclamation mark at the end of a clause adds to its valences, up to `exclamationLimit` marks.
    public var exclamation: Int32 = 80
    public var exclamationLimit = 3

    /// What an English exclamation mark says by itself: beside praise, and in a text that says nothing else. Of such
    /// texts in public sets three times as many praise as blame.
    public var exclaimedPraise: Int32 = 500
    public var exclaimedAlone: Int32 = 600

    /// What praise in the same clause turns into beside a cue of sarcasm, or beside a comparison that favours another.
    public var sarcasticPraise: Int32 = -500
    public var comparedPraise: Int32 = 200

    /// What is left of praise between quotation marks.
    public var doubtedPraise: Int32 = -500
    /// Blame in quoting what the firm said, where nothing else weighs `outweighed`.
    public var quotedReproach: Int32 = 600
    public var outweighed: Int32 = 1_000

    /// Blame from this size on is rhetoric in a question, stays blame after a wish, and is no calm report.
    public var askedBlame: Int32 = 2_500
    public var wishedBlame: Int32 = 1_500
    public var strongBlame: Int32 = 2_500
    /// Question words up to this share can only be meant as questions where the clause ends with a question mark or the
    /// word is Chinese; up to `askedFirst` also English ones at the beginning of a clause.
    public var genuineQuestion: Int32 = 400
    public var askedFirst: Int32 = 300
    /// How far from a question word valence words are asked about, in words: sentences that run on ask with one part only.
    public var questionReach: Int32 = 10
    /// Irrealis words up to this share are wishes.
    public var wish: Int32 = 200

    /// What is left of blame of the past if the present is praised.
    public var pastBlame: Int32 = 150
    /// Blame beside which praise that may mock does.
    public var mockedFault: Int32 = 800
    /// Praise for having acted, before the share of blame that is left is taken off.
    public var repairCredit: Int32 = 1_300

    /// Values of the kind `courtesy`: a formula that asks for something, and thanks that may only close.
    public var request: Int32 = 1_000
    public var thanks: Int32 = 2_000
    /// Faults that a calm report says at most, and the blame from which on a word is counted as one: of records with a
    /// request those that say two are reproaches in three of four cases.
    public var calmFaults = 1
    public var countedFault: Int32 = 500
    /// Longest clause of thanks, in words: *Many thanks to all*.
    public var thanksWords: Int32 = 4
    /// Blame and praise up to which a request is calm, and what is left of the blame: it scores above
    /// -`negativeThreshold`, also behind a contrast.
    public var calmReport: Int32 = 2_500
    public var requestThanks: Int32 = 1_000
    public var reportedFault: Int32 = 60

    /// What is left of earlier praise that the last clause overturns; a last clause from `closingFault` on leaves at most
    /// `closingShare` of its own size.
    public var overturned: Int32 = 700
    public var closingFault: Int32 = 1_200
    public var closingShare: Int32 = 800
    /// Praise from which on the last clause overturns blame, and what is left of that.
    public var closingPraise: Int32 = 1_500
    public var outweighedBlame: Int32 = 700
    /// Clauses with a valence from which on a text is a review.
    public var reviewClauses = 4
    /// Most that one clause of a review says; what is left of its blame; weight of the first clause.
    public var clauseLimit: Int32 = 3_000
    public var listedBlame: Int32 = 800
    public var openingVerdict: Int32 = 1_800

    /// Values of the kind `announcement`: one of two signs, and one that is enough alone.
    public var announcementSign: Int32 = 1_000
    public var sureSign: Int32 = 2_000

    public init() {}
}
