/// A JSON value, parsed strictly: what the command writes is checked, not trusted.
indirect enum JSON: Equatable, Sendable {
    case object([Member])
    case array([JSON])
    case string(String)
    /// As written.
    case number(String)
    case boolean(Bool)
    case null

    struct Member: Equatable, Sendable {
        var key: String
        var value: JSON
    }

    /// The member of this key; `.null` if there is none.
    subscript(key: String) -> JSON {
        guard case .object(let members) = self else { return .null }
        return members.last { $0.key == key }?.value ?? .null
    }

    var keys: [String] {
        if case .object(let members) = self { members.map(\.key) } else { [] }
    }
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }
    var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
    var integer: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    /// A number with exactly three decimals, in thousandths; `nil` for any other spelling, and for -0.000.
    var thousandths: Int? {
        guard case .number(let text) = self, let dot = text.firstIndex(of: "."), text != "-0.000" else { return nil }
        let decimals = text[text.index(after: dot)...]
        guard decimals.utf8.count == 3, let value = Int(text[..<dot] + decimals) else { return nil }
        return value
    }

    init(_ text: String) throws {
        var parser = Parser(bytes: Array(text.utf8))
        self = try parser.value()
        parser.skipSpace()
        guard parser.index == parser.bytes.count else { throw CommandError("something follows the JSON: \(text)") }
    }

    private struct Parser {
        let bytes: [UInt8]
        var index = 0

        var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func skipSpace() {
            while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
        }

        func fault(_ what: String) -> CommandError {
            CommandError("no JSON at byte \(index), \(what): \(String(decoding: bytes, as: UTF8.self))")
        }

        mutating func take(_ byte: UInt8) throws {
            skipSpace()
            guard next == byte else { throw fault("\(UnicodeScalar(byte)) expected") }
            index += 1
        }

        /// True if the next sign is `byte`, which is then taken.
        mutating func takes(_ byte: UInt8) -> Bool {
            skipSpace()
            guard next == byte else { return false }
            index += 1
            return true
        }

        mutating func value() throws -> JSON {
            skipSpace()
            switch next {
            case UInt8(ascii: "{"): return .object(try list(until: UInt8(ascii: "}")) { try $0.member() })
            case UInt8(ascii: "["): return .array(try list(until: UInt8(ascii: "]")) { try $0.value() })
            case UInt8(ascii: "\""): return .string(try string())
            default: return try word()
            }
        }

        mutating func list<T>(until end: UInt8, _ element: (inout Parser) throws -> T) throws -> [T] {
            index += 1
            var elements: [T] = []
            if takes(end) { return elements }
            repeat { elements.append(try element(&self)) } while takes(UInt8(ascii: ","))
            try take(end)
            return elements
        }

        mutating func member() throws -> Member {
            skipSpace()
            let key = try string()
            try take(UInt8(ascii: ":"))
            return Member(key: key, value: try value())
        }

        mutating func word() throws -> JSON {
            let start = index
            while let byte = next, !([0x20, 0x2C, 0x5D, 0x7D, 0x0A] as [UInt8]).contains(byte) { index += 1 }
            let word = String(decoding: bytes[start..<index], as: UTF8.self)
            switch word {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            case "null": return .null
            default:
                let isNumber = word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/) != nil
                guard isNumber else { throw fault("value expected") }
                return .number(word)
            }
        }

        mutating func string() throws -> String {
            try take(UInt8(ascii: "\""))
            var units: [UInt8] = []
            while let byte = next, byte != UInt8(ascii: "\"") {
                guard byte >= 0x20 else { throw fault("control character") }
                index += 1
                if byte == UInt8(ascii: "\\") { units += try escape() } else { units.append(byte) }
            }
            try take(UInt8(ascii: "\""))
            return String(decoding: units, as: UTF8.self)
        }

        mutating func escape() throws -> [UInt8] {
            guard let byte = next else { throw fault("escape") }
            index += 1
            switch byte {
            case UInt8(ascii: "b"): return [0x08]
            case UInt8(ascii: "f"): return [0x0C]
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "u"): return Array(String(try unicodeEscape()).utf8)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
            default: throw fault("escape")
            }
        }

        /// A lone surrogate becomes U+FFFD.
        mutating func unicodeEscape() throws -> Character {
            let first = try hexadecimal()
            guard (0xD800..<0xDC00).contains(first), bytes[index...].starts(with: Array("\\u".utf8)) else {
                return Character(UnicodeScalar(first) ?? "\u{FFFD}")
            }
            let before = index
            index += 2
            let second = try hexadecimal()
            guard (0xDC00..<0xE000).contains(second) else {
                index = before
                return "\u{FFFD}"
            }
            return Character(UnicodeScalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}")
        }

        mutating func hexadecimal() throws -> UInt32 {
            guard index + 4 <= bytes.count,
                let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
            else { throw fault("four hexadecimal digits expected") }
            index += 4
            return value
        }
    }
}
