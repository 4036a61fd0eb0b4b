import Testing

@testable import Plaint

/// Which fields of a record say whose turn it is, and what is told where they are missing.
struct ConversationFieldTests {
    private struct Run {
        var lines: [String]
        var notices: [String]
        var failed: Bool
    }

    private func run(
        _ text: String, as name: String = "a.jsonl", threads: Int = 1, conversation: String? = nil, role: String? = nil,
        time: String? = nil, agents: [String] = []
    ) throws -> Run {
        let folder = TemporaryFolder()
        return try withExtendedLifetime(folder) { () throws in
            var options = AnalysisOptions()
            var conversations = ConversationOptions()
            conversations.conversationField = conversation
            conversations.roleField = role
            conversations.agents = agents
            options.conversations = conversations
            var records = RecordOptions()
            records.timeField = time
            var notices: [String] = []
            let driver = BatchDriver(
                analyzer: Analyzer(lexicon: Shared.lexicon, model: Shared.model, options: options), records: records,
                threads: threads
            ) { notices.append($0.text) }
            let target = folder.write([], as: "out.jsonl")
            let path = folder.write(Array(text.utf8), as: name)
            let outcome = try driver.run([path], outputPath: target)
            let output = contents(ofFile: target).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
            return Run(lines: output, notices: notices, failed: outcome.failed)
        }
    }

    private static let threat = "太差了，叫你们经理来，我要投诉到12315"

    @Test(
        "who speaks",
        arguments: [
            (#""role":"customer""#, true), (#""role":"teammate""#, false), (#""role":"supervisor""#, false),
            (#""role":"员工""#, false), (#""role":"系统机器人""#, false), (#""role":"notice""#, false),
            (#""author":{"type":"admin","id":3}"#, false), (#""author":{"id":3,"type":"user"}"#, true),
            (#""sender":{"role":"agent","name":"x"}"#, false), (#""is_agent":true"#, false),
            (#""is_agent":false"#, true), (#""isCustomer":false"#, false), (#""IsSender":1"#, false),
            (#""IsSender":0,"Sender":"wxid_1""#, true), (#""is_agent":null,"speaker":"客服""#, false),
            (#""sender":"Bob","sender_type":"agent""#, false), (#""消息来源":"坐席""#, false), (#""who":"Bob""#, true),
        ])
    func role(_ members: String, isCustomer: Bool) throws {
        let run = try run(#"{"conversation_id":"1",\#(members),"text":"\#(Self.threat)"}"# + "\n")
        #expect(run.lines.first?.contains(#""escalate":true"#) == isCustomer)
    }

    @Test func aToldNameMayLeadIntoAnObject() throws {
        let text = #"{"chat":{"key":"k"},"by":{"kind":"agent"},"text":"\#(Self.threat)"}"# + "\n"
        let run = try run(text, conversation: "chat.key", role: "by.kind")
        #expect(run.lines.first?.contains(#""conversation":{"id":"k","#) == true)
        #expect(run.lines.first?.contains(#""escalate":false"#) == true)
        #expect(!run.notices.contains { $0.hasPrefix("warning") })
    }

    @Test func weChatsTableHasConversationsAndSpeakers() throws {
        let head = "localId,TalkerId,Type,IsSender,StrContent,StrTime,Sender\n"
        let run = try run(
            head + "1,7,1,1,\(Self.threat),2024-01-02 12:00:00,wxid_b\n"
                + "2,7,1,0,\(Self.threat),2024-01-02 12:01:00,wxid_a\n", as: "wx.csv")
        #expect(run.lines.map { $0.contains(#""escalate":true"#) } == [false, true])
        #expect(run.lines.allSatisfy { $0.contains(#""conversation":{"id":"7","#) })
    }

    @Test func aNoticeOfAChatIsNobodys() throws {
        let run = try run(
            "[2026/3/2 20:28:09] Support: Hello\n[2026/3/2 20:28:30] \(Self.threat)\n[2026/3/2 20:29:41] Ann: Hi\n",
            as: "chat.txt")
        #expect(run.lines.count == 3)
        #expect(!run.lines.contains { $0.contains(#""escalate":true"#) || $0.contains(#""open_complaint":true"#) })
    }

    @Test(arguments: [1, 2]) func aFieldThatNoRecordHasIsTold(_ threads: Int) throws {
        let text = #"{"chat_id":"1","role":"agent","text":"a","when":"2024-03-01"}"# + "\n"
        let run = try run(text + text, threads: threads, conversation: "chatid", role: "nope", time: "time")
        let all = run.notices.filter { $0.hasPrefix("warning") }
        #expect(all.count == 3)
        let members = #""chat_id", "role", "text", "when""#
        let told = [#""chatid" of --conversation"#, #""nope" of --role"#, #""time" of --time"#]
        for (notice, told) in zip(all, told) {
            #expect(notice.contains("2 of 2 records have nothing in the field \(told)-field"), "\(notice)")
            #expect(notice.hasSuffix(members), "\(notice)")
        }
    }

    @Test func recordsOfNoConversationAreTold() throws {
        let text = #"{"cid":"1","role":"agent","text":"a"}"# + "\n"
        let notices = try run(text + #"{"chat_id":"1","role":"agent","text":"a"}"# + "\n").notices
        let warning = notices.first { $0.hasPrefix("warning") } ?? ""
        #expect(warning.contains(#"1 of 2 records have no field"#) && warning.contains(#""cid", "role", "text""#))
        let table = try run("id,text\n1,bad\n", as: "a.csv").notices
        #expect(table.contains { $0.contains("1 of 1 records have no field") && $0.contains(#""id", "text""#) })
        #expect(try !run("Ann: hi\nSupport: hello\n", as: "a.txt").notices.contains { $0.contains("no field") })
    }

    @Test func aTableMustHaveTheColumnsThatWereTold() throws {
        let text = "Chat_ID,role,text\n1,agent,hello\n"
        for (option, run) in [
            ("--conversation-field", try run(text, as: "a.csv", conversation: "chatid")),
            ("--role-field", try run(text, as: "a.csv", role: "nope")),
            ("--time-field", try run(text, as: "a.csv", time: "nope")),
        ] {
            #expect(run.failed && run.lines.isEmpty)
            #expect(
                run.notices.contains {
                    $0.contains(option) && $0.contains(#"the columns are "Chat_ID", "role", "text""#)
                }, "\(option)")
        }
        // These names are looked for without regard to case.
        #expect(try !run(text, as: "a.csv", conversation: "chat_id").failed)
    }

    @Test(arguments: [1, 2]) func unknownSpeakersAreTold(_ threads: Int) throws {
        func line(_ role: String) -> String { #"{"chat_id":"1","role":"\#(role)","text":"a"}"# + "\n" }
        let text = ["Zoe", "agent", "Max", "Zoe", "customer"].map(line).joined()
        let warnings = try run(text, threads: threads).notices.filter { $0.hasPrefix("warning") }
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains(#"3 turns of unknown speakers counted as customers': "Zoe", "Max";"#) == true)
        let many = (1...9).map { line("someone\($0)") }.joined()
        #expect(try run(many).notices.contains { $0.contains(#""someone5" and perhaps others;"#) })
        // In a chat whose agents were named the others are customers.
        let chat = "[2026/3/2 20:28:09] Sue: Hello\n[2026/3/2 20:29:41] Ann: Hi\n"
        #expect(try !run(chat, as: "chat.txt", agents: ["Sue"]).notices.contains { $0.hasPrefix("warning") })
        #expect(try run(chat, as: "chat.txt").notices.contains { $0.contains(#"customers': "Sue", "Ann";"#) })
    }
}
