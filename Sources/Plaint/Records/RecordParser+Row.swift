/// CSV and TSV: a row becomes an object of strings under the names of the header.
extension RecordParser {
    mutating func parseRow(_ layout: RecordLayout) -> ParsedRecord {
        guard let separator = layout.separator else { preconditionFailure("lines have no fields") }
        let start = cursor
        cursor = row.parse(bytes.span, from: start, separator: separator)
        nextLine += row.lineEnds
        let original = UnsafeBufferPointer(rebasing: bytes[start..<row.contentEnd])
        if original.count > layout.maximumRecordBytes { return oversized(original, limit: layout.maximumRecordBytes) }
        if row.isBlank(in: bytes.span) { return .skipped }

        let expected = layout.columns.count
        if row.fields.count > expected, let surplus = firstSurplusField(from: expected) {
            let reason = RecordIssue.Reason.surplusFields(found: row.fields.count, expected: expected)
            return rejected(reason, at: surplus - start, of: original)
        }
        record = bytes
        if !blockIsUTF8 {
            // Separators and quotes are ASCII, so the repaired row has the same fields.
            record = repair(original)
            _ = row.parse(record.span, from: 0, separator: separator)
        }
        if let column = layout.textColumn, column < row.fields.count {
            text = row.text(of: row.fields[column], in: record)
        }
        if let column = layout.timeColumn, column < row.fields.count {
            time = row.text(of: row.fields[column], in: record)
        }
        if let column = layout.crawlColumn, column < row.fields.count {
            crawlTime = row.text(of: row.fields[column], in: record)
        }
        shape = .row
        return .text
    }

    /// Writes the row as an object; columns that it is too short for are empty strings.
    func appendColumns(to output: inout [UInt8]) {
        output.append(.openBrace)
        guard let layout = block?.layout else { return }
        let prefixes = layout.columnPrefixes
        var start = 0
        for column in layout.columns.indices {
            let end = layout.columnPrefixEnds[column]
            if start == end { continue }
            JSONText.append(prefixes.span.extracting(start..<end), to: &output)
            start = end
            if column < row.fields.count {
                JSONText.appendString(row.text(of: row.fields[column], in: record).span, to: &output)
            } else {
                output.append(contentsOf: #""""#.utf8)
            }
            output.append(.comma)
        }
    }

    /// Where the first field from `index` on that is not empty begins in the block, or nil.
    private func firstSurplusField(from index: Int) -> Int? {
        row.fields[index...].first { !$0.range.isEmpty }?.rawStart
    }
}
