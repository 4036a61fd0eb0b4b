/// What a worker knows of one record as a turn of a conversation; the ordered stage does the rest.
struct TurnReading: Sendable {
    /// Offset in the item's output at which the member `conversation` goes.
    var insertAt: Int
    /// The conversation's name as it is written.
    var name: [UInt8]
    /// Personal data was taken out of the name.
    var isNameMasked = false
    var key: ConversationKey
    /// `nil`: who spoke last speaks on (a transcript's line without a name).
    var role: TurnRole?
    /// The line only says who speaks next.
    var isHeader = false
    /// Seconds since 1970; below a day: a time of day alone (`RecordTime.seconds`).
    var time: Int64?
    /// Thousandths of -1…1.
    var score: Int32
    var complains: Bool
    /// Probability of a complaint, thousandths.
    var complaint: Int32
    var language: Language
    var asks: Bool
    var strengths: SignalStrengths
    /// What its words speak for.
    var evidence: EscalationModel.WordEvidence

    /// He complains, or is out of humour.
    var isGrievance: Bool { complains || score < 0 }
}

/// Reads records as turns: a worker's share of following conversations. For each record `begin`, the analysis, `finish`.
final class TurnReader {
    private var fields: TurnFields
    private var keys = ConversationKeys()
    private let names: RoleNames
    private var role: TurnRole?
    private var time: Int64?
    private var isHeader = false
    /// The record is a line of a transcript, or of an exported chat: all of a file is one conversation.
    private var isTranscript = false
    private var transcript = (path: "", name: [UInt8](), key: ConversationKey(high: 0, low: 0))
    /// Roles of names that were met, so that each is taken apart once.
    private var roles: [(name: [UInt8], role: TurnRole?)] = []
    private var nextRole = 0

    private let hasAgents: Bool
    /// The field of the speaker was told.
    let isRoleTold: Bool
    /// Roles that are not known, since they were last asked for.
    private var unknownRoles = UnknownRoles()

    /// Names that are remembered: a stream has few, unless they are people's.
    private static let rememberedRoles = 8

    init(_ options: ConversationOptions, _ lexicon: Lexicon) {
        fields = TurnFields(options)
        names = RoleNames(lexicon: lexicon, agents: options.agents)
        hasAgents = !options.agents.isEmpty
        isRoleTold = options.roleField != nil
    }

    /// Who speaks, and what is to be analysed of the parser's record: of a transcript's line only what was said.
    func begin(_ parser: borrowing RecordParser) -> UnsafeBufferPointer<UInt8> {
        isHeader = false
        guard parser.shape == .line else {
            fields.read(parser)
            // An exported chat is one conversation.
            isTranscript = parser.block?.layout?.format == .chat
            role = speaker()
            time = fields.time.withUnsafeBufferPointer { RecordTime.seconds($0.span) }
            return parser.text
        }
        let line = ChatLine(transcript: parser.text.span)
        isTranscript = true
        role = line.name.map { speaker(Array(parser.text[$0])) }
        time = line.time.flatMap { RecordTime.seconds(UnsafeBufferPointer(rebasing: parser.text[$0]).span) }
        isHeader = line.isHeader
        return UnsafeBufferPointer(rebasing: parser.text[line.text...])
    }

    /// The name of the field that names the conversation, as the record writes it; empty of a transcript.
    var conversationName: [UInt8] { isTranscript ? [] : fields.conversationName }

    /// The record is none of a conversation that can be told; a transcript's always is.
    var lacksConversation: Bool { !isTranscript && fields.conversation.isEmpty }

    /// The record has nothing in the field that says who speaks.
    var lacksRole: Bool { !isTranscript && fields.role.isEmpty && fields.flaggedRole == nil }

    /// Hands over what was found of unknown roles since the last call.
    func takeUnknownRoles() -> UnknownRoles { unknownRoles.take() }

