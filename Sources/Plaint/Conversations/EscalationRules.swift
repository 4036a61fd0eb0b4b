/// The rules of escalation, as in corpora/README.md: which turn deserves a person, and why.
extension ConversationState {
    /// Signals that are reasons by themselves once a turn gives them strongly enough.
    private static let direct: [(ConversationSignal, EscalationReason)] = [
        (.manager, .manager), (.review, .review), (.regulator, .regulator), (.legal, .legal), (.bank, .bank),
        (.press, .press), (.danger, .danger), (.fraud, .fraud),
    ]

    /// Those that are threats to go somewhere.
    private static let threats: [ConversationSignal] = [.regulator, .legal, .bank, .press]

    /// The reasons that the customer's turn brings, once the model has weighed what the rules find.
    mutating func reasons(
        _ turn: TurnReading, _ parameters: EscalationParameters, _ model: EscalationModel?
    ) -> [EscalationReason] {
        guard let model else { return reasons(turn, parameters) }
        let evidence = model.evidence(of: turn, in: self)
        let likeliest = model.decides(evidence, ruled: false, turn.language) ? likeliestReason(turn, parameters) : nil
        let found = reasons(turn, parameters)
        answerEvidence = 0
        guard model.decides(evidence, ruled: !found.isEmpty, turn.language) else { return [] }
        return found.isEmpty ? likeliest.map { [$0] } ?? [] : found
    }

    /// The reasons that the rules find in the customer's turn; called before the turn changes what is remembered.
    mutating func reasons(_ turn: TurnReading, _ parameters: EscalationParameters) -> [EscalationReason] {
        let enough = parameters.threshold
        let hadGrieved = hasGrieved != 0
        let isFirst = customerTurns == 0
        customerTurns += 1
        if turn.isGrievance { hasGrieved = 1 }
        var found = directReasons(turn, parameters, isFirst: isFirst, hadGrieved: hadGrieved)
        if isIgnored(turn.strengths, enough) { found.append(.ignoredRequest) }
        if isMistreated(turn, enough, hadGrieved: hadGrieved) { found.append(.misconduct) }
        if isPromiseBroken(turn, enough) { found.append(.brokenPromise) }
        if isLossSerious(turn, parameters) { found.append(.seriousLoss) }
        dangerTold = min(Self.mostDanger, dangerTold + Int64(turn.strengths[.danger]))
        answerCounted = 0
        unhelpedCounted = 0
        wasRefused = 0
        wasDenied = 0
        wasInsulted = 0
        wasRecordCited = 0
        return found.count < 2 ? found : EscalationReason.allCases.filter(found.contains)
    }

    /// What is remembered of danger at most.
    private static let mostDanger: Int64 = 9

    /// The signals of the turn that are reasons by themselves.
    private func directReasons(
        _ turn: TurnReading, _ parameters: EscalationParameters, isFirst: Bool, hadGrieved: Bool
    ) -> [EscalationReason] {
        let strengths = turn.strengths
        let enough = parameters.threshold
        var found: [EscalationReason] = []
        let wasTurnedDown = hadGrieved && (wasRefused != 0 || wasDenied != 0)
        for (signal, reason) in Self.direct where strengths[signal] > 0 {
            var strength = strengths[signal]
            var wanted = wasTurnedDown ? parameters.thresholdTurnedDown : enough
            if Self.threats.contains(signal) {
                // Who has complained of nothing asks about a court or a regulator, or works there; in a first turn many tell of
                // one, and only a condition makes it a threat.
                let isThreat = isFirst ? turn.complains && strengths[.threat] >= enough : hasGrieved != 0
                // What somebody else says he would do is a tale, or a joke, unless the writer takes it up: twice an intention.
                let isTold = strengths[.hearsay] >= enough && strengths[.threat] < 2 * enough
                guard isThreat, !isTold else { continue }
                // Who is only named (a lawyer, a bank) becomes a threat with an intention or a condition.
                if strengths[.threat] > 0 { strength += 1 }
            } else if isFirst, signal == .danger || signal == .fraud {
                wanted = parameters.thresholdAtFirst
            }
            if strength >= wanted { found.append(reason) }
        }
        return found
    }

