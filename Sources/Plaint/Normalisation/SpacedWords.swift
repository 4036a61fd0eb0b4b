/// Edits of how words are set: blanks or signs between single characters (太 差 了, t e r r i b l e) and readings glued
/// behind characters (体验(yàn)优(yōu)化) go.
enum SpacedWords {
    /// So many single letters make a word; fewer are initials or a list of options.
    static let fewestLetters = 4
    /// So many single Han characters make a word; two are as likely two words (不 好: a clause ends at the blank).
    static let fewestCharacters = 3

    /// Signs that people put between the characters of a word, to hide it or to stress it.
    @inline(__always)
    static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "|")
    }

    static func apply(to rewriter: inout TextRewriter) {
        let text = rewriter.source
        var index = 0
        // What stands before `index`: nothing that belongs to a word, a Han character, a letter or digit.
        var before = Class.other
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            let current = Class(scalar)
            switch current {
            case .han where before != .han:
                index = joinCharacters(text, index, &rewriter)
            case .letter where before == .other:
                index = joinLetters(text, index, &rewriter)
            default:
                let isBracket = scalar == 0x28 || scalar == 0xFF08
                if isBracket, before == .han, let end = PinyinReading.end(text, bracketAt: index) {
                    rewriter.remove(index..<end)
                    // The character before still stands before what follows.
                    index = end
                    continue
                }
                index += length
            }
            before = current
        }
    }

    private enum Class {
        case other, han, letter, digit

        init(_ scalar: UInt32) {
            if scalar >= 0x3007, CharacterClass.isHan(scalar) {
                self = .han
            } else if scalar | 0x20 >= 0x61, scalar | 0x20 <= 0x7A {
                self = .letter
            } else {
                self = (scalar >= 0x30 && scalar <= 0x39) || scalar == 0x27 ? .digit : .other
            }
        }
    }

    private static func isSingle(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ kind: Class) -> Bool {
        guard index < text.count else { return false }
        let (scalar, length) = CharacterClass.scalar(text, at: index)
        guard Class(scalar) == kind else { return false }
        guard index + length < text.count else { return true }
        let after = Class(CharacterClass.scalar(text, at: index + length).value)
        return kind == .han ? after != .han : after == .other
    }

    /// Joins single characters from `start` on, if there are enough, and returns where to go on: behind the last of them,
    /// or behind the first character.
    private static func joinCharacters(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ rewriter: inout TextRewriter
    ) -> Int {
        let first = CharacterClass.length(text[start])
        guard first == 3, isSingle(text, start, .han), start + 3 < text.count else { return start + first }
        let sign = text[start + 3]
        let isWide = sign == 0xE3 && text[start + 4] == 0x80 && text[start + 5] == 0x80
        guard isWide || isSeparator(sign) else { return start + 3 }
        let gap = isWide ? 3 : 1
        var end = start + 3
        var count = 1
        while end + gap < text.count, text[end] == sign, !isWide || text[end + 1] == 0x80 && text[end + 2] == 0x80,
            text[end + gap] >= 0xE3, text[end + gap] <= 0xE9, isSingle(text, end + gap, .han)
        {
            end += gap + 3
            count += 1
        }
        guard count >= fewestCharacters else { return end }
        for place in stride(from: start + 3, to: end, by: gap + 3) { rewriter.remove(place..<place + gap) }
        return end
    }

    /// The same for letters with one space between.
    private static func joinLetters(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ rewriter: inout TextRewriter
    ) -> Int {
        guard isSingle(text, start, .letter) else { return start + 1 }
        var end = start + 1
        while end + 1 < text.count, text[end] == 0x20, isSingle(text, end + 1, .letter) { end += 2 }
        guard (end - start + 1) / 2 >= fewestLetters else { return end }
        for place in stride(from: start + 1, to: end, by: 2) { rewriter.remove(place..<place + 1) }
        return end
    }
}
