/// What the rows of a lexicon file are; the names are those of the `#! kind` header (lexicons/README.md).
public enum LexiconKind: String, Sendable, CaseIterable {
    case valence, booster, negation, contrast, irrealis, comparison, ended, repair, question, courtesy, sarcasm
    case unit, number, emoji, terms, cue
    case escalation, agent, role, context

    /// Allowed values, in the units of the file.
    var range: ClosedRange<Double> {
        switch self {
        case .valence, .comparison, .emoji: -4...4
        case .booster: -0.9...1.5
        case .negation, .ended: -1...0
        case .contrast: -1...1
        case .irrealis, .repair, .question: 0...1
        case .courtesy: 0...0
        case .sarcasm: -4...0
        case .unit, .number: 0...1_000_000_000
        case .terms: 0...0
        case .cue: 1...5
        case .escalation, .agent: 0...5
        case .role: 1...4
        case .context: 0...0
        }
    }

    /// Rows of this kind may leave the value empty.
    var valueMayBeEmpty: Bool { self == .terms || self == .courtesy || self == .context }
}

/// A set of kinds, as one term may be several things.
public struct LexiconKinds: OptionSet, BitwiseCopyable, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ kind: LexiconKind) {
        // The order of the cases is the bit; an image of a lexicon is only used by code with the same order.
        self.init(rawValue: 1 << UInt32(LexiconKind.allCases.firstIndex(of: kind)!))
    }

    static let valence = LexiconKinds(.valence), booster = LexiconKinds(.booster), negation = LexiconKinds(.negation)
    static let contrast = LexiconKinds(.contrast), irrealis = LexiconKinds(.irrealis), ended = LexiconKinds(.ended)
    static let comparison = LexiconKinds(.comparison), repair = LexiconKinds(.repair), cue = LexiconKinds(.cue)
    static let question = LexiconKinds(.question), courtesy = LexiconKinds(.courtesy), emoji = LexiconKinds(.emoji)
    static let sarcasm = LexiconKinds(.sarcasm), unit = LexiconKinds(.unit), number = LexiconKinds(.number)
    static let terms = LexiconKinds(.terms), escalation = LexiconKinds(.escalation), agent = LexiconKinds(.agent)

    /// Kinds that the sentiment rules read.
    static let sentiment: LexiconKinds = [
        .valence, .booster, .negation, .contrast, .irrealis, .comparison, .ended, .repair, .question, .courtesy,
        .sarcasm, .emoji,
    ]
    /// Kinds that a conversation is followed by.
    static let signals: LexiconKinds = [.escalation, .agent]
    /// Kinds that bring a valence of their own.
    static let polar: LexiconKinds = [.valence, .emoji, .comparison, .sarcasm]
}
