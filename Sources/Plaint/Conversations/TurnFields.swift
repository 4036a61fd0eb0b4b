/// Finds the fields of a chat record: which conversation, who, when. One for each worker.
struct TurnFields: ~Copyable {
    /// What a record says; empty where it says nothing.
    private(set) var conversation: [UInt8] = []
    private(set) var role: [UInt8] = []
    private(set) var time: [UInt8] = []

    /// For each field the names that are tried, lower case.
    private let names: [[[UInt8]]]
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
        }
    }

    /// Goes over the top-level members of a valid object; of several names the one tried first wins.
    private mutating func readObject(_ bytes: Span<UInt8>) {
        var best = [Int](repeating: .max, count: names.count)
        var values = [Range<Int>](repeating: 0..<0, count: names.count)
        JSONStrings.forEachMember(of: bytes) { keyRange, valueRange in
            loadKey(bytes, keyRange)
            let key = key.bytes
            for field in names.indices {
                for (rank, name) in names[field].enumerated() where rank < best[field] && name.elementsEqual(key) {
                    best[field] = rank
                    values[field] = valueRange
                }
            }
        }
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

    private mutating func loadKey(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        key.removeAll()
        JSONString.unescape(bytes, range, into: &key)
        for index in 0..<key.count where key.bytes[index] >= 0x41 && key.bytes[index] <= 0x5A {
            let lowered = Self.lowercased(Array(key.bytes))
            key.removeAll()
            lowered.withUnsafeBufferPointer { key.append($0) }
            return
        }
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
}
