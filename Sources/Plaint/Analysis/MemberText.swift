/// JSON in a buffer that a worker reuses for each text. What `JSONText` does for all of the drivers' output is done here
/// without a check for sharing at each byte: a record's labels are some forty pieces.
extension ScratchBuffer where Element == UInt8 {
    @inline(__always)
    mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        for index in 0..<text.utf8CodeUnitCount { appendReserved(text.utf8Start[index]) }
    }

    mutating func append(_ bytes: [UInt8]) {
        reserve(bytes.count)
        for byte in bytes { appendReserved(byte) }
    }

    /// Appends `utf8` (valid UTF-8) as a JSON string with its quotes, escaped as `JSONText` does.
    mutating func appendString(_ utf8: UnsafeBufferPointer<UInt8>) {
        if JSONText.mustEscape(utf8.span) {
            reserve(6 * utf8.count + 2)
            JSONText.forEachByte(ofString: utf8.span) { appendReserved($0) }
            return
        }
        reserve(utf8.count + 2)
        appendReserved(.quote)
        for byte in utf8 { appendReserved(byte) }
        appendReserved(.quote)
    }

    /// Appends a number given in thousandths, with three decimals: -380 as `-0.380`.
    mutating func appendThousandths(_ value: Int32) {
        reserve(16)
        if value < 0 { appendReserved(UInt8(ascii: "-")) }
        let magnitude = value.magnitude
        let whole = magnitude / 1_000
        var divisor: UInt32 = 1
        while whole / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            appendReserved(UInt8(ascii: "0") + UInt8(whole / divisor % 10))
            divisor /= 10
        }
        let rest = magnitude % 1_000
        appendReserved(UInt8(ascii: "."))
        appendReserved(UInt8(ascii: "0") + UInt8(rest / 100))
        appendReserved(UInt8(ascii: "0") + UInt8(rest / 10 % 10))
        appendReserved(UInt8(ascii: "0") + UInt8(rest % 10))
    }
}

extension Language {
    var text: StaticString {
        switch self {
        case .chinese: "zh"
        case .english: "en"
        case .mixed: "mixed"
        case .other: "other"
        }
    }
}

extension Origin {
    var text: StaticString {
        switch self {
        case .own: "own"
        case .quoted: "quoted"
        case .template: "template"
        }
    }
}

extension Sentiment {
    var text: StaticString {
        switch self {
        case .positive: "positive"
        case .neutral: "neutral"
        case .negative: "negative"
        }
    }
}
