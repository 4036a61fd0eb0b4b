/// Finds the fields of a chat record: which conversation, who, when. One for each worker.
struct TurnFields: ~Copyable {
    /// What a record says; empty where it says nothing.
    private(set) var conversation: [UInt8] = []
    private(set) var role: [UInt8] = []
    private(set) var time: [UInt8] = []
    /// Who speaks, where the field says it by yes or no.
    private(set) var flaggedRole: TurnRole?
    /// The name of the field that held the conversation, as the record writes it.
    private(set) var conversationName: [UInt8] = []

    /// For each field the names that are tried, lower case.
    private let names: [[[UInt8]]]
    /// The same by the number of their bytes, with the field and the place among its names.
    private let namesByLength: [[(field: Int, rank: Int, name: [UInt8])]]
    /// For each field the names that are tried inside an object that it holds.
    private let innerNames: [[[UInt8]]]
    /// For each field the place of a name that only counts with an object: `author`, where `author.type` was told.
    private let innerRanks: [Int?]
    /// Of the names of the role, whom one that says yes or no means.
    private let flags: [TurnRole?]
    /// Of the current record, for each field: the place of the best name met among `names`, and the value it had.
    private var best: [Int] = []
    private var values: [Range<Int>] = []
    /// Columns of the fields in the layout that they were looked up for.
    private var columns: [(column: Int, rank: Int)?] = []
    private var layout: ObjectIdentifier?
    private var key = ByteBuffer()
    private var value = ByteBuffer()

    init(_ options: ConversationOptions) {
        let asked = [options.conversationField, options.roleField, nil]
        names = ConversationField.allCases.map { field in
            let told = asked[field.rawValue].map { [$0] + (Self.way($0).map { [$0.outer] } ?? []) }
            return (told ?? field.usualNames).map { Self.lowercased(Array($0.utf8)) }
        }
        innerNames = ConversationField.allCases.map { field in
            let told = asked[field.rawValue].flatMap(Self.way).map { [$0.inner] }
            return (told ?? field.innerNames).map { Self.lowercased(Array($0.utf8)) }
        }
        innerRanks = asked.map { $0.flatMap(Self.way) == nil ? nil : 1 }
        flags = names[ConversationField.role.rawValue].map {
            ConversationField.flags[String(decoding: $0, as: UTF8.self)]
        }
        var byLength: [[(field: Int, rank: Int, name: [UInt8])]] = []
        for (field, tried) in names.enumerated() {
            for (rank, name) in tried.enumerated() {
                while byLength.count <= name.count { byLength.append([]) }
                byLength[name.count].append((field, rank, name))
            }
        }
        namesByLength = byLength
    }

    /// Reads the fields of the parser's current record.
    mutating func read(_ parser: borrowing RecordParser) {
        flaggedRole = nil
        conversation.removeAll(keepingCapacity: true)
        role.removeAll(keepingCapacity: true)
        time.removeAll(keepingCapacity: true)
        switch parser.shape {
        case .object: readObject(parser.record.span)
        case .row: readRow(parser)
        case .line, .none: break
        }
    }

    /// A told name with a point, which may be the way into an object.
    private static func way(_ name: String) -> (outer: String, inner: String)? {
        guard let point = name.firstIndex(of: ".") else { return nil }
        return (String(name[..<point]), String(name[name.index(after: point)...]))
    }

    /// Takes the value of a field that goes by the name of number `rank`.
    private mutating func set(_ field: Int, _ rank: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
        switch ConversationField(rawValue: field) {
        case .conversation: conversation.append(contentsOf: bytes)
        case .role:
            if let subject = flags[rank], let isSo = Self.truth(bytes) {
                flaggedRole = isSo ? subject : subject == .agent ? .customer : .agent
            } else {
                role.append(contentsOf: bytes)
            }
        case .time: time.append(contentsOf: bytes)
        case nil: break
        }
    }

    /// `true`, `1`, `false` and `0`, as JSON and tables write them; nil of anything else.
    private static func truth(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        func isOne(of words: [[UInt8]]) -> Bool {
            words.contains { $0.count == bytes.count && equals($0, bytes.span, 0) }
        }
        return isOne(of: affirmations) ? true : isOne(of: denials) ? false : nil
    }

