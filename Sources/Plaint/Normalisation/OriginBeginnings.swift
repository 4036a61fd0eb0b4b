/// At which places of a text something foreign may begin: sets of the first characters of what `OriginVocabulary` lists, asked
/// of every character, so that its phrases are looked up at few.
struct OriginBeginnings: Sendable {
    /// Characters of the BMP that may begin something foreign, phrases and signs (`@`, `#` …) alike.
    private var starts = [UInt64](repeating: 0, count: 1024)
    /// The same for two small ASCII characters next to each other.
    private var pairs = [UInt64](repeating: 0, count: 128 * 128 / 64)
    /// The same for three letters next to each other, five bits each.
    private var triples = [UInt64](repeating: 0, count: 1 << 15 / 64)
    /// `ASCIIClass` of each ASCII character.
    private var classes = OriginBeginnings.asciiClasses

    /// Signs that `ForeignWords` looks at by itself, > @ # 【, and the first letters of http and www.
    private static let signs: [UInt32] = [0x3E, 0x40, 0x23, 0x3010]
    private static let linkBeginnings: [(UInt32, UInt32)] = [(0x68, 0x74), (0x77, 0x77)]

    init() {
        for sign in Self.signs { mark(sign, nil, nil) }
        for (first, second) in Self.linkBeginnings { mark(first, second, nil) }
    }

    private mutating func markStart(_ scalar: UInt32) {
        if scalar <= 0xFFFF { starts[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
        for letter in [scalar, scalar >= 0x61 && scalar <= 0x7A ? scalar & ~0x20 : scalar] where letter < 0x80 {
            classes[Int(letter)] |= ASCIIClass.start
        }
    }

    @inline(__always)
    func mayStart(_ scalar: UInt32) -> Bool {
        scalar <= 0xFFFF && starts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
    }

    /// What an ASCII character is, as bits.
    private enum ASCIIClass {
        static let word: UInt8 = 1
        /// Something foreign may begin with it.
        static let start: UInt8 = 2
        static let lineEnd: UInt8 = 4
        static let blank: UInt8 = 8
    }

    private static let asciiClasses: [UInt8] = (0..<128 as Range<UInt8>).map { byte in
        var bits: UInt8 = OriginVocabulary.isWordByte(byte) ? ASCIIClass.word : 0
        if byte == 0x0A || byte == 0x0D { bits |= ASCIIClass.lineEnd }
        if byte == 0x20 || byte == 0x09 { bits |= ASCIIClass.blank }
        return bits
    }

    /// The first place from `index` on at which something foreign may begin, or the end of the text. Nothing does inside a
    /// Latin word. `beginsLine` says of that place what it said of `index`: only blanks lie between it and the line's start.
    func nextStart(in text: UnsafeBufferPointer<UInt8>, from index: Int, _ beginsLine: inout Bool) -> Int {
        starts.withUnsafeBufferPointer { starts in
            classes.withUnsafeBufferPointer { classes in
                var index = index
                var atLineStart = beginsLine
                var before = index > 0 && OriginVocabulary.isWordByte(text[index &- 1]) ? ASCIIClass.word : 0
                defer { beginsLine = atLineStart }
                while index < text.count {
                    let byte = text[index]
                    if byte < 0x80 {
                        let bits = classes[Int(byte)]
                        if bits & ASCIIClass.start != 0, bits & before & ASCIIClass.word == 0,
                            mayStart(text, at: index)
                        {
                            break
                        }
                        index &+= 1
                        before = bits
                        if bits & ASCIIClass.word != 0 {
                            atLineStart = false
                            // The rest of a word begins nothing.
                            while index < text.count, text[index] < 0x80,
                                classes[Int(text[index])] & ASCIIClass.word != 0
                            {
                                index &+= 1
                            }
                        } else if bits & ASCIIClass.lineEnd != 0 {
                            atLineStart = true
                        } else if bits & ASCIIClass.blank == 0 {
                            atLineStart = false
                        }
                    } else {
                        let (scalar, length) = CharacterClass.scalar(text, at: index)
                        let folded = OriginVocabulary.fold(scalar)
                        if folded <= 0xFFFF, starts[Int(folded >> 6)] & 1 << UInt64(folded & 63) != 0 { break }
                        before = 0
                        atLineStart = false
                        index &+= length
                    }
                }
                return index
            }
        }
    }

    /// Whether something foreign may begin with the ASCII character at `index` and the two behind it: most words have a
    /// first letter of some phrase, few have the first three.
    @inline(__always)
    private func mayStart(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let second = index &+ 1 < text.count ? text[index &+ 1] : 0
        guard second < 0x80 else { return true }
        let pair = UInt16(Self.small(text[index])) << 7 | UInt16(Self.small(second))
        guard pairs[Int(pair >> 6)] & 1 << UInt64(pair & 63) != 0 else { return false }
        guard index &+ 2 < text.count, Self.isLetter(text[index]), Self.isLetter(second),
            Self.isLetter(text[index &+ 2])
        else { return true }
        let triple = Self.triple(UInt32(text[index]), UInt32(second), UInt32(text[index &+ 2]))
        return triples[triple >> 6] & 1 << UInt64(triple & 63) != 0
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    private static func triple(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
        Int((first & 31) << 10 | (second & 31) << 5 | third & 31)
    }

    @inline(__always)
    private static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Something foreign may begin with these characters; any that is `nil` may be any.
    mutating func mark(_ first: UInt32, _ second: UInt32?, _ third: UInt32?) {
        markStart(first)
        guard first < 0x80 else { return }
        let seconds = second.map { $0 < 0x80 ? $0..<$0 + 1 : 0..<0 } ?? 0..<128
        for second in seconds {
            let pair = Int(first << 7 | second)
            pairs[pair >> 6] |= 1 << UInt64(pair & 63)
            // Where one of the three is no letter, the two decide.
            guard first >= 0x61, first <= 0x7A else { continue }
            for third in third.map({ $0..<$0 + 1 }) ?? 0..<32 {
                let triple = Self.triple(first, second, third)
                triples[triple >> 6] |= 1 << UInt64(triple & 63)
            }
        }
    }
}
