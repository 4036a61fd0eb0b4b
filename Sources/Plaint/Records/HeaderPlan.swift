/// What the first rows of a CSV or TSV source say about the others.
struct HeaderPlan {
    /// Rows looked at for lines above the header, and for the text's column.
    private static let titleRows = 10
    private static let contentRows = 50
    private static let separators: [UInt8] = [.tab, .comma, UInt8(ascii: ";"), UInt8(ascii: "|")]

    private(set) var separator: UInt8
    /// Bytes and lines of a first line `sep=;`.
    private(set) var separatorLine = (bytes: 0, lines: 0)
    /// Bytes and lines above the header row, and how many rows of them are not blank.
    private(set) var above = (bytes: 0, lines: 0, rows: 0)
    /// False if the first row is a record.
    private(set) var hasHeader = true
    /// Fields of the widest of the first rows.
    private(set) var width = 0

    private struct Row {
        var fields: [String]
        var start: Int
        var lineEnds: Int
        var isBlank: Bool
        var filled: Int { fields.count { !$0.isEmpty } }
    }

    /// Judges the head of a source. With `isTold` the separator is known, unless the source itself names one.
    init(_ bytes: UnsafeBufferPointer<UInt8>, separator assumed: UInt8, isTold: Bool, textField: String?) {
        let span = bytes.span
        separator = assumed
        var start = 0
        if let (named, length) = Self.namedSeparator(span) {
            separator = named
            start = length
            separatorLine = (length, 1)
        } else if !isTold {
            separator = Self.separator(of: span, from: 0, textField: textField) ?? Self.onlySeparator(span, assumed)
        }
        let rows = Self.rows(span, from: start, separator: separator)
        width = rows.map(\.fields.count).max() ?? 0
        guard let header = Self.headerIndex(rows, textField) else {
            hasHeader = false
            return
        }
        for row in rows[..<header] where !row.isBlank { above.rows += 1 }
        guard above.rows > 0 else { return }
        above.bytes = rows[header].start - start
        above.lines = rows[..<header].reduce(0) { $0 + $1.lineEnds }
    }

    /// The separator under which a row near the top has several fields, with a usual name of a text among them.
    static func separator(of bytes: Span<UInt8>, from start: Int, textField: String?) -> UInt8? {
        for separator in separators {
            for row in rows(bytes, from: start, separator: separator).prefix(titleRows) where row.fields.count >= 2 {
                if isHeader(row.fields, textField) { return separator }
            }
        }
        return nil
    }

    private static func isHeader(_ fields: [String], _ textField: String?) -> Bool {
        if let textField { return fields.contains(textField) }
        return TextField.choose(among: fields) != nil
    }

    /// Another separator, if the first row has but one field under the usual one and several under it alone.
    private static func onlySeparator(_ bytes: Span<UInt8>, _ usual: UInt8) -> UInt8 {
        func width(_ separator: UInt8) -> Int { rows(bytes, from: 0, separator: separator).first?.fields.count ?? 0 }
        guard width(usual) == 1 else { return usual }
        return separators.first { $0 != usual && width($0) > 2 } ?? usual
    }

    /// `sep=;` as Excel writes it, and the length of that line.
    private static func namedSeparator(_ bytes: Span<UInt8>) -> (UInt8, Int)? {
        var row = DelimitedRow()
        let quoted = bytes.count > 0 && bytes[0] == .quote ? 1 : 0
        let key = Array("sep=".utf8)
        guard bytes.count > quoted + 5, bytes.matches(quoted..<quoted + 4, key) else { return nil }
        let separator = bytes[quoted + 4]
        guard separator == .tab || (separator > 0x20 && separator < 0x7F && separator != .quote) else { return nil }
        // Under a separator that cannot be there the line is one field.
        let end = row.parse(bytes, from: 0, separator: 0)
        guard row.contentEnd == quoted + 5 + quoted, row.isTerminated else { return nil }
        return (separator, end)
    }

    /// The first rows that are whole.
    private static func rows(_ bytes: Span<UInt8>, from start: Int, separator: UInt8) -> [Row] {
        var rows: [Row] = []
        var row = DelimitedRow()
        var index = start
        while index < bytes.count, rows.count < contentRows {
            let next = row.parse(bytes, from: index, separator: separator)
            // The last may be cut off, but where it is the only one there is nothing better.
            guard row.isTerminated || rows.isEmpty || bytes.count < RecordReader.headBytes else { break }
            rows.append(
                Row(
                    fields: row.texts(in: bytes), start: index, lineEnds: row.lineEnds,
                    isBlank: row.isBlank(in: bytes)))
            index = next
        }
        return rows
    }

    /// Index of the header among `rows`; nil if there is none.
    private static func headerIndex(_ rows: [Row], _ textField: String?) -> Int? {
        let top = rows.prefix(titleRows)
        guard let first = top.firstIndex(where: { !$0.isBlank }) else { return 0 }
        if let index = top.firstIndex(where: { isHeader($0.fields, textField) }) {
            // What stands above is narrower, or it would be records above a header.
            let isBelowTitles = top[first..<index].allSatisfy { $0.isBlank || $0.filled < top[index].filled }
            return isBelowTitles ? index : first
        }
        let isEnough = rows.count > ColumnContent.rowsNeeded || isNumbered(textField, rows[first].fields)
        if ColumnContent.isRecord(rows[first].fields), isEnough { return nil }
        // Titles stand alone in their rows.
        let isTitle = rows[first].filled == 1
        return isTitle ? top.firstIndex { $0.filled >= 3 } ?? first : first
    }

    /// True if the text's column was told by its number, `column_2`, and not because its name is missing: then there are no
    /// names.
    private static func isNumbered(_ textField: String?, _ fields: [String]) -> Bool {
        fields.indices.contains { textField == "column_\($0 + 1)" && !fields[$0].isEmpty }
    }

    /// What the columns hold, by the rows of a head that begins with the first record.
    static func content(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8) -> ColumnContent {
        var content = ColumnContent()
        for row in rows(bytes.span, from: 0, separator: separator) where !row.isBlank { content.add(row.fields) }
        return content
    }
}
