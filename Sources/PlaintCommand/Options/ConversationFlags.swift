import ArgumentParser
import Plaint

/// Following conversations, and masking.
struct ConversationFlags: ParsableArguments {
    @Flag(name: .long, help: "Follow conversations: mood, waiting, escalation. Implied by the options on them.")
    var conversations = false

    @Option(
        name: .long,
        help: ArgumentHelp("Field that names the conversation; else found by its name.", valueName: "name"))
    var conversationField: String?

    @Option(name: .long, help: ArgumentHelp("Field that says who speaks; else found by its name.", valueName: "name"))
    var roleField: String?

    @Option(name: .long, help: ArgumentHelp("Name of an agent in the chats. May repeat.", valueName: "name"))
    var agent: [String] = []

    @Option(name: .long, help: ArgumentHelp("Conversations that are remembered at most.", valueName: "n"))
    var maxConversations: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Keep how conversations stand from run to run; holds no text.", valueName: "file"))
    var state: String?

    @Option(
        name: .long,
        help: ArgumentHelp("One JSON line for each escalation, added to a file, - or fd:N.", valueName: "file|-|fd:n"))
    var alerts: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Model of escalation, made by train --conversations.", valueName: "file"))
    var escalationModel: String?

    @Flag(name: .long, help: "Replace personal data in all that is written (de-identification, not anonymisation).")
    var mask = false

    func validate() throws {
        if let maxConversations, !(1...50_000_000).contains(maxConversations) {
            throw ValidationError("--max-conversations is \(maxConversations): use 1 to 50000000")
        }
    }

    /// Conversations are followed.
    var areGiven: Bool {
        conversations || conversationField != nil || roleField != nil || !agent.isEmpty || maxConversations != nil
            || state != nil || alerts != nil || escalationModel != nil
    }

    /// The files that are read, with what messages call them.
    var files: [(path: String, use: String)] { escalationModel.map { [($0, "--escalation-model \($0)")] } ?? [] }

    /// `nil`: conversations are not followed. Reads the model that was named.
    func load() throws -> ConversationOptions? {
        guard areGiven else { return nil }
        var options = ConversationOptions()
        options.conversationField = conversationField
        options.roleField = roleField
        options.agents = agent
        options.statePath = state
        options.alerts = alerts
        if let escalationModel {
            let model = try EscalationModel.load(path: escalationModel)
            if let warning = try model.segmentationWarning() { Diagnostics.print("plaint: \(warning)") }
            options.escalation = model
        }
        if let maxConversations { options.capacity = maxConversations }
        return options
    }
}