    /// Whose signals the text may hold.
    var sides: [SignalIndex.Side] { SignalIndex.Side.of(role) }

    /// Who speaks in the record whose fields were read.
    private func speaker() -> TurnRole? {
        if let flagged = fields.flaggedRole { return flagged }
        if !fields.role.isEmpty { return speaker(fields.role) }
        guard isTranscript, !isRoleTold else { return .customer }
        // A chat's notice, "Ann added Bob", has a time and nobody who says it. A line without either goes on with the turn before.
        return fields.time.isEmpty ? nil : .system
    }

    /// Whoever is not known is a customer, and is told at the end. With agents named, the others in a chat are customers.
    private func speaker(_ name: [UInt8]) -> TurnRole {
        if let role = role(named: name) { return role }
        if !isTranscript || !hasAgents { unknownRoles.add(name) }
        return .customer
    }

    private func role(named name: [UInt8]) -> TurnRole? {
        if let known = roles.first(where: { $0.name == name }) { return known.role }
        let role = names.role(of: name)
        if roles.count < Self.rememberedRoles {
            roles.append((name, role))
        } else {
            roles[nextRole] = (name, role)
            nextRole = (nextRole + 1) % Self.rememberedRoles
        }
        return role
    }

    /// The turn that the record is, now analysed; `nil` if it names no conversation. `path` names a transcript.
    func finish(_ worker: borrowing AnalysisWorker, path: String, insertAt: Int) -> TurnReading? {
        guard isTranscript || !fields.conversation.isEmpty else { return nil }
        if isTranscript, transcript.path != path || transcript.name.isEmpty {
            let name = Array(path.utf8)
            transcript = (path, name, ConversationKey(name))
        }
        return TurnReading(
            insertAt: insertAt, name: isTranscript ? transcript.name : fields.conversation,
            key: isTranscript ? transcript.key : keys.key(of: fields.conversation), role: role, isHeader: isHeader,
            time: time, worker)
    }
}

extension TurnReading {
    /// What the worker's last text says as a turn.
    init(
        insertAt: Int = 0, name: [UInt8] = [], key: ConversationKey = ConversationKey(high: 0, low: 0), role: TurnRole?,
        isHeader: Bool = false, time: Int64? = nil, _ worker: borrowing AnalysisWorker
    ) {
        self.init(
            insertAt: insertAt, name: name, key: key, role: role, isHeader: isHeader, time: time,
            score: worker.score.score, complains: worker.complains,
            complaint: worker.classifier.complaint, language: worker.language, asks: worker.endsWithQuestion,
            strengths: worker.signalStrengths, evidence: worker.wordEvidence)
    }
}

extension SignalIndex.Side {
    /// Whose signals a turn may hold; both where the speaker will be known only with the turns before.
    static func of(_ role: TurnRole?) -> [SignalIndex.Side] {
        switch role {
        case .customer: customers
        case .agent, .bot, .system: agents
        case nil: allCases
        }
    }

    private static let customers = [SignalIndex.Side.customer]
    private static let agents = [SignalIndex.Side.agent]
}

extension AnalysisWorker {
    /// What the last text says of its conversation.
    var signalStrengths: SignalStrengths {
        analyzer.signals.map { SignalStrengths(signals.found, $0.vocabulary) } ?? SignalStrengths()
    }

    /// What the last text's words speak for, where a model weighs them.
    var wordEvidence: EscalationModel.WordEvidence {
        analyzer.escalation?.evidence(of: extractor.keys) ?? EscalationModel.WordEvidence()
    }

    /// The last text complains, by the model's own threshold.
    var complains: Bool { classifier.complaint >= analyzer.model.thresholds[0] && analyzer.model.labelling.hasGate }

    /// The last mark of the text is a question mark.
    var endsWithQuestion: Bool {
        matcher.tokens.last { $0.kind != .space && $0.kind != .emoji }?.marks.contains(.asks) == true
    }
}
