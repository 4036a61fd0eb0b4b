/// Finds what stands between quotation marks: “…”, 「…」, "…".
struct QuotationScanner {
    /// Bytes within which a quotation must end; longer ones are no quoted remark.
    private static let longest = 240
    /// Bytes from which on a quotation is an utterance and no single word.
    private static let shortest = 6
    /// Quotation marks of a text that are looked at.
    private var attempts = 8

    /// Byte offset of the end of the last quotation; what begins before it is said by somebody else.
    private(set) var end: Int32 = 0

    /// What stands between the quotation mark that this token is, and its closing one.
    mutating func quotation(from token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int32>? {
        let start = Int(token.start)
        guard start >= end, attempts > 0, let closing = Self.closing(of: text, at: start) else { return nil }
        attempts -= 1
        let first = Int(token.end)
        var index = first
        let limit = min(text.count, first + Self.longest)
        while index < limit {
            let length = CharacterClass.length(text[index])
            if Self.scalar(text, index) == closing {
                end = Int32(index + length)
                return Int32(first)..<Int32(index)
            }
            index += length
        }
        return nil
    }

    /// Titles and names are no utterances: in English one has three words, and one behind the first is written small.
    static func isUtterance(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int32>) -> Bool {
        guard range.count >= shortest else { return false }
        let range = Int(range.lowerBound)..<Int(range.upperBound)
        guard text[range.lowerBound] < 0x80 else { return true }
        var words = 1
        var hasSmall = false
        for index in range.dropFirst() where text[index - 1] == 0x20 {
            words += 1
            if text[index] >= 0x61, text[index] <= 0x7A { hasSmall = true }
        }
        return words >= 3 && hasSmall
    }

    /// Whether quotation marks stand right around a term: “优质”, "fresh".
    static func encloses(_ span: Range<Int32>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(span.lowerBound)
        let end = Int(span.upperBound)
        guard start > 0, end < text.count else { return false }
        if text[start - 1] == 0x22 { return text[end] == 0x22 }
        guard start >= 3, end + 3 <= text.count, text[start - 1] >= 0x80 else { return false }
        guard let closing = closing(of: text, at: start - 3) else { return false }
        return scalar(text, end) == closing
    }

    @inline(__always)
    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
        CharacterClass.scalar(text, at: index).value
    }

    /// The sign that closes what the sign at `index` opens. A straight mark opens after a space or at the beginning.
    private static func closing(of text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
        let byte = text[index]
        if byte == 0x22 { return index == 0 || text[index - 1] <= 0x20 || text[index - 1] >= 0x80 ? 0x22 : nil }
        // The characters below begin with E2 80 or E3 80: others need not be decoded.
        guard byte == 0xE2 || byte == 0xE3, index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
        return switch scalar(text, index) {
        case 0x201C: 0x201D  // “ ”
        case 0x300C: 0x300D  // 「 」
        case 0x300E: 0x300F  // 『 』
        default: nil
        }
    }
}
