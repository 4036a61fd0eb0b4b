/// Finds the fields of a chat record: which conversation, who, when. One for each worker.
struct TurnFields: ~Copyable {
    /// What a record says; empty where it says nothing.
    private(set) var conversation: [UInt8] = []
    private(set) var role: [UInt8] = []
    private(set) var time: [UInt8] = []
    /// The name of the field that held the conversation, as the record writes it.
    private(set) var conversationName: [UInt8] = []

    /// For each field the names that are tried, lower case.
    private let names: [[[UInt8]]]
    /// The same by the number of their bytes, with the field and the place among its names.
    private let namesByLength: [[(field: Int, rank: Int, name: [UInt8])]]
    /// Of the current record, for each field: the place of the best name met among `names`, and the value it had.
    private var best: [Int] = []
    private var values: [Range<Int>] = []
    /// Columns of the fields in the layout that they were looked up for.
    private var columns: [Int?] = []
    private var layout: ObjectIdentifier?
    private var key = ByteBuffer()
    private var value = ByteBuffer()

    init(_ options: ConversationOptions) {
        let asked = [options.conversationField, options.roleField, nil]
        names = ConversationField.allCases.map { field in
            (asked[field.rawValue].map { [$0] } ?? field.usualNames).map { Self.lowercased(Array($0.utf8)) }
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
        conversation.removeAll(keepingCapacity: true)
        role.removeAll(keepingCapacity: true)
        time.removeAll(keepingCapacity: true)
        switch parser.shape {
        case .object: readObject(parser.record.span)
        case .row: readRow(parser)
        case .line, .none: break
        }
    }

    private mutating func set(_ field: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
        switch ConversationField(rawValue: field) {
        case .conversation: conversation.append(contentsOf: bytes)
        case .role: role.append(contentsOf: bytes)
        case .time: time.append(contentsOf: bytes)
        case nil: break
        }
    }

    private mutating func readRow(_ parser: borrowing RecordParser) {
        guard let layout = parser.block?.layout else { return }
        if self.layout != ObjectIdentifier(layout) {
            self.layout = ObjectIdentifier(layout)
            let lowered = layout.columns.map { Self.lowercased(Array($0.utf8)) }
            columns = names.map { usual in usual.lazy.compactMap { lowered.firstIndex(of: $0) }.first }
        }
        for field in columns.indices {
            guard let column = columns[field], column < parser.row.fields.count else { continue }
            set(field, parser.row.text(of: parser.row.fields[column], in: parser.record))
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
            let range = values[field]
            if bytes[range.lowerBound] == .quote {
                JSONString.unescape(bytes, range.lowerBound + 1..<range.upperBound - 1, into: &value)
            } else if bytes[range.lowerBound] != .openBrace, bytes[range.lowerBound] != .openBracket,
                bytes[range.lowerBound] != UInt8(ascii: "n")
            {
                value.append(bytes, range)
            }
            set(field, value.bytes)
        }
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
