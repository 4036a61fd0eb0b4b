/// Codes of letters and digits: passports, travel permits, identity cards of Hong Kong and Taiwan, parcels, orders, foreign
/// number plates.
enum CodeScanner {
    private static let longest = 32

    /// What the code that begins at `start`, a letter behind no letter or digit, is.
    static func span(at start: Int, _ text: FoldedText, _ context: MaskContext) -> (PersonalDataKind, end: Int)? {
        var end = start
        var digits = 0
        while end - start <= longest, text.isLetter(end) || text.isDigit(end) {
            if text.isDigit(end) { digits += 1 }
            end += 1
        }
        let letters = leadingLetters(start, end, text)
        if let end = account(at: start, text) { return (.card, end) }
        if let end = nationalInsurance(at: start, text) { return (.identity, end) }
        if let end = hongKong(start, letters, end, text, context) { return (.identity, end) }
        func says(_ subject: MaskContext.Subject) -> Bool { context.announces(subject, before: start, in: text) }
        if says(.harmless) { return nil }
        let count = end - start
        if let kind = shaped(start, end, letters, digits, text) { return (kind, end) }
        if digits >= 6, (6...10).contains(count), letters <= 3, letters + digits == count {
            if says(.permit) { return (.permit, end) }
            if says(.passport) { return (.passport, end) }
        }
        if digits >= 5, (8...12).contains(count), says(.identity) { return (.identity, end) }
        // In "my plate is LB12 XYZ" the plate begins behind the verb.
        if says(.plate), !MaskContext.isVerb(before: end, text), let end = plate(start, text) { return (.plate, end) }
        if context.announces(.order, before: start, in: text, closely: true), let end = order(start, text) {
            return (.order, end)
        }
        return nil
    }

    /// An account number of ISO 13616 (IBAN), in fours or not: two letters, two check digits, eleven to thirty letters and digits,
    /// with its check (ISO 7064 MOD 97-10).
    private static func account(at start: Int, _ text: FoldedText) -> Int? {
        guard text.isLetter(start + 1), text.isDigit(start + 2), text.isDigit(start + 3) else { return nil }
        var characters: [UInt32] = []
        var index = start
        var end: Int?
        while characters.count < 34, text.isLetter(index) || text.isDigit(index) {
            characters.append(text[index])
            index += 1
            let ends = !text.isLetter(index) && !text.isDigit(index)
            if ends, characters.count >= 15, CheckDigits.isAccount(characters) { end = index }
            // A space goes between fours alone.
            if text[index] == 0x20, characters.count % 4 == 0 { index += 1 }
        }
        return end
    }

    /// National insurance in Britain, in pairs: QQ 12 34 56 C.
    private static func nationalInsurance(at start: Int, _ text: FoldedText) -> Int? {
        guard text.isLetter(start), text.isLetter(start + 1), text[start + 2] == 0x20 else { return nil }
        var index = start + 2
        for _ in 0..<3 {
            guard text[index] == 0x20, text.isDigit(index + 1), text.isDigit(index + 2) else { return nil }
            index += 3
        }
        guard text[index] == 0x20, (0x61...0x64).contains(text[index + 1]) else { return nil }
        return text.isLetter(index + 2) || text.isDigit(index + 2) ? nil : index + 2
    }

    /// Identity cards of Macau of old: 5/123456/7.
    static func macau(at start: Int, _ text: FoldedText) -> Int? {
        guard [0x31, 0x35, 0x37].contains(text[start]), text[start + 1] == 0x2F, text[start + 8] == 0x2F else {
            return nil
        }
        guard (start + 2..<start + 8).allSatisfy({ text.isDigit($0) }), text.isDigit(start + 9) else { return nil }
        return text.isDigit(start + 10) || text[start + 10] == 0x2F ? nil : start + 10
    }

    /// What a code that begins with digits and goes on with letters is: 1Z and 16 (UPS), or what the words before it say.
    static func mixed(at start: Int, _ text: FoldedText, _ context: MaskContext) -> (PersonalDataKind, end: Int)? {
        var end = start
        while end - start <= longest, text.isDigit(end) { end += 1 }
        // An X behind seventeen digits ends an identity number.
        guard text.isLetter(end), end - start < 17 else { return nil }
        while end - start <= longest, text.isLetter(end) || text.isDigit(end) { end += 1 }
        if text[start] == 0x31, text[start + 1] == 0x7A, end - start == 18 { return (.order, end) }
        if context.announces(.harmless, before: start, in: text) { return nil }
        if context.announces(.plate, before: start, in: text), let end = plate(start, text) { return (.plate, end) }
        if context.announces(.order, before: start, in: text, closely: true), let end = order(start, text) {
            return (.order, end)
        }
        return nil
    }

    private static func leadingLetters(_ start: Int, _ end: Int, _ text: FoldedText) -> Int {
        var index = start
        while index < end, text.isLetter(index) { index += 1 }
        return index - start
    }

