/// A short, printable piece of a record, for messages.
enum Excerpt {
    /// Characters (Unicode scalars) of an excerpt at most.
    static let maximumCharacters = 60
    /// Characters shown before the trouble.
    private static let charactersBefore = 20

    /// The text of `bytes` around the offset `byte`. `…` stands for what is left out on either side.
    static func make(of bytes: Span<UInt8>, around byte: Int) -> String {
        let centre = start(ofCharacterAt: min(byte, bytes.count), in: bytes)
        // Four bytes a character at most, and some more so that the cut does not show.
        let before = visible(decode(bytes, start(ofCharacterAt: max(0, centre - 96), in: bytes)..<centre))
        let after = visible(decode(bytes, centre..<min(bytes.count, centre + 256)))
        let isShort = centre <= 96 && bytes.count - centre <= 256
        if isShort, before.count + after.count <= maximumCharacters { return (before + after).joinedText }

        var kept = before
        var opening: [Unicode.Scalar] = []
        if before.count > charactersBefore {
            opening = ["…"]
            kept = Array(before.suffix(charactersBefore - 1))
        }
        let room = maximumCharacters - opening.count - kept.count
        if after.count <= room, bytes.count - centre <= 256 { return (opening + kept + after).joinedText }
        return (opening + kept + after.prefix(room - 1) + ["…"]).joinedText
    }

    /// A name as it may stand in a message: no control character, nothing that changes the direction of writing.
    static func name(_ text: String) -> String { visible(text).joinedText }

    /// Several, in quotation marks.
    static func names(_ texts: [String]) -> String { texts.map { "\"\(name($0))\"" }.joined(separator: ", ") }

    /// `byte`, or the start of the character that it stands in the middle of.
    private static func start(ofCharacterAt byte: Int, in bytes: Span<UInt8>) -> Int {
        var index = byte
        while index > 0, index > byte - 4, index < bytes.count, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    private static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The scalars of `text`, with control and format characters written out.
    private static func visible(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar.value < 0x20:
                scalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
            case .control where scalar.value == 0x7F:
                scalars.append("\u{2421}")
            case .format where scalar.value == 0x200D:  // joins the parts of an emoji
                scalars.append(scalar)
            case .control, .format, .lineSeparator, .paragraphSeparator:
                scalars.append(contentsOf: "<U+\(hexadecimal(scalar.value))>".unicodeScalars)
            default:
                scalars.append(scalar)
            }
        }
        return scalars
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension [Unicode.Scalar] {
    fileprivate var joinedText: String {
        var text = ""
        text.unicodeScalars.append(contentsOf: self)
        return text
    }
}
