/// Replaces malformed UTF-8 by U+FFFD, one for each maximal subpart, as the Unicode Standard (table 3-8) and the WHATWG
/// recommend.
enum UTF8Repair {
    /// Appends `bytes` to `buffer` as valid UTF-8. Returns the number of U+FFFD put in.
    static func append(_ bytes: Span<UInt8>, to buffer: inout ByteBuffer) -> Int {
        var replaced = 0
        var copied = 0
        var index = 0
        while index < bytes.count {
            let sequence = sequence(in: bytes, at: index)
            if !sequence.isValid {
                buffer.append(bytes, copied..<index)
                buffer.append("\u{FFFD}" as Unicode.Scalar)
                replaced += 1
                copied = index + sequence.length
            }
            index += sequence.length
        }
        buffer.append(bytes, copied..<index)
        return replaced
    }

    /// The offset in `bytes` of what stands at `target` in their repaired form.
    static func originalOffset(of target: Int, in bytes: Span<UInt8>) -> Int {
        var index = 0
        var repaired = 0
        while index < bytes.count, repaired < target {
            let sequence = sequence(in: bytes, at: index)
            let length = sequence.isValid ? sequence.length : 3
            if repaired + length > target { return sequence.isValid ? index + target - repaired : index }
            repaired += length
            index += sequence.length
        }
        return index
    }

    /// Length of the scalar at `index`, or of the malformed subpart there.
    static func sequence(in bytes: Span<UInt8>, at index: Int) -> (length: Int, isValid: Bool) {
        let first = bytes[index]
        if first < 0x80 { return (1, true) }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { second = 0xA0...0xBF }  // else overlong
            if first == 0xED { second = 0x80...0x9F }  // else a surrogate
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { second = 0x90...0xBF }  // else overlong
            if first == 0xF4 { second = 0x80...0x8F }  // else above U+10FFFF
        default: return (1, false)
        }
        for step in 1..<length {
            let next = index + step
            let allowed = step == 1 ? second : 0x80...0xBF
            guard next < bytes.count, allowed.contains(bytes[next]) else { return (step, false) }
        }
        return (length, true)
    }
}
