/// Learns from labelled conversations at which turns a person is due.
///
/// The customer's turns up to the one at which somebody is due are the samples. Of how many turns came before, and of the
/// turn's length, the regression is told while it learns, so that no word stands for them; in the model they have no part
/// (`EscalationTrait` says why).
public struct EscalationTraining {
    /// A feature that fewer turns have is left out.
    static let leastTurns = 2
    /// Weights below this in size, 1/1024 nat, are left out.
    static let leastWeight = 16
    /// What a rule adds, and where an alert rises; 1/1024 nat. Chosen on conversations of a hand that the rules had not been
    /// made with (zh-c345 and en-c339 on), each judged by a model of the others.
    static let ruleWeight = 1_800
    static let threshold = -600

    private struct Sample {
        var features: [Int]
        var language: Language
        /// Turns of the customer's before it, at most 4.
        var turnsBefore: Int
        /// Bytes of the turn, in steps of 60, at most 6.
        var length: Int
        var isDue: Bool
    }

    private var samples: [Sample] = []
    private var spellings: [String] = []
    private var numbers: [String: Int] = [:]

    /// The bytes of a model of the conversations of `paths`.
    public static func train(paths: [String], analyzer: Analyzer) throws -> (model: [UInt8], conversations: Int) {
        var options = AnalysisOptions()
        options.conversations = ConversationOptions()
        options.conversations?.escalation = nil
        options.explains = true
        var worker = try Analyzer(lexicon: analyzer.lexicon, model: analyzer.model, options: options).makeWorker()
        var training = EscalationTraining()
        var conversations: [LabelledConversation] = []
        for path in paths { conversations += try LabelledConversation.read(path) }
        // Sums of floating-point numbers depend on the order, which must not be that of the files.
        conversations.sort { $0.name < $1.name }
        let names = RoleNames(lexicon: analyzer.lexicon, agents: [])
        for conversation in conversations { training.add(conversation, &worker, names) }
        guard training.samples.contains(where: \.isDue) else {
            throw CorpusError(description: "no conversation has a turn with \"escalate\":true")
        }
        return (EscalationModelFile.write(training.fit(canary: try SegmentationCanary.digest())), conversations.count)
    }

    private mutating func add(
        _ conversation: LabelledConversation, _ worker: inout AnalysisWorker, _ names: RoleNames
    ) {
        var state = ConversationState()
        var answer: [Int] = []
        for (index, turn) in conversation.turns.enumerated() {
            if let gold = conversation.goldTurn, index >= gold { break }
            var text = turn.text
            let role = names.role(of: Array(turn.role.utf8)) ?? .customer
            worker.signals.sides = SignalIndex.Side.of(role)
            text.withUTF8 { worker.analyze($0) }
            let reading = TurnReading(role: role, worker)
            switch role {
            case .customer:
                var features = words(of: worker, .customer) + answer
                EscalationTrait.forEach(of: reading, in: state) { features.append(number(ofTrait: $0)) }
                samples.append(
                    Sample(
                        features: Array(Set(features)).sorted(), language: reading.language,
                        turnsBefore: Int(min(state.customerTurns, 4)), length: min(text.utf8.count / 60, 6),
                        isDue: index + 1 == conversation.goldTurn))
                answer = []
            case .agent, .bot:
                answer = words(of: worker, .answer)
                EscalationTrait.forEach(ofAnswer: reading) { answer.append(number(ofTrait: $0)) }
            case .system: break
            }
            _ = state.take(reading, EscalationParameters())
        }
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

    private func fit(canary: String) -> EscalationModelFile.Contents {
        var columns = spellings.map { spelling in
            // The first trait of each language is the intercept.
            LogisticRegression.Column(isPenalised: !(spelling.hasPrefix("t:") && spelling.hasSuffix(" any")))
        }
        for (index, sample) in samples.enumerated() {
            for feature in sample.features { columns[feature].samples.append(Int32(index)) }
        }
        for column in columns.indices where columns[column].samples.count < Self.leastTurns {
            columns[column].samples = []
        }
        columns += controls()
        let weights = LogisticRegression().fit(columns, samples.map(\.isDue))
        return contents(weights, canary: canary)
    }

    /// Columns of what the model must not learn by other names: for each language the turns before, and the length.
    private func controls() -> [LogisticRegression.Column] {
        var columns: [LogisticRegression.Column] = []
        for isEnglish in [false, true] {
            let own = samples.indices.filter { (samples[$0].language == .english) == isEnglish }
            for turns in 0...4 {
                let held = own.filter { samples[$0].turnsBefore == turns }
                columns.append(.init(samples: held.map { Int32($0) }, value: 2))
            }
            for length in 1...6 {
                let held = own.filter { samples[$0].length >= length }
                columns.append(.init(samples: held.map { Int32($0) }, value: 1))
            }
        }
        return columns
    }

    private func contents(_ weights: [Double], canary: String) -> EscalationModelFile.Contents {
        var words: [String: (customer: Int, answer: Int)] = [:]
        var traits = [Int](repeating: 0, count: EscalationTrait.spellings.count)
        for (number, spelling) in spellings.enumerated() {
            let weight = Int((weights[number] * 1_024).rounded())
            if spelling.hasPrefix("t:") {
                traits[EscalationTrait.spellings.firstIndex(of: String(spelling.dropFirst(2)))!] = weight
            } else if abs(weight) >= Self.leastWeight {
                if spelling.hasPrefix("a") {
                    words[String(spelling.dropFirst()), default: (0, 0)].answer = weight
                } else {
                    words[spelling, default: (0, 0)].customer = weight
                }
            }
        }
        return EscalationModelFile.Contents(
            canary: canary, ruleWeight: Self.ruleWeight, threshold: Self.threshold,
            words: words.map { ($0.key, $0.value.customer, $0.value.answer) }, traits: traits)
    }
}
