/// Undoes the reading of UTF-8 as Windows-1252 or Latin-1: `cafÃ©` is café, `donâ€™t` is don’t.
///
/// Only what can be told is undone: letters and signs that are, byte for byte, one character of UTF-8. What became
/// replacement characters on the way is lost and stays.
enum MojibakeEdits {
    static func apply(to rewriter: inout TextRewriter) {
        let text = rewriter.source
        var index = 0
        var lastEnd = -1
        while index < text.count {
            // All letters that can begin such a sequence (Â … ô) have two bytes, the first of which is C3.
            guard text[index] == 0xC3, let found = character(text, at: index) else {
                index += CharacterClass.length(text[index])
                continue
            }
            if isCertain(found, text, index, follows: lastEnd == index) {
                rewriter.replace(index..<found.end, with: found.scalar)
                lastEnd = found.end
                index = found.end
            } else {
                index += 2
            }
        }
    }

    private struct Character {
        var scalar: UInt32
        /// The byte that began the character.
        var lead: UInt32
        var end: Int
    }

    /// Real text may hold such letters by chance: a French or Vietnamese word that ends in an accented letter before a
    /// dash or a quotation mark. Certain are characters beside others of the kind, those that begin as western letters
    /// and punctuation do, and those that stand by themselves.
    private static func isCertain(
        _ found: Character, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, follows: Bool
    ) -> Bool {
        if follows { return true }
        if found.end < text.count, text[found.end] == 0xC3, character(text, at: found.end) != nil { return true }
        switch found.lead {
        case 0xC2, 0xC3, 0xE2, 0xE3, 0xEF, 0xF0: return true
        case 0xC4...0xDF: return false
        default:
            let isBeside = { (byte: UInt8) in byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
            let before = start > 0 && isBeside(text[start - 1])
            return !before && (found.end == text.count || !isBeside(text[found.end]))
        }
    }

    /// The character whose bytes stand as letters from `start` on.
    private static func character(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Character? {
        guard let (lead, next) = byte(text, at: start), lead >= 0xC2, lead <= 0xF4 else { return nil }
        let more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var scalar = lead & (0x3F >> UInt32(more))
        var end = next
        for _ in 0..<more {
            guard let (value, next) = byte(text, at: end), value >= 0x80, value <= 0xBF else { return nil }
            scalar = scalar << 6 | value & 0x3F
            end = next
        }
        let least: UInt32 = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x1_0000
        guard scalar >= least, scalar <= 0x10FFFF, scalar < 0xD800 || scalar > 0xDFFF else { return nil }
        return Character(scalar: scalar, lead: lead, end: end)
    }

    /// The byte from 80 on that Windows-1252 (or Latin-1, for the five that it leaves open and for C1 controls) reads as
    /// the character at `index`.
    private static func byte(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
        guard index < text.count, text[index] >= 0xC2 else { return nil }
        let (scalar, length) = CharacterClass.scalar(text, at: index)
        if scalar <= 0xFF { return (scalar, index + length) }
        guard let place = windows1252.firstIndex(of: UInt16(truncatingIfNeeded: scalar)), scalar <= 0xFFFF else {
            return nil
        }
        return (0x80 + UInt32(place), index + length)
    }

    /// Windows-1252 from 80 to 9F; 0: left open (Unicode's mapping table CP1252.TXT).
    private static let windows1252: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
