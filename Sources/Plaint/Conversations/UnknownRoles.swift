/// Speakers whose role nobody knows; they count as customers, and a person should know that.
struct UnknownRoles: Sendable {
    private(set) var turns = 0
    /// The first ones, as they are written, each once.
    private(set) var names: [[UInt8]] = []
    /// Of `names`, those that have been handed over.
    private var handedOver = 0

    /// So many are told.
    private static let most = 5

    mutating func add(_ name: [UInt8]) {
        turns += 1
        if names.count < Self.most, !names.contains(name) { names.append(name) }
    }

    /// What is new; the names stay known, so that each is handed over once.
    mutating func take() -> UnknownRoles {
        var new = UnknownRoles()
        new.turns = turns
        new.names = Array(names[handedOver...])
        turns = 0
        handedOver = names.count
        return new
    }

    /// Adds what another worker, or this one later, has found.
    mutating func add(_ other: UnknownRoles) {
        turns += other.turns
        for name in other.names where names.count < Self.most && !names.contains(name) { names.append(name) }
    }

    /// What a person should know; nil if every role is known.
    var summary: String? {
        guard turns > 0 else { return nil }
        let told = Excerpt.names(names.map { String(decoding: $0.prefix(RoleNames.longest), as: UTF8.self) })
        let more = names.count == Self.most ? " and perhaps others" : ""
        return "\(turns) turns of unknown speakers counted as customers': \(told)\(more);"
            + " name those that are agents with --agent NAME"
    }
}
