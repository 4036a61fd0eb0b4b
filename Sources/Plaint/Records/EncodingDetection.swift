/// The choice of an encoding that was not told: byte order mark, UTF-8, zeros of UTF-16, then GB18030 against Big5.
enum EncodingDetection {
    enum Verdict: Equatable {
        /// All ASCII so far: every encoding but UTF-16 agrees.
        case open
        case encoding(TextEncoding)
        /// UTF-8 with faults, for want of anything better; more bytes may say more.
        case weak
        /// No UTF-8, and it cannot be told what.
        case unknown
    }

    /// Two-byte characters from which on a refusal is better than U+FFFD for every byte.
    private static let pairsForRefusal = 4
    /// Nats by which one reading must beat the other: e⁴ is 55 to 1. At 16 bytes a sixth of the texts stay undecided, at 32
    /// one in a hundred; of 2,000 draws of 32 bytes each from three kinds of text one was wrong.
    private static let odds = 4.0
    /// Two-byte characters that decide by faults alone.
    private static let pairsForFaults = 8

    /// The encoding that a mark at the start names.
    static func byMark(_ bytes: Span<UInt8>) -> TextEncoding? {
        func begins(_ mark: [UInt8]) -> Bool { bytes.count >= mark.count && bytes.matches(0..<mark.count, mark) }
        if begins([0xEF, 0xBB, 0xBF]) { return .utf8 }
        if begins([0xFF, 0xFE, 0, 0]) { return .utf32LE }
        if begins([0, 0, 0xFE, 0xFF]) { return .utf32BE }
        if begins([0xFF, 0xFE]) { return .utf16LE }
        if begins([0xFE, 0xFF]) { return .utf16BE }
        if begins([0x84, 0x31, 0x95, 0x33]) { return .gb18030 }
        return nil
    }

    /// Judges bytes that follow only ASCII, or nothing if they are the `head` of the source.
    static func judge(_ bytes: UnsafeBufferPointer<UInt8>, isHead: Bool) -> Verdict {
        let span = bytes.span
        let isASCII = span.isASCII()
        let nul = span.first(0, from: 0) < span.count
        if isASCII, !(nul && isHead) { return .open }
        if !nul, isUTF8(bytes, mayBeCut: true) { return .encoding(.utf8) }
        let evidence = EncodingEvidence(span)
        if isHead, let wide = wideEncoding(evidence) { return .encoding(wide) }
        if !nul, case .encoding(let found)? = judgeMixedLines(bytes, isAll: false) { return .encoding(found) }
        // A few pairs of GB18030 bytes are valid UTF-8 by chance (很好很好).
        if evidence.utf8Bytes > max(12, 4 * evidence.utf8Faults) { return .encoding(.utf8) }
        if evidence.high == 0 { return .open }
        return eightBitVerdict(evidence)
    }

    /// True for UTF-8; with `mayBeCut` also for a piece of it that ends inside a character.
    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, mayBeCut: Bool) -> Bool {
        if JSONValidator.isUTF8(bytes) { return true }
        for cut in 1...3 where mayBeCut && bytes.count > cut {
            if JSONValidator.isUTF8(UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - cut)])),
                (0xC2...0xF4).contains(bytes[bytes.count - cut]),
                bytes[(bytes.count - cut + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                return true
            }
        }
        return false
    }

    /// UTF-16 without a mark at the head of a source; nil if it is none.
    static func wideEncoding(of head: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
        let hasNUL = head.span.first(0, from: 0) < head.count
        if !hasNUL, isUTF8(head, mayBeCut: true) { return nil }
        return wideEncoding(EncodingEvidence(head.span))
    }

    /// UTF-16 without a mark. ASCII in it is half zeros, all on one side; Chinese in it has upper bytes of a small range.
    private static func wideEncoding(_ evidence: EncodingEvidence) -> TextEncoding? {
        let (units, nuls) = (evidence.units, evidence.nuls)
        guard units >= 4 else { return nil }
        let little = evidence.unitsLittle * 20 >= units * 19 && evidence.nulsAtOddOffsets * 10 >= nuls * 9
        let big = evidence.unitsBig * 20 >= units * 19 && (nuls - evidence.nulsAtOddOffsets) * 10 >= nuls * 9
        guard little != big else { return nil }
        // Bytes below 0x80 can be upper bytes of Han characters, so it takes zeros, or high bytes that are no UTF-8.
        // Small letters can be such bytes too: a few zeros between them are no sign.
        let areASCII = nuls * 10 >= units && (units - nuls) * 2 <= 8 * evidence.high + nuls
        let isLikely =
            areASCII || (evidence.high * 4 >= units && evidence.utf8Faults * 8 >= units && units >= 16)
        return isLikely ? (little ? .utf16LE : .utf16BE) : nil
    }

    static func eightBitVerdict(_ evidence: EncodingEvidence) -> Verdict {
        let (gb, big5) = (evidence.gb, evidence.big5)
        if evidence.isolated >= 4, evidence.isolated * 10 >= evidence.high * 9, evidence.utf8Bytes == 0 {
            return .encoding(.windows1252)
        }
        // One fault in fifty: a file that somebody cut, or a few characters of another encoding.
        let mayBeGB = gb.count > 0 && gb.faults * 50 <= gb.count && gb.zone * 10 >= gb.count * 4
        let mayBeBig5 = big5.count > 0 && big5.faults * 50 <= big5.count && big5.zone * 10 <= big5.count
        let odds = evidence.big5Odds
        if mayBeGB, odds < -Self.odds || (!mayBeBig5 && gb.count >= pairsForFaults) { return .encoding(.gb18030) }
        if mayBeBig5, odds > Self.odds { return .encoding(.big5) }
        let mayBeEither = mayBeGB || mayBeBig5
        if mayBeEither, max(gb.count, big5.count) >= pairsForRefusal, evidence.longUTF8Sequences == 0 {
            return .unknown
        }
        // Neither, and far from UTF-8: something else, such as Shift_JIS, or no text at all.
        if !mayBeEither, evidence.utf8Faults >= 64, evidence.utf8Bytes < evidence.utf8Faults { return .unknown }
        return .weak
    }
}

extension Span<UInt8> {
    /// Number of bytes before the first above 0x7F.
    func countOfASCII() -> Int {
        let raw = bytes
        var index = 0
        while index &+ 8 <= count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let high = word & 0x8080_8080_8080_8080
            if high != 0 { return index &+ high.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count, self[index] < 0x80 { index &+= 1 }
        return index
    }

    /// True if no byte is above 0x7F.
    func isASCII() -> Bool {
        let raw = bytes
        var index = 0
        var seen: UInt64 = 0
        while index &+ 32 <= count {
            for step in stride(from: 0, to: 32, by: 8) {
                seen |= raw.unsafeLoadUnaligned(fromByteOffset: index &+ step, as: UInt64.self)
            }
            if seen & 0x8080_8080_8080_8080 != 0 { return false }
            index &+= 32
        }
        while index < count {
            if self[index] >= 0x80 { return false }
            index &+= 1
        }
        return true
    }
}
