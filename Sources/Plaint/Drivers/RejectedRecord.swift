/// A rejected record as a line of JSON: where it stands, why, and its bytes.
enum RejectedRecord {
    /// Appends `{"file","offset","line","byte","reason","raw"}`; bytes that are no UTF-8 stand as `raw_base64`.
    /// Without `bytes` both are left out, because they may hold personal data.
    ///
    /// Offsets and bytes are those of the source after unpacking and decoding to UTF-8.
    static func append(
        _ issue: RecordIssue, path: String, bytes: UnsafeBufferPointer<UInt8>?, to output: inout [UInt8]
    ) {
        output.append(contentsOf: #"{"file":"#.utf8)
        JSONText.appendString(path, to: &output)
        output.append(
            contentsOf: #","offset":\#(issue.offset),"line":\#(issue.line),"byte":\#(issue.byte),"reason":"#.utf8)
        JSONText.appendString(issue.reason.description, to: &output)
        if case .oversized = issue.reason { output.append(contentsOf: #","truncated":true"#.utf8) }
        guard let bytes else {
            output.append(contentsOf: "}\n".utf8)
            return
        }
        if JSONValidator.isUTF8(bytes) {
            output.append(contentsOf: #","raw":"#.utf8)
            JSONText.appendString(bytes.span, to: &output)
        } else {
            output.append(contentsOf: #","raw_base64":""#.utf8)
            appendBase64(bytes, to: &output)
            output.append(.quote)
        }
        output.append(.closeBrace)
        output.append(.lineFeed)
    }

    /// Appends the line that stands for a record without result where every line in needs a line out.
    static func appendInPlace(line: Int, reason: String, to output: inout [UInt8]) {
        output.append(contentsOf: #"{"plaint":{"v":1,"error":{"line":\#(line),"reason":"#.utf8)
        JSONText.appendString(reason, to: &output)
        output.append(contentsOf: "}}}\n".utf8)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4.
    static func appendBase64(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let left = min(3, bytes.count - index)
            var group = 0
            for step in 0..<3 { group = group << 8 | (step < left ? Int(bytes[index + step]) : 0) }
            for step in 0..<4 {
                output.append(step <= left ? alphabet[group >> (18 - 6 * step) & 63] : UInt8(ascii: "="))
            }
            index += 3
        }
    }
}
