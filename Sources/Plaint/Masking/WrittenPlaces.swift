/// Where places of the analysed text stand in the text that is written: with `--mask` personal data has been replaced, and of
/// a transcript's line only what was said is analysed. Offsets in Unicode scalars.
struct WrittenPlaces {
    struct Edit {
        /// What was replaced, in the text as it came.
        var range: Range<Int>
        var length: Int
    }

    /// Scalars of the text before the part that was analysed.
    private var skipped = 0
    private var edits: [Edit] = []

    init() {}

    init(skipping analysed: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, edits: [Edit] = []) {
        self.edits = edits
        guard let start = analysed.baseAddress, let base = text.baseAddress, start > base else { return }
        for byte in text[..<(start - base)] where byte & 0xC0 != 0x80 { skipped += 1 }
    }

    var hasMasks: Bool { !edits.isEmpty }

    /// The place of the beginning of something; inside of what was replaced, the beginning of that.
    func start(_ offset: Int) -> Int { place(offset + skipped, atEnd: false) }

    /// The same of an end.
    func end(_ offset: Int) -> Int { place(offset + skipped, atEnd: true) }

    func isMasked(_ range: Range<Int>) -> Bool {
        edits.contains {
            $0.range.lowerBound < range.upperBound + skipped && range.lowerBound + skipped < $0.range.upperBound
        }
    }

    private func place(_ offset: Int, atEnd: Bool) -> Int {
        var change = 0
        for edit in edits {
            if offset <= edit.range.lowerBound { break }
            let replaced = edit.range.lowerBound + change
            if offset < edit.range.upperBound { return atEnd ? replaced + edit.length : replaced }
            change += edit.length - edit.range.count
        }
        return offset + change
    }
}
