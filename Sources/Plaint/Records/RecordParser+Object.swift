/// JSON Lines: one object a line, whose bytes go to the output as they came.
extension RecordParser {
    mutating func parseObject(_ line: UnsafeBufferPointer<UInt8>, _ layout: RecordLayout) -> ParsedRecord {
        record = line
        if !validator.accepts(line) {
            record = repair(line)
            if let fault = checker.fault(in: record.span) {
                return rejected(.invalidJSON(fault.kind.description), atRepaired: fault.byte, of: line)
            }
        }
        let bytes = record.span
        let brace = skipSpace(bytes, 0)
        guard bytes[brace] == .openBrace else { return rejected(.notAnObject, atRepaired: brace, of: line) }
        members.scan(bytes, from: brace, textKey: layout.textKey, timeKey: layout.timeKey)
        if members.text == nil, layout.textPath.count > 1 {
            members.findText(at: layout.textPath, of: bytes, from: brace)
        }
        guard let value = members.text else {
            return rejected(.textMissing(field: layout.textField), atRepaired: brace, of: line)
        }
        shape = .object
        if let value = members.time { setTime(value, in: bytes) }
        switch bytes[value.lowerBound] {
        case .quote: setText(value.lowerBound + 1..<value.upperBound - 1)
        case UInt8(ascii: "n"): break  // null: the text is empty
        default:
            shape = .none
            return rejected(.textNotAString(field: layout.textField), atRepaired: value.lowerBound, of: line)
        }
        return .text
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

    /// The time of a string, or of a number.
    private mutating func setTime(_ value: Range<Int>, in bytes: Span<UInt8>) {
        let isString = bytes[value.lowerBound] == .quote
        let inside = isString ? value.lowerBound + 1..<value.upperBound - 1 : value
        timeScratch.removeAll()
        JSONString.unescape(bytes, inside, into: &timeScratch)
        time = timeScratch.bytes
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
