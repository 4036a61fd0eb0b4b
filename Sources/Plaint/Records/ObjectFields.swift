/// The choice of fields from the first objects of a source.
struct ObjectFields: ~Copyable {
    /// Objects that a choice by content looks at.
    private static let objectsForContent = 20

    private var checker = JSONChecker()
    private var members = JSONMembers()
    private var content = ColumnContent()
    private var objects = 0
    /// Keys of the first object, those of them whose values are strings or null, and the ways that lead to a string in it.
    private var keys: [String] = []
    private var textKeys: [String] = []
    private var paths: [String] = []

    var hasObject: Bool { objects > 0 }

    /// True while another object could change the choice.
    var needsMore: Bool { objects == 0 || (nameOfText == nil && objects < Self.objectsForContent) }

    /// Takes a line into account, if it is a JSON object.
    mutating func add(_ line: Span<UInt8>) {
        let brace = skipSpace(line, 0)
        guard brace < line.count, line[brace] == .openBrace else { return }
        var repaired = ByteBuffer()
        _ = UTF8Repair.append(line, to: &repaired)
        let bytes = repaired.bytes
        guard checker.fault(in: bytes.span) == nil else { return }
        objects += 1
        var values: [String: String] = [:]
        var found: [String] = []
        members.forEachMember(of: bytes.span, from: brace) { key, value in
            found.append(key)
            switch bytes[value.lowerBound] {
            case .quote:
                var text = ByteBuffer()
                JSONString.unescape(bytes.span, value.lowerBound + 1..<value.upperBound - 1, into: &text)
                values[key] = String(decoding: text.bytes, as: UTF8.self)
            case UInt8(ascii: "n"): values[key] = ""
            default: break
            }
        }
        if objects == 1 {
            keys = found
            textKeys = found.filter { values[$0] != nil }
            for path in TextField.usualPaths {
                let parts = path.utf8.split(separator: UInt8(ascii: ".")).map(Array.init)
                let value = members.value(at: parts, of: bytes.span, from: brace)
                if let value, bytes[value.lowerBound] == .quote { paths.append(path) }
            }
        }
        content.add(keys.map { values[$0] ?? "" })
    }

    private var nameOfText: String? {
        if let index = TextField.choose(among: textKeys) { return textKeys[index] }
        if let path = paths.first { return path }
        // Its value is of another kind; then the records are rejected, and say so.
        return TextField.choose(among: keys).map { keys[$0] }
    }

    /// The field of the text; nil to go by the usual one.
    var textField: (name: String, origin: RecordLayout.Origin)? {
        if let name = nameOfText { return (name, .name) }
        guard let column = content.textColumn, keys.indices.contains(column) else { return nil }
        return (keys[column], .content)
    }

    var timeField: String? { TextField.chooseTime(among: keys).map { keys[$0] } }
}
