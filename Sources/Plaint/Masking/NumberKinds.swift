/// What a number in groups can be.
enum NumberKinds {
    private static let space: UInt32 = 0x20, hyphen: UInt32 = 0x2D, dot: UInt32 = 0x2E
    private static let open: UInt32 = 0x28, close: UInt32 = 0x29
    /// Groups that one number has at most: a card whose digits stand apart.
    private static let mostGroups = 19

    /// The longest number that begins with group `first`; returns its last group.
    static func find(
        in groups: DigitGroups, from first: Int, _ text: FoldedText, _ context: MaskContext
    ) -> (PersonalDataKind, last: Int)? {
        let most = min(groups.groups.count, first + mostGroups) - 1
        for last in stride(from: most, through: first, by: -1) {
            if let kind = kind(of: first...last, groups, text, context) { return (kind, last) }
        }
        return nil
    }

    private static func kind(
        of range: ClosedRange<Int>, _ groups: DigitGroups, _ text: FoldedText, _ context: MaskContext
    ) -> PersonalDataKind? {
        let count = groups.groups[range].reduce(0) { $0 + $1.count }
        guard (6...32).contains(count) else { return nil }
        let start = groups.groups[range.lowerBound].lowerBound
        let end = groups.groups[range.upperBound].upperBound
        if isAmount(start, end, text, context) { return nil }
        let number = Number(
            digits: groups.digits(range, text), lengths: groups.lengths(range), start: start, end: end,
            isPlain: groups.areSeparated(range, by: [space, hyphen]),
            isDialled: groups.areSeparated(range, by: [space, hyphen, open, close]),
            isDotted: range.count > 1 && groups.areSeparated(range, by: [dot]))
        // What the words before it say goes first; then what the number itself shows.
        if let kind = announced(number, text, context) { return kind }
        if number.isPlain, isIdentity(number, text) { return .identity }
        // A list of numbers may begin like a telephone's digits: what is spelt out without a word must be all there is.
        let isAlone = range.count == groups.groups.count
        if !number.isSpelt || isAlone, isMobile(number, text) { return .mobile }
        if number.isPlain, isCard(number) { return .card }
        if let kind = telephone(number, text) { return kind }
        return nil
    }

    struct Number {
        let digits: [Int]
        let lengths: [Int]
        let start: Int
        let end: Int
        /// Spaces and hyphens only.
        let isPlain: Bool
        /// Brackets too.
        let isDialled: Bool
        let isDotted: Bool

        var count: Int { digits.count }
        /// The digits stand apart: 1 3 8 1 2 3 4 5 6 7 8.
        var isSpelt: Bool { lengths.count > 1 && lengths.dropFirst().allSatisfy { $0 == 1 } }
    }

    /// Money, a decimal, a percentage, a date in words: 13800138000元, ¥13,800,138,000, 12345678.90.
    private static func isAmount(_ start: Int, _ end: Int, _ text: FoldedText, _ context: MaskContext) -> Bool {
        let before = text[start - 1] == 0x20 ? text[start - 2] : text[start - 1]
        if [0x24, 0xA5, 0xFFE5, 0x20AC, 0xA3, 0xFFE1].contains(before) { return true }
        if text[end] == 0x2E, text.isDigit(end + 1) { return true }
        // A comma before three digits parts thousands; before more it parts two numbers.
        let hasThousands = text.isDigit(end + 1) && text.isDigit(end + 2) && text.isDigit(end + 3)
        if text[end] == 0x2C, hasThousands, !text.isDigit(end + 4) { return true }
        if text[end] == 0x25 { return true }
        return context.follows(.unit, at: end, in: text) || context.announces(.harmless, before: start, in: text)
    }

    /// 20260114
    private static func isDay(_ digits: [Int]) -> Bool {
        digits.count == 8 && (19...20).contains(digits[0] * 10 + digits[1])
            && (1...12).contains(digits[4] * 10 + digits[5]) && (1...31).contains(digits[6] * 10 + digits[7])
    }

