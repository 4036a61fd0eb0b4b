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
    /// What a rule adds; 1/1024 nat. Chosen on conversations of a hand that the rules had not been made with (zh-c345 and
    /// en-c339 on), each judged by a model of the others. Unlike the thresholds it is not chosen anew by training: the rules were
    /// made with many of the conversations, on which they are right more often than they will be (2,800 would be chosen, and
    /// is worse on a new hand's).
    static let ruleWeight = 1_800
    /// Parts of the conversations, each judged by a model of the others, by which thresholds are chosen.
    static let folds = 5

    let samples: EscalationSamples

    /// The bytes of a model of the conversations of `paths`.
    public static func train(paths: [String], analyzer: Analyzer) throws -> (model: [UInt8], conversations: Int) {
        var options = AnalysisOptions()
        options.conversations = ConversationOptions()
        options.conversations?.escalation = nil
        options.explains = true
        var worker = try Analyzer(lexicon: analyzer.lexicon, model: analyzer.model, options: options).makeWorker()
        var samples = EscalationSamples()
        var conversations: [LabelledConversation] = []
        for path in paths { conversations += try LabelledConversation.read(path) }
        // Sums of floating-point numbers depend on the order, which must not be that of the files.
        conversations.sort { $0.name < $1.name }
        let names = RoleNames(lexicon: analyzer.lexicon, agents: [])
        for conversation in conversations { samples.add(conversation, &worker, names) }
        guard samples.samples.contains(where: \.isDue) else {
            throw CorpusError(description: "no conversation has a turn with \"escalate\":true")
        }
        let training = EscalationTraining(samples: samples)
        let contents = training.contents(
            training.weights { _ in true }, training.thresholds(), canary: try SegmentationCanary.digest())
        return (EscalationModelFile.write(contents), conversations.count)
    }

    /// Weights in 1/1024 nat by number of feature, learned from the conversations whose numbers `isLearned` takes.
    private func weights(_ isLearned: (Int) -> Bool) -> [Int] {
        var learned: [EscalationSamples.Sample] = []
        for number in samples.conversations.indices where isLearned(number) {
            learned += samples.samples[samples.conversations[number].samples].filter { !$0.isLate }
        }
        var columns = samples.spellings.map { spelling in
            // The first trait of each language is the intercept.
            LogisticRegression.Column(isPenalised: !(spelling.hasPrefix("t:") && spelling.hasSuffix(" any")))
        }
        for (index, sample) in learned.enumerated() {
            for (place, feature) in sample.features.enumerated()
            where place == 0 || sample.features[place - 1] != feature {
                columns[feature].samples.append(Int32(index))
            }
        }
        for column in columns.indices where columns[column].samples.count < Self.leastTurns {
            columns[column].samples = []
        }
        columns += Self.controls(learned)
        let weights = LogisticRegression().fit(columns, learned.map(\.isDue))
        return samples.spellings.indices.map { number in
            let weight = Int((weights[number] * 1_024).rounded())
            return abs(weight) < Self.leastWeight && !samples.spellings[number].hasPrefix("t:") ? 0 : weight
        }
    }

    /// Columns of what the model must not learn by other names: for each language the turns before, and the length.
    private static func controls(_ samples: [EscalationSamples.Sample]) -> [LogisticRegression.Column] {
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

    /// The thresholds that serve best where each conversation is judged by a model that has not learned from it. Conversations go
    /// to folds by the SHA-256 of their names.
    private func thresholds() -> EscalationThresholds {
        let folds = samples.conversations.map {
            Folds.index(digest: Digest.sha256Bytes(Array($0.name.utf8)), of: Self.folds)
        }
        var choice = ThresholdChoice()
        for fold in 0..<Self.folds where folds.contains(fold) {
            let weights = weights { folds[$0] != fold }
            for number in folds.indices where folds[number] == fold {
                choice.add(judged(samples.conversations[number], weights))
            }
        }
        return choice.thresholds
    }

    private func judged(
        _ conversation: EscalationSamples.Conversation, _ weights: [Int]
    ) -> ThresholdChoice.Conversation {
        let turns = samples.samples[conversation.samples]
        let evidence = turns.map { sample in
            sample.features.reduce(sample.isRuled ? Self.ruleWeight : 0) { $0 + weights[$1] }
        }
        return ThresholdChoice.Conversation(
            isEnglish: turns.count { $0.language == .english } * 2 > turns.count, evidence: evidence,
            gold: conversation.gold.map { $0 - conversation.samples.lowerBound })
    }

    private func contents(
        _ weights: [Int], _ thresholds: EscalationThresholds, canary: String
    ) -> EscalationModelFile.Contents {
        var words: [String: (customer: Int, answer: Int)] = [:]
        var traits = [Int](repeating: 0, count: EscalationTrait.spellings.count)
        for (number, spelling) in samples.spellings.enumerated() {
            let weight = weights[number]
            if spelling.hasPrefix("t:") {
                traits[EscalationTrait.spellings.firstIndex(of: String(spelling.dropFirst(2)))!] = weight
            } else if weight != 0 {
                if spelling.hasPrefix("a") {
                    words[String(spelling.dropFirst()), default: (0, 0)].answer = weight
                } else {
                    words[spelling, default: (0, 0)].customer = weight
                }
            }
        }
        return EscalationModelFile.Contents(
            canary: canary, ruleWeight: Self.ruleWeight, thresholds: thresholds,
            words: words.map { ($0.key, $0.value.customer, $0.value.answer) }, traits: traits)
    }
}
