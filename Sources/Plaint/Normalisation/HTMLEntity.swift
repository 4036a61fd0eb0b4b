/// Character references of HTML: `&amp;`, `&#39;`, `&#x27;`, and what is escaped twice (`&amp;#39;`).
enum HTMLEntity {
    /// The character that is written at `start` (a `&`), and where the reference ends.
    static func decode(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> (scalar: UInt32, end: Int)? {
        guard var found = reference(text, start + 1) else { return nil }
        // &amp;amp;quot; is one sign, however often it was escaped.
        while found.scalar == 0x26, let deeper = reference(text, found.end) { found = deeper }
        return found
    }

    /// The reference whose name or number begins at `start`, with its semicolon.
    private static func reference(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (scalar: UInt32, end: Int)? {
        guard start < text.count else { return nil }
        if text[start] == UInt8(ascii: "#") { return number(text, start + 1) }
        for (name, scalar) in names {
            let end = start + name.utf8CodeUnitCount
            guard end < text.count || (end == text.count && scalar == 0xA0) else { continue }
            var fits = true
            for offset in 0..<name.utf8CodeUnitCount where text[start + offset] != name.utf8Start[offset] {
                fits = false
            }
            guard fits else { continue }
            if end < text.count, text[end] == UInt8(ascii: ";") { return (scalar, end + 1) }
            // Half of the world forgets the semicolon of this one.
            if scalar == 0xA0 { return (scalar, end) }
        }
        return nil
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (scalar: UInt32, end: Int)? {
        var index = start
        let isHexadecimal = index < text.count && text[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let first = index
        var value: UInt32 = 0
        while index < text.count, index - first < 8, let digit = digit(text[index], isHexadecimal) {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        guard index > first, index < text.count, text[index] == UInt8(ascii: ";"), value > 0, value < 0x110000,
            value < 0xD800 || value > 0xDFFF
        else { return nil }
        return (value, index + 1)
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if byte >= 0x30, byte <= 0x39 { return UInt32(byte) - 0x30 }
        let letter = byte | 0x20
        return isHexadecimal && letter >= 0x61 && letter <= 0x66 ? UInt32(letter) - 0x57 : nil
    }

    /// Names of the HTML standard that exports hold, and their characters; the most frequent first.
    private static let names: [(StaticString, UInt32)] = [
        ("amp", 0x26), ("nbsp", 0xA0), ("quot", 0x22), ("lt", 0x3C), ("gt", 0x3E), ("apos", 0x27), ("rsquo", 0x2019),
        ("lsquo", 0x2018), ("ldquo", 0x201C), ("rdquo", 0x201D), ("hellip", 0x2026), ("mdash", 0x2014),
        ("ndash", 0x2013), ("middot", 0xB7), ("bull", 0x2022), ("times", 0xD7), ("deg", 0xB0), ("yen", 0xA5),
        ("pound", 0xA3), ("euro", 0x20AC), ("cent", 0xA2), ("copy", 0xA9), ("reg", 0xAE), ("trade", 0x2122),
        ("laquo", 0xAB), ("raquo", 0xBB), ("ensp", 0x2002), ("emsp", 0x2003), ("thinsp", 0x2009), ("zwnj", 0x200C),
        ("zwj", 0x200D), ("shy", 0xAD), ("lrm", 0x200E), ("rlm", 0x200F), ("hearts", 0x2665), ("frac12", 0xBD),
        ("agrave", 0xE0), ("aacute", 0xE1), ("acirc", 0xE2), ("auml", 0xE4), ("ccedil", 0xE7), ("egrave", 0xE8),
        ("eacute", 0xE9), ("ecirc", 0xEA), ("iacute", 0xED), ("ntilde", 0xF1), ("oacute", 0xF3), ("ouml", 0xF6),
        ("szlig", 0xDF), ("uacute", 0xFA), ("uuml", 0xFC),
    ]
}
