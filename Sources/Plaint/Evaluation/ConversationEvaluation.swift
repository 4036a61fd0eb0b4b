/// How well escalations are told, on labelled conversations.
///
/// An alert is right at the gold turn or at the customer's next turn; an earlier one, a later one, and one in a conversation
/// that needs nobody are false. Only the first alert of a conversation counts, as only one rises.
public struct ConversationEvaluation: Sendable {
    /// What came of one conversation.
    public struct Outcome: Sendable {
        public let conversation: String
        /// Turns count from 1; `nil`: none.
        public let goldTurn: Int?
        public let goldReasons: [String]
        public let alertTurn: Int?
        public let reasons: [String]
        /// The customer's turns from the gold turn to the alert; `nil` unless the alert is right.
        public let delay: Int?
    }

    public private(set) var outcomes: [Outcome] = []

    public var alerts: Int { outcomes.count { $0.alertTurn != nil } }
    public var golds: Int { outcomes.count { $0.goldTurn != nil } }
    public var hits: Int { outcomes.count { $0.delay != nil } }
    public var precision: Proportion { Proportion(hits, of: alerts) }
    public var recall: Proportion { Proportion(hits, of: golds) }
    /// Right alerts that came at the gold turn itself.
    public var atOnce: Proportion { Proportion(outcomes.count { $0.delay == 0 }, of: hits) }
    /// Right alerts that name a gold reason.
    public var reasonsHit: Proportion {
        Proportion(outcomes.count { $0.delay != nil && !Set($0.reasons).isDisjoint(with: $0.goldReasons) }, of: hits)
    }
    /// Mean delay of right alerts in turns of the customer, with a bootstrap interval.
    public var meanDelay: Estimate {
        let delays = outcomes.compactMap(\.delay)
        guard !delays.isEmpty else { return Estimate(nil, nil) }
        func mean(_ places: [Int]) -> Double { Double(places.reduce(0) { $0 + delays[$1] }) / Double(places.count) }
        let interval = Bootstrap.interval(count: delays.count) { mean($0) }
        return Estimate(mean(Array(delays.indices)), interval)
    }

    /// Follows the conversations of `paths`: a turn a line (`conversation`, `role`, `text`, `escalate`, `why`), or a
    /// conversation a line (`turns`, `escalate_at` from 0, `why`). Throws if there is none.
    public init(paths: [String], analyzer: Analyzer, parameters: EscalationParameters = EscalationParameters()) throws {
        var options = analyzer.options
        options.conversations = options.conversations ?? ConversationOptions()
        var worker = try Analyzer(lexicon: analyzer.lexicon, model: analyzer.model, options: options).makeWorker()
        let names = RoleNames(lexicon: analyzer.lexicon, agents: [])
        for path in paths {
            for conversation in try LabelledConversation.read(path) {
                outcomes.append(Self.follow(conversation, &worker, names, parameters))
            }
        }
        guard !outcomes.isEmpty else {
            throw CorpusError(
                description: "no conversation was read: a line is a turn with \"conversation\", \"role\" and \"text\","
                    + " or a conversation with \"turns\"")
        }
    }

    private static func follow(
        _ conversation: LabelledConversation, _ worker: inout AnalysisWorker, _ names: RoleNames,
        _ parameters: EscalationParameters
    ) -> Outcome {
        var state = ConversationState()
        var alert: (turn: Int, reasons: [String])?
        for (index, turn) in conversation.turns.enumerated() {
            var text = turn.text
            let role = names.role(of: Array(turn.role.utf8))
            worker.signals.sides = SignalIndex.Side.of(role)
            text.withUTF8 { worker.analyze($0) }
            let verdict = state.take(TurnReading(role: role, worker), parameters, worker.analyzer.escalation)
            if alert == nil, !verdict.why.isEmpty { alert = (index + 1, verdict.why.map(\.rawValue)) }
        }
        var delay: Int?
        if let gold = conversation.goldTurn, let alert, alert.turn >= gold {
            let passed = conversation.turns[gold..<alert.turn].count {
                names.role(of: Array($0.role.utf8)) == .customer
            }
            if passed <= 1 { delay = passed }
        }
        return Outcome(
            conversation: conversation.name, goldTurn: conversation.goldTurn, goldReasons: conversation.goldReasons,
            alertTurn: alert?.turn, reasons: alert?.reasons ?? [], delay: delay)
    }

