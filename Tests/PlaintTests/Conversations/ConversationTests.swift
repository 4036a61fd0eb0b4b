import Glibc
import Testing

@testable import Plaint

struct ConversationTests {
    private func reading(
        _ text: String, _ role: TurnRole = .customer, score: Int32 = 0, complains: Bool = false, time: Int64? = nil
    ) throws -> TurnReading {
        var options = AnalysisOptions()
        options.conversations = ConversationOptions()
        var worker = try Analyzer(lexicon: Shared.lexicon, model: Shared.model, options: options).makeWorker()
        var text = text
        worker.signals.sides = SignalIndex.Side.of(role)
        text.withUTF8 { worker.analyze($0) }
        var reading = TurnReading(role: role, time: time, worker)
        (reading.score, reading.complains) = (score, complains)
        return reading
    }

    private func why(_ turns: [(TurnRole, String)], complains: Bool = false) throws -> [[EscalationReason]] {
        var state = ConversationState()
        return try turns.map {
            state.take(try reading($0.1, $0.0, complains: complains), EscalationParameters()).why
        }
    }

    @Test func moodDecaysAndOnlyCustomersHaveOne() throws {
        var state = ConversationState()
        let parameters = EscalationParameters()
        #expect(state.take(try reading("", score: -500), parameters).mood == -500)
        #expect(state.take(try reading("", .agent, score: 900), parameters).mood == -500)
        let verdict = state.take(try reading("", score: 300), parameters)
        // (0.6 · -0.5 + 0.3) / 1.6
        #expect(verdict.mood == 0)
        #expect(verdict.trend == .rising)
        #expect(verdict.turn == 3)
    }

    @Test func waitingIsTheTimeSinceTheUnansweredTurn() throws {
        var state = ConversationState()
        let parameters = EscalationParameters()
        #expect(state.take(try reading("在吗", time: 100), parameters).wait == 0)
        #expect(state.take(try reading("在吗", time: 160), parameters).wait == 60)
        #expect(state.take(try reading("在的", .agent, time: 190), parameters).wait == 90)
        #expect(state.take(try reading("您好", .agent, time: 200), parameters).wait == nil)
        #expect(state.take(try reading("没有时间"), parameters).wait == nil)
    }

    @Test func aLineBelowAHeaderHasItsTime() throws {
        var state = ConversationState()
        let parameters = EscalationParameters()
        func take(_ role: TurnRole?, isHeader: Bool, time: Int64?) throws -> Int64? {
            var reading = try reading("在吗", role ?? .customer, time: time)
            (reading.role, reading.isHeader) = (role, isHeader)
            return state.take(reading, parameters).wait
        }
        #expect(try take(.customer, isHeader: true, time: 1_000_000) == nil)
        #expect(try take(nil, isHeader: false, time: nil) == 0)
        #expect(try take(.customer, isHeader: true, time: 1_000_030) == 30)
        #expect(try take(nil, isHeader: false, time: nil) == 30)
        #expect(try take(.agent, isHeader: true, time: 1_000_090) == 90)
        #expect(try take(nil, isHeader: false, time: nil) == 90)
        #expect(try take(.agent, isHeader: true, time: 1_000_100) == nil)
    }

    @Test func aTimeOfDayGoesOnPastMidnight() throws {
        var state = ConversationState()
        let parameters = EscalationParameters()
        #expect(state.take(try reading("在吗", time: 86_340), parameters).wait == 0)
        #expect(state.take(try reading("在的", .agent, time: 60), parameters).wait == 120)
    }

    @Test func signalsAreNumberedInTheirOrder() {
        #expect(ConversationSignal.allCases.map(\.index) == Array(ConversationSignal.allCases.indices))
    }

