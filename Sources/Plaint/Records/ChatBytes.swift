/// The pieces that lines of chats are made of.
enum ChatBytes {
    /// Bytes of UTF-8 that a name may have.
    static let longestName = 60

    /// Where a name ends, and what follows its colon (ASCII or full-width). Unless it may be punctuated, a sentence that has
    /// come to an end before any colon is none.
    static func nameEnd(_ line: Span<UInt8>, _ start: Int, mayBePunctuated: Bool) -> (end: Int, next: Int)? {
        var index = start
        while index < line.count, index - start <= longestName {
            if line[index] == .colon {
                let next = index + 1
                if index > start, isDigit(line[index - 1]), next < line.count, isDigit(line[next]) {
                    index = next  // of a time of day
                    continue
                }
                let isAddress = next < line.count && line[next] == UInt8(ascii: "/")
                return index > start && !isAddress ? (index, next) : nil
            }
            if line[index] == 0xEF, index + 2 < line.count, line[index + 1] == 0xBC, line[index + 2] == 0x9A {
                return index > start ? (index, index + 3) : nil
            }
            if !mayBePunctuated, endsPhrase(line, index) { return nil }
            index += 1
        }
        return nil
    }

    /// What stands in sentences and in no name: , ? ! : . ; and 。、，？！：；
    static func isPunctuation(_ line: Span<UInt8>, _ index: Int) -> Bool {
        switch line[index] {
        case .comma, .colon, UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ";"): return true
        case 0xE3:
            return index + 2 < line.count && line[index + 1] == 0x80 && [0x81, 0x82].contains(line[index + 2])
        case 0xEF:
            return index + 2 < line.count && line[index + 1] == 0xBC
                && [0x81, 0x8C, 0x9A, 0x9B, 0x9F].contains(line[index + 2])
        default: return false
        }
    }

    /// A comma, a question mark, or 。，？！
    private static func endsPhrase(_ line: Span<UInt8>, _ index: Int) -> Bool {
        if line[index] == .comma || line[index] == UInt8(ascii: "?") { return true }
        guard index + 2 < line.count else { return false }
        if line[index] == 0xE3 { return line[index + 1] == 0x80 && line[index + 2] == 0x82 }
        return line[index] == 0xEF && line[index + 1] == 0xBC && [0x8C, 0x9F, 0x81].contains(line[index + 2])
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Where a date with a time of day ends that begins at `start`, or, where no date is needed, a time of day alone; nil if
    /// none does.
    static func timeEnd(_ line: Span<UInt8>, _ start: Int, needsDate: Bool) -> Int? {
        if let end = dateAndTimeEnd(line, start) { return end }
        return needsDate ? nil : timeOfDayEnd(line, start)
    }

    /// `9:15`, `21:15:03`, `9:15 PM`.
    private static func timeOfDayEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        var parts = 0
        while parts < 3 {
            let first = index
            while index < line.count, index - first < 2, isDigit(line[index]) { index += 1 }
            guard index > first else { return nil }
            parts += 1
            guard parts < 3, index + 1 < line.count, line[index] == .colon, isDigit(line[index + 1]) else { break }
            index += 1
        }
        guard parts >= 2, index == line.count || !isDigit(line[index]) else { return nil }
        return halfDayEnd(line, index) ?? index
    }

    private static func dateAndTimeEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        var numbers = 0
        var colons = 0
        var separators = 0
        while index < line.count {
            let byte = line[index]
            if isDigit(byte) {
                if index == start || !isDigit(line[index - 1]) { numbers += 1 }
                index += 1
            } else if byte == .colon, index + 1 < line.count, isDigit(line[index + 1]), numbers >= 4 {
                colons += 1
                index += 1
            } else if numbers < 3, byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
                separators += 1
                index += 1
            } else if numbers == 3, colons == 0, let next = gapEnd(line, index) {
                index = next
            } else {
                break
            }
        }
        guard numbers >= 5, numbers <= 6, colons >= 1, separators == 2 else { return nil }
        if index < line.count, line[index] == UInt8(ascii: "Z") { return index + 1 }
        return halfDayEnd(line, index) ?? index
    }

    /// What may stand between the date and the time of day: a comma, a T, spaces, 上午 and the like.
    private static func gapEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        if index < line.count, line[index] == .comma || line[index] == UInt8(ascii: "T") { index += 1 }
        index = skipInvisible(line, index)
        if let end = halfDayEnd(line, index) { index = skipInvisible(line, end) }
        return index > start ? index : nil
    }

    private static let halfDays = ["am", "pm", "a.m.", "p.m.", "上午", "下午", "午前", "午後", "凌晨", "早上", "中午", "晚上"].map {
        Array($0.utf8)
    }

    /// Where a word for a half of the day ends, with the space before it.
    private static func halfDayEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
        let index = skipInvisible(line, start)
        for word in halfDays where index + word.count <= line.count {
            let matches = word.indices.allSatisfy {
                let byte = line[index + $0]
                return byte == word[$0] || ((0x41...0x5A).contains(byte) && byte | 0x20 == word[$0])
            }
            if matches { return index + word.count }
        }
        return nil
    }

    /// Past spaces of all widths that exports use, and marks of direction.
    static func skipInvisible(_ line: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < line.count {
            if line[index] == .space || line[index] == .tab {
                index += 1
                continue
            }
            // U+200E, U+200F, U+2009, U+202F, U+00A0, U+FEFF
            let isWide =
                index + 2 < line.count
                && ((line[index] == 0xE2 && line[index + 1] == 0x80
                    && [0x8E, 0x8F, 0x89, 0xAF].contains(line[index + 2]))
                    || (line[index] == 0xEF && line[index + 1] == 0xBB && line[index + 2] == 0xBF))
            if isWide {
                index += 3
            } else if index + 1 < line.count, line[index] == 0xC2, line[index + 1] == 0xA0 {
                index += 2
            } else {
                break
            }
        }
        return index
    }
}