    private static func announced(_ number: Number, _ text: FoldedText, _ context: MaskContext) -> PersonalDataKind? {
        guard number.isDialled else { return nil }
        func says(_ subject: MaskContext.Subject) -> Bool { context.announces(subject, before: number.start, in: text) }
        // Mainland 15 or 18 (17 and an X), United States 9, Macau 7 and one in brackets.
        let isIdentity = number.isPlain ? [9, 15, 17, 18].contains(number.count) : number.lengths == [7, 1]
        if isIdentity, says(.identity) { return .identity }
        if number.isPlain, (12...19).contains(number.count), says(.card) { return .card }
        if number.count == 8 || number.count == 10, says(.permit) { return .permit }
        if (7...10).contains(number.count), says(.passport) { return .passport }
        if (7...15).contains(number.count), says(.phone) { return isMobile(number, text) ? .mobile : .landline }
        if (8...11).contains(number.count), number.isPlain, !isDay(number.digits), says(.card) { return .card }
        if number.count >= 6, number.isPlain, says(.order) { return .order }
        return nil
    }

    /// Mainland: 18 digits (the last may be X) with a check digit, or 15; in the United States 3-2-4.
    private static func isIdentity(_ number: Number, _ text: FoldedText) -> Bool {
        if number.count == 17, text[number.end] == 0x78, !text.isLetter(number.end + 1) {
            return CheckDigits.isResidentIdentity(number.digits, check: 10)
        }
        if number.count == 18 {
            return CheckDigits.isResidentIdentity(Array(number.digits[..<17]), check: number.digits[17])
                && CheckDigits.isPlausibleIdentity(number.digits)
        }
        if number.count == 15, number.lengths.count == 1 {
            return CheckDigits.isPlausibleIdentity(number.digits) && !CheckDigits.isLuhn(number.digits)
        }
        return number.lengths == [3, 2, 4] && ![0, 666].contains(value(number.digits[..<3]))
            && value(number.digits[..<3]) < 900 && text[number.start + 3] == hyphen && text[number.start + 6] == hyphen
    }

