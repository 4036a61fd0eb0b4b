/// Where and why bytes are not JSON.
struct JSONFault: Error, Equatable {
    /// What the grammar of RFC 8259 misses or forbids.
    enum Kind: Sendable, Equatable {
        case valueExpected
        case keyExpected
        case colonExpected
        case commaOrBraceExpected
        case commaOrBracketExpected
        case invalidLiteral
        case invalidNumber
        case invalidEscape
        case controlCharacter
        case unterminatedString
        case endOfRecord
        case trailingBytes
        case tooDeep
    }

    /// 0-based offset of the first byte that cannot stand; the length when bytes are missing at the end.
    var byte: Int
    var kind: Kind

    /// True if `bytes` are one whole object, and all that is wrong with them is one comma behind it.
    func isCommaBehindObject(in bytes: Span<UInt8>) -> Bool {
        kind == .trailingBytes && bytes[byte] == .comma && skipSpace(bytes, byte + 1) == bytes.count
            && bytes[skipSpace(bytes, 0)] == .openBrace
    }
}

/// Judges JSON by the grammar of RFC 8259 alone: numbers of any size, lone surrogates as escapes and repeated keys are
/// its business no more than white space is. Expects valid UTF-8.
struct JSONChecker: ~Copyable {
    /// Open brackets allowed at once.
    static let maximumDepth = 1_000

    /// For each open bracket, whether it is a brace.
    private var open: [Bool] = []

    /// The first fault of `bytes` as one JSON value with white space around it, or nil.
    mutating func fault(in bytes: Span<UInt8>) -> JSONFault? {
        open.removeAll(keepingCapacity: true)
        do throws(JSONFault) {
            try checkDocument(bytes)
            return nil
        } catch {
            return error
        }
    }

    private mutating func checkDocument(_ bytes: Span<UInt8>) throws(JSONFault) {
        var index = skipSpace(bytes, 0)
        while true {
            // A value stands here; an opening bracket leads to the first value inside it, unless it is empty.
            switch try at(bytes, index) {
            case .openBrace:
                try push(isBrace: true, at: index)
                index = skipSpace(bytes, index + 1)
                guard try at(bytes, index) == .closeBrace else {
                    index = try checkKey(bytes, index)
                    continue
                }
            case .openBracket:
                try push(isBrace: false, at: index)
                index = skipSpace(bytes, index + 1)
                guard try at(bytes, index) == .closeBracket else { continue }
            default:
                index = try checkScalar(bytes, index)
            }
            guard let next = try checkAfterValue(bytes, index) else { return }
            index = next
        }
    }

    /// Goes past closing brackets to the next value. Returns nil at the end of the document.
    private mutating func checkAfterValue(_ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int? {
        var index = skipSpace(bytes, start)
        while let isBrace = open.last {
            switch try at(bytes, index) {
            case .comma:
                index = skipSpace(bytes, index + 1)
                return isBrace ? try checkKey(bytes, index) : index
            case isBrace ? .closeBrace : .closeBracket:
                open.removeLast()
                index = skipSpace(bytes, index + 1)
            default:
                throw JSONFault(byte: index, kind: isBrace ? .commaOrBraceExpected : .commaOrBracketExpected)
            }
        }
        if index < bytes.count { throw JSONFault(byte: index, kind: .trailingBytes) }
        return nil
    }

    private mutating func push(isBrace: Bool, at index: Int) throws(JSONFault) {
        guard open.count < JSONChecker.maximumDepth else { throw JSONFault(byte: index, kind: .tooDeep) }
        open.append(isBrace)
    }

    /// Checks `"key" :` and returns the index of the value.
    private func checkKey(_ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        guard try at(bytes, start) == .quote else { throw JSONFault(byte: start, kind: .keyExpected) }
        let index = skipSpace(bytes, try checkString(bytes, start))
        guard try at(bytes, index) == .colon else { throw JSONFault(byte: index, kind: .colonExpected) }
        return skipSpace(bytes, index + 1)
    }

    private func checkScalar(_ bytes: Span<UInt8>, _ index: Int) throws(JSONFault) -> Int {
        switch bytes[index] {
        case .quote: return try checkString(bytes, index)
        case UInt8(ascii: "t"): return try checkLiteral("true", bytes, index)
        case UInt8(ascii: "f"): return try checkLiteral("false", bytes, index)
        case UInt8(ascii: "n"): return try checkLiteral("null", bytes, index)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try checkNumber(bytes, index)
        default: throw JSONFault(byte: index, kind: .valueExpected)
        }
    }

    private func checkLiteral(_ literal: StaticString, _ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        for step in 0..<literal.utf8CodeUnitCount {
            let index = start + step
            if index >= bytes.count { throw JSONFault(byte: index, kind: .endOfRecord) }
            if bytes[index] != literal.utf8Start[step] { throw JSONFault(byte: index, kind: .invalidLiteral) }
        }
        return start + literal.utf8CodeUnitCount
    }

    private func checkNumber(_ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        var index = start
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "0") {
            index += 1
        } else {
            index = try checkDigits(bytes, index)
        }
        // A digit here would follow a leading zero.
        if index < bytes.count, isDigit(bytes[index]) { throw JSONFault(byte: index, kind: .invalidNumber) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") { index = try checkDigits(bytes, index + 1) }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            index = try checkDigits(bytes, index)
        }
        return index
    }

    private func checkDigits(_ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        var index = start
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
        if index == start { throw JSONFault(byte: index, kind: .invalidNumber) }
        return index
    }

    /// Returns the index after the closing quote.
    private func checkString(_ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        var index = start + 1
        while index < bytes.count {
            switch bytes[index] {
            case .quote: return index + 1
            case .backslash: index = try checkEscape(bytes, index)
            case 0..<0x20: throw JSONFault(byte: index, kind: .controlCharacter)
            default: index += 1
            }
        }
        throw JSONFault(byte: index, kind: .unterminatedString)
    }

    private func checkEscape(_ bytes: Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
        guard start + 1 < bytes.count else { throw JSONFault(byte: bytes.count, kind: .unterminatedString) }
        switch bytes[start + 1] {
        case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            for index in start + 2..<start + 6 {
                guard index < bytes.count else { throw JSONFault(byte: index, kind: .unterminatedString) }
                if hexValue(bytes[index]) == nil { throw JSONFault(byte: index, kind: .invalidEscape) }
            }
            return start + 6
        default: throw JSONFault(byte: start + 1, kind: .invalidEscape)
        }
    }

    private func at(_ bytes: Span<UInt8>, _ index: Int) throws(JSONFault) -> UInt8 {
        guard index < bytes.count else { throw JSONFault(byte: index, kind: .endOfRecord) }
        return bytes[index]
    }
}

/// Index of the first byte at or after `start` that is no JSON white space.
@inline(__always)
func skipSpace(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < bytes.count, isJSONSpace(bytes[index]) { index &+= 1 }
    return index
}

@inline(__always)
func isJSONSpace(_ byte: UInt8) -> Bool {
    byte == .space || byte == .tab || byte == .lineFeed || byte == .carriageReturn
}

private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Value of a hexadecimal digit, or nil.
func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}
