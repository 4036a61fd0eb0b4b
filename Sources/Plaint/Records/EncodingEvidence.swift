/// What the bytes of a source's beginning look like under each reading. The shares named here were counted on 4,800
/// Chinese texts, written in Simplified characters as GB18030 and in Traditional ones as Big5 and as GB18030.
struct EncodingEvidence {
    /// Bytes above 0x7F.
    private(set) var high = 0
    /// Those of them that have ASCII, or nothing, on both sides.
    private(set) var isolated = 0
    /// Bytes above 0x7F in well-formed UTF-8 sequences, and malformed sequences.
    private(set) var utf8Bytes = 0
    private(set) var utf8Faults = 0
    /// Those of three and four bytes: two bytes of another encoding often look like one of two.
    private(set) var longUTF8Sequences = 0
    private(set) var longUTF8Bytes = 0
    private(set) var gb = Pairs()
    private(set) var big5 = Pairs()
    /// Units of two bytes whose first or second byte is 0, or that of a Han character or its punctuation.
    private(set) var units = 0
    private(set) var unitsLittle = 0
    private(set) var unitsBig = 0
    private(set) var nuls = 0
    private(set) var nulsAtOddOffsets = 0

    /// Two-byte characters of one reading.
    struct Pairs {
        var count = 0
        /// Bytes that cannot stand where they are.
        var faults = 0
        /// The last byte is the first half of a character.
        var isCut = false
        /// Second byte in 0x40…0x7E: 48 % of Big5, 0.5 % of GB18030 (15 % where that holds Traditional text).
        var lowTrails = 0
        /// First byte in 0xA4…0xC6: 90 % of Big5, 50 % of GB18030.
        var frequent = 0
        /// First byte from 0xC9: 0.2 % of Big5, 35 % of GB18030.
        var rare = 0
        /// GB 2312 proper: 99 % of GB18030 (71 % of Traditional text in it), 41 % of Big5 read so; extensions of Hong Kong
        /// if this is Big5.
        var zone = 0
        /// Han characters of GB 2312, its full-width forms and its punctuation, without the letters of other scripts.
        var usual = 0

        /// All of the source is characters of this reading.
        var isFaultless: Bool { count > 0 && faults == 0 && !isCut }
    }

    init(_ bytes: Span<UInt8>) {
        countHighBytes(bytes)
        countUTF8(bytes)
        countGB(bytes)
        countBig5(bytes)
        countUnits(bytes)
    }

    /// Log odds, in nats, of Big5 against GB18030, from the shares above, independence assumed.
    var big5Odds: Double {
        let highTrails = big5.count - big5.lowTrails
        return 2.6 * Double(big5.lowTrails) - 0.45 * Double(highTrails) + 0.65 * Double(big5.frequent)
            - 2.8 * Double(big5.rare)
    }

    private mutating func countHighBytes(_ bytes: Span<UInt8>) {
        for index in 0..<bytes.count where bytes[index] >= 0x80 {
            high += 1
            let before = index > 0 ? bytes[index - 1] : 0
            let after = index + 1 < bytes.count ? bytes[index + 1] : 0
            if before < 0x80, after < 0x80 { isolated += 1 }
        }
    }

    private mutating func countUTF8(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            let sequence = UTF8Repair.sequence(in: bytes, at: index)
            if sequence.isValid {
                if sequence.length > 1 { utf8Bytes += sequence.length }
                if sequence.length > 2 {
                    longUTF8Sequences += 1
                    longUTF8Bytes += sequence.length
                }
            } else if index + sequence.length < bytes.count {  // one cut off at the end is no fault
                utf8Faults += 1
            }
            index += sequence.length
        }
    }

    private mutating func countGB(_ bytes: Span<UInt8>) {
        gb = Self.pairs(of: bytes) { first, second, index, pairs in
            let isLead = first >= 0x81 && first <= 0xFE
            if isLead, second >= 0x40, second != 0x7F, second <= 0xFE {
                pairs.count += 1
                let isZone = second >= 0xA1 && ((0xB0...0xF7).contains(first) || (0xA1...0xA9).contains(first))
                if isZone { pairs.zone += 1 }
                if isZone, first >= 0xB0 || first == 0xA1 || first == 0xA3 { pairs.usual += 1 }
                return 2
            }
            guard isLead, (0x30...0x39).contains(second) else { return nil }
            // Four bytes; cut off at the end they are no fault.
            guard index + 3 < bytes.count else { return 4 }
            return bytes[index + 2] >= 0x81 && (0x30...0x39).contains(bytes[index + 3]) ? 4 : nil
        }
    }

    private mutating func countBig5(_ bytes: Span<UInt8>) {
        big5 = Self.pairs(of: bytes) { first, second, _, pairs in
            let isTrail = (0x40...0x7E).contains(second) || (0xA1...0xFE).contains(second)
            guard first >= 0x87, first <= 0xFE, isTrail else { return nil }
            pairs.count += 1
            if second <= 0x7E { pairs.lowTrails += 1 }
            if first < 0xA1 || first > 0xF9 {
                pairs.zone += 1
            } else if (0xA4...0xC6).contains(first) {
                pairs.frequent += 1
            } else if first >= 0xC9 {
                pairs.rare += 1
            }
            return 2
        }
    }

    /// Goes from character to character. `length` counts the one that begins with these two bytes, the first above 0x7F, and
    /// returns its bytes; nil is a fault.
    static func pairs(
        of bytes: Span<UInt8>,
        length: (_ first: UInt8, _ second: UInt8, _ index: Int, _ pairs: inout Pairs) -> Int?
    ) -> Pairs {
        var pairs = Pairs()
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            let found = length(bytes[index], bytes[index + 1], index, &pairs)
            if found == nil { pairs.faults += 1 }
            index += found ?? 1
        }
        pairs.isCut = index < bytes.count && bytes[index] >= 0x80
        return pairs
    }

    private mutating func countUnits(_ bytes: Span<UInt8>) {
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let (even, odd) = (bytes[index], bytes[index + 1])
            units += 1
            if Self.isUpperByte(odd) { unitsLittle += 1 }
            if Self.isUpperByte(even) { unitsBig += 1 }
            if even == 0 { nuls += 1 }
            if odd == 0 {
                nuls += 1
                nulsAtOddOffsets += 1
            }
        }
    }

    /// The upper byte of ASCII, general punctuation, CJK punctuation, Han characters and full-width forms in UTF-16.
    private static func isUpperByte(_ byte: UInt8) -> Bool {
        byte == 0 || byte == 0x20 || byte == 0x30 || (0x4E...0x9F).contains(byte) || byte == 0xFF
    }
}
