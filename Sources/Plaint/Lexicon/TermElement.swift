/// A part of a term as written in a lexicon (lexicons/README.md, A term).
enum TermElement: Hashable {
    /// Folded UTF-8; `inflected` for a word written with `~`.
    case literal([UInt8], inflected: Bool)
    case gap
    case number
    case time
    case money

    /// The parts of a term. Emoji and emoticons are taken as they stand: they may hold `<`, `~` or `…`.
    static func parse(_ term: UnsafeBufferPointer<UInt8>, verbatim: Bool) -> [TermElement] {
        if verbatim { return [.literal(fold(term[...]), inflected: false)] }
        var elements: [TermElement] = []
        var start = 0
        var index = 0
        func flush() {
            if index > start { elements.append(literal(of: term[start..<index])) }
        }
        while index < term.count {
            let byte = term[index]
            if byte == 0x20 {
                flush()
                index += 1
                start = index
            } else if byte == 0xE2 || byte == UInt8(ascii: "<"), let (element, length) = placeholder(term, at: index) {
                flush()
                elements.append(element)
                index += length
                start = index
            } else {
                index += 1
            }
        }
        flush()
        return elements
    }

    private static let placeholders: [([UInt8], TermElement)] = [
        (Array("…".utf8), .gap), (Array("<n>".utf8), .number), (Array("<time>".utf8), .time),
        (Array("<money>".utf8), .money),
    ]

    private static func placeholder(_ term: UnsafeBufferPointer<UInt8>, at index: Int) -> (TermElement, Int)? {
        for (text, element) in placeholders where term[index...].starts(with: text) { return (element, text.count) }
        return nil
    }

    private static func literal(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> TermElement {
        let isInflected = bytes.count >= 3 && bytes.last == UInt8(ascii: "~") && isLetter(bytes[bytes.endIndex - 2])
        return .literal(fold(isInflected ? bytes.dropLast() : bytes), inflected: isInflected)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    /// Terms are compared without case (ASCII letters), with a straight apostrophe and without emoji selectors.
    private static func fold(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0xE2, bytes[index...].starts(with: [0xE2, 0x80, 0x99]) {
                folded.append(0x27)
                index += 3
            } else if byte == 0xEF, bytes[index...].starts(with: [0xEF, 0xB8, 0x8F]) {
                index += 3
            } else {
                folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            }
        }
        return folded
    }

    static func fold(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { fold($0[...]) }
    }

    /// Whether ICU always makes one token of the folded literal, so that it can be found by the token alone: Latin
    /// letters and digits, apostrophes inside.
    static func isWord(_ literal: [UInt8]) -> Bool {
        guard let first = literal.first, let last = literal.last, last != 0x27, first != 0x27, first != 0x5F else {
            return false
        }
        return literal.allSatisfy {
            isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x27 || $0 == 0x5F
                // Two-byte characters up to U+024F: the letters of Western Europe. Their second bytes are 80…BF.
                || ($0 >= 0xC3 && $0 <= 0xC9) || ($0 >= 0x80 && $0 <= 0xBF)
        }
    }
}
