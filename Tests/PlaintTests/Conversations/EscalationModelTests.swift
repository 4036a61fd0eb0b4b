import Testing

@testable import Plaint

/// What is weighed beside the rules of escalation.
struct EscalationModelTests {
    private func file(_ contents: EscalationModelFile.Contents) throws -> EscalationModel {
        try EscalationModelFile.write(contents).withUnsafeBufferPointer {
            try EscalationModelFile.read($0, name: "a model")
        }
    }

    /// Weighs one word and one trait.
    private var small: EscalationModelFile.Contents {
        var traits = [Int](repeating: 0, count: EscalationTrait.spellings.count)
        traits[EscalationTrait.spellings.firstIndex(of: "en failures 2")!] = 300
        return EscalationModelFile.Contents(
            canary: "c", ruleWeight: 1_500, thresholds: EscalationThresholds(chinese: 500, english: 1_000),
            words: [("w:scald", 1_200, 0), ("w:afraid", -700, 400), ("w:烫", 600, 0)], traits: traits)
    }

    private func reading(_ text: String, _ model: EscalationModel, _ role: TurnRole = .customer) throws -> TurnReading {
        var options = AnalysisOptions()
        options.conversations = ConversationOptions()
        options.conversations?.escalation = model
        var worker = try Analyzer(lexicon: Shared.lexicon, model: Shared.model, options: options).makeWorker()
        var text = text
        worker.signals.sides = SignalIndex.Side.of(role)
        text.withUTF8 { worker.analyze($0) }
        return TurnReading(role: role, worker)
    }

    @Test func wordsOfBothSidesAreWeighed() throws {
        let model = try file(small)
        let told = try reading("It scalds", model).evidence
        #expect(told == EscalationModel.WordEvidence(customer: 1_200, answer: 0))
        let answered = try reading("I'm afraid not", model, .agent).evidence
        #expect(answered == EscalationModel.WordEvidence(customer: -700, answer: 400))
    }

    @Test func anAnswerSpeaksForTheNextTurnAlone() throws {
        let model = try file(small)
        var state = ConversationState()
        let parameters = EscalationParameters()
        _ = state.take(try reading("I'm afraid not", model, .agent), parameters, model)
        #expect(state.answerEvidence == 400)
        #expect(state.take(try reading("fine", model), parameters, model).why == [])
        #expect(state.answerEvidence == 0)
    }

    /// 1,200 of a word reach 1,000 alone, 600 the 500 that Chinese wants; 1,500 of a rule do so unless something speaks against it.
    @Test(
        "words call for a person, and rules do unless words are against it",
        arguments: [
            ("the tap scalds", true), ("好烫", true), ("the tap drips", false), ("let me talk to your manager now", true),
            ("i am afraid let me talk to your manager now", false),
        ])
    func decision(_ text: String, _ calls: Bool) throws {
        let model = try file(small)
        var state = ConversationState()
        let why = state.take(try reading(text, model), EscalationParameters(), model).why
        #expect(why.isEmpty == !calls)
    }

    /// A model whose words were cut otherwise is named; one made here is not.
    @Test func aForeignSegmentationIsNamed() throws {
        let here = try SegmentationCanary.digest()
        func warning(_ canary: String) throws -> String? {
            try file(
                EscalationModelFile.Contents(
                    canary: canary, ruleWeight: 1, thresholds: EscalationThresholds(chinese: 0, english: 0), words: [],
                    traits: [Int](repeating: 0, count: EscalationTrait.spellings.count))
            ).segmentationWarning()
        }
        #expect(try warning(here) == nil)
        #expect(try warning("0123456789abcdef")?.contains("train it anew with plaint train --conversations") == true)
    }

    /// What was written before there were thresholds by language still works; what comes later is refused by name.
    @Test func theFormatBeforeIsReadAndTheNextIsNot() throws {
        func read(_ header: String) throws -> EscalationModel {
            var bytes = Array("\(header)\nw:scald\t1200\t0\nt:en failures 2\t300\n".utf8)
            FileChecksum.append(to: &bytes)
            return try bytes.withUnsafeBufferPointer { try EscalationModelFile.read($0, name: "a model") }
        }
        let before = try read("#! plaint-escalation 1\n#! canary c\n#! rule 1500\n#! threshold -120\n#! end")
        #expect(before.thresholds == EscalationThresholds(chinese: -120, english: -120))
        #expect(before.traits[EscalationTrait.spellings.firstIndex(of: "en failures 2")!] == 300)
        #expect(try file(small).thresholds == EscalationThresholds(chinese: 500, english: 1_000))
        for (header, reason) in [
            ("#! plaint-escalation 3\n#! end", "format 3 is newer than 2"),
            ("#! plaint-escalation 2\n#! rule 1500\n#! threshold zh -120\n#! end", "lacks"),
            ("#! plaint-escalation 2\n#! rule\n#! end", "a header line was expected"),
        ] {
            let error = #expect(throws: ModelFileError.self) { _ = try read(header) }
            #expect(error?.description.contains(reason) == true, "\(header): \(String(describing: error))")
        }
    }

