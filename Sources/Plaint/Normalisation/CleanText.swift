/// The view of a text that every later stage works on, and the way back to the original.
///
/// The clean view is valid UTF-8 without the dirt that texts gather on their way: it is in plain widths and Simplified
/// characters, without invisible characters, HTML, mojibake, readings in brackets and spaced-out words. No edit lengthens
/// a text. The map back is a short list of places where scalars were taken out; it is empty for most texts, and then the
/// view *is* the original and nothing is copied. Reuse one value for many texts: `load` keeps the memory.
public struct CleanText {
    /// The text as it lies with the caller; used only while there is no edit.
    private var original = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var edited = RewrittenText()
    private var spare = RewrittenText()
    private var isEdited = false
    /// Scalars before each block of a long clean view; empty for short ones.
    private var blocks: [Int] = []
    private static let blockBytes = 512

    /// How often mojibake and markup are undone at most: text that went through two broken exports is met, a third is
    /// one of the two again.
    private static let deepest = 3

    public init() {}

    public init(_ text: String) {
        var text = text
        text.withUTF8 { load($0) }
    }

    /// A copy of the clean view.
    public var bytes: [UInt8] { withView { Array($0) } }

    /// The clean view in memory of its own, or `nil` where the original is used.
    var editedBytes: [UInt8]? { isEdited ? edited.bytes : nil }

    /// Lends the clean view.
    public func withView<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        isEdited ? try edited.bytes.withUnsafeBufferPointer(body) : try body(original)
    }

    /// Whether the clean view and the original differ in the number of scalars.
    public var hasRemovals: Bool { isEdited && !edited.removals.isEmpty }

    /// Whether Traditional text is read as Simplified. The lexicon is written in Simplified characters; ICU cuts Traditional
    /// words better as they stand.
    var simplifies = true

    /// Makes the clean view of `text`, which must be valid UTF-8 (the readers see to that).
    public mutating func load(_ text: UnsafeBufferPointer<UInt8>) {
        load(inPlace: text)
        guard !isEdited else { return }
        edited.clear()
        edited.bytes.append(contentsOf: text)
        isEdited = true
    }

    /// The same without a copy where no edit is needed: `text` must stay as it is as long as the clean view is used.
    public mutating func load(inPlace text: UnsafeBufferPointer<UInt8>) {
        original = text
        isEdited = false
        let survey = TextSurvey(text)
        if !survey.isEmpty { edit(survey) }
        if !blocks.isEmpty || text.count > 4 * Self.blockBytes { countBlocks() }
    }

    // MARK: Edits

    private mutating func edit(_ first: TextSurvey) {
        var survey = first
        // What an edit lays bare may need another: an entity that was a full-width letter, in mojibake.
        for _ in 0..<Self.deepest where survey.contains(.mojibake) {
            guard apply({ MojibakeEdits.apply(to: &$0) }) else { break }
            survey = withView { TextSurvey($0) }
        }
        for _ in 0..<Self.deepest where survey.contains(.markup) {
            guard apply({ MarkupEdits.apply(to: &$0) }) else { break }
            survey = withView { TextSurvey($0) }
        }
        if !survey.isDisjoint(with: [.characters, .traditional]) {
            let isTraditional = simplifies && survey.contains(.traditional)
            if apply({ CharacterEdits.apply(to: &$0, traditional: isTraditional) }) {
                survey = withView { TextSurvey($0) }
            }
        }
        if survey.contains(.layout) { _ = apply { SpacedWords.apply(to: &$0) } }
    }

    /// Runs one pass of edits; `false` if it found nothing to change.
    private mutating func apply(_ pass: (inout TextRewriter) -> Void) -> Bool {
        var memory = RewrittenText()
        // Swapped, not assigned: an array with two owners would be copied at the first write.
        swap(&memory, &spare)
        memory.clear()
        var changes = false
        withView { source in
            var rewriter = TextRewriter(source, isEdited ? edited.removals : [])
            swap(&rewriter.result, &memory)
            pass(&rewriter)
            changes = !rewriter.isUnchanged
            if changes { rewriter.finish() }
            swap(&rewriter.result, &memory)
        }
        if changes {
            swap(&edited, &memory)
            isEdited = true
        }
        swap(&spare, &memory)
        return changes
    }

    // MARK: The way back

    /// Scalar offset in the original of the clean byte offset `offset`, for the start of a span.
    public func originalScalars(atStart offset: Int) -> Int { scalarCount(upTo: offset) + removals(upTo: offset) }

    /// Scalar offset in the original of the clean byte offset `offset`, for the end of a span: what was taken out right
    /// there is outside the span.
    public func originalScalars(atEnd offset: Int) -> Int {
        scalarCount(upTo: offset) + (isEdited ? edited.removed(upTo: 2 * offset - 1) : 0)
    }

    /// Scalars of the original that were taken out before or at the clean byte offset `offset`.
    func removals(upTo offset: Int) -> Int { isEdited ? edited.removed(upTo: 2 * offset) : 0 }

    private func scalarCount(upTo offset: Int) -> Int {
        let block = offset / Self.blockBytes
        let before = blocks.isEmpty ? 0 : blocks[block]
        let start = blocks.isEmpty ? 0 : block * Self.blockBytes
        return withView { before + Self.scalars($0, start..<offset) }
    }

    private static func scalars(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range { count &+= text[index] & 0xC0 != 0x80 ? 1 : 0 }
        return count
    }

    /// Counts once, so that many spans of a long text do not each count from its beginning.
    private mutating func countBlocks() {
        blocks.removeAll(keepingCapacity: true)
        var counts: [Int] = []
        swap(&counts, &blocks)
        withView { text in
            guard text.count > 4 * Self.blockBytes else { return }
            var count = 0
            for start in stride(from: 0, through: text.count, by: Self.blockBytes) {
                counts.append(count)
                count += Self.scalars(text, start..<min(start + Self.blockBytes, text.count))
            }
        }
        swap(&counts, &blocks)
    }
}
