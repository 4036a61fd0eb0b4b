/// What an analysis needs, immutable and shared: lexicon, model and parameters. Makes workers, one for each thread.
public struct Analyzer: Sendable {
    public let lexicon: Lexicon
    public let model: NaiveBayesModel
    public let options: AnalysisOptions
    /// For those who follow conversations.
    let signals: SignalIndex?
    let escalation: EscalationModel?

    public init(lexicon: Lexicon, model: NaiveBayesModel, options: AnalysisOptions = AnalysisOptions()) {
        self.lexicon = lexicon
        self.model = model
        self.options = options
        signals = options.conversations == nil ? nil : SignalIndex(lexicon)
        escalation = options.conversations?.escalation
    }

    /// A worker for one thread. Throws if ICU cannot be used.
    public func makeWorker() throws(SegmentationError) -> AnalysisWorker { try AnalysisWorker(self) }
}

/// What an analysis puts out beside the fixed fields.
public struct AnalysisOptions: Sendable {
    /// Adds `raw`, `evidence` and `features`.
    public var explains = false
    /// Adds `clauses`.
    public var clauses = false
    /// Overrides the model's thresholds of the categories; thousandths.
    public var minimumProbability: Int32?
    public var sentiment = SentimentParameters()
    /// Follows conversations: drivers add the member `conversation`.
    public var conversations: ConversationOptions?
    /// Replaces personal data in all strings that drivers write.
    public var masks = false

    public init() {}
}
