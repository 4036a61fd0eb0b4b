/// The rules of escalation, as in corpora/README.md: which turn deserves a person, and why.
extension ConversationState {
    /// Signals that are reasons by themselves once a turn gives them strongly enough.
    private static let direct: [(ConversationSignal, EscalationReason)] = [
        (.manager, .manager), (.review, .review), (.regulator, .regulator), (.legal, .legal), (.bank, .bank),
        (.press, .press), (.danger, .danger), (.fraud, .fraud),
    ]

    /// The reasons that the customer's turn brings; called before the turn changes what is remembered.
    mutating func reasons(_ turn: TurnReading, _ parameters: EscalationParameters) -> [EscalationReason] {
        let strengths = turn.strengths
        let enough = parameters.threshold
        var found: Set<EscalationReason> = []
        for (signal, reason) in Self.direct {
            let threat = signal == .manager || signal == .review || signal == .danger || signal == .fraud
            // Who is only named (a lawyer, a bank) becomes a threat with an intention or a condition.
            let support = !threat && strengths[signal] > 0 && strengths[.threat] > 0 ? 1 : 0
            if strengths[signal] + support >= enough { found.insert(reason) }
        }
        if isIgnored(strengths, enough) { found.insert(.ignoredRequest) }
        if isMistreated(turn, enough) { found.insert(.misconduct) }
        if isPromiseBroken(turn, enough) { found.insert(.brokenPromise) }
        if isLossSerious(turn, parameters) { found.insert(.seriousLoss) }
        answerCounted = 0
        wasRefused = 0
        wasDenied = 0
        wasInsulted = 0
        return EscalationReason.allCases.filter(found.contains)
    }

    /// A second request for a person after something else was answered to the first.
    private mutating func isIgnored(_ strengths: SignalStrengths, _ enough: Int) -> Bool {
        guard strengths[.human] >= enough else { return false }
        if personAsked == 2 { return true }
        personAsked = 1
        return false
    }

    /// The agent insulted, and the customer does not laugh it off; or he says that he was lied to, mocked, insulted.
    private func isMistreated(_ turn: TurnReading, _ enough: Int) -> Bool {
        let hasAnswer = lastRole == Int64(TurnRole.agent.rawValue)
        if wasInsulted != 0, hasAnswer, turn.score <= 0 { return true }
        return hasAnswer && turn.strengths[.misconduct] >= enough
    }

    /// A promise was cited, the agent denied it or, knowing of it, will not keep it, and the customer insists.
    private mutating func isPromiseBroken(_ turn: TurnReading, _ enough: Int) -> Bool {
        let cites = turn.strengths[.promise] >= enough
        defer { if cites { promiseCited = 1 } }
        guard promiseCited != 0 || cites else { return false }
        let insists = turn.complains || turn.score < 0 || cites
        // A denial answers what was cited; a refusal may be of anything, unless the promise is cited again.
        return (insists && wasDenied != 0) || (cites && wasRefused != 0 && promiseCited != 0)
    }

    /// A loss was stated, answers have failed, and it is as it was.
    private mutating func isLossSerious(_ turn: TurnReading, _ parameters: EscalationParameters) -> Bool {
        let enough = parameters.threshold
        if turn.strengths[.solved] >= enough, turn.strengths[.failure] < enough {
            lossStated = 0
            failures = 0
            return false
        }
        let insists =
            turn.strengths[.failure] >= enough || turn.strengths[.loss] >= enough || (turn.complains && turn.score < 0)
        if lossStated != 0, failures >= Int64(parameters.failures), insists { return true }
        if turn.strengths[.loss] >= enough || turn.hasLoss { lossStated = 1 }
        return false
    }

    /// What an agent's or a bot's turn changes.
    mutating func takeAnswer(_ turn: TurnReading, _ role: TurnRole, _ parameters: EscalationParameters) {
        let strengths = turn.strengths
        let enough = parameters.threshold
        if role == .agent, strengths[.insult] >= enough { wasInsulted = 1 }
        if strengths[.refusal] >= enough { wasRefused = 1 }
        if strengths[.denial] >= enough { wasDenied = 1 }
        let isTransfer = strengths[.transfer] >= enough
        if isTransfer || (role == .agent && lastRole == Int64(TurnRole.bot.rawValue)) {
            personAsked = 0
        } else if personAsked == 1 {
            personAsked = 2
        }
        guard lossStated != 0, answerCounted == 0 else { return }
        if strengths[.remedy] >= enough {
            // Help is under way: counted anew if it comes to nothing.
            failures = max(0, failures - 1)
            return
        }
        if isTransfer, hasTransferred == 0 {
            hasTransferred = 1
            return
        }
        let isInquiry = strengths[.inquiry] >= enough && strengths[.refusal] < enough
        if isInquiry, hasInquired == 0 || turn.asks {
            hasInquired = 1
            return
        }
        failures += 1
        answerCounted = 1
    }

    /// A system's line may say that a person comes.
    mutating func takeAnnouncement(_ turn: TurnReading, _ parameters: EscalationParameters) {
        if turn.strengths[.transfer] >= parameters.threshold { personAsked = 0 }
    }
}
