/// Words of a text as the user sees them: ICU's, recut by the lexicon's terms, spelled as in the original.
struct TermSegmenter: ~Copyable {
    private let lexicon: Lexicon
    private var segmenter: WordSegmenter
    private var clean = CleanText()
    /// The same without Traditional characters made Simplified.
    private var spelled = CleanText()
    private var icuTokens: [Token] = []
    private var matcher = TermMatcher()
    private var tokens: [Token] = []
    private var original: [UInt8] = []
    private var view: [UInt8] = []
    /// Byte offset of each scalar of the original, and its end; only where the clean view is shorter.
    private var scalarStarts: [Int] = []

    init(lexicon: Lexicon, segmenter: consuming WordSegmenter) {
        self.lexicon = lexicon
        self.segmenter = segmenter
        spelled.simplifies = false
    }

    /// Cuts `text`, which must be valid UTF-8.
    mutating func segment(_ text: UnsafeBufferPointer<UInt8>) {
        original.removeAll(keepingCapacity: true)
        original.append(contentsOf: text)
        clean.load(text)
        view = clean.bytes
        spelled.load(text)
        view.withUnsafeBufferPointer { bytes in
            // Traditional words are cut as they stand, and matched in their Simplified form, character by character.
            if spelled.bytes.count == bytes.count {
                spelled.withView { segmenter.segment($0, into: &icuTokens) }
            } else {
                segmenter.segment(bytes, into: &icuTokens)
            }
            matcher.match(bytes, icuTokens, lexicon, &segmenter)
        }
        joinCues()
        scalarStarts.removeAll(keepingCapacity: true)
        for (index, byte) in original.enumerated() where byte & 0xC0 != 0x80 { scalarStarts.append(index) }
        scalarStarts.append(original.count)
    }

    /// A term that is only a cue is one token here, even where the rules of sentiment read words in it.
    private mutating func joinCues() {
        tokens.removeAll(keepingCapacity: true)
        var cue = 0
        for token in matcher.tokens {
            while cue < matcher.cues.count, matcher.cues[cue].end <= Int32(token.start) { cue += 1 }
            if cue < matcher.cues.count, let last = tokens.last, Int32(last.start) >= matcher.cues[cue].start,
                Int32(token.end) <= matcher.cues[cue].end
            {
                tokens[tokens.count - 1].end = token.end
            } else {
                tokens.append(token)
            }
        }
    }

    /// The tokens' byte ranges in the original; characters that the clean view leaves out belong to the token before
    /// them, or to the first.
    private func forEachToken(_ body: (Range<Int>, Token.Kind) -> Void) {
        if tokens.isEmpty, !original.isEmpty { body(0..<original.count, .space) }
        var scalar = 0
        var cleanOffset = 0
        var start = 0
        for (index, token) in tokens.enumerated() {
            for byte in view[cleanOffset..<Int(token.end)] where byte & 0xC0 != 0x80 { scalar += 1 }
            cleanOffset = Int(token.end)
            let isLast = index + 1 == tokens.count
            let end = isLast ? original.count : scalarStarts[scalar + clean.removals(upTo: cleanOffset)]
            body(start..<end, token.kind)
            start = end
        }
    }

    /// Tokens with one space between; white space is left out.
    func appendPlain(to output: inout [UInt8]) {
        var isFirst = true
        forEachToken { range, kind in
            guard kind != .space else { return }
            if !isFirst { output.append(0x20) }
            isFirst = false
            output.append(contentsOf: original[range])
        }
    }

    /// All tokens as a JSON array of strings; joined they give the text.
    func appendJSON(to output: inout [UInt8]) {
        output.append(.openBracket)
        var isFirst = true
        forEachToken { range, _ in
            if !isFirst { output.append(.comma) }
            isFirst = false
            original.withUnsafeBufferPointer { bytes in
                JSONText.appendString(UnsafeBufferPointer(rebasing: bytes[range]).span, to: &output)
            }
        }
        output.append(.closeBracket)
    }
}
