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
    private var ratingPaths: [String] = []
    /// The first member of the first object that can only be a time. More objects than one are not asked: how many have come
    /// from a pipe depends on chance.
    private var timeKey: String?

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
        if let fault = checker.fault(in: bytes.span), !fault.isCommaBehindObject(in: bytes.span) { return }
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
            timeKey = found.first { values[$0].map(RecordTime.isCalendar) == true }
            paths = TextField.usualPaths.filter { startsWithQuote(value(at: $0, of: bytes.span, from: brace), bytes) }
            ratingPaths = FieldNames.ratingPaths.filter { value(at: $0, of: bytes.span, from: brace) != nil }
        }
        content.add(keys.map { values[$0] ?? "" })
    }

    private var nameOfText: String? {
        if let index = TextField.choose(among: textKeys) { return textKeys[index] }
        if let path = paths.first { return path }
        // Its value is of another kind; then the records are rejected, and say so.
        return TextField.choose(among: keys).map { keys[$0] }
    }

    private mutating func value(at path: String, of bytes: Span<UInt8>, from brace: Int) -> Range<Int>? {
        members.value(at: RecordLayout.path(path), of: bytes, from: brace)
    }

    private func startsWithQuote(_ value: Range<Int>?, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        value.map { bytes[$0.lowerBound] == .quote } ?? false
    }

    /// The field of the text; nil if none of the objects has one. `isWhole`: there are no more objects.
    func textField(isWhole: Bool) -> RecordFields.Choice? {
        if let name = nameOfText { return .init(name, .name) }
        let column = content.textColumn ?? (isWhole ? content.textColumnOfFewRows : nil)
        guard let column, keys.indices.contains(column) else { return nil }
        return .init(keys[column], .content)
    }

    /// `text` is the field that was chosen for the text.
    func timeField(besides text: String) -> RecordFields.Choice? {
        choose(FieldNames.time) ?? timeKey.flatMap { $0 == text ? nil : .init($0, .content) }
    }
    var crawlField: RecordFields.Choice? { choose(FieldNames.crawl) }
    var idField: RecordFields.Choice? { choose(FieldNames.id) }
    var ratingField: RecordFields.Choice? { ratingPaths.first.map { .init($0, .name) } ?? choose(FieldNames.rating) }

    private func choose(_ names: [String]) -> RecordFields.Choice? {
        FieldNames.choose(names, among: keys).map { .init(keys[$0], .name) }
    }
}
