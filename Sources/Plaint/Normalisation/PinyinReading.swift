/// Readings in brackets behind a Han character, as voice input and some exports leave them: 体验(yàn), 优(yōu)化.
enum PinyinReading {
    /// Longest reading in bytes, brackets not counted: four syllables with tone marks.
    private static let longest = 40

    /// The end of the reading whose opening bracket is at `start`, or `nil` if what is in the brackets is none.
    ///
    /// With tone marks or tone digits (yan4) one or several syllables of pinyin are a reading; without, one syllable
    /// between two Han characters is.
    static func end(_ text: UnsafeBufferPointer<UInt8>, bracketAt start: Int) -> Int? {
        var index = start + CharacterClass.length(text[start])
        let limit = min(text.count, index + longest)
        var letters: InlineArray<40, UInt8> = .init(repeating: 0)
        var count = 0
        var isToned = false
        while index < limit {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            index += length
            if scalar == 0x29 || scalar == 0xFF09 {
                guard let syllables = syllables(letters, count) else { return nil }
                if isToned { return index }
                guard syllables == 1, index < text.count else { return nil }
                return CharacterClass.isHan(CharacterClass.scalar(text, at: index).value) ? index : nil
            } else if scalar == 0x20 || scalar == 0x27 {
                letters[count] = 0x20
                count += 1
            } else if scalar >= 0x31, scalar <= 0x35, count > 0 {
                isToned = true
                letters[count] = 0x20
                count += 1
            } else if let (vowel, tone) = vowel(scalar) {
                isToned = isToned || tone
                letters[count] = vowel
                count += 1
            } else {
                return nil
            }
        }
        return nil
    }

    /// The plain letter of a letter of pinyin, and whether it bears a tone; ü is v.
    private static func vowel(_ scalar: UInt32) -> (UInt8, Bool)? {
        switch scalar {
        case 0x41...0x5A: (UInt8(scalar) | 0x20, false)
        case 0x61...0x7A: (UInt8(scalar), false)
        case 0xE0, 0xE1, 0x101, 0x1CE: (UInt8(ascii: "a"), true)
        case 0xE8, 0xE9, 0x113, 0x11B: (UInt8(ascii: "e"), true)
        case 0xEC, 0xED, 0x12B, 0x1D0: (UInt8(ascii: "i"), true)
        case 0xF2, 0xF3, 0x14D, 0x1D2: (UInt8(ascii: "o"), true)
        case 0xF9, 0xFA, 0x16B, 0x1D4: (UInt8(ascii: "u"), true)
        case 0x1D6, 0x1D8, 0x1DA, 0x1DC: (UInt8(ascii: "v"), true)
        case 0xFC: (UInt8(ascii: "v"), false)
        default: nil
        }
    }

    /// The finals of pinyin (Scheme for the Chinese Phonetic Alphabet, 1958; v is ü). With a following consonant the
    /// longest that fits is taken.
    private static let finals: [StaticString] = [
        "iang", "iong", "uang", "ueng", "ang", "eng", "ong", "ian", "iao", "ing", "uai", "uan", "ai", "an", "ao", "ei",
        "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "ve", "a", "e", "i", "o", "u", "v",
    ]

    /// How many syllables of pinyin the letters are; `nil` if they are none.
    private static func syllables(_ letters: InlineArray<40, UInt8>, _ count: Int) -> Int? {
        var index = 0
        var syllables = 0
        while index < count {
            if letters[index] == 0x20 {
                index += 1
                continue
            }
            // The initial: one consonant, or zh, ch, sh.
            if !isVowel(letters[index]) {
                let first = letters[index]
                // No syllable begins with i, u or ü, which is v here: (love) is English.
                guard !"iuv".utf8.contains(first) else { return nil }
                index += 1
                let takesH = first == UInt8(ascii: "z") || first == UInt8(ascii: "c") || first == UInt8(ascii: "s")
                if takesH, index < count, letters[index] == UInt8(ascii: "h") { index += 1 }
            }
            guard let length = final(letters, index, count) else { return nil }
            index += length
            syllables += 1
        }
        return syllables > 0 ? syllables : nil
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "a") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "o")
    }

    /// Length of the longest final at `index`. An n or g that begins the next syllable (yi·nan) is given up to it.
    private static func final(_ letters: InlineArray<40, UInt8>, _ index: Int, _ count: Int) -> Int? {
        for final in finals {
            let length = final.utf8CodeUnitCount
            guard index + length <= count else { continue }
            var fits = true
            for offset in 0..<length where letters[index + offset] != final.utf8Start[offset] { fits = false }
            guard fits else { continue }
            let last = letters[index + length - 1]
            let givesUp = last == UInt8(ascii: "n") || last == UInt8(ascii: "g")
            if givesUp, length > 1, index + length < count, "aeiouv".utf8.contains(letters[index + length]) { continue }
            return length
        }
        return nil
    }
}
