import CICU

/// What characters are, as far as segmentation and the rules must know.
enum CharacterClass {
    /// The scalar that begins at `index` of valid UTF-8, and its length in bytes.
    @inline(__always)
    static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        let first = text[index]
        if first < 0x80 { return (UInt32(first), 1) }
        if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F), 2) }
        if first < 0xF0 {
            let middle = UInt32(text[index + 1] & 0x3F) << 6
            return (UInt32(first & 0x0F) << 12 | middle | UInt32(text[index + 2] & 0x3F), 3)
        }
        let upper = UInt32(first & 0x07) << 18 | UInt32(text[index + 1] & 0x3F) << 12
        return (upper | UInt32(text[index + 2] & 0x3F) << 6 | UInt32(text[index + 3] & 0x3F), 4)
    }

    /// Length of the character that begins with this byte.
    @inline(__always)
    static func length(_ first: UInt8) -> Int { first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }

    /// Han ideographs: the unified block, extensions and compatibility ideographs.
    @inline(__always)
    static func isHan(_ scalar: UInt32) -> Bool {
        (scalar >= 0x4E00 && scalar <= 0x9FFF) || (scalar >= 0x3400 && scalar <= 0x4DBF)
            || (scalar >= 0x20000 && scalar <= 0x3FFFF) || (scalar >= 0xF900 && scalar <= 0xFAFF) || scalar == 0x3007
    }

    /// ICU gives status 0 to spaces, punctuation and emoji alike.
    static func kindOfUnruled(_ text: UnsafeBufferPointer<UInt8>, start: Int) -> Token.Kind {
        let (scalar, _) = scalar(text, at: start)
        if isSpace(scalar) { return .space }
        // ©, ®, digits and # have the emoji property but are read as signs.
        if scalar >= 0x2190, plaint_is_pictograph(scalar) != 0 || (scalar >= 0x1F1E6 && scalar <= 0x1F1FF) {
            return .emoji
        }
        return isHan(scalar) ? .han : .punctuation
    }

    @inline(__always)
    static func isSpace(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || (scalar >= 0x09 && scalar <= 0x0D) || scalar == 0xA0 || scalar == 0x3000 || scalar == 0x85
            || (scalar >= 0x2000 && scalar <= 0x200A) || scalar == 0x2028 || scalar == 0x2029 || scalar == 0x202F
    }

    /// Which marks of a punctuation or space token the rules look at.
    static func punctuationMarks(_ text: UnsafeBufferPointer<UInt8>, start: Int, end: Int) -> Token.Marks {
        switch scalar(text, at: start).value {
        case 0x21, 0xFF01, 0x203C: [.endsClause, .endsSentence, .exclaims]  // ! ！ ‼
        case 0x3F, 0xFF1F: [.endsClause, .endsSentence, .asks]  // ? ？
        case 0x2048, 0x2049, 0x203D: [.endsClause, .endsSentence, .exclaims, .asks]  // ⁈ ⁉ ‽
        case 0x2E, 0x3002, 0xFF0E, 0xFF61, 0x2026, 0x22EF: [.endsClause, .endsSentence]  // . 。 ． ｡ … ⋯
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: [.endsClause, .endsSentence]  // line ends
        case 0x2C, 0x3B, 0x3A, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF64: .endsClause  // , ; : ， ； ： ､
        case 0x7E, 0xFF5E, 0x301C, 0x2014, 0x2013: .endsClause  // ~ ～ 〜 — –
        case 0x28, 0x29, 0xFF08, 0xFF09: .endsClause  // ( ) （ ）
        default: []
        }
    }

    /// Capitals and lengthening of a word of letters.
    static func letterMarks(_ text: UnsafeBufferPointer<UInt8>, start: Int, end: Int) -> Token.Marks {
        letterMarks(text.baseAddress! + start, count: end - start)
    }

    @inline(__always)
    static func letterMarks(_ word: UnsafePointer<UInt8>, count: Int) -> Token.Marks {
        var marks: Token.Marks = []
        var capitals = 0
        var hasSmall = false
        // The last two bytes as small letters; those beyond ASCII are no letters that repeat.
        var (beforeLast, last): (UInt8, UInt8) = (0, 0)
        for index in 0..<count {
            let byte = word[index]
            let letter = byte | 0x20
            if letter &- 0x61 < 26 {
                if byte == letter { hasSmall = true } else { capitals &+= 1 }
            }
            if byte < 0x80, letter == last, letter == beforeLast { marks.insert(.lengthened) }
            (beforeLast, last) = (last, letter)
        }
        if capitals >= 2, !hasSmall { marks.insert(.capitals) }
        if hasSmall { marks.insert(.smallLetters) }
        return marks
    }
}
