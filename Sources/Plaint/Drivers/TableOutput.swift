/// Labelled records as rows of CSV. The columns are those of the first record, then the members of `plaint`, then, where
/// records may have other members, `more` with these as JSON: nothing is lost.
struct TableOutput {
    private let isForExcel: Bool
    /// True if all records have the members of the first.
    private let isFixed: Bool
    private(set) var columns: [String]?
    private var places: [String: Int] = [:]

    private static let prefix = "plaint_"
    private static let more = "more"

    /// `columns`: those of a run that is gone on with.
    init(isForExcel: Bool, isFixed: Bool, columns: [String]?) {
        self.isForExcel = isForExcel
        self.isFixed = isFixed
        if let columns { setColumns(columns) }
    }

    private mutating func setColumns(_ names: [String]) {
        columns = names
        for (place, name) in names.enumerated() where places[name] == nil { places[name] = place }
    }

    /// Appends the rows for lines of JSON, and the header before the first.
    mutating func append(_ lines: [UInt8], to output: inout [UInt8]) {
        var start = 0
        while start < lines.count {
            let end = lines[start...].firstIndex(of: .lineFeed) ?? lines.count
            let record = JSONValue.parse(lines.span.extracting(start..<end))
            start = end + 1
            guard case .object(let members) = record else { continue }
            if columns == nil { begin(members, &output) }
            appendRow(members, to: &output)
        }
    }

    private mutating func begin(_ members: [(key: String, value: JSONValue)], _ output: inout [UInt8]) {
        var names: [String] = []
        for (name, _) in Self.flattened(members) where !names.contains(name) { names.append(name) }
        if !isFixed { names.append(Self.more) }
        setColumns(names)
        if isForExcel { output.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
        append(row: names, to: &output)
    }

    private func appendRow(_ members: [(key: String, value: JSONValue)], to output: inout [UInt8]) {
        guard let columns else { return }
        var cells = [String](repeating: "", count: columns.count)
        var others: [UInt8] = []
        for (name, value) in Self.flattened(members) {
            if let place = places[name], name != Self.more || isFixed {
                cells[place] = Self.cell(value)
            } else {
                others.append(others.isEmpty ? .openBrace : .comma)
                JSONText.appendString(name, to: &others)
                others.append(.colon)
                value.append(to: &others)
            }
        }
        if !others.isEmpty, !isFixed {
            others.append(.closeBrace)
            cells[columns.count - 1] = String(decoding: others, as: UTF8.self)
        }
        append(row: cells, to: &output)
    }

    /// The members with those of `plaint` in columns of their own, and its probabilities.
    private static func flattened(_ members: [(key: String, value: JSONValue)]) -> [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = []
        for (key, value) in members {
            guard key == "plaint", case .object(let labels) = value else {
                fields.append((key, value))
                continue
            }
            for (name, label) in labels where name != "v" {
                if name == "probability", case .object(let classes) = label {
                    fields += classes.map { (prefix + "probability_" + $0.key, $0.value) }
                } else {
                    fields.append((prefix + name, label))
                }
            }
        }
        return fields
    }

    /// A value as a person reads it: lists of words with semicolons between, all else that is no single value as JSON.
    private static func cell(_ value: JSONValue) -> String {
        if case .null = value { return "" }
        if let text = value.text { return text }
        if case .array(let elements) = value, elements.allSatisfy({ if case .string = $0 { true } else { false } }) {
            return elements.compactMap(\.text).joined(separator: "; ")
        }
        var bytes: [UInt8] = []
        value.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(row cells: [String], to output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(.comma) }
            let cell = isForExcel && Self.isFormula(cell) ? "'" + cell : cell
            let needsQuotes = cell.utf8.contains {
                $0 == .comma || $0 == .quote || $0 == .lineFeed || $0 == .carriageReturn
            }
            guard needsQuotes || cell.hasPrefix(" ") || cell.hasSuffix(" ") else {
                output.append(contentsOf: cell.utf8)
                continue
            }
            output.append(.quote)
            for byte in cell.utf8 {
                if byte == .quote { output.append(.quote) }
                output.append(byte)
            }
            output.append(.quote)
        }
        if isForExcel { output.append(.carriageReturn) }
        output.append(.lineFeed)
    }

    /// OWASP ASVS 1.2.10, and the full-width forms that Excel takes as well. A plain number is none.
    static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first(where: { $0 != " " }) else { return false }
        guard ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"].contains(first) else { return false }
        let digits = cell.utf8.dropFirst()
        let isNumber =
            !digits.isEmpty && (first == "-" || first == "+")
            && digits.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") }
        return !isNumber
    }
}
