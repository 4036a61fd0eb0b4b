import CICU

/// The view of a text that every later stage works on, and the way back to the original.
///
/// The clean view is valid UTF-8 in which full-width letters, digits and signs are plain ASCII and invisible
/// characters are gone. No edit here lengthens a text, and none changes the number of scalars but the taking out of
/// invisible ones, so the map back is a short list of (place in the clean view, scalars taken out so far); it is empty
/// for most texts. Reuse one value for many texts: `load` keeps the memory.
public struct CleanText: Sendable {
    /// The clean view.
    public private(set) var bytes: [UInt8] = []
    private var removals: [Removal] = []
    /// Scalars before each block of a long clean view; empty for short ones.
    private var blocks: [Int] = []
    private static let blockBytes = 512

    /// At clean byte offset `clean`, `total` scalars of the original have been taken out so far.
    private struct Removal: Sendable {
        var clean: Int
        var total: Int
    }

    public init() {}

    public init(_ text: String) {
        var text = text
        text.withUTF8 { load($0) }
    }

    /// Whether the clean view and the original differ in the number of scalars.
    public var hasRemovals: Bool { !removals.isEmpty }

    /// Makes the clean view of `text`, which must be valid UTF-8 (the readers see to that).
    public mutating func load(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        removals.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(text.count)
        var copied = 0
        var index = 0
        while index < text.count {
            // Only E2, E1, EF and C2 can begin a character that this stage changes.
            let byte = text[index]
            guard byte == 0xEF || byte == 0xE2 || byte == 0xC2 || byte == 0xE1 else {
                index &+= 1
                continue
            }
            guard let edit = Self.edit(of: text, at: index) else {
                index &+= 1
                continue
            }
            bytes.append(contentsOf: text[copied..<index])
            if let replacement = edit.replacement {
                bytes.append(replacement)
            } else if !Self.joinsPictographs(text, at: index, length: edit.length) {
                removals.append(Removal(clean: bytes.count, total: (removals.last?.total ?? 0) + 1))
            } else {
                bytes.append(contentsOf: text[index..<index + edit.length])
            }
            index += edit.length
            copied = index
        }
        bytes.append(contentsOf: text[copied..<text.count])
        countBlocks()
    }

    private struct Edit {
        var length: Int
        /// `nil` takes the character out.
        var replacement: UInt8?
    }

    private static func edit(of text: UnsafeBufferPointer<UInt8>, at index: Int) -> Edit? {
        let second = text[index + 1]
        switch text[index] {
        case 0xC2:  // U+00AD soft hyphen
            return second == 0xAD ? Edit(length: 2, replacement: nil) : nil
        case 0xE1:  // U+180E Mongolian vowel separator
            return second == 0xA0 && text[index + 2] == 0x8E ? Edit(length: 3, replacement: nil) : nil
        case 0xE2:  // U+200B…U+200D zero width; U+2060 word joiner
            let third = text[index + 2]
            let invisible = (second == 0x80 && third >= 0x8B && third <= 0x8D) || (second == 0x81 && third == 0xA0)
            return invisible ? Edit(length: 3, replacement: nil) : nil
        default:
            let scalar = 0xF000 | Int(second & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
            if scalar == 0xFEFF { return Edit(length: 3, replacement: nil) }
            guard scalar >= 0xFF01, scalar <= 0xFF5E else { return nil }
            let ascii = UInt8(scalar - 0xFEE0)
            return foldsWidth(ascii) ? Edit(length: 3, replacement: ascii) : nil
        }
    }

    /// Full-width letters, digits and signs become ASCII. Full-width punctuation stays: Chinese text is written with it,
    /// and folding it would glue words (`３，５` to one number, `说：好` to one word).
    private static func foldsWidth(_ ascii: UInt8) -> Bool {
        switch ascii {
        case UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "?"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: true
        }
    }

    /// A zero-width joiner between two emoji is part of one picture (a family, a profession) and stays.
    private static func joinsPictographs(_ text: UnsafeBufferPointer<UInt8>, at index: Int, length: Int) -> Bool {
        guard length == 3, text[index] == 0xE2, text[index + 1] == 0x80, text[index + 2] == 0x8D else { return false }
        let next = index + length
        guard index > 0, next < text.count else { return false }
        var last = index - 1
        while text[last] & 0xC0 == 0x80 { last -= 1 }
        // The picture before may be followed by a variation selector (a skin colour is a picture itself).
        let before = CharacterClass.scalar(text, at: last).value
        guard before == 0xFE0F || plaint_is_pictograph(before) != 0 else { return false }
        return plaint_is_pictograph(CharacterClass.scalar(text, at: next).value) != 0
    }

    /// Scalar offset in the original of the clean byte offset `offset`, for the start of a span.
    public func originalScalars(atStart offset: Int) -> Int {
        scalarCount(upTo: offset) + removed { $0 <= offset }
    }

    /// Scalar offset in the original of the clean byte offset `offset`, for the end of a span: what was taken out right
    /// there is outside the span.
    public func originalScalars(atEnd offset: Int) -> Int {
        scalarCount(upTo: offset) + removed { $0 < offset }
    }

    /// Scalars of the original that were taken out before or at the clean byte offset `offset`.
    func removals(upTo offset: Int) -> Int { removed { $0 <= offset } }

    private func removed(where passes: (Int) -> Bool) -> Int {
        // Places ascend: the last one that passes has the total.
        var low = 0
        var high = removals.count
        while low < high {
            let middle = (low + high) / 2
            if passes(removals[middle].clean) { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : removals[low - 1].total
    }

    private func scalarCount(upTo offset: Int) -> Int {
        let block = offset / Self.blockBytes
        var count = blocks.isEmpty ? 0 : blocks[block]
        let start = blocks.isEmpty ? 0 : block * Self.blockBytes
        for byte in bytes[start..<offset] where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Counts once, so that many spans of a long text do not each count from its beginning.
    private mutating func countBlocks() {
        blocks.removeAll(keepingCapacity: true)
        guard bytes.count > 4 * Self.blockBytes else { return }
        var count = 0
        for (index, byte) in bytes.enumerated() {
            if index % Self.blockBytes == 0 { blocks.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
        }
        if bytes.count % Self.blockBytes == 0 { blocks.append(count) }
    }
}