    /// A second request for a person after something else was answered to the first.
    private mutating func isIgnored(_ strengths: SignalStrengths, _ enough: Int) -> Bool {
        guard strengths[.human] >= enough else { return false }
        if personAsked == 2 { return true }
        personAsked = 1
        return false
    }

    /// The agent insulted, and the customer takes it ill: agents joke with customers who like it. Or he, who complained before,
    /// says that he was lied to, mocked, insulted: who begins with it tells of somebody else. Or a record was held against
    /// him, who complained before, and he denies it: an alibi, a question who that was, a demand for proof.
    private func isMistreated(_ turn: TurnReading, _ enough: Int, hadGrieved: Bool) -> Bool {
        guard lastRole == Int64(TurnRole.agent.rawValue) else { return false }
        if wasInsulted != 0, turn.isGrievance || turn.strengths[.misconduct] >= enough { return true }
        guard hadGrieved else { return false }
        return turn.strengths[.misconduct] >= enough && turn.isGrievance
            || wasRecordCited != 0 && turn.strengths[.dispute] >= enough
    }

    /// A promise was cited, the agent denied it or, knowing of it, will not keep it, and the customer insists.
    private mutating func isPromiseBroken(_ turn: TurnReading, _ enough: Int) -> Bool {
        let cites = turn.strengths[.promise] >= enough
        defer { if cites { promiseCited = 1 } }
        guard promiseCited != 0 || cites else { return false }
        // A denial answers what was cited, unless he takes it calmly; a refusal may be of anything, unless the promise is cited
        // again.
        let insists = turn.isGrievance || (cites && turn.asks)
        return (insists && wasDenied != 0) || (cites && wasRefused != 0 && promiseCited != 0)
    }

    /// A loss was stated, answers have failed, and it is as it was: he says so, grieves, or asks on without a good word.
    private mutating func isLossSerious(_ turn: TurnReading, _ parameters: EscalationParameters) -> Bool {
        let enough = parameters.threshold
        if turn.strengths[.solved] >= enough, turn.strengths[.failure] < enough {
            lossStated = 0
            failures = 0
            unhelped = 0
            return false
        }
        let asksOn =
            turn.score <= 0 && turn.strengths[.solved] < enough
            && (turn.asks || turn.complaint >= parameters.complaintOfInsisting)
        let insists =
            turn.strengths[.failure] >= enough || (turn.strengths[.loss] >= enough && turn.isGrievance)
            || (turn.complains && turn.score < 0) || asksOn
        if lossStated != 0, failures >= Int64(parameters.failures), insists { return true }
        if turn.strengths[.loss] >= enough { lossStated = 1 }
        return false
    }

    /// What an agent's or a bot's turn changes.
    mutating func takeAnswer(_ turn: TurnReading, _ role: TurnRole, _ parameters: EscalationParameters) {
        let strengths = turn.strengths
        let enough = parameters.threshold
        if role == .agent, strengths[.insult] >= enough { wasInsulted = 1 }
        if strengths[.refusal] >= enough { wasRefused = 1 }
        if strengths[.denial] >= enough { wasDenied = 1 }
        if strengths[.record] >= enough { wasRecordCited = 1 }
        hasAnswer = 1
        let isTransfer = strengths[.transfer] >= enough
        if isTransfer || (role == .agent && lastRole == Int64(TurnRole.bot.rawValue)) {
            personAsked = 0
        } else if personAsked == 1 {
            personAsked = 2
        }
        let isInquiry = strengths[.inquiry] >= enough && strengths[.refusal] < enough
        let isRemedy = strengths[.remedy] >= enough
        if hasGrieved != 0, unhelpedCounted == 0 {
            if isRemedy {
                unhelped = max(0, unhelped - 1)
            } else if !isTransfer, !isInquiry, !turn.asks {
                unhelped += 1
                unhelpedCounted = 1
            }
        }
        guard lossStated != 0, answerCounted == 0 else { return }
        if isRemedy {
            // Help is under way: counted anew if it comes to nothing.
            failures = max(0, failures - 1)
            return
        }
        if isTransfer, hasTransferred == 0 {
            hasTransferred = 1
            return
        }
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
