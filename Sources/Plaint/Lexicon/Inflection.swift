/// The regular inflections of an English word, for terms written with `~`.
///
/// Rules of spelling as in any grammar (for example Quirk et al., A Comprehensive Grammar of the English Language,
/// 3.5–3.10 and 5.80): -s/-es, -ed, -ing; silent e falls, y becomes i after a consonant, a final consonant doubles after
/// one short vowel.
enum Inflection {
    /// The word itself first, then its forms; lower-case ASCII in, lower-case ASCII out.
    static func forms(of word: String) -> [String] {
        let letters = Array(word.utf8)
        guard letters.count >= 2, letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 == 0x27 || $0 == 0x2D }) else {
            return [word]
        }
        let last = letters[letters.count - 1]
        let before = letters[letters.count - 2]
        let stem = String(word.dropLast())
        if last == UInt8(ascii: "e") {
            // see, agree, toe keep their e before -ing; tie and die become tying, dying
            if before == UInt8(ascii: "e") || before == UInt8(ascii: "o") || before == UInt8(ascii: "y") {
                return [word, word + "s", word + "d", word + "ing"]
            }
            if before == UInt8(ascii: "i") { return [word, word + "s", word + "d", stem.dropLast() + "ying"] }
            return [word, word + "s", word + "d", stem + "ing"]
        }
        if last == UInt8(ascii: "y"), !isVowel(before) { return [word, stem + "ies", stem + "ied", word + "ing"] }
        if last == UInt8(ascii: "c") { return [word, word + "s", word + "ked", word + "king"] }
        let hisses =
            "sxz".utf8.contains(last) || (last == UInt8(ascii: "h") && "cs".utf8.contains(before))
        var forms = [word, hisses ? word + "es" : word + "s", word + "ed", word + "ing"]
        if doubles(letters) {
            let doubled = word + String(UnicodeScalar(last))
            forms += [doubled + "ed", doubled + "ing"]
            if last == UInt8(ascii: "z") || last == UInt8(ascii: "s") { forms.append(doubled + "es") }
        }
        return forms
    }

    private static func isVowel(_ letter: UInt8) -> Bool { "aeiou".utf8.contains(letter) }

    /// consonant, vowel, consonant at the end (stop, refer, cancel): both spellings are listed, since which one is right
    /// depends on stress and on the country (cancelled, canceled).
    private static func doubles(_ letters: [UInt8]) -> Bool {
        guard letters.count >= 3 else { return false }
        let end = letters.count
        let last = letters[end - 1]
        guard !isVowel(last), !"wxy".utf8.contains(last), isVowel(letters[end - 2]) else { return false }
        // qu counts as a consonant: quit, quiz
        let afterQ = end >= 4 && letters[end - 3] == UInt8(ascii: "u") && letters[end - 4] == UInt8(ascii: "q")
        return !isVowel(letters[end - 3]) || afterQ
    }
}
