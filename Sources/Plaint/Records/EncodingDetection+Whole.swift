/// What a short source is that gave no clear sign: there is no more to wait for.
extension EncodingDetection {
    /// Two-byte characters that may decide. One alone is a frequent character in GB18030 and in Big5.
    private static let fewestPairs = 2

    /// Judges all of a source, or all behind its ASCII, that was found `weak`.
    ///
    /// UTF-8 with faults stays what it is if most of it is well-formed, or if no other encoding reads it without faults:
    /// then it was damaged. Counted on 600 pieces of two to eight characters each, from GB18030: four of five are read
    /// rightly, and nearly all others refused; of pieces from Big5, one in a thousand is taken for GB18030.
    static func judgeWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        let span = bytes.span
        let evidence = EncodingEvidence(span)
        let (gb, big5) = (evidence.gb, evidence.big5)
        if isDamagedUTF8(evidence) { return .weak }
        let isUsual = gb.isFaultless && gb.count >= fewestPairs && gb.usual * 10 >= gb.count * 9
        if isUsual, !big5.isFaultless || evidence.big5Odds < 0 { return .encoding(.gb18030) }
        let isReadable = gb.isFaultless || big5.isFaultless || shiftJIS(span).isFaultless
        return isReadable || mayBeWindows1252(evidence, span) ? .unknown : .weak
    }

    /// Judges lines that are no UTF-8, one or several, of a source that goes on.
    static func judgeLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        let evidence = EncodingEvidence(bytes.span)
        if isDamagedUTF8(evidence) { return .weak }
        if case .encoding(let found) = eightBitVerdict(evidence) { return .encoding(found) }
        return judgeWhole(bytes)
    }

    /// Most of it is well-formed UTF-8.
    static func isDamagedUTF8(_ evidence: EncodingEvidence) -> Bool {
        let malformed = evidence.high - evidence.utf8Bytes
        return malformed * 10 <= evidence.high || evidence.longUTF8Bytes * 10 >= evidence.high * 7
    }

    /// True if `encoding` reads all of `bytes`; of others than GB18030 and Big5 that is taken for granted.
    static func isFaultless(_ bytes: Span<UInt8>, in encoding: TextEncoding) -> Bool {
        switch encoding {
        case .gb18030: EncodingEvidence(bytes).gb.isFaultless
        case .big5: EncodingEvidence(bytes).big5.isFaultless
        default: true
        }
    }

    private static func shiftJIS(_ bytes: Span<UInt8>) -> EncodingEvidence.Pairs {
        EncodingEvidence.pairs(of: bytes) { first, second, _, pairs in
            let isHalfWidth = (0xA1...0xDF).contains(first)
            let isPair =
                first != 0x80 && first != 0xA0 && first <= 0xFC && (0x40...0xFC).contains(second) && second != 0x7F
            guard isHalfWidth || isPair else { return nil }
            pairs.count += 1
            return isHalfWidth ? 1 : 2
        }
    }

    /// Single letters and marks between ASCII. Those that hardly any text has are left to damage.
    private static func mayBeWindows1252(_ evidence: EncodingEvidence, _ bytes: Span<UInt8>) -> Bool {
        guard evidence.isolated * 10 >= evidence.high * 9, evidence.utf8Bytes == 0 else { return false }
        return bytes.first(0xFE, from: 0) == bytes.count && bytes.first(0xFF, from: 0) == bytes.count
    }
}
