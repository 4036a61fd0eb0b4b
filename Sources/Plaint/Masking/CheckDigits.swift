/// Check digits of identity numbers and cards.
enum CheckDigits {
    /// Luhn's formula (ISO/IEC 7812-1, annex B).
    static func isLuhn(_ digits: [Int]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = place % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// The resident identity number of GB 11643-1999: 17 digits and a check character of ISO 7064 MOD 11-2, 10 being X.
    static func isResidentIdentity(_ digits: [Int], check: Int) -> Bool {
        var weight = 1
        var sum = 0
        for digit in digits.reversed() {
            weight = weight * 2 % 11
            sum += digit * weight
        }
        return (sum + check) % 11 == 1
    }

    /// ISO 7064 MOD 97-10 of an account number of ISO 13616: the first four characters go to the end, letters count from 10.
    static func isAccount(_ characters: [UInt32]) -> Bool {
        var remainder = 0
        for character in characters[4...] + characters[..<4] {
            let isDigit = character < 0x61
            let value = isDigit ? Int(character) - 0x30 : Int(character) - 0x61 + 10
            remainder = (remainder * (isDigit ? 10 : 100) + value) % 97
        }
        return remainder == 1
    }

    /// Hong Kong: one or two letters, six digits, a check character (A is 10); weights 9…2, a missing letter counts 36.
    static func isHongKong(letters: [Int], digits: [Int], check: Int) -> Bool {
        let first = letters.count == 2 ? letters[0] + 10 : 36
        var sum = first * 9 + (letters[letters.count - 1] + 10) * 8
        for (place, digit) in digits.enumerated() { sum += digit * (7 - place) }
        return (sum + check) % 11 == 0
    }

    /// Taiwan: a letter, which stands for two digits, and nine digits; weights 1, 9, 8 … 1, 1.
    static func isTaiwan(letter: Int, digits: [Int]) -> Bool {
        // In the order of the alphabet: A is 10, B 11 … I 34, O 35, W 32, Z 33.
        let codes = [
            10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
        ]
        var sum = codes[letter] / 10 + codes[letter] % 10 * 9
        for place in 0..<8 { sum += digits[place] * (8 - place) }
        return (sum + digits[8]) % 10 == 0
    }

    /// Whether the first six digits of a resident identity number can name a province, and the next eight a day of birth.
    static func isPlausibleIdentity(_ digits: [Int]) -> Bool {
        let province = digits[0] * 10 + digits[1]
        let provinces: Set<Int> = [
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62,
            63, 64, 65, 71, 81, 82, 83, 91,
        ]
        let hasCentury = digits.count >= 17
        let at = hasCentury ? 10 : 8
        let century = hasCentury ? digits[6] * 10 + digits[7] : 19
        let month = digits[at] * 10 + digits[at + 1]
        let day = digits[at + 2] * 10 + digits[at + 3]
        return provinces.contains(province) && (century == 19 || century == 20) && (1...12).contains(month)
            && (1...31).contains(day)
    }
}
