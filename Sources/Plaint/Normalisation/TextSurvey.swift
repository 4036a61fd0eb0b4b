/// Which kinds of edit a text may need, found out in one look at its bytes, at more than a gigabyte a second: most texts
/// need none and are used where they lie. A bit too many costs a pass that changes nothing; a bit too few is a fault.
struct TextSurvey: OptionSet {
    let rawValue: UInt8

    /// Widths, invisible characters, letters in disguise, combining marks, apostrophes.
    static let characters = TextSurvey(rawValue: 1)
    /// Has a character that only Traditional text has.
    static let traditional = TextSurvey(rawValue: 2)
    /// `<` or `&`.
    static let markup = TextSurvey(rawValue: 4)
    /// Letters as they come of UTF-8 that was read as Windows-1252.
    static let mojibake = TextSurvey(rawValue: 8)
    /// Readings in brackets, spaced-out words.
    static let layout = TextSurvey(rawValue: 16)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Looks at `text`, which must be valid UTF-8.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var found: TextSurvey = []
        let suspects = SuspectCharacters.shared.bits
        let count = text.count
        guard let base = text.baseAddress else {
            self = found
            return
        }
        var index = 0
        // Spaces of the eight bytes before, if those were ASCII.
        var spaces: UInt64 = 0
        while index < count {
            let byte = base[index]
            if byte & 0xF0 == 0xE0 {
                // One test for all characters of three bytes: most of Chinese text is made of them.
                let upper = Int(byte & 0x0F) << 6 | Int(base[index &+ 1] & 0x3F)
                if suspects[upper] & (1 << UInt64(base[index &+ 2] & 0x3F)) != 0 { found.lookAtSuspect(text, index) }
                index &+= 3
                spaces = 0
            } else if byte < 0x80 {
                if index &+ 8 <= count {
                    let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
                    if word & 0x8080_8080_8080_8080 == 0 {
                        if Self.holdsSuspect(word) { found.lookAtASCII(text, index..<index &+ 8) }
                        let here = Self.bytes(word, equal: 0x20)
                        // Three spaces with one byte between: s l o w
                        let apart = (here << 16 | spaces >> 48) & (here << 32 | spaces >> 32)
                        if here & apart != 0 { found.insert(.layout) }
                        spaces = here
                        if byte == UInt8(ascii: "("), index > 0, base[index &- 1] >= 0x80 { found.insert(.layout) }
                        index &+= 8
                        continue
                    }
                }
                found.lookAtASCII(text, index..<index &+ 1)
                found.lookAtSeparator(text, index)
                index &+= 1
                spaces = 0
            } else {
                found.lookAtOther(text, index)
                index &+= byte < 0xE0 ? 2 : 4
                spaces = 0
            }
        }
        self = found
    }

    /// Whether one of eight ASCII bytes is a control character, `<`, `&` or a grave accent.
    @inline(__always)
    private static func holdsSuspect(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        @inline(__always) func zero(_ value: UInt64) -> UInt64 { (value &- ones) & ~value }
        let controls = (word &- ones &* 0x20) & ~word
        let marks = zero(word ^ ones &* 0x3C) | zero(word ^ ones &* 0x26) | zero(word ^ ones &* 0x60)
        return (controls | marks | zero(word ^ ones &* 0x7F)) & (ones << 7) != 0
    }

    /// The upper bit of each of eight ASCII bytes that is `byte`.
    @inline(__always)
    private static func bytes(_ word: UInt64, equal byte: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let difference = word ^ (0x0101_0101_0101_0101 &* byte)
        return ~((difference & low) &+ low | difference | low)
    }

    private mutating func lookAtASCII(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        for index in range {
            switch text[index] {
            case 0x26, 0x3C: insert(.markup)
            case 0x09, 0x0A, 0x0D: break
            case 0..<0x20, 0x7F, 0x60: insert(.characters)
            default: break
            }
        }
    }

    /// A blank or sign at `index` with one character, and the same sign, before it; a bracket behind a character.
    private mutating func lookAtSeparator(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) {
        let byte = text[index]
        if byte == UInt8(ascii: "("), index > 0, text[index - 1] >= 0x80 { insert(.layout) }
        guard byte == 0xE3 || SpacedWords.isSeparator(byte) else { return }
        let length = byte == 0xE3 ? 3 : 1
        let before = index - 3 - length
        if before >= 0, text[before] == byte, text[index - 3] >= 0xE3, text[index - 3] <= 0xE9 { insert(.layout) }
        if byte == 0x20, index >= 4, text[index - 2] == 0x20, text[index - 4] == 0x20 { insert(.layout) }
    }

    /// A character of two or four bytes.
    private mutating func lookAtOther(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) {
        let second = text[index + 1]
        switch text[index] {
        case 0xC2: if second == 0xAD || second < 0xA0 || second == 0xB4 { insert(.characters) }
        case 0xC3:
            if second >= 0x82, second <= 0xB4, index + 2 < text.count, text[index + 2] >= 0xC2 { insert(.mojibake) }
        case 0xCA: if second >= 0xB9, second <= 0xBC { insert(.characters) }
        case 0xCC, 0xCD: insert(.characters)
        case 0xF0: if second == 0x9D { insert(.characters) }
        default: break
        }
    }

    /// A suspect of three bytes.
    private mutating func lookAtSuspect(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) {
        switch CharacterClass.scalar(text, at: index).value {
        case 0x3000: lookAtSeparator(text, index)
        case 0x3001...0x9FFF: insert(.traditional)
        case 0xFF1A, 0xFF1B:
            if WideSmiley.bracket(text, index + 3) != nil { insert(.characters) }
        case 0xFF09:
            if WideSmiley.hasPlainEyes(text, before: index) { insert(.characters) }
        case 0xFF08:
            if WideSmiley.hasPlainEyes(text, before: index) { insert(.characters) }
            // What follows a full-width bracket: letters may be a reading.
            guard index + 3 < text.count else { return }
            let next = text[index + 3]
            if (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A) || (next >= 0xC3 && next <= 0xC7) { insert(.layout) }
        case 0x2018, 0x2019:
            if index > 0, index + 3 < text.count, text[index - 1] < 0x80, text[index + 3] < 0x80 { insert(.characters) }
        case 0x201C, 0x201D:
            if CharacterEdits.quotesASCII(text, index) { insert(.characters) }
        default: insert(.characters)
        }
    }
}