    /// The search by sides and sets finds what a search at every place finds.
    @Test func noBeginningIsMissed() throws {
        let index = try #require(SignalIndex(Shared.lexicon))
        for symbol in 0..<index.vocabulary.symbols.count where index.vocabulary.symbols[symbol].patternStart >= 0 {
            let text = Array(index.vocabulary.text(ofSymbol: symbol)) + Array(" ".utf8)
            text.withUnsafeBufferPointer { bytes in
                let found = SignalIndex.Side.allCases.contains {
                    index.begins(Int32(symbol), $0) || index.mayBegin(bytes, at: 0, $0)
                }
                #expect(found, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test func aThreatRaisesOnce() throws {
        let found = try why(
            [
                (.customer, "你好，想问一下订单"), (.agent, "您好，请讲"), (.customer, "再不处理我就打12315投诉"),
                (.agent, "好的"), (.customer, "我要找记者曝光你们"),
            ], complains: true)
        #expect(found == [[], [], [.regulator], [], []])
    }

    @Test func aManagerOfOnesOwnIsNoRequest() throws {
        #expect(try why([(.customer, "我们经理下周过来，要五间房")]) == [[]])
        #expect(try why([(.customer, "叫你们经理来跟我说")]) == [[.manager]])
        #expect(try why([(.customer, "my manager needs the receipts by five")]) == [[]])
        #expect(try why([(.customer, "put your manager on the phone")]) == [[.manager]])
    }

    @Test func theSecondRequestForAPersonCounts() throws {
        let found = try why([(.customer, "转人工"), (.bot, "您可以先看看常见问题"), (.customer, "我说转人工")])
        #expect(found.last == [.ignoredRequest])
        #expect(try why([(.customer, "转人工"), (.bot, "正在为您转接"), (.customer, "转人工")]).last == [])
    }

    /// Cases/escalation.tsv: turns, the reasons of the last one, why.
    static let cases: [(turns: [(TurnRole, String)], why: Set<String>, line: String)] = {
        let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!)) + "/Cases"
        let text = String(decoding: contents(ofFile: folder + "/escalation.tsv"), as: UTF8.self)
        let roles: [Character: TurnRole] = ["c": .customer, "a": .agent, "b": .bot, "s": .system]
        return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { line in
            let cells = line.split(separator: "\t")
            let turns = cells[0].split(separator: "|").map { part in
                let said = part.drop { $0 == " " }
                return (roles[said.first!]!, String(said.dropFirst(2)))
            }
            return (turns, cells[1] == "-" ? [] : Set(cells[1].split(separator: ",").map(String.init)), String(line))
        }
    }()

    @Test func casesOfEscalation() throws {
        var options = AnalysisOptions()
        options.conversations = ConversationOptions()
        var worker = try Analyzer(lexicon: Shared.lexicon, model: Shared.model, options: options).makeWorker()
        for row in Self.cases {
            var state = ConversationState()
            var found: [[EscalationReason]] = []
            for (role, said) in row.turns {
                var said = said
                worker.signals.sides = SignalIndex.Side.of(role)
                said.withUTF8 { worker.analyze($0) }
                found.append(state.take(TurnReading(role: role, worker), EscalationParameters()).why)
            }
            #expect(found.dropLast().allSatisfy { $0.isEmpty }, "\(row.line): \(found)")
            #expect(Set(found.last!.map(\.rawValue)) == row.why, "\(row.line): \(found)")
        }
    }

    @Test func agentsRaiseNothing() throws {
        #expect(try why([(.agent, "如不满意您可以打12315投诉，或找我们经理")]) == [[]])
    }

    @Test func rolesByNames() {
        let names = RoleNames(lexicon: Shared.lexicon, agents: ["Marcus"])
        func role(_ name: String) -> TurnRole? { names.role(of: Array(name.utf8)) }
        #expect(role("客服") == .agent)
        #expect(role("客服小李") == .agent)
        #expect(role("Agent 7") == .agent)
        #expect(role("CUSTOMER") == .customer)
        #expect(role("Marcus") == .agent)
        #expect(role("机器人") == .bot)
        #expect(role("system") == .system)
        #expect(role("Ann") == nil)
        #expect(role("") == nil)
    }

    @Test(
        "transcript lines",
        arguments: [
            ("客服: 您好", "客服", "您好"), ("Agent: hi there", "Agent", "hi there"), ("[21:15] Ann: hi", "Ann", "hi"),
            ("12/31/25, 9:15 PM - Ann Lee: hi", "Ann Lee", "hi"), ("2026-01-14 21:15:03 小李：在", "小李", "在"),
            ("Ann (21:15): hi", "Ann", "hi"), ("小李 2026/1/14 21:15", "小李", ""), ("没有名字的一行", "", "没有名字的一行"),
            ("等了45分钟，骑手说：到了", "", "等了45分钟，骑手说：到了"), ("9:30 下的单，现在还没到", "", "9:30 下的单，现在还没到"),
            ("[微笑] 谢谢", "", "[微笑] 谢谢"), ("[21:15] 好的，谢谢", "", "好的，谢谢"), ("21:15 Ann: hi", "Ann", "hi"),
            ("see https://a.example", "", "see https://a.example"),
        ])
    func transcript(_ line: String, _ name: String, _ message: String) {
        var line = line
        line.withUTF8 { bytes in
            let parsed = ChatLine(transcript: bytes.span)
            #expect(String(decoding: bytes[parsed.name ?? 0..<0], as: UTF8.self) == name)
            #expect(String(decoding: bytes[parsed.text...], as: UTF8.self) == message)
        }
    }