    /// The report for a person.
    public func text() -> String {
        var table = TextTable(header: ["escalation", "value", "95 % interval", "of"])
        func add(_ name: String, _ share: Proportion) {
            table.add([
                name, TextTable.number(share.value), TextTable.interval(share.interval), "\(share.hits)/\(share.count)",
            ])
        }
        add("precision", precision)
        add("recall", recall)
        add("at the gold turn itself", atOnce)
        add("a gold reason named", reasonsHit)
        let delay = meanDelay
        table.add([
            "turns of delay, mean", TextTable.number(delay.value), TextTable.interval(delay.interval), "\(hits)",
        ])
        return "\(outcomes.count) conversations, \(golds) to escalate, \(alerts) alerts\n" + table.text
    }

    /// The same as one line of JSON, with every conversation.
    public func json() -> [UInt8] {
        var output: [UInt8] = []
        func number(_ value: Double?) -> String { value.map { DecimalText.text($0, decimals: 3) } ?? "null" }
        func interval(_ interval: Interval?) -> String {
            interval.map { "[\(number($0.lower)),\(number($0.upper))]" } ?? "null"
        }
        func share(_ name: String, _ share: Proportion) -> String {
            "\"\(name)\":{\"value\":\(number(share.value)),\"interval\":\(interval(share.interval)),\"hits\":\(share.hits),\"count\":\(share.count)}"
        }
        output +=
            "{\"conversations\":\(outcomes.count),\(share("precision", precision)),\(share("recall", recall)),".utf8
        output += "\(share("at_once", atOnce)),\(share("reasons", reasonsHit)),".utf8
        output +=
            "\"delay\":{\"mean\":\(number(meanDelay.value)),\"interval\":\(interval(meanDelay.interval))},\"outcomes\":["
            .utf8
        for (index, outcome) in outcomes.enumerated() {
            if index > 0 { output.append(.comma) }
            output += "{\"conversation\":".utf8
            JSONText.appendString(outcome.conversation, to: &output)
            output +=
                ",\"gold\":\(outcome.goldTurn.map(String.init) ?? "null"),\"alert\":\(outcome.alertTurn.map(String.init) ?? "null")"
                .utf8
            for (name, reasons) in [("gold_why", outcome.goldReasons), ("why", outcome.reasons)] {
                output += ",\"\(name)\":[".utf8
                for (place, reason) in reasons.enumerated() {
                    if place > 0 { output.append(.comma) }
                    JSONText.appendString(reason, to: &output)
                }
                output += "]".utf8
            }
            output += ",\"right\":\(outcome.goldTurn == nil ? outcome.alertTurn == nil : outcome.delay != nil)}".utf8
        }
        output += "]}\n".utf8
        return output
    }
}

/// A conversation with its gold.
struct LabelledConversation {
    struct Turn {
        var role: String
        var text: String
    }

    var name: String
    var turns: [Turn] = []
    /// From 1.
    var goldTurn: Int?
    var goldReasons: [String] = []

    /// Reads a file of one of the two shapes; conversations in the order of their first turns.
    static func read(_ path: String) throws -> [LabelledConversation] {
        let bytes = try FileBytes(path: path)
        var found: [LabelledConversation] = []
        var places: [String: Int] = [:]
        var checker = JSONChecker()
        for (number, line) in bytes.buffer.split(separator: .lineFeed).enumerated() {
            let record = UnsafeBufferPointer(rebasing: line)
            guard checker.fault(in: record.span) == nil else {
                throw CorpusError(description: "\(path):\(number + 1): is not JSON")
            }
            let value = JSONValue.parse(record.span)
            if case .array(let turns)? = value["turns"] {
                var conversation = LabelledConversation(name: value["id"]?.text ?? "\(number + 1)")
                conversation.turns = turns.map { Turn(role: $0["role"]?.text ?? "", text: $0["text"]?.text ?? "") }
                conversation.goldTurn = value["escalate_at"]?.text.flatMap { Int($0) }.map { $0 + 1 }
                conversation.goldReasons = reasons(value)
                found.append(conversation)
                continue
            }
            guard let name = value["conversation"]?.text, let text = value["text"]?.text else {
                throw CorpusError(
                    description: "\(path):\(number + 1): a turn has \"conversation\", \"role\" and \"text\"")
            }
            let place = places[name] ?? found.count
            if place == found.count {
                places[name] = place
                found.append(LabelledConversation(name: name))
            }
            found[place].turns.append(Turn(role: value["role"]?.text ?? "", text: text))
            if value["escalate"]?.text == "true", found[place].goldTurn == nil {
                found[place].goldTurn = found[place].turns.count
                found[place].goldReasons = reasons(value)
            }
        }
        return found
    }

    private static func reasons(_ value: JSONValue) -> [String] {
        guard case .array(let reasons)? = value["why"] else { return [] }
        return reasons.compactMap(\.text)
    }
}
