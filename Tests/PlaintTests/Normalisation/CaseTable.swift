import Testing

@testable import Plaint

/// A row of a table in Cases/: fields between tabs; `\n` is a line end, `\u{…}` a character.
struct CaseRow: Sendable, CustomTestStringConvertible {
    var place: String
    var fields: [String]
    var testDescription: String { "\(place) \(fields[0])" }

    /// The rows of a table in the folder Cases/ beside the caller's file.
    static func rows(of file: String, fields count: Int, path: String = #filePath) -> [CaseRow] {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let text = String(decoding: contents(ofFile: folder + "/Cases/" + file), as: UTF8.self)
        var rows: [CaseRow] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("# ") { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { unescaped(String($0)) }
            precondition(fields.count == count, "\(file):\(index + 1) has \(fields.count) fields, not \(count)")
            rows.append(CaseRow(place: "\(file):\(index + 1)", fields: fields))
        }
        return rows
    }

    private static func unescaped(_ field: String) -> String {
        let parts = field.split(separator: "\\", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { text, part in
            if part.hasPrefix("n") { return text + "\n" + part.dropFirst() }
            guard part.hasPrefix("u{"), let end = part.firstIndex(of: "}"),
                let value = UInt32(part[part.index(part.startIndex, offsetBy: 2)..<end], radix: 16),
                let scalar = UnicodeScalar(value)
            else { return text + "\\" + part }
            return text + String(scalar) + part[part.index(after: end)...]
        }
    }
}