    private static func value(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

    private static let mobileGroups: [[Int]] = [
        [11], [3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 3, 5], [3, 2, 2, 2, 2], [5, 6], [5, 3, 3], [4, 4, 3],
        [1, 10],
    ]

    /// Mainland 1[3-9] and nine digits, with or without +86, 0086 or 0; Taiwan 09, Hong Kong and Macau with +852, +853;
    /// Britain 07.
    private static func isMobile(_ number: Number, _ text: FoldedText) -> Bool {
        // (138)12345678; 138.1234.5678 is no version.
        let isBracketed =
            number.lengths[0] == 3 && text[number.start - 1] == open && text[number.start + 3] == close
        let isDottedRightly = number.isDotted && number.lengths == [3, 4, 4] || number.lengths == [2, 11]
        guard number.isPlain || isBracketed && number.isDialled || isDottedRightly else { return false }
        if text[number.start - 1] == 0x2B, isMobileAbroad(number.digits) { return true }
        var digits = number.digits[...]
        var lengths = number.lengths
        let hasPlus = text[number.start - 1] == 0x2B
        for prefix in [[0, 0, 8, 6], [8, 6], [0]] where digits.count == 11 + prefix.count && digits.starts(with: prefix)
        {
            digits = digits.dropFirst(prefix.count)
            if lengths[0] > prefix.count { lengths[0] -= prefix.count } else { lengths.removeFirst() }
            break
        }
        let first = digits[digits.startIndex]
        let second = digits[digits.startIndex + 1]
        if digits.count == 11, first == 1, second >= 3, !hasPlus || number.count > 11 {
            return mobileGroups.contains(lengths) || number.isSpelt && lengths.allSatisfy { $0 == 1 }
        }
        if digits.count == 11, first == 0, second == 7, number.digits.count == 11, (1...9).contains(digits[2]) {
            return mobileGroups.contains(lengths)
        }
        if number.count == 10, number.digits[0] == 0, number.digits[1] == 9 {
            return [[10], [4, 3, 3], [4, 6], [2, 4, 4], [2, 8]].contains(number.lengths)
        }
        return false
    }

    /// Behind a +: Hong Kong 852, Macau 853, Taiwan 886, Singapore 65, Britain 44, with how their mobile numbers begin and the
    /// number of their digits.
    private static func isMobileAbroad(_ digits: [Int]) -> Bool {
        let forms: [(code: [Int], first: ClosedRange<Int>, count: Int)] = [
            ([8, 5, 2], 4...9, 11), ([8, 5, 3], 6...6, 11), ([8, 8, 6], 9...9, 12), ([6, 5], 8...9, 10),
            ([4, 4], 7...7, 12),
        ]
        return forms.contains {
            digits.count == $0.count && digits.starts(with: $0.code) && $0.first.contains(digits[$0.code.count])
        }
    }

    /// 15 to 19 digits that begin like a bank card's (ISO/IEC 7812: 3 to 6; Mastercard's 2), with Luhn's check.
    private static func isCard(_ number: Number) -> Bool {
        guard (15...19).contains(number.count), (2...6).contains(number.digits[0]) else { return false }
        guard number.lengths.count == 1 || number.lengths.dropLast().allSatisfy({ $0 >= 4 }) else { return false }
        let different = Set(number.digits).count
        guard different > 2 || different == 2 && (number.digits[0] == 4 || number.lengths.count > 1) else {
            return false
        }
        return CheckDigits.isLuhn(number.digits)
    }

    /// Telephone numbers that show what they are: by +, by an area code, by their groups.
    private static func telephone(_ number: Number, _ text: FoldedText) -> PersonalDataKind? {
        let digits = number.digits
        if text[number.start - 1] == 0x2B, number.isDialled || number.isDotted, (10...15).contains(number.count) {
            return digits.starts(with: [8, 6]) && number.count == 13 ? .mobile : .landline
        }
        let isBracketed = text[number.start - 1] == open && text[number.start + number.lengths[0]] == close
        guard number.isDialled || number.isDotted else { return nil }
        // 415-555-0132, (415) 555-0132, 1-800-555-0132
        let lengths = number.lengths.first == 1 && digits[0] == 1 ? Array(number.lengths.dropFirst()) : number.lengths
        let local = digits.suffix(10)
        if lengths == [3, 3, 4], number.count <= 11, local.first! >= 2, local[local.startIndex + 3] >= 2 {
            return .landline
        }
        guard digits[0] == 0, (9...12).contains(number.count), number.isDialled else { return nil }
        if number.lengths.count == 1 { return isPlainLandline(digits) ? .landline : nil }
        guard (2...5).contains(number.lengths[0]), number.lengths.count <= 4 else { return nil }
        let rest = number.lengths.dropFirst()
        return isBracketed || rest.allSatisfy { $0 >= 3 } ? .landline : nil
    }

    /// 010 and 02x with eight digits.
    private static func isPlainLandline(_ digits: [Int]) -> Bool {
        digits.count == 11 && (digits[1] == 2 || (digits[1] == 1 && digits[2] == 0)) && digits[3] >= 2
    }

    /// Takes in the + and the bracket before a number.
    static func beginning(of first: Range<Int>, _ end: Int, _ kind: PersonalDataKind, _ text: FoldedText) -> Int {
        var start = first.lowerBound
        guard kind == .mobile || kind == .landline else { return start }
        if text[start - 1] == 0x2B { start -= 1 }
        if text[start - 1] == open, text[first.upperBound] == close, first.upperBound < end { start -= 1 }
        if text[start - 1] == 0x2B, text[start] == open { start -= 1 }
        return start
    }

    /// Takes in the X of an identity number, and the bracket behind a check digit.
    static func ending(of end: Int, _ kind: PersonalDataKind, _ text: FoldedText) -> Int {
        guard kind == .identity else { return end }
        if text[end] == close, text[end - 2] == open { return end + 1 }
        return text[end] == 0x78 && !text.isLetter(end + 1) ? end + 1 : end
    }
}
