/// JSON Lines: one object a line, whose bytes go to the output as they came. Elements of an array that lost its brackets, a
/// line each, are objects with a comma behind them, and that is passed over.
extension RecordParser {
    mutating func parseObject(_ line: UnsafeBufferPointer<UInt8>, _ layout: RecordLayout) -> ParsedRecord {
        record = line
        if !validator.accepts(line) {
            record = repair(line)
            if let fault = checker.fault(in: record.span) {
                let isElement = layout.format == .jsonl && fault.isCommaBehindObject(in: record.span)
                if isElement {
                    record = UnsafeBufferPointer(rebasing: record[..<fault.byte])
                } else if layout.format == .json, line.elementsEqual(CollectionOfOne(JSONElements.notClosed)) {
                    return rejected(.arrayNotClosed, at: 0, of: UnsafeBufferPointer(rebasing: line[..<0]))
                } else {
                    return rejected(.invalidJSON(fault.kind.description), atRepaired: fault.byte, of: line)
                }
            }
        }
        let bytes = record.span
        let brace = skipSpace(bytes, 0)
        guard bytes[brace] == .openBrace else { return rejected(.notAnObject, atRepaired: brace, of: line) }
        members.scan(bytes, from: brace, textKey: layout.textKey, timeKey: layout.timeKey, crawlKey: layout.crawlKey)
        if members.text == nil, layout.textPath.count > 1 {
            members.findText(at: layout.textPath, of: bytes, from: brace)
        }
        guard let value = members.text else {
            return rejected(.textMissing(field: layout.fields.text.name), atRepaired: brace, of: line)
        }
        shape = .object
        if let value = members.time {
            Self.load(value, of: bytes, into: &timeScratch)
            time = timeScratch.bytes
        }
        if let value = members.crawl {
            Self.load(value, of: bytes, into: &crawlScratch)
            crawlTime = crawlScratch.bytes
        }
        switch bytes[value.lowerBound] {
        case .quote: setText(value.lowerBound + 1..<value.upperBound - 1)
        case UInt8(ascii: "n"): break  // null: the text is empty
        default:
            shape = .none
            return rejected(.textNotAString(field: layout.fields.text.name), atRepaired: value.lowerBound, of: line)
        }
        return .text
    }

    /// A field of the current record as a person would read it; nil if the record has none at the end of `path`.
    mutating func value(at path: String) -> String? {
        if shape == .row {
            let column = block?.layout?.columns.firstIndex(of: path)
            guard let column, column < row.fields.count else { return nil }
            return String(decoding: row.text(of: row.fields[column], in: record), as: UTF8.self)
        }
        guard shape == .object else { return nil }
        let bytes = record.span
        let keys = [[Array(path.utf8)], RecordLayout.path(path)]
        for key in keys {
            guard let value = members.value(at: key, of: bytes, from: skipSpace(bytes, 0)),
                bytes[value.lowerBound] != .openBrace, bytes[value.lowerBound] != UInt8(ascii: "n")
            else { continue }
            var scratch = ByteBuffer()
            Self.load(value, of: bytes, into: &scratch)
            return String(decoding: scratch.bytes, as: UTF8.self)
        }
        return nil
    }

    /// The names of the current record's top-level members, the first `most` of them.
    mutating func memberNames(upTo most: Int) -> [String] {
        var names: [String] = []
        switch shape {
        case .none: break
        case .line: names = [TextField.fallback]
        case .row: names = Array(block?.layout?.columns.prefix(most) ?? [])
        case .object:
            let bytes = record.span
            members.forEachMember(of: bytes, from: skipSpace(bytes, 0)) { name, _ in
                if names.count < most { names.append(name) }
            }
        }
        return names
    }

    /// Writes the object up to its closing brace, without Plaint's own members.
    func appendMembers(to output: inout [UInt8]) {
        // White space before an element of an array is no part of it.
        var start = block?.layout?.format == .json ? skipSpace(record.span, 0) : 0
        for range in members.removed {
            output.append(contentsOf: record[start..<range.lowerBound])
            start = range.upperBound
        }
        output.append(contentsOf: record[start..<members.end])
        if !members.isEmpty { output.append(.comma) }
    }

    /// What a string says, or a number as it is written.
    private static func load(_ value: Range<Int>, of bytes: Span<UInt8>, into scratch: inout ByteBuffer) {
        let isString = bytes[value.lowerBound] == .quote
        let inside = isString ? value.lowerBound + 1..<value.upperBound - 1 : value
        scratch.removeAll()
        JSONString.unescape(bytes, inside, into: &scratch)
    }

    private mutating func setText(_ range: Range<Int>) {
        if !members.textHasEscapes {
            text = UnsafeBufferPointer(rebasing: record[range])
            return
        }
        unescaped.removeAll()
        JSONString.unescape(record.span, range, into: &unescaped)
        text = unescaped.bytes
    }

    /// An issue at `byte` of the repaired record.
    private mutating func rejected(
        _ reason: RecordIssue.Reason, atRepaired byte: Int, of line: UnsafeBufferPointer<UInt8>
    ) -> ParsedRecord {
        let isOriginal = record.baseAddress == line.baseAddress
        return rejected(reason, at: isOriginal ? byte : UTF8Repair.originalOffset(of: byte, in: line.span), of: line)
    }
}
