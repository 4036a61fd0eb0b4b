/// The ordered stage's share of following conversations: state, the output's member `conversation`, alerts.
final class ConversationStage {
    private let options: ConversationOptions
    private let parameters: EscalationParameters
    private var table: ConversationTable
    private let alerts: AlertOutput?
    private var alertLines: [UInt8] = []
    private var merged: [UInt8] = []
    private(set) var escalations = 0
    /// Conversations that were given a number, in earlier runs with this state too.
    private var numbered: Int64

    /// Loads the state of an earlier run.
    init(_ options: ConversationOptions, _ parameters: EscalationParameters = EscalationParameters()) throws {
        self.options = options
        self.parameters = parameters
        var table = ConversationTable(capacity: options.capacity)
        if let path = options.statePath {
            try ConversationStateFile.load(path, into: &table)
            try OutputFile.check(path)
        }
        var numbered: Int64 = 0
        table.visit { numbered = max(numbered, $1.number) }
        self.numbered = numbered
        self.table = table
        alerts = try options.alerts.map { (target) throws(OutputError) in try AlertOutput(target) }
    }

    /// Puts each turn's standing into the item's output, and sends its alerts.
    func take(_ item: WorkItem) throws(OutputError) {
        guard !item.turns.isEmpty else { return }
        merged.removeAll(keepingCapacity: true)
        alertLines.removeAll(keepingCapacity: true)
        var copied = 0
        for var turn in item.turns {
            let verdict = table.update(turn.key) { state in
                if turn.isNameMasked { number(&turn.name, in: &state) }
                return state.take(turn, parameters, options.escalation)
            }
            merged.append(contentsOf: item.output[copied..<turn.insertAt])
            copied = turn.insertAt
            merged.append(contentsOf: #","conversation":"#.utf8)
            Self.append(verdict, of: turn, hasEscalate: true, to: &merged)
            guard !verdict.why.isEmpty else { continue }
            escalations += 1
            Self.append(verdict, of: turn, hasEscalate: false, to: &alertLines)
            alertLines.append(.lineFeed)
        }
        merged.append(contentsOf: item.output[copied...])
        swap(&merged, &item.output)
        if !alertLines.isEmpty { try alerts?.write(alertLines) }
    }

    /// Names that are masked would all be the same: `[mobile]` of the seventh such conversation becomes `[mobile 7]`. A digest
    /// of the name would not do, as all telephone numbers can be tried.
    private func number(_ name: inout [UInt8], in state: inout ConversationState) {
        if state.number == 0 {
            numbered += 1
            state.number = numbered
        }
        guard let end = name.lastIndex(of: .closeBracket) else { return }
        name.insert(contentsOf: " \(state.number)".utf8, at: end)
    }

    /// Keeps the state for the next run.
    func finish() throws(OutputError) {
        if let path = options.statePath { try ConversationStateFile.save(table, path) }
    }

    /// What a person should know at the end.
    var summary: String {
        var text = "\(table.count) conversations, \(escalations) escalations"
        if table.forgotten > 0 {
            text += ", \(table.forgotten) conversations forgotten to stay within \(table.capacity)"
        }
        return text
    }

    /// `{"id":…,"turn":…,"mood":…,"trend":…,"open_complaint":…,"wait_s":…,"escalate":…,"why":[…]}`; an alert is without
    /// `escalate`, which would always be true.
    static func append(
        _ verdict: ConversationState.Verdict, of turn: TurnReading, hasEscalate: Bool, to output: inout [UInt8]
    ) {
        output.append(contentsOf: (hasEscalate ? #"{"id":"# : #"{"conversation":"#).utf8)
        JSONText.appendString(turn.name.span, to: &output)
        output.append(contentsOf: #","turn":"#.utf8)
        JSONText.appendInteger(verdict.turn, to: &output)
        output.append(contentsOf: #","mood":"#.utf8)
        JSONText.appendThousandths(Int(verdict.mood), to: &output)
        output.append(contentsOf: #","trend":""#.utf8)
        output.append(contentsOf: verdict.trend.rawValue.utf8)
        output.append(
            contentsOf: (verdict.isComplaintOpen ? #"","open_complaint":true"# : #"","open_complaint":false"#).utf8)
        output.append(contentsOf: #","wait_s":"#.utf8)
        if let wait = verdict.wait {
            JSONText.appendInteger(wait, to: &output)
        } else {
            output.append(contentsOf: "null".utf8)
        }
        if hasEscalate {
            output.append(contentsOf: (verdict.why.isEmpty ? #","escalate":false"# : #","escalate":true"#).utf8)
        }
        output.append(contentsOf: #","why":["#.utf8)
        for (index, reason) in verdict.why.enumerated() {
            if index > 0 { output.append(.comma) }
            output.append(.quote)
            output.append(contentsOf: reason.rawValue.utf8)
            output.append(.quote)
        }
        output.append(contentsOf: "]}".utf8)
    }
}
