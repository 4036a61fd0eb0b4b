/// What a turn says that matters for its conversation. The names are those of `#! reason` in lexicon files of the kinds
/// `escalation` (what customers say) and `agent` (what agents and bots say).
enum ConversationSignal: String, CaseIterable, Sendable {
    // Reasons by themselves.
    case manager, review, regulator, legal, bank, press, danger, fraud, misconduct
    // What customers say that counts with other turns, or with another signal.
    /// A person is asked for instead of a bot.
    case human
    /// Money, data, access or function lost or withheld.
    case loss
    /// What was advised has not helped.
    case failure
    /// A promise is cited.
    case promise
    /// It is well now.
    case solved
    /// An intention or a condition: makes a threat of what is only named.
    case threat
    /// What the agent cites is denied: an alibi, a question who it was, a demand for proof.
    case dispute
    /// What others say, or would do.
    case hearsay
    // What agents and bots say.
    /// It cannot or will not be done.
    case refusal
    /// A promise, or what the customer says, is denied.
    case denial
    case insult
    /// Details are asked for.
    case inquiry
    case transfer
    /// The matter has been put right, or is being so.
    case remedy
    /// A record is cited, or somebody's report: what the system shows, that he signed, that he was called.
    case record

    /// Signals share `Lexicon.cues` with the categories of complaints, from this number on.
    static let firstCategory: UInt8 = 128

    /// The number in `Cue.category`.
    var category: UInt8 { Self.firstCategory + UInt8(index) }

    /// Place among all signals, in the order of the cases. Written out: `allCases` would make an array for each question, and
    /// a turn asks dozens; a test compares them.
    var index: Int {
        switch self {
        case .manager: 0
        case .review: 1
        case .regulator: 2
        case .legal: 3
        case .bank: 4
        case .press: 5
        case .danger: 6
        case .fraud: 7
        case .misconduct: 8
        case .human: 9
        case .loss: 10
        case .failure: 11
        case .promise: 12
        case .solved: 13
        case .threat: 14
        case .dispute: 15
        case .hearsay: 16
        case .refusal: 17
        case .denial: 18
        case .insult: 19
        case .inquiry: 20
        case .transfer: 21
        case .remedy: 22
        case .record: 23
        }
    }

    /// For listings only: it searches.
    init?(category: UInt8) {
        guard let signal = Self.allCases.first(where: { $0.category == category }) else { return nil }
        self = signal
    }

    /// The category of a file's rows; `nil` for other kinds.
    static func category(of file: LexiconFile) -> UInt8? {
        guard !LexiconKinds.signals.isDisjoint(with: LexiconKinds(file.kind)) else { return nil }
        return ConversationSignal(rawValue: file.category)?.category
    }
}

/// How strongly a turn gives each signal: sums of the strengths of its terms, at most 255. Terms of strength 1 only support others:
/// however many there are, they add 1.
struct SignalStrengths: Equatable, Sendable {
    private var sums = SIMD32<UInt8>()

    subscript(signal: ConversationSignal) -> Int { Int(sums[signal.index]) }

    private mutating func add(_ strength: UInt8, to category: UInt8) {
        let index = Int(category - ConversationSignal.firstCategory)
        sums[index] = sums[index].addingReportingOverflow(strength).overflow ? 255 : sums[index] + strength
    }

    init() {}

    /// Adds up the terms found. A term of strength 0 shields: terms of the same signal that overlap it do not count.
    /// Terms that repeat count once.
    init(_ found: [PatternMatch], _ lexicon: Lexicon) {
        var supported: UInt32 = 0
        for (place, match) in found.enumerated() {
            if found[..<place].contains(where: { $0.entry == match.entry }) { continue }
            for number in lexicon.entries[Int(match.entry)].cues {
                let cue = lexicon.cues[Int(number)]
                guard cue.category >= ConversationSignal.firstCategory, cue.strength > 0,
                    !Self.isShielded(match, cue.category, found, lexicon)
                else { continue }
                let bit: UInt32 = 1 << UInt32(cue.category - ConversationSignal.firstCategory)
                if cue.strength == 1, supported & bit != 0 { continue }
                if cue.strength == 1 { supported |= bit }
                add(cue.strength, to: cue.category)
            }
        }
    }

    private static func isShielded(
        _ match: PatternMatch, _ category: UInt8, _ found: [PatternMatch], _ lexicon: Lexicon
    ) -> Bool {
        found.contains { other in
            other.start < match.end && match.start < other.end
                && lexicon.entries[Int(other.entry)].cues.contains {
                    lexicon.cues[Int($0)].category == category && lexicon.cues[Int($0)].strength == 0
                }
        }
    }
}
