/// Searches over bytes, eight at a time. Every load is bounds-checked by the span.
extension Span<UInt8> {
    /// Index of the first `byte` at or after `start`, or `count`.
    func first(_ byte: UInt8, from start: Int) -> Int {
        let pattern = repeated(byte)
        let raw = bytes
        var index = start
        while index &+ 8 <= count {
            let found = zeroBytes(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern)
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < count, self[index] != byte { index &+= 1 }
        return index
    }

    /// Index of the first `a` or `b` at or after `start`, or `count`.
    func first(_ a: UInt8, or b: UInt8, from start: Int) -> Int {
        let (patternA, patternB) = (repeated(a), repeated(b))
        let raw = bytes
        var index = start
        while index &+ 8 <= count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found = zeroBytes(word ^ patternA) | zeroBytes(word ^ patternB)
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < count, self[index] != a, self[index] != b { index &+= 1 }
        return index
    }

    /// Index of the first `a`, `b` or `c` at or after `start`, or `count`.
    func first(_ a: UInt8, or b: UInt8, or c: UInt8, from start: Int) -> Int {
        let (patternA, patternB, patternC) = (repeated(a), repeated(b), repeated(c))
        let raw = bytes
        var index = start
        while index &+ 8 <= count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found = zeroBytes(word ^ patternA) | zeroBytes(word ^ patternB) | zeroBytes(word ^ patternC)
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < count, self[index] != a, self[index] != b, self[index] != c { index &+= 1 }
        return index
    }

    /// Index of the first `[`, `]`, `{`, `}` or `"` at or after `start`, or `count`.
    func firstBracketOrQuote(from start: Int) -> Int {
        let (quote, square, curly) = (repeated(.quote), repeated(0x5B), repeated(0x5D))
        let raw = bytes
        var index = start
        while index &+ 8 <= count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            // The curly brackets are the square ones with bit 5 set, and no other bytes become these without it.
            let folded = word & repeated(0xDF)
            let found = zeroBytes(word ^ quote) | zeroBytes(folded ^ square) | zeroBytes(folded ^ curly)
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < count {
            let byte = self[index]
            if byte == .quote || byte & 0xDF == 0x5B || byte & 0xDF == 0x5D { break }
            index &+= 1
        }
        return index
    }

    /// Index after the last LF in `range`, or nil.
    func endOfLastLine(in range: Range<Int>) -> Int? {
        var index = range.upperBound
        while index > range.lowerBound {
            if self[index &- 1] == .lineFeed { return index }
            index &-= 1
        }
        return nil
    }

    /// True if the bytes of `range` are spaces, tabs and CR only.
    func isBlank(_ range: Range<Int>) -> Bool {
        for index in range {
            let byte = self[index]
            if byte != .space, byte != .tab, byte != .carriageReturn { return false }
        }
        return true
    }

    /// True if the bytes of `range` are those of `other`.
    func matches(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
        guard range.count == other.count else { return false }
        for index in 0..<other.count where self[range.lowerBound &+ index] != other[index] { return false }
        return true
    }
}

extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let colon: UInt8 = 0x3A
    static let openBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let closeBracket: UInt8 = 0x5D
    static let openBrace: UInt8 = 0x7B
    static let closeBrace: UInt8 = 0x7D
}

/// Eight times the same byte.
@inline(__always)
private func repeated(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
}

/// Bit 7 set in every byte that is zero; bytes behind the first one (in memory order) may be marked wrongly.
@inline(__always)
func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}
