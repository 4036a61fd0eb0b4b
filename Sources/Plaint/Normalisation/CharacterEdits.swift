import CICU

/// Edits of single characters: full-width and mathematical letters become plain ones, invisible characters go, Traditional
/// text becomes Simplified, a letter and its combining mark become one, apostrophes become straight.
enum CharacterEdits {
    static func apply(to rewriter: inout TextRewriter, traditional: Bool) {
        let text = rewriter.source
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte >= 0xE3, byte <= 0xE9 {
                let taken = traditional ? simplify(text, index, &rewriter) : 1
                index += 3 * taken
            } else if byte >= 0x20, byte < 0x7F, byte != 0x60 {
                index += 1
            } else {
                index = edit(text, index, &rewriter)
            }
        }
    }

    /// Applies the longest rule at `index`; returns the number of characters dealt with.
    private static func simplify(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ rewriter: inout TextRewriter
    ) -> Int {
        let table = TraditionalTable.shared
        guard let rule = table.rule(text, at: index) else { return 1 }
        for number in 0..<rule.characters {
            let place = index + 3 * number
            let simplified = table.result(rule, number)
            if simplified != CharacterClass.scalar(text, at: place).value {
                rewriter.replace(place..<place + 3, with: simplified)
            }
        }
        return rule.characters
    }

    /// Edits the character at `index`, and returns where to go on.
    private static func edit(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ rewriter: inout TextRewriter) -> Int {
        let (scalar, length) = CharacterClass.scalar(text, at: index)
        let end = index + length
        if isCombining(scalar) { return compose(text, index, &rewriter) }
        if isInvisible(scalar) {
            if scalar != 0x200D || !joinsPictographs(text, at: index) { rewriter.remove(index..<end) }
        } else if isApostrophe(scalar), isBetweenLetters(text, index..<end) {
            rewriter.replace(index..<end, with: 0x27)
        } else if let smiley = WideSmiley.end(text, at: index) {
            return narrowAll(text, index..<smiley, &rewriter)
        } else if scalar == 0x201C || scalar == 0x201D {
            if quotesASCII(text, index) { rewriter.replace(index..<end, with: 0x22) }
        } else if let plain = narrow(scalar) ?? plainLetter(scalar) {
            rewriter.replace(index..<end, with: plain)
        }
        return end
    }

    /// Controls but tab and line ends, soft hyphens, zero-width characters, and marks of direction.
    private static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x85: false
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    private static func narrowAll(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ rewriter: inout TextRewriter
    ) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            if scalar >= 0xFF01 { rewriter.replace(index..<index + length, with: scalar - 0xFEE0) }
            index += length
        }
        return range.upperBound
    }

    /// ’ ‘ ‛ ʼ ʹ ʻ ´ ′ and the grave accent, which many keyboards write for an apostrophe, also in full width.
    private static func isApostrophe(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x60, 0xB4, 0x2B9...0x2BC, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF40: true
        default: false
        }
    }

    /// Whether Latin letters, plain or in full width, stand on either side.
    private static func isBetweenLetters(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let (start, end) = (range.lowerBound, range.upperBound)
        guard start > 0, end < text.count else { return false }
        guard isLetter(text[start - 1]) || start >= 3 && isWideLetter(text, start - 3) else { return false }
        return isLetter(text[end]) || isWideLetter(text, end)
    }

    /// A character of three bytes that begins with EF, which no other byte of UTF-8 is, and that stands for a letter.
    private static func isWideLetter(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard text[index] == 0xEF else { return false }
        return narrow(CharacterClass.scalar(text, at: index).value).map { isLetter(UInt8($0)) } ?? false
    }

    /// Whether the curly quotation mark at `index` opens or closes English: “fresh” fish. Those of Chinese text stay, as
    /// there they are the usual ones.
    static func quotesASCII(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        if text[index + 2] == 0x9C { return index + 3 < text.count && isLetter(text[index + 3]) }
        return index > 0 && text[index - 1] > 0x20 && text[index - 1] < 0x7F
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    /// The ASCII of a full-width letter, digit or sign. The punctuation of Chinese texts stays: folding it would glue words
    /// (`３，５` to one number, `说：好` to one word). Straight quotation marks and square brackets are none of it.
    static func narrow(_ scalar: UInt32) -> UInt32? {
        guard scalar >= 0xFF01, scalar <= 0xFF5E else { return nil }
        switch scalar - 0xFEE0 {
        // ! ( ) , : ; ? { }
        case 0x21, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3F, 0x7B, 0x7D: return nil
        case let ascii: return ascii
        }
    }

    /// The plain letter or digit of a mathematical (𝗯𝗮𝗱, 𝒷𝒶𝒹) or circled (ⓑⓐⓓ) one. The blocks are laid out as 26 capitals
    /// and 26 small letters, time and again (Unicode, Mathematical Alphanumeric Symbols and Enclosed Alphanumerics).
    private static func plainLetter(_ scalar: UInt32) -> UInt32? {
        func letter(_ place: UInt32) -> UInt32 { place < 26 ? 0x41 + place : 0x61 + place - 26 }
        switch scalar {
        case 0x1D400...0x1D6A3: return letter((scalar - 0x1D400) % 52)
        case 0x1D7CE...0x1D7FF: return 0x30 + (scalar - 0x1D7CE) % 10
        case 0x24B6...0x24E9: return letter(scalar - 0x24B6)
        default: return nil
        }
    }

    // MARK: Combining marks

    private static func isCombining(_ scalar: UInt32) -> Bool { scalar >= 0x300 && scalar <= 0x36F }

    /// Joins the marks from `start` on to the letter before them (normalisation form C). What makes no letter with a Latin
    /// or Han character is ornament (t̷e̷x̷t̷) and goes.
    private static func compose(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ rewriter: inout TextRewriter
    ) -> Int {
        var end = start
        while end < text.count, text[end] == 0xCC || text[end] == 0xCD,
            isCombining(CharacterClass.scalar(text, at: end).value)
        {
            end += 2
        }
        var base = start - 1
        while base >= 0, text[base] & 0xC0 == 0x80 { base -= 1 }
        guard base >= 0 else { return end }
        let letter = CharacterClass.scalar(text, at: base).value
        let isOrnamented = letter < 0x250 || CharacterClass.isHan(letter)
        var composed = letter
        var isWhole = true
        for mark in stride(from: start, to: end, by: 2) {
            let joined = plaint_compose(composed, CharacterClass.scalar(text, at: mark).value)
            if joined > 0 { composed = joined } else { isWhole = false }
        }
        guard isWhole || isOrnamented else { return end }
        if composed != letter, base >= rewriter.position {
            rewriter.replace(base..<end, with: composed)
        } else if isOrnamented {
            rewriter.remove(start..<end)
        }
        return end
    }

    /// A zero-width joiner between two emoji is part of one picture (a family, a profession) and stays.
    private static func joinsPictographs(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let next = index + 3
        guard index > 0, next < text.count else { return false }
        var last = index - 1
        while text[last] & 0xC0 == 0x80 { last -= 1 }
        // The picture before may be followed by a variation selector (a skin colour is a picture itself).
        let before = CharacterClass.scalar(text, at: last).value
        guard before == 0xFE0F || plaint_is_pictograph(before) != 0 else { return false }
        return plaint_is_pictograph(CharacterClass.scalar(text, at: next).value) != 0
    }
}
