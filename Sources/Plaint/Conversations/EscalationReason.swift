/// Why a person should step in; the names are those of the output.
public enum EscalationReason: String, CaseIterable, Sendable {
    case manager, review
    case ignoredRequest = "ignored-request"
    case regulator, legal, bank, press, danger, fraud
    case seriousLoss = "serious-loss"
    case misconduct
    case brokenPromise = "broken-promise"
}

/// Parameters of the rules. Chosen on corpora/conversations/train.
public struct EscalationParameters: Sendable {
    /// Strength (the value of a row, or the sum of several) from which a signal counts.
    public var threshold = 3
    /// The same for `manager` and the like once a customer who complained has been turned down: half a signal is enough.
    public var thresholdTurnedDown = 2
    /// The same for danger and fraud in the customer's first turn, which often asks about them or tells how things came about.
    public var thresholdAtFirst = 5
    /// Failed answers after which a loss is serious (labels.md: two).
    public var failures = 2
    /// Probability of a complaint from which on a turn without a good word asks again after failed answers; thousandths.
    public var complaintOfInsisting: Int32 = 300
    /// Share of the mood that stays with each of the customer's turns; thousandths.
    public var moodDecay: Int32 = 600
    /// Change of the mood that is a trend; thousandths.
    public var trendStep: Int32 = 100

    public init() {}
}
