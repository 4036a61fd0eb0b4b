/// A JSON value taken apart, or to be written: labels of corpus records, reports, cells of tables. Never used for the
/// records of a batch, which stay as they came.
enum JSONValue: Sendable {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    /// As written.
    case number(String)
    case boolean(Bool)
    case null

    var isNull: Bool { if case .null = self { true } else { false } }

    /// `true`, or that as a string: exports write both.
    var isTrue: Bool { text == "true" }

    /// The member of this name (the last, if it is repeated), or `nil`.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == name }?.value
    }

    /// What a label is called: a string, a number as written, true or false; `nil` for others.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .object, .array, .null: nil
        }
    }

    /// Parses `bytes`, which must be one valid JSON value (a `RecordParser` has checked it).
    static func parse(_ bytes: Span<UInt8>) -> JSONValue {
        var index = 0
        return value(bytes, &index)
    }

    private static func skipSpace(_ bytes: Span<UInt8>, _ index: inout Int) {
        while index < bytes.count, isJSONSpace(bytes[index]) { index += 1 }
    }

    private static func value(_ bytes: Span<UInt8>, _ index: inout Int) -> JSONValue {
        skipSpace(bytes, &index)
        switch bytes[index] {
        case .openBrace: return object(bytes, &index)
        case .openBracket: return array(bytes, &index)
        case .quote: return .string(string(bytes, &index))
        default:
            let start = index
            let ends: [UInt8] = [.comma, .closeBrace, .closeBracket]
            while index < bytes.count, !isJSONSpace(bytes[index]), !ends.contains(bytes[index]) { index += 1 }
            var word = ""
            for place in start..<index { word.unicodeScalars.append(UnicodeScalar(bytes[place])) }
            switch word {
            case "null": return .null
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return .number(word)
            }
        }
    }

    private static func object(_ bytes: Span<UInt8>, _ index: inout Int) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        index += 1
        skipSpace(bytes, &index)
        while bytes[index] != .closeBrace {
            let key = string(bytes, &index)
            skipSpace(bytes, &index)
            index += 1
            members.append((key, value(bytes, &index)))
            skipSpace(bytes, &index)
            if bytes[index] == .comma { index += 1 }
            skipSpace(bytes, &index)
        }
        index += 1
        return .object(members)
    }

    private static func array(_ bytes: Span<UInt8>, _ index: inout Int) -> JSONValue {
        var elements: [JSONValue] = []
        index += 1
        skipSpace(bytes, &index)
        while bytes[index] != .closeBracket {
            elements.append(value(bytes, &index))
            skipSpace(bytes, &index)
            if bytes[index] == .comma { index += 1 }
            skipSpace(bytes, &index)
        }
        index += 1
        return .array(elements)
    }

    private static func string(_ bytes: Span<UInt8>, _ index: inout Int) -> String {
        let start = index + 1
        var end = start
        while bytes[end] != .quote { end += bytes[end] == .backslash ? 2 : 1 }
        index = end + 1
        var buffer = ByteBuffer()
        JSONString.unescape(bytes, start..<end, into: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
