extension JSONValue {
    static func integer(_ value: Int) -> JSONValue { .number("\(value)") }

    /// Appends the value as JSON.
    func append(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .string(let text): JSONText.appendString(text, to: &output)
        case .array(let elements):
            output.append(.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(.comma) }
                element.append(to: &output)
            }
            output.append(.closeBracket)
        case .object(let members):
            output.append(.openBrace)
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(.comma) }
                JSONText.appendString(member.key, to: &output)
                output.append(.colon)
                member.value.append(to: &output)
            }
            output.append(.closeBrace)
        }
    }
}