    /// Codes that show what they are.
    private static func shaped(
        _ start: Int, _ end: Int, _ letters: Int, _ digits: Int, _ text: FoldedText
    ) -> PersonalDataKind? {
        let count = end - start
        let isPlain = letters + digits == count
        let first = text[start]
        func value(_ place: Int) -> Int { text.digit(start + place) }
        // Taiwan: a letter, 1, 2, 8 or 9, and eight digits with a check.
        if letters == 1, digits == 9, count == 10, [1, 2, 8, 9].contains(value(1)),
            CheckDigits.isTaiwan(letter: Int(first) - 0x61, digits: (1...9).map(value))
        {
            return .identity
        }
        // Mainland passports: E or G and eight digits, E, a letter and seven. Permits to the mainland: H or M and ten.
        if first == 0x65 || first == 0x67, letters == 1, digits == 8, count == 9 { return .passport }
        if first == 0x65, letters == 2, digits == 7, count == 9, text[start + 1] != 0x69, text[start + 1] != 0x6F {
            return .passport
        }
        if first == 0x68 || first == 0x6D, letters == 1, digits == 10, count == 11 { return .permit }
        // National insurance in Britain: two letters, six digits, A to D.
        if letters == 2, digits == 6, count == 9, (0x61...0x64).contains(text[end - 1]) { return .identity }
        // Parcels: SF and 12 to 15 digits and their like; 1Z (UPS begins with a digit, see `order`); S10 of the postal union.
        if letters == 2, isPlain, (12...15).contains(digits) { return .order }
        if letters == 3, isPlain, (12...15).contains(digits) { return .order }
        if letters == 2, digits == 9, count == 13, text.isLetter(end - 1), text.isLetter(end - 2) { return .order }
        return nil
    }

    /// `A123456(7)`, with the brackets or, where announced, without.
    private static func hongKong(
        _ start: Int, _ letters: Int, _ end: Int, _ text: FoldedText, _ context: MaskContext
    ) -> Int? {
        guard letters == 1 || letters == 2, end - start - letters >= 6, end - start - letters <= 7 else { return nil }
        let at = start + letters
        guard (0..<6).allSatisfy({ text.isDigit(at + $0) }) else { return nil }
        var check = at + 6
        let hasBracket = text[check] == 0x28
        if hasBracket { check += 1 }
        guard text.isDigit(check) || text[check] == 0x61 else { return nil }
        let after = check + 1
        if hasBracket, text[after] != 0x29 { return nil }
        if !hasBracket, after != end || !context.announces(.identity, before: start, in: text) { return nil }
        let isRight = CheckDigits.isHongKong(
            letters: (start..<at).map { Int(text[$0]) - 0x61 }, digits: (0..<6).map { text.digit(at + $0) },
            check: text.isDigit(check) ? text.digit(check) : 10)
        guard isRight || context.announces(.identity, before: start, in: text) else { return nil }
        return hasBracket ? after + 1 : after
    }

    /// Groups of letters and digits, two to eight in all with a digit among them: AB 1234, AB12 CDE, ABC-1234.
    private static func plate(_ start: Int, _ text: FoldedText) -> Int? {
        var index = start
        var end = start
        var count = 0
        var digits = 0
        for _ in 0..<2 {
            while text.isLetter(index) || text.isDigit(index), count <= 8 {
                if text.isDigit(index) { digits += 1 }
                count += 1
                index += 1
            }
            end = index
            let isGlue = text[index] == 0x20 || text[index] == 0x2D
            // A second group of letters alone is a word, unless it is short (AB12 CDE).
            guard isGlue, isPlatePart(index + 1, text) else { break }
            index += 1
            // Behind letters alone a group like LB12 begins a plate of its own: "plate was LB12 XYZ". What came before may be
            // a word or a town's letters (M AB1234), so that it goes with the plate.
            if digits == 0, text.isLetter(index), hasDigit(index, text), let whole = plate(index, text) {
                return whole
            }
        }
        return (4...8).contains(count) && digits >= 1 ? end : nil
    }

    /// Whether the group of letters that begins at `start` goes on with a digit.
    private static func hasDigit(_ start: Int, _ text: FoldedText) -> Bool {
        var index = start
        while text.isLetter(index), index - start <= 5 { index += 1 }
        return text.isDigit(index)
    }

    private static func isPlatePart(_ start: Int, _ text: FoldedText) -> Bool {
        var end = start
        var digits = 0
        while text.isLetter(end) || text.isDigit(end), end - start <= 5 {
            if text.isDigit(end) { digits += 1 }
            end += 1
        }
        return end > start && end - start <= 5 && (digits > 0 || end - start == 3)
    }

    /// Letters, digits and hyphens, six or more with four digits.
    private static func order(_ start: Int, _ text: FoldedText) -> Int? {
        var index = start
        var end = start
        var digits = 0
        while index - start <= longest, text.isLetter(index) || text.isDigit(index) || text[index] == 0x2D {
            if text.isDigit(index) { digits += 1 }
            index += 1
            if text[index - 1] != 0x2D { end = index }
        }
        guard end - start >= 6, digits >= 2 else { return nil }
        if digits >= 4 { return end }
        // X7K9Q2 of airlines and hotels: six, with as many letters; words have no digits among them.
        let hasInnerDigit = (start + 1..<end - 1).contains { text.isDigit($0) && text.isLetter($0 + 1) }
        return end - start == 6 && hasInnerDigit ? end : nil
    }
}
