/// Finds where names, topics, lines and the like end in a clean view.
struct ForeignScan {
    let text: UnsafeBufferPointer<UInt8>

    /// Bytes of the longest name: Weibo allows 30 characters.
    private static let longestName = 90
    /// Bytes of the longest topic or headline.
    private static let longestTopic = 180
    /// A name of Han characters that no blank or colon ends is at most so many bytes long: who writes 「@客服你们…」
    /// without a blank does not call somebody by the whole sentence.
    private static let longestOpenName = 24
    /// Bytes between the beginning of a mail's header and its end (`On … wrote:`), over at most one line end.
    private static let longestHeader = 300

    /// Whether a character is part of a word, a number or a picture, and not a blank or a sign.
    static func isWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0xC0, 0x2000...0x206F, 0x3000...0x3006, 0x3008...0x303F, 0xFE00...0xFE0F, 0xFE30...0xFE4F: false
        case 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: false
        default: true
        }
    }

    func lineEnd(from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != 0x0A { index += 1 }
        return index
    }

    /// The end of the text, or of the line if the next one that is not blank is quoted with `>`: then the answer stands
    /// below.
    func restEnd(from start: Int) -> Int {
        let end = lineEnd(from: start)
        var index = end
        while index < text.count, text[index] <= 0x20 { index += 1 }
        return index < text.count && text[index] == UInt8(ascii: ">") ? end : text.count
    }

    /// Behind the quotation mark that closes what one at `start` opened; the writer may go on there.
    func closingMark(ofQuotationAt start: Int, from: Int) -> Int? {
        let opening = CharacterClass.scalar(text, at: start).value
        guard opening == 0x22 || opening == 0x201C else { return nil }
        var index = from
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            index += length
            if scalar == 0x22 || scalar == 0x201D { return index }
        }
        return nil
    }

    /// The end of an entry of a form whose label ends at `start`.
    func fieldEnd(from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] == 0x20 { index += 1 }
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            switch scalar {
            case 0...0x20, 0x2C, 0x3B, 0x3000, 0x3002, 0xFF0C, 0xFF1B, 0x5D, 0x3011: return index
            default: index += length
            }
        }
        return index
    }

    /// Behind one of `endings` (folded), which stands within a header's length.
    func ending(_ endings: [[UInt32]], from start: Int) -> Int? {
        var lines = 0
        var index = start
        while index < min(text.count, start + Self.longestHeader) {
            if text[index] == 0x0A { lines += 1 }
            if lines > 1 { return nil }
            for ending in endings {
                if let end = end(of: ending, at: index) { return end }
            }
            index += CharacterClass.length(text[index])
        }
        return nil
    }

    /// Where the folded `phrase` ends if it stands at `start`. Folding changes lengths: a colon may be a wide one.
    private func end(of phrase: [UInt32], at start: Int) -> Int? {
        var index = start
        for expected in phrase {
            guard index < text.count else { return nil }
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            guard OriginVocabulary.fold(scalar) == expected else { return nil }
            index += length
        }
        return index
    }

    /// Behind a name and the colon or blank that ends it.
    func name(from start: Int) -> Int? {
        var index = start
        while index < text.count, index - start < Self.longestName {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            if scalar == 0x3A || scalar == 0xFF1A { return index > start ? index + length : nil }
            if scalar <= 0x20 || scalar == 0x3000 { return index > start ? index : nil }
            index += length
        }
        return index == text.count && index > start ? index : nil
    }

    /// The end of `@name`.
    func mention(at start: Int) -> Int? {
        guard start == 0 || !OriginVocabulary.isWordByte(text[start - 1]) else { return nil }
        var index = start + 1
        while index < text.count, OriginVocabulary.isWordByte(text[index]) { index += 1 }
        let isLatin = index > start + 1
        while index < text.count, index - start < Self.longestName {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            let belongs = CharacterClass.isHan(scalar) || scalar == 0x2D || OriginVocabulary.isWordByte(text[index])
            if !belongs {
                let ends = scalar <= 0x20 || scalar == 0x3A || scalar == 0xFF1A || scalar == 0x3000
                let isShort = index - start <= Self.longestOpenName
                return index > start + 1 && (ends || isShort || isLatin) ? index : nil
            }
            // A Latin name that Han characters follow ends there: @united航班又取消.
            if isLatin, CharacterClass.isHan(scalar) { return index }
            index += length
        }
        let isShort = index - start <= Self.longestOpenName
        return index == text.count && index > start + 1 && (isShort || isLatin) ? index : nil
    }

    /// The end of a Weibo topic, `#…#` with a Han character in it. An English hashtag has one sign and is the writer's.
    func topic(at start: Int) -> Int? {
        var index = start + 1
        var holdsHan = false
        while index < text.count, index - start < Self.longestTopic {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            if scalar == 0x23 { return holdsHan ? index + 1 : nil }
            if scalar == 0x0A { return nil }
            holdsHan = holdsHan || CharacterClass.isHan(scalar)
            index += length
        }
        return nil
    }

    /// The end of a headline in 【】.
    func headline(at start: Int) -> Int? {
        var index = start + 3
        while index < text.count, index - start < Self.longestTopic {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            if scalar == 0x3011 { return index + length }
            if scalar == 0x0A || scalar == 0x3010 { return nil }
            index += length
        }
        return nil
    }

    /// The end of a line that begins with `>`: quoted mail. Not where it means *more than* (> 5 days), and not if the text
    /// has this one line alone.
    func quotedLine(at start: Int) -> Int? {
        var index = start
        while index < text.count, text[index] == UInt8(ascii: ">") || text[index] == 0x20 { index += 1 }
        guard index < text.count else { return nil }
        let isFirstLine = !text[..<start].contains(0x0A)
        if index == start + 1 || isFirstLine, text[index] >= 0x30, text[index] <= 0x39 { return nil }
        let end = lineEnd(from: index)
        return isFirstLine && end == text.count ? nil : end
    }

    /// The end of a web address.
    func link(at start: Int) -> Int? {
        if start > 0, OriginVocabulary.isWordByte(text[start - 1]) { return nil }
        guard begins("http://", start) || begins("https://", start) || begins("www.", start) else { return nil }
        var index = start
        while index < text.count, text[index] > 0x20, text[index] < 0x7F { index += 1 }
        return index
    }

    private func begins(_ word: StaticString, _ start: Int) -> Bool {
        guard start + word.utf8CodeUnitCount < text.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount {
            let byte = text[start + offset]
            if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != word.utf8Start[offset] { return false }
        }
        return true
    }
}
