/// What a term does in the rules of sentiment. Values are in thousandths of those in the files. Plain numbers in a fixed
/// order: it stands in a `LexiconImage` as it stands in memory, once for all terms that mean the same.
struct TermMeaning: BitwiseCopyable, Hashable, Sendable {
    var kinds: LexiconKinds = []
    var valence: Int16 = 0
    var emoji: Int16 = 0
    var booster: Int16 = 0
    var negation: Int16 = 0
    var contrast: Int16 = 0
    var irrealis: Int16 = 0
    var comparison: Int16 = 0
    var ended: Int16 = 0
    var repair: Int16 = 0
    var question: Int16 = 0
    var sarcasm: Int16 = 0
    var appended: Int16 = 0
    /// 1000 for a formula that asks for something, 2000 for thanks that may only close.
    var courtesy: Int16 = 0
    var potential: Int16 = 0
    /// The booster stands after the word that it strengthens.
    var boosterIsAfter = false
    /// Filled to the alignment, so that no byte of an image is left to chance.
    private var padding: UInt8 = 0
    /// 1000 for a sign of an announcement, 2000 for one that is enough alone.
    var announcement: Int16 = 0

    mutating func set(_ kind: LexiconKind, to value: Int32, after: Bool) {
        kinds.insert(LexiconKinds(kind))
        let value = Int16(clamping: value)
        switch kind {
        case .valence: valence = value
        case .emoji: emoji = value
        case .booster:
            booster = value
            boosterIsAfter = after
        case .negation: negation = value
        case .contrast: contrast = value
        case .irrealis: irrealis = value
        case .comparison: comparison = value
        case .ended: ended = value
        case .repair: repair = value
        case .question: question = value
        case .sarcasm: sarcasm = value
        case .appended: appended = value
        case .courtesy: courtesy = value
        case .announcement: announcement = value
        case .potential: potential = value
        case .terms, .unit, .number, .cue, .quote, .template, .verb, .escalation, .agent, .role, .context, .spelling:
            break
        }
    }

    func value(of kind: LexiconKind) -> Int16? {
        guard kinds.contains(LexiconKinds(kind)) else { return nil }
        return switch kind {
        case .valence: valence
        case .emoji: emoji
        case .booster: booster
        case .negation: negation
        case .contrast: contrast
        case .irrealis: irrealis
        case .comparison: comparison
        case .ended: ended
        case .repair: repair
        case .question: question
        case .sarcasm: sarcasm
        case .appended: appended
        case .courtesy: courtesy
        case .announcement: announcement
        case .potential: potential
        case .terms, .unit, .number, .cue, .quote, .template, .verb, .escalation, .agent, .role, .context, .spelling: 0
        }
    }

    /// Valence that the term brings by itself.
    var polarity: Int32 {
        if kinds.contains(.valence) { return Int32(valence) }
        if kinds.contains(.emoji) { return Int32(emoji) }
        if kinds.contains(.comparison) { return Int32(comparison) }
        if kinds.contains(.potential) { return Int32(potential) }
        return kinds.contains(.sarcasm) ? Int32(sarcasm) : 0
    }
}
