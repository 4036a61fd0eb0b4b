/// A pattern (a term with a space, a gap or a placeholder) found in a text.
struct PatternMatch: Sendable {
    /// Byte offsets in the clean view, from the first to the last part.
    var start: Int32
    var end: Int32
    var entry: Int32
    /// Where its literal and placeholder parts stand in `TermMatcher.parts`; what a gap holds belongs to nobody.
    var parts: Range<Int32>
}

/// One part of a pattern match: byte offsets in the clean view.
struct PatternPart: BitwiseCopyable, Sendable {
    var start: Int32
    var end: Int32
}
