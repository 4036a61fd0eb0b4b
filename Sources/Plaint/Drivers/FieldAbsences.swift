/// Records with nothing in a field that somebody relies on: one that was named, or the conversation's where conversations
/// are followed. A wrong name would otherwise only show in what is missing from the output.
struct FieldAbsences: Sendable {
    /// Fields in the order in which they are told.
    enum Field: Int, CaseIterable { case conversation, role, time }

    struct Count: Sendable {
        var records = 0
        var lacking = 0
        /// The top-level members of the first record that lacked it.
        var members: [String] = []
    }

    private(set) var counts = [Count](repeating: Count(), count: Field.allCases.count)
    /// Members of a record that are told.
    static let mostMembers = 20

    /// Counts a record.
    mutating func count(_ field: Field, isLacking: Bool) {
        counts[field.rawValue].records += 1
        if isLacking { counts[field.rawValue].lacking += 1 }
    }

    mutating func setMembers(_ members: [String], lacking field: Field) {
        counts[field.rawValue].members = members
    }

    mutating func add(_ other: FieldAbsences) {
        for index in counts.indices {
            counts[index].records += other.counts[index].records
            counts[index].lacking += other.counts[index].lacking
            if counts[index].members.isEmpty { counts[index].members = other.counts[index].members }
        }
    }

    mutating func removeAll() {
        for index in counts.indices { counts[index] = Count() }
    }

    /// What a person should know of a field; nil if no record lacked it. `records` are those looked at, if not all.
    func warning(_ field: Field, _ names: ToldFields, amongFirst records: Int? = nil) -> String? {
        let count = counts[field.rawValue]
        // Times are often given for some records alone, and the others show that with a null.
        guard count.lacking > 0, field != .time || count.lacking == count.records else { return nil }
        let share =
            records.map { "the first \($0) records have" } ?? "\(count.lacking) of \(count.records) records have"
        let members =
            count.members.isEmpty
            ? "the first of them has no members" : "the first of them has \(Excerpt.names(count.members))"
        if let told = names[field] {
            return "\(share) nothing in the field \"\(Excerpt.name(told))\" of \(field.option); \(members)"
        }
        return "\(share) no field that names their conversation, and are in none; \(members):"
            + " name the field with \(field.option) NAME"
    }
}

extension FieldAbsences.Field {
    var option: String {
        switch self {
        case .conversation: "--conversation-field"
        case .role: "--role-field"
        case .time: "--time-field"
        }
    }
}

/// The names of fields that were told.
struct ToldFields: Sendable {
    var conversation: String?
    var role: String?
    var time: String?

    subscript(_ field: FieldAbsences.Field) -> String? {
        switch field {
        case .conversation: conversation
        case .role: role
        case .time: time
        }
    }
}
