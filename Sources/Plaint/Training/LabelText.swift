/// Labels as people and tools write them.
enum LabelText {
    /// What stands between the labels of one field of a CSV file, or of a string that holds a list.
    private static let separators: Set<Unicode.Scalar> = [",", ";", "|", "，", "；", "、"]

    /// Labels of a field, distinct, in order; `nil` if there is none to be had. Where it is a list (or comes from a row
    /// of a CSV file, where nothing else can hold one), a string is split.
    static func labels(_ value: JSONValue?, isSplit: Bool, dropsNone: Bool) throws(LabelProblem) -> [String]? {
        var found: [String]
        switch value {
        case .array(let elements)?: found = try names(elements)
        case .object?:
            // Label Studio's short export: {"choices": […]}.
            guard let choices = value?["choices"] else { return nil }
            return try labels(choices, isSplit: false, dropsNone: dropsNone)
        case .string(let text)?:
            if let inner = embedded(text) { return try labels(inner, isSplit: isSplit, dropsNone: dropsNone) }
            found = isSplit ? split(text) : [text]
            if !isSplit, trimmed(text).isEmpty { return nil }
            if isSplit, !dropsNone, found.allSatisfy({ trimmed($0).isEmpty }) { return nil }
        case let single?:
            guard let text = single.text else { return nil }
            found = [text]
        case nil: return nil
        }
        var distinct: [String] = []
        for label in found.map(trimmed) where !(isSplit || dropsNone) || !label.isEmpty {
            if dropsNone, isNone(label) { continue }
            if !distinct.contains(label) { distinct.append(label) }
        }
        return distinct
    }

    /// A list that holds something else than names, such as doccano's spans, would come to an empty one: no complaint.
    private static func names(_ elements: [JSONValue]) throws(LabelProblem) -> [String] {
        var names: [String] = []
        for element in elements {
            guard let name = element.text else { throw LabelProblem(notAName: element) }
            names.append(name)
        }
        return names
    }

    /// What a list of complaint categories may say instead of being empty, in whatever letters (pandas writes "None").
    /// The empty answers of forms (`template` in lexicons/) are no such words: 不清楚 and "same as above" say that nobody judged.
    static func isNone(_ label: String) -> Bool { ["none", "无"].contains(trimmed(label).lowercased()) }

    /// True for a cell in which nothing stands.
    static func isBlank(_ value: JSONValue?) -> Bool {
        guard case .string(let text)? = value else { return false }
        return trimmed(text).isEmpty
    }

    /// A list in JSON inside a string, as CSV exports of annotation tools have it.
    private static func embedded(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, first == .openBracket || first == .openBrace else { return nil }
        var checker = JSONChecker()
        let bytes = Array(text.utf8)
        return checker.fault(in: bytes.span) == nil ? JSONValue.parse(bytes.span) : nil
    }

    private static func split(_ text: String) -> [String] {
        text.unicodeScalars.split { separators.contains($0) }.map { String($0) }
    }

    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// Most scalars at the ends of labels are ASCII, and a look into the tables of Unicode is dear.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// Counts and models hold labels in lines, joined by commas; "-" is there for no complaint.
    static func isUsable(_ label: String) -> Bool {
        label != "-" && !label.isEmpty && !label.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: ",") }
    }

    /// What a field for "is a complaint" says; `nil` for words that mean neither.
    static func truth(_ text: String) -> Bool? {
        switch trimmed(text).lowercased() {
        case "true", "1", "yes", "是": true
        case "false", "0", "no", "否": false
        default: nil
        }
    }
}

/// Labels that cannot be read: a sentence.
struct LabelProblem: Error {
    let description: String

    init(_ description: String) { self.description = description }

    init(notAName value: JSONValue) {
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        let shown = String(decoding: bytes, as: UTF8.self).prefix(60)
        description = "\(shown) stands where the name of a label should: write labels as strings, [\"speed\"]"
    }
}
