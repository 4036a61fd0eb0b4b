/// How conversations are told apart and followed.
public struct ConversationOptions: Sendable {
    /// Fields of the record; `nil` finds them by their usual names.
    public var conversationField: String?
    public var roleField: String?
    /// Names of agents, as in the role field or before the colon of a transcript.
    public var agents: [String] = []
    /// Most conversations that are remembered; the least recently used leave.
    public var capacity = 100_000
    /// Where the state is kept between runs.
    public var statePath: String?
    /// Where alerts go: a file that is added to, "-" for standard output, or `fd:N`.
    public var alerts: String?
    /// What is weighed beside the rules; `nil`: the rules decide alone.
    public var escalation: EscalationModel? = .builtIn

    public init() {}
}

/// Usual names of the fields of a chat record, in the order in which they are tried, without regard to the case of ASCII
/// letters.
enum ConversationField: Int, CaseIterable {
    case conversation, role, time

    /// Names of fields that say by yes or no whether this one speaks. Who exports WeChat's messages is the business.
    static let flags: [String: TurnRole] = [
        "is_agent": .agent, "isagent": .agent, "issender": .agent, "is_customer": .customer, "iscustomer": .customer,
    ]

    /// Names inside an object that stands in the field: `author.type` of Intercom, `sender.role`.
    var innerNames: [String] {
        switch self {
        case .conversation: ["id"]
        case .role: ["role", "type"]
        case .time: []
        }
    }

    var usualNames: [String] {
        switch self {
        case .conversation:
            [
                "conversation", "conversation_id", "conversationid", "conv_id", "convid", "chat_id", "chatid",
                "session_id",
                "sessionid", "session", "dialog_id", "dialogue_id", "dialog", "dialogue", "thread_id", "thread",
                "ticket_id",
                "ticket", "case_id", "room_id", "chat", "会话", "会话id", "会话编号", "会话号", "对话", "对话id", "对话编号",
                "聊天id", "工单号", "工单编号", "talkerid", "talker",
            ]
        case .role:
            [
                "role", "is_agent", "isagent", "is_customer", "iscustomer", "issender", "sender_type", "sender_role",
                "sendertype", "senderrole", "author_type", "author_role", "authortype", "消息来源", "speaker", "sender",
                "participant", "from", "author", "who", "direction", "角色", "说话人", "发言人", "发送人", "发送者", "发送方",
                "身份", "user_type", "usertype", "name",
            ]
        case .time:
            [
                "at", "time", "timestamp", "created_at", "sent_at", "createdat", "datetime", "date", "ts", "时间", "发送时间",
                "创建时间", "消息时间",
            ]
        }
    }
}
