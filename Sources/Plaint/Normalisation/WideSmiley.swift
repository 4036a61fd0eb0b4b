/// Smileys as Chinese keyboards write them, ：） and ：（: of full-width signs, or of such and plain ones.
enum WideSmiley {
    /// How far back a bracket is looked for that the mouth may close, in bytes: `（备注：）` is no smile.
    private static let longestBracket = 90

    /// Where the smiley ends whose first full-width sign is at `index`; `nil` if there is none.
    static func end(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let first = CharacterClass.scalar(text, at: index).value
        let mouth: Int
        switch first {
        case 0xFF1A, 0xFF1B: mouth = index + 3
        // Behind plain eyes the mouth is the first that is wide.
        case 0xFF08, 0xFF09: mouth = hasPlainEyes(text, before: index) ? index : text.count
        default: return nil
        }
        guard let shape = bracket(text, mouth) else { return nil }
        var end = mouth
        while bracket(text, end) == shape { end += CharacterClass.length(text[end]) }
        // A colon stands before a bracket more often than before a sad mouth; that one ends what is said.
        let isSmiley = shape == 0x28 ? endsSentence(text, end) : !closesBracket(text, before: index)
        return isSmiley ? end : nil
    }

    @inline(__always)
    static func hasPlainEyes(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
        index > 0 && (text[index - 1] == UInt8(ascii: ":") || text[index - 1] == UInt8(ascii: ";"))
    }

    /// The round bracket at `index`, in its plain form.
    static func bracket(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
        guard index < text.count else { return nil }
        switch CharacterClass.scalar(text, at: index).value {
        case 0x28, 0xFF08: return 0x28
        case 0x29, 0xFF09: return 0x29
        default: return nil
        }
    }

    private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index < text.count else { return true }
        switch CharacterClass.scalar(text, at: index).value {
        case 0...0x21, 0x2C, 0x2E, 0x3F, 0x7E, 0x2026, 0x3000...0x3002, 0xFF01, 0xFF0C, 0xFF1F, 0xFF5E: return true
        default: return false
        }
    }

    private static func closesBracket(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
        var place = index - 1
        while place >= max(0, index - longestBracket) {
            // Bytes inside a character are no brackets.
            if text[place] & 0xC0 != 0x80, let bracket = bracket(text, place) { return bracket == 0x28 }
            place -= 1
        }
        return false
    }
}
