/// What a worker knows of one record as a turn of a conversation; the ordered stage does the rest.
struct TurnReading: Sendable {
    /// Offset in the item's output at which the member `conversation` goes.
    var insertAt: Int
    /// The conversation's name as it is written.
    var name: [UInt8]
    var key: ConversationKey
    /// `nil`: who spoke last speaks on (a transcript's line without a name).
    var role: TurnRole?
    /// The line only says who speaks next.
    var isHeader = false
    /// Seconds since 1970.
    var time: Int64?
    /// Thousandths of -1…1.
    var score: Int32
    var complains: Bool
    /// The complaint is of a kind that takes something from the customer: of the product or the process.
    var hasLoss = false
    var asks: Bool
    var strengths: SignalStrengths
}

/// A conversation's name as a number of 128 bits, the first of its SHA-256: names need not be kept.
struct ConversationKey: Hashable, Sendable {
    var high: UInt64
    var low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ name: [UInt8]) {
        let digest = Digest.sha256Bytes(name)
        high = digest[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Reads records as turns: a worker's share of following conversations.
final class TurnReader {
    private var fields: TurnFields
    private let names: RoleNames

    init(_ options: ConversationOptions, _ lexicon: Lexicon) {
        fields = TurnFields(options)
        names = RoleNames(lexicon: lexicon, agents: options.agents)
    }

    /// What is to be analysed of the parser's record: of a transcript's line only what was said.
    func text(of parser: borrowing RecordParser) -> UnsafeBufferPointer<UInt8> {
        guard parser.shape == .line else { return parser.text }
        return UnsafeBufferPointer(rebasing: parser.text[ChatLine(transcript: parser.text.span).text...])
    }

    /// The turn that the record is; `nil` if it names no conversation. `path` names a transcript.
    func read(
        _ parser: borrowing RecordParser, _ worker: borrowing AnalysisWorker, path: String, insertAt: Int
    ) -> TurnReading? {
        var name: [UInt8]
        var role: TurnRole?
        var time: Int64?
        var isHeader = false
        if parser.shape == .line {
            let line = ChatLine(transcript: parser.text.span)
            name = Array(path.utf8)
            if let speaker = line.name { role = names.role(of: Array(parser.text[speaker])) ?? .customer }
            time = line.time.flatMap { TurnTime.seconds(parser.text[$0]) }
            isHeader = line.isHeader
        } else {
            fields.read(parser)
            // An exported chat is one conversation.
            let isChat = parser.block?.layout?.format == .chat
            guard isChat || !fields.conversation.isEmpty else { return nil }
            name = isChat ? Array(path.utf8) : fields.conversation
            role = fields.role.isEmpty ? .customer : names.role(of: fields.role) ?? .customer
            time = TurnTime.seconds(fields.time)
        }
        return TurnReading(
            insertAt: insertAt, name: name, key: ConversationKey(name), role: role, isHeader: isHeader, time: time,
            score: worker.score.score, complains: worker.complains, hasLoss: worker.tellsOfLoss,
            asks: worker.endsWithQuestion,
            strengths: worker.signalStrengths)
    }
}

extension AnalysisWorker {
    /// What the last text says of its conversation.
    var signalStrengths: SignalStrengths {
        analyzer.lexicon.conversations.map { SignalStrengths(signals.found, $0) } ?? SignalStrengths()
    }

    /// The last text complains, by the model's own threshold.
    var complains: Bool { classifier.complaint >= analyzer.model.thresholds[0] && analyzer.model.labelling.hasGate }

    /// The last text complains first of the product or the process.
    var tellsOfLoss: Bool {
        guard complains, let first = classifier.categories.first else { return false }
        let name = analyzer.model.labelling.categories[first]
        return name == "product" || name == "process"
    }

    /// The last mark of the text is a question mark.
    var endsWithQuestion: Bool {
        matcher.tokens.last { $0.kind != .space && $0.kind != .emoji }?.marks.contains(.asks) == true
    }
}
