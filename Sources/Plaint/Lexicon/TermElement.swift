/// A part of a term as written in a lexicon (lexicons/README.md, A term).
enum TermElement: Equatable {
    /// Folded text; `inflected` for a word written with `~`.
    case literal(String, inflected: Bool)
    case gap
    case number
    case time
    case money

    /// The parts of a term. Emoji and emoticons are taken as they stand: they may hold `<`, `~` or `…`.
    static func parse(_ term: String, verbatim: Bool) -> [TermElement] {
        if verbatim { return [.literal(fold(term), inflected: false)] }
        var elements: [TermElement] = []
        var rest = Substring(term)
        var literal = ""
        func flush() {
            if !literal.isEmpty { elements.append(Self.literal(of: literal)) }
            literal = ""
        }
        while let first = rest.unicodeScalars.first {
            if let (placeholder, length) = placeholder(at: rest) {
                flush()
                elements.append(placeholder)
                rest = rest.dropFirst(length)
            } else {
                if first == " " { flush() } else { literal.unicodeScalars.append(first) }
                rest = rest[rest.unicodeScalars.index(after: rest.startIndex)...]
            }
        }
        flush()
        return elements
    }

    private static let placeholders: [(String, TermElement)] = [
        ("…", .gap), ("<n>", .number), ("<time>", .time), ("<money>", .money),
    ]

    private static func placeholder(at rest: Substring) -> (TermElement, Int)? {
        for (text, element) in placeholders where rest.hasPrefix(text) { return (element, text.count) }
        return nil
    }

    private static func literal(of text: String) -> TermElement {
        let scalars = Array(text.unicodeScalars)
        if scalars.count >= 3, scalars.last == "~", scalars[scalars.count - 2].properties.isAlphabetic {
            return .literal(fold(String(text.dropLast())), inflected: true)
        }
        return .literal(fold(text), inflected: false)
    }

    /// Terms are compared without case (ASCII letters), with a straight apostrophe and without emoji selectors.
    static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.value != 0xFE0F {
            folded.append(UnicodeScalar(fold(scalar.value)) ?? scalar)
        }
        return String(folded)
    }

    @inline(__always)
    static func fold(_ scalar: UInt32) -> UInt32 {
        if scalar >= 0x41, scalar <= 0x5A { return scalar | 0x20 }
        return scalar == 0x2019 ? 0x27 : scalar
    }

    /// Whether ICU always makes one token of the folded literal, so that it can be found by the token alone.
    static func isWord(_ literal: String) -> Bool {
        guard let first = literal.unicodeScalars.first, isLatin(first.value) else { return false }
        guard let last = literal.unicodeScalars.last, last != "'" else { return false }
        return literal.unicodeScalars.allSatisfy { isLatin($0.value) || $0 == "'" || $0 == "_" }
    }

    private static func isLatin(_ scalar: UInt32) -> Bool {
        (scalar >= 0x61 && scalar <= 0x7A) || (scalar >= 0x30 && scalar <= 0x39) || (scalar >= 0xC0 && scalar <= 0x24F)
    }
}
