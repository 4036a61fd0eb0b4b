/// A text character by character, with full-width letters, digits and signs as plain ones, capitals as small letters: what the
/// scanners of personal data look at. One for each worker; the memory is reused.
struct FoldedText {
    private(set) var characters: [UInt32] = []
    /// Where each character begins in the text, and the text's end.
    private(set) var starts: [Int] = []

    mutating func load(_ text: UnsafeBufferPointer<UInt8>) {
        characters.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        var index = 0
        while index < text.count {
            var (scalar, length) = CharacterClass.scalar(text, at: index)
            // Written out as HTML it is still a blank, a digit or an @.
            if scalar == 0x26, let reference = HTMLEntity.decode(text, at: index) {
                (scalar, length) = (reference.scalar, reference.end - index)
            }
            // Invisible characters between digits would hide a number.
            if !Self.isInvisible(scalar) {
                characters.append(Self.fold(scalar))
                starts.append(index)
            }
            index += length
        }
        starts.append(text.count)
    }

    var count: Int { characters.count }

    /// The character at `index`; 0 outside.
    subscript(index: Int) -> UInt32 { index >= 0 && index < characters.count ? characters[index] : 0 }

    /// Bytes of characters; what is invisible belongs to the character before it.
    func bytes(of range: Range<Int>) -> Range<Int> { starts[range.lowerBound]..<starts[range.upperBound] }

    func isDigit(_ index: Int) -> Bool { self[index] >= 0x30 && self[index] <= 0x39 }

    func isLetter(_ index: Int) -> Bool { self[index] >= 0x61 && self[index] <= 0x7A }

    func digit(_ index: Int) -> Int { Int(self[index]) - 0x30 }

    private static func isInvisible(_ scalar: UInt32) -> Bool {
        (scalar >= 0x200B && scalar <= 0x200D) || scalar == 0x2060 || scalar == 0xFEFF || scalar == 0xAD
    }

    private static func fold(_ scalar: UInt32) -> UInt32 {
        var scalar = scalar
        if scalar >= 0xFF01, scalar <= 0xFF5E { scalar -= 0xFEE0 }
        switch scalar {
        case 0x41...0x5A: return scalar + 0x20
        case 0xA0, 0x2002...0x200A, 0x202F, 0x3000: return 0x20
        case 0x2010...0x2015, 0x2212: return 0x2D
        default: return scalar
        }
    }
}
