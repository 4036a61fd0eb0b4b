/// A text made from another by taking out and replacing characters, with the way back to the first original.
///
/// Edits may be laid one over the other: each pass reads the text before it with its removals, and writes a new one
/// whose removals count from the first original.
struct RewrittenText {
    /// `total` scalars of the original are gone at places up to `key`.
    ///
    /// Places lie between two bytes (2 · offset: what was there is part of neither neighbour) or at the end of a
    /// character (2 · offset − 1: the character stands for what is gone, such as `&amp;` for `&`).
    struct Removal {
        var key: Int
        var total: Int
    }

    var bytes: [UInt8] = []
    var removals: [Removal] = []

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        removals.removeAll(keepingCapacity: true)
    }

    /// Scalars gone at all places up to `key`.
    func removed(upTo key: Int) -> Int {
        // Keys ascend: the last one that is not beyond has the total.
        var low = 0
        var high = removals.count
        while low < high {
            let middle = (low + high) / 2
            if removals[middle].key <= key { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : removals[low - 1].total
    }
}

/// One pass of edits over a text, from left to right. What is not mentioned is kept.
struct TextRewriter {
    let source: UnsafeBufferPointer<UInt8>
    private let earlier: [RewrittenText.Removal]
    /// Memory that a caller swaps in must be clear.
    var result = RewrittenText()
    /// Up to here the source is in the result.
    private(set) var position = 0
    private var next = 0

    /// `earlier` are the removals of `source`.
    init(_ source: UnsafeBufferPointer<UInt8>, _ earlier: [RewrittenText.Removal]) {
        self.source = source
        self.earlier = earlier
    }

    /// Whether anything was edited so far.
    var isUnchanged: Bool { position == 0 }

    /// Keeps all before `end`.
    mutating func keep(upTo end: Int) {
        carry(below: 2 * end)
        result.bytes.append(contentsOf: source[position..<end])
        position = end
    }

    /// Takes the characters in `range` out; they will belong to no span that does not reach over them.
    mutating func remove(_ range: Range<Int>) {
        let gone = skip(range)
        note(2 * result.bytes.count, gone)
    }

    /// Puts one character in the place of those in `range`.
    mutating func replace(_ range: Range<Int>, with scalar: UInt32) {
        let gone = skip(range) - 1
        Self.append(scalar, to: &result.bytes)
        if gone > 0 { note(2 * result.bytes.count - 1, gone) }
    }

    /// Keeps the rest; the pass is done.
    mutating func finish() {
        keep(upTo: source.count)
        carry(below: .max)
    }

    /// Scalars of the original in `range`, which is passed over.
    private mutating func skip(_ range: Range<Int>) -> Int {
        keep(upTo: range.lowerBound)
        // What was taken out right before the range stays outside it.
        carry(below: 2 * range.lowerBound + 1)
        var scalars = 0
        for byte in source[range] where byte & 0xC0 != 0x80 { scalars += 1 }
        while next < earlier.count, earlier[next].key < 2 * range.upperBound {
            scalars += earlier[next].total - (next == 0 ? 0 : earlier[next - 1].total)
            next += 1
        }
        position = range.upperBound
        return scalars
    }

    /// Takes over earlier removals below `key` in the stretch that is kept.
    private mutating func carry(below key: Int) {
        let shift = 2 * (position - result.bytes.count)
        while next < earlier.count, earlier[next].key < key {
            note(earlier[next].key - shift, earlier[next].total - (next == 0 ? 0 : earlier[next - 1].total))
            next += 1
        }
    }

    private mutating func note(_ key: Int, _ scalars: Int) {
        result.removals.append(RewrittenText.Removal(key: key, total: (result.removals.last?.total ?? 0) + scalars))
    }

    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
            return
        }
        let last = UInt8(0x80 | scalar & 0x3F)
        if scalar < 0x800 {
            bytes.append(UInt8(0xC0 | scalar >> 6))
        } else {
            let middle = UInt8(0x80 | scalar >> 6 & 0x3F)
            if scalar < 0x1_0000 {
                bytes.append(UInt8(0xE0 | scalar >> 12))
            } else {
                bytes.append(UInt8(0xF0 | scalar >> 18))
                bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            }
            bytes.append(middle)
        }
        bytes.append(last)
    }
}