    @Test(
        "headers of transcripts",
        arguments: [
            ("2024-01-02 12:00:00 张三", true), ("2024-01-02 12:00:00 客服小李", true), ("小李 2026/1/14 21:15", true),
            ("2024-01-02 12:00:00 Ann Lee (7)", true), ("2024-01-02 12:00:00 张三：在吗", false),
            ("2024-01-02 12:00:00 在吗？", false), ("2024-01-02 12:00:00 等了一个小时还没到，退款", false),
            ("2024-01-02 12:00:00 i want my money back", false), ("1/2/24, 12:00 PM - Ann added Bob", false),
            ("12:00 张三", false),
        ])
    func headers(_ line: String, _ isHeader: Bool) {
        var line = line
        line.withUTF8 { #expect(ChatLine(transcript: $0.span).isHeader == isHeader) }
    }

    @Test func times() {
        func seconds(_ text: String) -> Int64? {
            Array(text.utf8).withUnsafeBufferPointer { RecordTime.seconds($0.span) }
        }
        #expect(seconds("1970-01-02T00:00:01Z") == 86_401)
        #expect(seconds("2026-01-14 08:00:00+08:00") == seconds("2026-01-14T00:00:00Z"))
        #expect(seconds("2026/1/14 4:32") == seconds("2026-01-14 04:32:00"))
        #expect(seconds("1/14/26, 9:15 PM") == seconds("2026-01-14 21:15"))
        #expect(seconds("14.01.2026 21:15") == seconds("2026-01-14 21:15"))
        #expect(seconds("1704067200") == 1_704_067_200)
        #expect(seconds("1704067200123") == 1_704_067_200)
        #expect(seconds("14/01/2026, 21:15") == seconds("2026-01-14 21:15"))
        #expect(seconds("2026年1月14日 下午9:15") == seconds("2026-01-14 21:15"))
        #expect(seconds("21:15") == 76_500)
        #expect(seconds("9:15 PM") == 76_500)
        #expect(seconds("2026-01-14") == nil)
        #expect(seconds("31.02.2026 21:15") == nil)
        #expect(seconds("") == nil)
    }

    @Test func theTableForgetsTheLeastRecentlyUsed() {
        var table = ConversationTable(capacity: 2)
        func turn(_ key: UInt64) -> Int64 {
            table.update(ConversationKey(high: key, low: 0)) {
                $0.turns += 1
                return $0.turns
            }
        }
        #expect([1, 2, 1, 3, 1, 2].map { turn($0) } == [1, 1, 2, 1, 3, 1])
        #expect(table.count == 2)
        #expect(table.forgotten == 2)
    }

    @Test func stateSurvivesARestartAndHoldsNoText() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) {
            let path = folder.path + "/state"
            var table = ConversationTable(capacity: 10)
            for key in 1...3 {
                table.update(ConversationKey(high: UInt64(key), low: .max)) { state in
                    state.turns = Int64(key)
                    state.hasEscalated = 1
                }
            }
            try ConversationStateFile.save(table, path)
            var again = ConversationTable(capacity: 10)
            try ConversationStateFile.load(path, into: &again)
            var (before, after) = ([ConversationState](), [ConversationState]())
            table.visit { before.append($1) }
            again.visit { after.append($1) }
            #expect(before == after)
            #expect(after.count == 3)
            let cut = folder.write(Array(contents(ofFile: path).dropLast(2)), as: "cut")
            #expect(throws: ConversationStateError.self) { try ConversationStateFile.load(cut, into: &again) }
            // It would be read without an end.
            #expect(throws: ConversationStateError.self) { try ConversationStateFile.load("/dev/zero", into: &again) }
            #expect(throws: ConversationStateError.self) { try ConversationStateFile.load(folder.path, into: &again) }
        }
    }
}
