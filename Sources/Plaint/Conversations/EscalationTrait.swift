/// What the escalation model looks at in a customer's turn beside its words: its signals, the agent's answer before it, how
/// the conversation stands, its mood. Numbered from 0 in each language, since the signals of the two are of different worth.
///
/// How many turns have passed is no trait, nor how long a turn is: written conversations come to a head at the customer's
/// third turn, and what was learned from that would be worth nothing in real traffic.
enum EscalationTrait {
    /// Strengths from which on a further trait of a signal holds.
    static let strengths = [1, 3, 6]
    /// Thousandths of the score, below and above 0.
    static let scores: [Int32] = [200, 400, 600]
    /// Thousandths of the probability of a complaint.
    static let complaints: [Int32] = [300, 500, 700, 900]
    /// Failed answers, up to this many; also of those that have not helped.
    static let failures = 3
    /// Strengths of danger told so far.
    static let dangers: [Int64] = [3, 6]

    /// Signals of what a customer says, which the enum lists first, and those of answers.
    private static let told: [ConversationSignal] = ConversationSignal.allCases.prefix { $0 != .refusal }
    private static let answered = Array(ConversationSignal.allCases.dropFirst(told.count))

    /// As they are written in the model's file, in the order of their numbers.
    static let names: [String] =
        ["any"]
        + told.flatMap { signal in strengths.map { "\(signal.rawValue) \($0)" } }
        + ["asks", "loss-stated", "promise-cited", "person-asked 1", "person-asked 2"]
        + (1...failures).map { "failures \($0)" } + (1...failures).map { "unhelped \($0)" }
        + dangers.map { "danger so far \($0)" } + ["unanswered", "disputes record"]
        + scores.map { "score -\($0)" } + scores.map { "score +\($0)" } + complaints.map { "complaint \($0)" }
        + answered.map { "answer \($0.rawValue)" } + ["answer asks"]

    private static let stateStart = 1 + told.count * strengths.count
    private static let unhelpedStart = stateStart + 5 + failures
    private static let dangerStart = unhelpedStart + failures
    private static let unansweredStart = dangerStart + dangers.count
    private static let scoreStart = unansweredStart + 2
    private static let complaintStart = scoreStart + 2 * scores.count
    private static let answerStart = complaintStart + complaints.count

    /// Names with their languages, as numbered.
    static let spellings: [String] = ["zh", "en"].flatMap { language in names.map { "\(language) \($0)" } }

    /// The first number of the traits of a text's language.
    static func base(_ language: Language) -> Int { language == .english ? names.count : 0 }

    /// Calls `body` with the number of each trait of a customer's turn; `state` is that before it.
    static func forEach(of turn: TurnReading, in state: ConversationState, _ body: (Int) -> Void) {
        let base = base(turn.language)
        body(base)
        for index in told.indices {
            let strength = turn.strengths[told[index]]
            for step in strengths.indices where strength >= strengths[step] {
                body(base + 1 + index * strengths.count + step)
            }
        }
        if turn.asks { body(base + stateStart) }
        if state.lossStated != 0 { body(base + stateStart + 1) }
        if state.promiseCited != 0 { body(base + stateStart + 2) }
        if state.personAsked > 0 { body(base + stateStart + 3) }
        if state.personAsked > 1 { body(base + stateStart + 4) }
        for count in 1...failures where state.failures >= count { body(base + stateStart + 4 + count) }
        forEachOfCourse(of: turn, in: state) { body(base + $0) }
        for step in scores.indices {
            if turn.score <= -scores[step] { body(base + scoreStart + step) }
            if turn.score >= scores[step] { body(base + scoreStart + scores.count + step) }
        }
        for step in complaints.indices where turn.complaint >= complaints[step] {
            body(base + complaintStart + step)
        }
    }

    /// How the turn goes on with those before it: answers that have not helped, danger that adds up from turn to turn, a record
    /// that is denied. That nothing has been answered yet is told since most reasons need an answer before them (a promise
    /// denied, a request ignored, failed answers, misconduct).
    private static func forEachOfCourse(
        of turn: TurnReading, in state: ConversationState, _ body: (Int) -> Void
    ) {
        let strengths = turn.strengths
        if turn.score <= 0, strengths[.solved] < Self.strengths[1] {
            for count in 1...failures where state.unhelped >= count { body(unhelpedStart + count - 1) }
        }
        if state.dangerTold > 0, strengths[.danger] > 0 {
            let sum = state.dangerTold + Int64(strengths[.danger])
            for step in dangers.indices where sum >= dangers[step] { body(dangerStart + step) }
        }
        if state.hasAnswer == 0 { body(unansweredStart) }
        if state.wasRecordCited != 0, strengths[.dispute] >= Self.strengths[1] { body(unansweredStart + 1) }
    }

    /// The same of an agent's or a bot's turn.
    static func forEach(ofAnswer turn: TurnReading, _ body: (Int) -> Void) {
        let base = base(turn.language) + answerStart
        for index in answered.indices where turn.strengths[answered[index]] >= strengths[1] { body(base + index) }
        if turn.asks { body(base + answered.count) }
    }
}
