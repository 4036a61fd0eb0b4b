/// What the rows of a lexicon file are; the names are those of the `#! kind` header (lexicons/README.md).
public enum LexiconKind: String, Sendable, CaseIterable {
    case valence, booster, negation, contrast, irrealis, comparison, ended, repair, question, courtesy, sarcasm
    case unit, number, emoji, terms, cue, potential, verb, quote, template, appended
    case escalation, agent, role, context, announcement, spelling

    /// Allowed values, in the units of the file.
    var range: ClosedRange<Double> {
        switch self {
        case .valence, .comparison, .emoji, .potential: -4...4
        case .booster: -0.9...1.5
        case .negation, .ended: -1...0
        case .contrast: -1...1
        case .irrealis, .repair, .question: 0...1
        case .courtesy: 0...2
        case .sarcasm: -4...0
        case .unit, .number: 0...1_000_000_000
        case .terms, .verb: 0...0
        case .cue: 1...5
        // How far the foreign words reach: `OriginVocabulary.Extent`.
        case .quote: 1...4
        case .template: 0...4
        case .appended: 0...1
        case .escalation, .agent: 0...5
        case .role: 1...4
        case .context: 0...0
        case .announcement: 1...2
        // How common the word is; 0: right as it stands, and never taken for a slip.
        case .spelling: 0...3
        }
    }

    /// Rows of this kind may leave the value empty.
    var valueMayBeEmpty: Bool { [.terms, .courtesy, .verb, .context].contains(self) }

    /// Rows of this kind are read for those who follow conversations, and for nothing else.
    var isOfConversations: Bool { [.escalation, .agent, .role].contains(self) }
}

/// A set of kinds, as one term may be several things.
public struct LexiconKinds: OptionSet, BitwiseCopyable, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ kind: LexiconKind) {
        // The order of the cases is the bit; an image of a lexicon is only used by code with the same order.
        self.init(rawValue: 1 << UInt32(LexiconKind.allCases.firstIndex(of: kind)!))
    }

    // Written out, since constants are folded and looked up sets are not; a test compares them with the cases' order.
    static let valence = LexiconKinds(rawValue: 1 << 0)
    static let booster = LexiconKinds(rawValue: 1 << 1)
    static let negation = LexiconKinds(rawValue: 1 << 2)
    static let contrast = LexiconKinds(rawValue: 1 << 3)
    static let irrealis = LexiconKinds(rawValue: 1 << 4)
    static let comparison = LexiconKinds(rawValue: 1 << 5)
    static let ended = LexiconKinds(rawValue: 1 << 6)
    static let repair = LexiconKinds(rawValue: 1 << 7)
    static let question = LexiconKinds(rawValue: 1 << 8)
    static let courtesy = LexiconKinds(rawValue: 1 << 9)
    static let sarcasm = LexiconKinds(rawValue: 1 << 10)
    static let unit = LexiconKinds(rawValue: 1 << 11)
    static let number = LexiconKinds(rawValue: 1 << 12)
    static let emoji = LexiconKinds(rawValue: 1 << 13)
    static let terms = LexiconKinds(rawValue: 1 << 14)
    static let cue = LexiconKinds(rawValue: 1 << 15)
    static let potential = LexiconKinds(rawValue: 1 << 16)
    static let verb = LexiconKinds(rawValue: 1 << 17)
    static let quote = LexiconKinds(rawValue: 1 << 18)
    static let template = LexiconKinds(rawValue: 1 << 19)
    static let appended = LexiconKinds(rawValue: 1 << 20)
    static let escalation = LexiconKinds(rawValue: 1 << 21)
    static let agent = LexiconKinds(rawValue: 1 << 22)
    static let role = LexiconKinds(rawValue: 1 << 23)
    static let context = LexiconKinds(rawValue: 1 << 24)
    static let announcement = LexiconKinds(rawValue: 1 << 25)
    static let spelling = LexiconKinds(rawValue: 1 << 26)

    /// Kinds that the sentiment rules read.
    static let sentiment: LexiconKinds = [
        .valence, .booster, .negation, .contrast, .irrealis, .comparison, .ended, .repair, .question, .courtesy,
        .sarcasm, .emoji, .potential, .appended, .announcement,
    ]
    /// Kinds that a conversation is followed by.
    static let signals: LexiconKinds = [.escalation, .agent]
    /// Kinds that bring a valence of their own.
    static let polar: LexiconKinds = [.valence, .emoji, .comparison, .sarcasm, .potential]
}