    /// What the turns before lend to a turn; `EscalationTrait.forEachOfCourse`.
    @Test(
        "traits of the conversation's course",
        arguments: [
            ("c 你好，我的杯子碎了一个", ["unanswered"]),
            ("c 又慢又差，气死我了 | a 好的 | c 就这样吗", ["unhelped 1"]),
            ("c 又慢又差，气死我了 | a 好的 | c 就这样吗 | a 哦 | a 嗯 | c 说话呀", ["unhelped 1", "unhelped 2"]),
            ("c 又慢又差，气死我了 | a 请问订单号是多少？ | c 0088", []),
            ("c 又慢又差，气死我了 | a 哦 | c 解决了，谢谢", []),
            ("c 插座冒烟了 | a 哦 | c 又冒烟了", ["unhelped 1", "danger so far 3", "danger so far 6"]),
            ("c 查一下 | a 系统显示您签收了 | c 不是我签的", ["disputes record"]),
            ("c 查一下 | a 系统显示您签收了 | c 知道了", []),
        ])
    func course(_ conversation: String, _ wanted: [String]) throws {
        let model = try file(small)
        var state = ConversationState()
        var found: [String] = []
        let told = ["unhelped", "danger so far", "unanswered", "disputes"]
        for part in conversation.split(separator: "|") {
            let said = part.drop { $0 == " " }
            let turn = try reading(String(said.dropFirst(2)), model, said.hasPrefix("a") ? .agent : .customer)
            found = []
            EscalationTrait.forEach(of: turn, in: state) {
                found.append(String(EscalationTrait.spellings[$0].dropFirst(3)))
            }
            _ = state.take(turn, EscalationParameters())
        }
        #expect(found.filter { trait in told.contains { trait.hasPrefix($0) } } == wanted)
    }

    @Test func damagedFilesAreRefused() throws {
        let whole = EscalationModelFile.write(small)
        var changed = whole
        changed[whole.firstIndex(of: UInt8(ascii: "7"))!] = UInt8(ascii: "8")
        for bytes in [changed, Array(whole.dropLast(9)), Array("#! plaint-model 1\n".utf8), []] {
            #expect(throws: ModelFileError.self) {
                try bytes.withUnsafeBufferPointer { _ = try EscalationModelFile.read($0, name: "a model") }
            }
        }
    }

    @Test func everyTraitHasAPlaceOfItsOwn() throws {
        let model = try file(small)
        #expect(Set(EscalationTrait.spellings).count == EscalationTrait.spellings.count)
        var turn = try reading("ok", model)
        turn.strengths = SignalStrengths()
        var state = ConversationState()
        (state.failures, state.personAsked, state.lossStated, state.promiseCited) = (9, 2, 1, 1)
        (state.unhelped, state.dangerTold, state.wasRecordCited) = (9, 9, 1)
        (turn.score, turn.complaint, turn.asks, turn.language) = (-1_000, 1_000, true, .english)
        var found: [String] = []
        EscalationTrait.forEach(of: turn, in: state) { found.append(EscalationTrait.spellings[$0]) }
        EscalationTrait.forEach(ofAnswer: turn) { found.append(EscalationTrait.spellings[$0]) }
        #expect(
            found == [
                "en any", "en asks", "en loss-stated", "en promise-cited", "en person-asked 1", "en person-asked 2",
                "en failures 1", "en failures 2", "en failures 3", "en unhelped 1", "en unhelped 2", "en unhelped 3",
                "en unanswered", "en score -200", "en score -400", "en score -600",
                "en complaint 300", "en complaint 500", "en complaint 700", "en complaint 900", "en answer asks",
            ])
    }

    /// At the minimum the gradient is 0: w = C·Σ (y − p)·x.
    @Test func logisticRegressionFindsTheMinimum() {
        let columns: [LogisticRegression.Column] = [
            .init(samples: [0, 1, 2, 3, 4, 5], isPenalised: false), .init(samples: [0, 1, 5], value: 2),
            .init(samples: [2, 3, 4, 5]), .init(),
        ]
        let labels = [true, true, false, false, true, false]
        let weights = LogisticRegression(sampleWeight: 0.5, mostRounds: 10_000, tolerance: 1e-9).fit(columns, labels)
        for (column, weight) in zip(columns, weights) {
            var gradient = 0.0
            for sample in column.samples {
                let margin = zip(columns, weights).reduce(0.0) { sum, pair in
                    sum + (pair.0.samples.contains(sample) ? pair.0.value * pair.1 : 0)
                }
                gradient += (labels[Int(sample)] ? 1 : 0) - PortableMath.sigmoid(margin)
            }
            let wanted = 0.5 * column.value * gradient
            #expect(abs((column.isPenalised ? weight : 0) - wanted) < 1e-6)
        }
        #expect(weights[3] == 0)
    }

    @Test func aTestConversationIsNotTrainedOn() throws {
        let folder = Shared.projectPath + "/corpora/conversations"
        #expect(try FrozenTests.refusal(conversations: ["\(folder)/train/chats.en.jsonl"]) == nil)
        #expect(try FrozenTests.refusal(conversations: ["\(folder)/test/chats.en.jsonl"]) != nil)
    }

    private static let canaryAgrees = (try? SegmentationCanary.digest()) == Shared.model.canary

    @Test(
        .enabled(if: Shared.isReleaseBuild, "takes long without optimisation"),
        .enabled(if: canaryAgrees, "this ICU cuts words otherwise than the one that the model was trained with")
    )
    func theModelIsWhatTrainingGives() throws {
        let paths = ["zh", "en"].map { "\(Shared.projectPath)/corpora/conversations/train/chats.\($0).jsonl" }
        let analyzer = Analyzer(lexicon: Shared.lexicon, model: Shared.model)
        let model = try EscalationTraining.train(paths: paths, analyzer: analyzer).model
        let isSame = model == contents(ofFile: Shared.projectPath + "/Sources/CResources/escalation.model")
        #expect(
            isSame,
            "plaint train --conversations corpora/conversations/train/chats.??.jsonl -o Sources/CResources/escalation.model"
        )
    }
}
