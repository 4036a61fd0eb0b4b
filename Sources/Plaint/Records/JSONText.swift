/// Writes JSON into a byte array that the caller reuses.
enum JSONText {
    /// Appends `utf8` (valid UTF-8) as a JSON string with its quotes.
    ///
    /// Besides what JSON demands (`"`, `\`, C0 controls), U+0085, U+2028 and U+2029 are escaped: some line readers cut
    /// lines there. All else is written as it is.
    static func appendString(_ utf8: Span<UInt8>, to output: inout [UInt8]) {
        output.append(.quote)
        var copied = 0
        var index = firstSuspect(in: utf8, from: 0)
        while index < utf8.count {
            let length = escapedLength(in: utf8, at: index)
            if length == 0 {
                index = firstSuspect(in: utf8, from: index + 1)
                continue
            }
            append(utf8.extracting(copied..<index), to: &output)
            putEscape(of: utf8, at: index) { output.append($0) }
            copied = index + length
            index = firstSuspect(in: utf8, from: copied)
        }
        append(utf8.extracting(copied..<utf8.count), to: &output)
        output.append(.quote)
    }

    /// Hands out the bytes of the same string one by one, for buffers of another kind than `[UInt8]`: six at most for each
    /// byte of `utf8`, and the quotes.
    @inline(__always)
    static func forEachByte(ofString utf8: Span<UInt8>, _ put: (UInt8) -> Void) {
        put(.quote)
        var index = 0
        while index < utf8.count {
            let length = isSuspect(utf8[index]) ? escapedLength(in: utf8, at: index) : 0
            if length > 0 {
                putEscape(of: utf8, at: index, put)
                index += length
            } else {
                put(utf8[index])
                index += 1
            }
        }
        put(.quote)
    }

    /// Whether `utf8` cannot stand in a JSON string as it is.
    static func mustEscape(_ utf8: Span<UInt8>) -> Bool {
        var index = firstSuspect(in: utf8, from: 0)
        while index < utf8.count {
            if escapedLength(in: utf8, at: index) > 0 { return true }
            index = firstSuspect(in: utf8, from: index + 1)
        }
        return false
    }

    /// Appends `text` as a JSON string with its quotes.
    static func appendString(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { appendString($0.span, to: &output) }
    }

    /// Appends a number given in thousandths, with three decimals: -380 as `-0.380`, 0 as `0.000`.
    static func appendThousandths(_ value: Int, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1_000)
        appendDecimal(whole, to: &output)
        output.append(UInt8(ascii: "."))
        output.append(UInt8(ascii: "0") + UInt8(rest / 100))
        output.append(UInt8(ascii: "0") + UInt8(rest / 10 % 10))
        output.append(UInt8(ascii: "0") + UInt8(rest % 10))
    }

    /// Appends a whole number.
    static func appendInteger(_ value: Int64, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        appendDecimal(UInt(value.magnitude), to: &output)
    }

    /// Appends the bytes as they are.
    static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }

    private static func appendDecimal(_ value: UInt, to output: inout [UInt8]) {
        if value >= 10 { appendDecimal(value / 10, to: &output) }
        output.append(UInt8(ascii: "0") + UInt8(value % 10))
    }

    /// Index of the first byte that is escaped or that begins a character which may be, or `count`.
    private static func firstSuspect(in utf8: Span<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = utf8.bytes
        var index = start
        while index &+ 8 <= utf8.count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Bytes under 0x20; then the quote, the backslash, and the first bytes of U+0085 and U+2028.
            let controls = (word &- ones &* 0x20) & ~word & (ones &* 0x80)
            let found =
                controls | zeroBytes(word ^ ones &* 0x22) | zeroBytes(word ^ ones &* 0x5C)
                | zeroBytes(word ^ ones &* 0xC2) | zeroBytes(word ^ ones &* 0xE2)
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < utf8.count, !isSuspect(utf8[index]) { index &+= 1 }
        return index
    }

    @inline(__always)
    private static func isSuspect(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == .quote || byte == .backslash || byte == 0xC2 || byte == 0xE2
    }

    /// Length of the character at `index`, which begins with a suspect byte, if it must be escaped, else 0.
    private static func escapedLength(in utf8: Span<UInt8>, at index: Int) -> Int {
        switch utf8[index] {
        case 0xC2: return index + 1 < utf8.count && utf8[index + 1] == 0x85 ? 2 : 0
        case 0xE2:
            guard index + 2 < utf8.count, utf8[index + 1] == 0x80 else { return 0 }
            return utf8[index + 2] == 0xA8 || utf8[index + 2] == 0xA9 ? 3 : 0
        default: return 1
        }
    }

    @inline(__always)
    private static func putEscape(of utf8: Span<UInt8>, at index: Int, _ put: (UInt8) -> Void) {
        put(.backslash)
        switch utf8[index] {
        case .quote: put(.quote)
        case .backslash: put(.backslash)
        case .lineFeed: put(UInt8(ascii: "n"))
        case .carriageReturn: put(UInt8(ascii: "r"))
        case .tab: put(UInt8(ascii: "t"))
        case 0xC2: for byte in "u0085".utf8 { put(byte) }
        case 0xE2: for byte in (utf8[index + 2] == 0xA8 ? "u2028" : "u2029").utf8 { put(byte) }
        case let control:
            for byte in "u00".utf8 { put(byte) }
            put(UInt8(ascii: "0") + control >> 4)
            put(hexDigit(control & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