    private static let affirmations = ["true", "1"].map { Array($0.utf8) }
    private static let denials = ["false", "0"].map { Array($0.utf8) }

    private mutating func readRow(_ parser: borrowing RecordParser) {
        guard let layout = parser.block?.layout else { return }
        if self.layout != ObjectIdentifier(layout) {
            self.layout = ObjectIdentifier(layout)
            let lowered = layout.columns.map { Self.lowercased(Array($0.utf8)) }
            columns = names.map { usual in
                usual.indices.lazy.compactMap { rank in lowered.firstIndex(of: usual[rank]).map { ($0, rank) } }.first
            }
        }
        for field in columns.indices {
            guard let (column, rank) = columns[field], column < parser.row.fields.count else { continue }
            set(field, rank, parser.row.text(of: parser.row.fields[column], in: parser.record))
            if field == ConversationField.conversation.rawValue {
                conversationName = Array(layout.columns[column].utf8)
            }
        }
    }

    /// Goes over the top-level members of a valid object; of several names the one tried first wins.
    private mutating func readObject(_ bytes: Span<UInt8>) {
        best.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        var nameRange = 0..<0
        for _ in names {
            best.append(.max)
            values.append(0..<0)
        }
        JSONStrings.forEachMember(of: bytes) { keyRange, valueRange in
            var range = keyRange
            let isEscaped = keyRange.contains { bytes[$0] == .backslash }
            if isEscaped {
                key.removeAll()
                JSONString.unescape(bytes, keyRange, into: &key)
                range = 0..<key.count
            }
            guard range.count < namesByLength.count else { return }
            for (field, rank, name) in namesByLength[range.count] where rank < best[field] {
                // What is null, and what is no object where one was told, leaves room for another name.
                let start = bytes[valueRange.lowerBound]
                if start == UInt8(ascii: "n") || rank == innerRanks[field] && start != .openBrace { continue }
                guard isEscaped ? Self.equals(name, key.bytes.span, 0) : Self.equals(name, bytes, range.lowerBound)
                else { continue }
                best[field] = rank
                values[field] = valueRange
                if field == ConversationField.conversation.rawValue { nameRange = keyRange }
            }
        }
        conversationName.removeAll(keepingCapacity: true)
        bytes.extracting(nameRange).withUnsafeBufferPointer { conversationName.append(contentsOf: $0) }
        for field in values.indices where !values[field].isEmpty {
            value.removeAll()
            var range = values[field]
            if bytes[range.lowerBound] == .openBrace { range = innerValue(field, of: bytes, in: range) }
            if range.isEmpty { continue }
            if bytes[range.lowerBound] == .quote {
                JSONString.unescape(bytes, range.lowerBound + 1..<range.upperBound - 1, into: &value)
            } else if bytes[range.lowerBound] != .openBrace, bytes[range.lowerBound] != .openBracket,
                bytes[range.lowerBound] != UInt8(ascii: "n")
            {
                value.append(bytes, range)
            }
            set(field, best[field], value.bytes)
        }
    }

    /// The member of the object in `range` that the field is looked for in; empty without one.
    private func innerValue(_ field: Int, of bytes: Span<UInt8>, in range: Range<Int>) -> Range<Int> {
        var best = Int.max
        var found = range.lowerBound..<range.lowerBound
        JSONStrings.forEachMember(of: bytes.extracting(range)) { key, value in
            for (rank, name) in innerNames[field].enumerated() where rank < best && name.count == key.count {
                guard Self.equals(name, bytes, range.lowerBound + key.lowerBound) else { continue }
                best = rank
                found = range.lowerBound + value.lowerBound..<range.lowerBound + value.upperBound
            }
        }
        return found
    }

    /// Without regard to the case of ASCII letters; as many bytes from `start` on as `name` has.
    private static func equals(_ name: [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        for index in name.indices {
            let byte = bytes[start + index]
            if name[index] != (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) { return false }
        }
        return true
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
}
