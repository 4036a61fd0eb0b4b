/// How a conversation stands: numbers only, no text.
///
/// The mood after the customer's turn t is Σ d^(t−i)·s_i / Σ d^(t−i) over his turns i ≤ t, with s the scores of the turns and
/// d = `EscalationParameters.moodDecay`: an average in which a turn weighs d times as much with each turn that follows. What
/// agents, bots and systems say has no part in it.
struct ConversationState: Equatable, Sendable {
    var turns: Int64 = 0
    /// Numerator and denominator of the mood, thousandths.
    private var moodSum: Int64 = 0
    private var moodWeight: Int64 = 0
    private(set) var mood: Int64 = 0
    private var moodBefore: Int64 = 0
    /// When the customer said what nobody has answered; -1: nothing waits, or no times are known.
    private var waitingSince: Int64 = -1
    /// The last time that was told, seconds since 1970; -1: none yet. Lines below a transcript's header have that of the header.
    private var clock: Int64 = -1
    /// The last speaker's `TurnRole`, 0 before the first.
    var lastRole: Int64 = 0
    private var isOpen: Int64 = 0
    var hasEscalated: Int64 = 0
    // What the rules remember.
    var customerTurns: Int64 = 0
    /// He has complained, or was out of humour, at least once.
    var hasGrieved: Int64 = 0
    /// A person was asked for, and not given yet; 2 once something else was answered.
    var personAsked: Int64 = 0
    /// A loss was stated.
    var lossStated: Int64 = 0
    var failures: Int64 = 0
    var hasInquired: Int64 = 0
    var hasTransferred: Int64 = 0
    var promiseCited: Int64 = 0
    /// What the last turn of an agent was.
    var wasRefused: Int64 = 0
    var wasDenied: Int64 = 0
    var wasInsulted: Int64 = 0
    /// This block of an agent's turns has been counted as an answer.
    var answerCounted: Int64 = 0
    /// An agent or a bot has said something.
    var hasAnswer: Int64 = 0
    /// Answers that have not helped since he first grieved, whatever it was about.
    var unhelped: Int64 = 0
    /// This block of an agent's turns has been counted as one of them.
    var unhelpedCounted: Int64 = 0
    /// The last turn of an agent cited a record.
    var wasRecordCited: Int64 = 0
    /// Strength of danger that his turns have told, at most `mostDanger`.
    var dangerTold: Int64 = 0
    /// What the answer to the customer's last turn speaks for at his next; 1/1024 nat.
    var answerEvidence: Int64 = 0
    /// What stands for the conversation where its name is masked, from 1; 0: none was needed yet.
    var number: Int64 = 0

    /// What is written of a turn.
    struct Verdict {
        var turn: Int64
        var mood: Int64
        var trend: Trend
        var isComplaintOpen: Bool
        /// Seconds; `nil` without times, or when nothing waits.
        var wait: Int64?
        var why: [EscalationReason]
    }

    enum Trend: String { case falling, steady, rising }

    init() {}

    /// Takes a turn in. Without a model the rules decide alone.
    mutating func take(
        _ turn: TurnReading, _ parameters: EscalationParameters, _ model: EscalationModel? = nil
    ) -> Verdict {
        let role = turn.role ?? TurnRole(rawValue: UInt8(clamping: lastRole)) ?? .customer
        let time = moment(turn)
        if turn.isHeader {
            lastRole = Int64(role.rawValue)
            return verdict(turn, wait: waited(time), why: [], parameters)
        }
        turns += 1
        var why: [EscalationReason] = []
        var wait: Int64?
        switch role {
        case .customer:
            takeMood(turn.score, parameters)
            if turn.complains {
                isOpen = 1
            } else if turn.score > 0 || turn.strengths[.solved] >= parameters.threshold {
                isOpen = 0
            }
            if waitingSince < 0 { waitingSince = time ?? -1 }
            wait = waited(time)
            why = reasons(turn, parameters, model)
            if hasEscalated != 0 { why = [] }
            if !why.isEmpty { hasEscalated = 1 }
        case .agent, .bot:
            wait = waited(time)
            waitingSince = -1
            takeAnswer(turn, role, parameters)
            if let model { answerEvidence = model.evidence(ofAnswer: turn) }
        case .system:
            wait = waited(time)
            takeAnnouncement(turn, parameters)
        }
        lastRole = Int64(role.rawValue)
        return verdict(turn, wait: wait, why: why, parameters)
    }

    private func verdict(
        _ turn: TurnReading, wait: Int64?, why: [EscalationReason], _ parameters: EscalationParameters
    ) -> Verdict {
        let change = mood - moodBefore
        let step = Int64(parameters.trendStep)
        return Verdict(
            turn: turns, mood: mood, trend: change >= step ? .rising : change <= -step ? .falling : .steady,
            isComplaintOpen: isOpen != 0, wait: wait, why: why)
    }

    private mutating func takeMood(_ score: Int32, _ parameters: EscalationParameters) {
        let decay = Int64(parameters.moodDecay)
        moodBefore = moodWeight == 0 ? Int64(score) : mood
        moodSum = moodSum * decay / 1_000 + Int64(score) * 1_000
        moodWeight = moodWeight * decay / 1_000 + 1_000
        mood = moodSum / moodWeight
    }

    private static let secondsOfDay: Int64 = 86_400

    /// When the turn was. A line that only goes on has the time of the line before; a time of day alone is that of the day of the
    /// turn before, or of the next day if it lies more than half a day back.
    private mutating func moment(_ turn: TurnReading) -> Int64? {
        guard var time = turn.time else { return turn.role == nil && clock >= 0 ? clock : nil }
        if time < Self.secondsOfDay, clock >= 0 {
            time += clock - clock % Self.secondsOfDay
            if time < clock - Self.secondsOfDay / 2 { time += Self.secondsOfDay }
        }
        clock = time
        return time
    }

    private func waited(_ now: Int64?) -> Int64? {
        guard let now, waitingSince >= 0 else { return nil }
        return max(0, now - waitingSince)
    }
}

/// The state as a row of numbers, for the file between runs.
extension ConversationState {
    /// All stored numbers, in the order of the file; later formats append.
    private static let fields: [WritableKeyPath<ConversationState, Int64> & Sendable] = [
        \.turns, \.moodSum, \.moodWeight, \.mood, \.moodBefore, \.waitingSince, \.clock, \.lastRole, \.isOpen,
        \.hasEscalated, \.customerTurns, \.hasGrieved,
        \.personAsked, \.lossStated, \.failures, \.hasInquired, \.hasTransferred, \.promiseCited, \.wasRefused,
        \.wasDenied,
        \.wasInsulted, \.answerCounted, \.answerEvidence, \.number,
        \.hasAnswer, \.unhelped, \.unhelpedCounted, \.wasRecordCited, \.dangerTold,
    ]

    static var fieldCount: Int { fields.count }
    /// As many had the formats of the file before this one, the oldest first; the others are 0 then.
    static let fieldCountsBefore = [22, 24]

    var numbers: [Int64] { Self.fields.map { self[keyPath: $0] } }

    init(numbers: [Int64]) {
        for (field, number) in zip(Self.fields, numbers) { self[keyPath: field] = number }
    }
}
