/// Learned evidence that a person should step in at a customer's turn: a weight for each feature of his words, of the
/// answer's before them, and for each trait (`EscalationTrait`). They add up to log-odds in 1/1024 nat, and what the rules
/// find adds `ruleWeight`; an alert rises from the threshold of the turn's language on.
///
/// The rules know what they were told; the model weighs words that nobody listed, and keeps the rules from alerts for which
/// nothing else speaks.
public struct EscalationModel: Sendable {
    /// Places of the two weights of a word.
    enum Side: Int, Sendable { case customer, answer }

    let words: FeatureTable
    let traits: [Int32]
    let ruleWeight: Int32
    let thresholds: EscalationThresholds
    /// Of the segmentation that its words were cut with.
    let canary: String

    /// The model built into the program; `nil` while it is being made for the first time.
    public static let builtIn: EscalationModel? = {
        let file = EmbeddedResources.escalationModel
        return file.isEmpty ? nil : try? EscalationModelFile.read(file, name: "the built-in model of escalation")
    }()

    /// A model from a file. Throws with the place if it is damaged, newer than this program, or none.
    public static func load(path: String) throws -> EscalationModel {
        let bytes = try FileBytes(path: path)
        return try withExtendedLifetime(bytes) { try EscalationModelFile.read(bytes.buffer, name: path) }
    }

    /// A sentence if this machine's ICU cuts words otherwise than that of the model, else `nil`.
    public func segmentationWarning() throws(SegmentationError) -> String? {
        try SegmentationCanary.warning(
            "the model of escalation", madeWith: canary, remedy: "plaint train --conversations")
    }

    /// What the words of a text speak for, as a customer's and as an answer to one.
    struct WordEvidence: Equatable, Sendable {
        var customer: Int32 = 0
        var answer: Int32 = 0
    }

    /// Each feature counts once for each time that it occurs.
    func evidence(of keys: borrowing ScratchBuffer<UInt64>) -> WordEvidence {
        var found = WordEvidence()
        for index in 0..<keys.count {
            let slot = words.find(keys[index])
            guard slot >= 0 else { continue }
            found.customer &+= words.weight(slot: slot, stage: Side.customer.rawValue)
            found.answer &+= words.weight(slot: slot, stage: Side.answer.rawValue)
        }
        return found
    }

    /// What an agent's or a bot's turn speaks for at the customer's next.
    func evidence(ofAnswer turn: TurnReading) -> Int64 {
        var sum = Int64(turn.evidence.answer)
        EscalationTrait.forEach(ofAnswer: turn) { sum += Int64(traits[$0]) }
        return sum
    }

    /// What speaks for a person at a customer's turn, without what the rules find; `state` is that before it.
    func evidence(of turn: TurnReading, in state: ConversationState) -> Int64 {
        var sum = Int64(turn.evidence.customer) + state.answerEvidence
        EscalationTrait.forEach(of: turn, in: state) { sum += Int64(traits[$0]) }
        return sum
    }

    /// Whether an alert rises at a turn in `language`.
    func decides(_ evidence: Int64, ruled: Bool, _ language: Language) -> Bool {
        evidence + (ruled ? Int64(ruleWeight) : 0) >= Int64(thresholds[language])
    }
}

/// From what evidence on an alert rises, 1/1024 nat; what is no English goes by the Chinese one, as the traits do.
struct EscalationThresholds: Equatable, Sendable {
    var chinese: Int32
    var english: Int32

    subscript(language: Language) -> Int32 { language == .english ? english : chinese }
}

/// Naming a reason where the model alone calls for a person.
extension ConversationState {
    /// The reason for which the turn's signals and the conversation's standing speak most; called before the turn changes what
    /// is remembered. Of equal ones the first listed.
    func likeliestReason(_ turn: TurnReading, _ parameters: EscalationParameters) -> EscalationReason {
        func weight(_ signal: ConversationSignal) -> Int {
            let strength = turn.strengths[signal]
            return strength >= parameters.threshold ? 3 : strength > 0 ? 1 : 0
        }
        let wasTurnedDown = wasDenied != 0 || wasRefused != 0
        let weights: [(EscalationReason, Int)] = [
            (.seriousLoss, max(weight(.loss), weight(.failure)) + (lossStated != 0 ? Int(min(failures, 3)) : 0)),
            (.danger, weight(.danger)), (.fraud, weight(.fraud)), (.manager, weight(.manager)),
            (.review, weight(.review)), (.ignoredRequest, weight(.human)), (.regulator, weight(.regulator)),
            (.legal, weight(.legal)), (.bank, weight(.bank)), (.press, weight(.press)),
            (.misconduct, weight(.misconduct) + (wasInsulted != 0 ? 2 : 0)),
            (.brokenPromise, weight(.promise) + (promiseCited != 0 && wasTurnedDown ? 2 : 0)),
        ]
        var best = weights[0]
        for candidate in weights where candidate.1 > best.1 { best = candidate }
        return best.0
    }
}
