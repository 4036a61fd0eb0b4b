/// The customer's turns of labelled conversations, as the model of escalation sees them.
struct EscalationSamples {
    struct Sample {
        /// Numbers of its features, as often as they occur, in rising order.
        var features: [Int]
        var language: Language
        /// Turns of the customer's before it, at most 4.
        var turnsBefore: Int
        /// Bytes of the turn, in steps of 60, at most 6.
        var length: Int
        /// The rules find a reason.
        var isRuled: Bool
        var isDue: Bool
        /// It comes after the turn at which somebody is due: nothing is learned from it.
        var isLate: Bool
    }

    /// One conversation's share of `samples`.
    struct Conversation {
        var name: String
        var samples: Range<Int>
        /// The sample at which somebody is due.
        var gold: Int?
    }

    private(set) var samples: [Sample] = []
    private(set) var conversations: [Conversation] = []
    /// Of the features, by number.
    private(set) var spellings: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func add(_ conversation: LabelledConversation, _ worker: inout AnalysisWorker, _ names: RoleNames) {
        var state = ConversationState()
        var answer: [Int] = []
        let start = samples.count
        var gold: Int?
        for (index, turn) in conversation.turns.enumerated() {
            var text = turn.text
            let role = names.role(of: Array(turn.role.utf8)) ?? .customer
            worker.signals.sides = SignalIndex.Side.of(role)
            text.withUTF8 { worker.analyze($0) }
            let reading = TurnReading(role: role, worker)
            var sample: Sample?
            switch role {
            case .customer:
                var features = words(of: worker, .customer) + answer
                EscalationTrait.forEach(of: reading, in: state) { features.append(number(ofTrait: $0)) }
                sample = Sample(
                    features: features.sorted(), language: reading.language,
                    turnsBefore: Int(min(state.customerTurns, 4)), length: min(text.utf8.count / 60, 6),
                    isRuled: false, isDue: index + 1 == conversation.goldTurn,
                    isLate: conversation.goldTurn.map { index >= $0 } ?? false)
                answer = []
            case .agent, .bot:
                answer = words(of: worker, .answer)
                EscalationTrait.forEach(ofAnswer: reading) { answer.append(number(ofTrait: $0)) }
            case .system: break
            }
            // An alert rises once only; what the rules find in later turns is wanted here too.
            state.hasEscalated = 0
            let why = state.take(reading, EscalationParameters()).why
            guard var sample else { continue }
            sample.isRuled = !why.isEmpty
            if sample.isDue { gold = samples.count }
            samples.append(sample)
        }
        conversations.append(Conversation(name: conversation.name, samples: start..<samples.count, gold: gold))
    }

    private mutating func number(of spelling: String) -> Int {
        if let number = numbers[spelling] { return number }
        numbers[spelling] = spellings.count
        spellings.append(spelling)
        return spellings.count - 1
    }

    private mutating func number(ofTrait trait: Int) -> Int { number(of: "t:\(EscalationTrait.spellings[trait])") }

    /// Words of answers are told from the customer's by a letter before their spelling.
    private mutating func words(of worker: borrowing AnalysisWorker, _ side: EscalationModel.Side) -> [Int] {
        var found: [Int] = []
        let lexicon = worker.analyzer.lexicon
        let features = worker.extractor.features
        let spelled = worker.clean.withView { view in features.map { FeatureKey.spelling($0, view, lexicon) } }
        for spelling in spelled { found.append(number(of: side == .customer ? spelling : "a\(spelling)")) }
        return found
    }
}
