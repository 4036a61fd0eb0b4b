/// Counts line ends, eight bytes at a time: every byte of a source passes here in the one thread that reads.
extension Span<UInt8> {
    /// Number of LF in `range`.
    func lineFeeds(in range: Range<Int>) -> Int {
        let raw = bytes
        var total = 0
        var index = range.lowerBound
        while index &+ 8 <= range.upperBound {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            total &+= marks(in: word, of: .lineFeed).nonzeroBitCount
            index &+= 8
        }
        while index < range.upperBound {
            if self[index] == .lineFeed { total &+= 1 }
            index &+= 1
        }
        return total
    }

    /// Number of line ends (CRLF, LF or lone CR) in `range`. `previous` is the byte before it: a LF after a CR is no
    /// line end of its own.
    func lineEnds(in range: Range<Int>, after previous: UInt8 = 0) -> Int {
        let raw = bytes
        var total = 0
        var index = range.lowerBound
        // Bit 7 of the byte before the word, if that is a CR.
        var carried: UInt64 = previous == .carriageReturn ? 0x80 : 0
        while index &+ 8 <= range.upperBound {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let returns = marks(in: word, of: .carriageReturn)
            let feeds = marks(in: word, of: .lineFeed)
            total &+= (returns | feeds & ~(returns << 8 | carried)).nonzeroBitCount
            carried = returns >> 56
            index &+= 8
        }
        var last: UInt8 = carried != 0 ? .carriageReturn : 0
        while index < range.upperBound {
            let byte = self[index]
            if byte == .carriageReturn || (byte == .lineFeed && last != .carriageReturn) { total &+= 1 }
            last = byte
            index &+= 1
        }
        return total
    }
}

/// Bit 7 set in every byte of `word` that is `byte`, and no other bit.
@inline(__always)
private func marks(in word: UInt64, of byte: UInt8) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = word ^ UInt64(byte) &* 0x0101_0101_0101_0101
    return ~((difference & low &+ low) | difference | low)
}
