/// A JSON value, for comparison in tests. Numbers keep their spelling; members keep their order.
indirect enum ReferenceJSON: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([ReferenceJSON])
    case object([Member])

    struct Member: Equatable {
        var key: String
        var value: ReferenceJSON
    }

    /// Parses one valid value; nil if the text is no JSON. Written to be plain, not fast.
    static func parse(_ text: String) -> ReferenceJSON? {
        var parser = ReferenceJSONParser(rest: Array(text.unicodeScalars)[...])
        guard let value = parser.value() else { return nil }
        parser.skipSpace()
        return parser.rest.isEmpty ? value : nil
    }
}

private struct ReferenceJSONParser {
    var rest: ArraySlice<Unicode.Scalar>

    mutating func skipSpace() {
        rest = rest.drop { " \t\r\n".unicodeScalars.contains($0) }
    }

    mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }

    mutating func value() -> ReferenceJSON? {
        skipSpace()
        if take("null") { return .null }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if take("{") { return object() }
        if take("[") { return array() }
        if rest.first == "\"" { return string().map { .string($0) } }
        let digits = rest.prefix { "+-.eE0123456789".unicodeScalars.contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits.isEmpty ? nil : .number(String(String.UnicodeScalarView(digits)))
    }

    private mutating func object() -> ReferenceJSON? {
        var members: [ReferenceJSON.Member] = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard let key = string() else { return nil }
            skipSpace()
            guard take(":"), let value = value() else { return nil }
            members.append(.init(key: key, value: value))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { return nil }
        }
    }

    private mutating func array() -> ReferenceJSON? {
        var elements: [ReferenceJSON] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            guard let value = value() else { return nil }
            elements.append(value)
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { return nil }
        }
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var units: [UInt16] = []
        while let next = rest.popFirst() {
            switch next {
            case "\"": return String(decoding: units, as: UTF16.self)
            case "\\":
                guard let escape = rest.popFirst() else { return nil }
                if escape == "u" {
                    guard let unit = UInt16(String(String.UnicodeScalarView(rest.prefix(4))), radix: 16) else {
                        return nil
                    }
                    units.append(unit)
                    rest = rest.dropFirst(4)
                } else {
                    let plain: [Unicode.Scalar: Unicode.Scalar] = [
                        "n": "\n", "r": "\r", "t": "\t", "b": "\u{8}", "f": "\u{C}",
                    ]
                    units += Array(String(plain[escape] ?? escape).utf16)
                }
            default: units += Array(String(next).utf16)
            }
        }
        return nil
    }
}