/// Characters of three bytes that an edit may begin with, as a bit set over the Basic Multilingual Plane.
private struct SuspectCharacters: @unchecked Sendable {
    static let shared = SuspectCharacters()

    /// Made once and never freed.
    let bits: UnsafePointer<UInt64>

    private init() {
        let made = UnsafeMutablePointer<UInt64>.allocate(capacity: 0x1_0000 / 64)
        made.initialize(repeating: 0, count: 0x1_0000 / 64)
        func insert(_ scalar: Int) { made[scalar >> 6] |= 1 << UInt64(scalar & 63) }
        let table = TraditionalTable.shared
        for place in 0..<Int(TraditionalTable.count) where table.isDistinctive(place: place) {
            insert(Int(TraditionalTable.first) + place)
        }
        // U+3000 and the opening bracket belong to the layout, colons and brackets to smileys; see `lookAtSuspect`.
        for scalar in [0x3000, 0xFF08, 0xFF09, 0xFF1A, 0xFF1B] { insert(scalar) }
        for scalar in [0x180E, 0x2018, 0x2019, 0x201B, 0x201C, 0x201D, 0x2032, 0xFEFF] { insert(scalar) }
        for scalar in [0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x24B6...0x24E9].joined() { insert(scalar) }
        for scalar in 0xFF01...0xFF5E where CharacterEdits.narrow(UInt32(scalar)) != nil { insert(scalar) }
        bits = UnsafePointer(made)
    }
}
