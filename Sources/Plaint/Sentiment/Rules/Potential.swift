/// Chinese says whether something can be done by a particle and a result behind the verb: 打*不开*, 退*不了*, 登*得上*. The
/// lexicon lists particles with results (kind `potential`) and verbs (kind `verb`); any verb goes with any result.
enum Potential {
    /// Bytes of the longest verb, two Han characters.
    private static let longestVerb = 6

    /// Whether a verb stands right before the particle: 打不开 is one, 我不开 is none.
    static func holds(_ match: PatternMatch, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) -> Bool {
        let end = Int(match.start)
        var start = end - 3
        while start >= 0, end - start <= longestVerb {
            if isVerb(text, start..<end, lexicon) { return true }
            start -= 3
        }
        return false
    }

    private static func isVerb(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: Lexicon) -> Bool {
        // A verb begins with a character of three bytes, as Han characters have.
        guard text[range.lowerBound] & 0xF0 == 0xE0 else { return false }
        let symbol = lexicon.symbol(UnsafeBufferPointer(rebasing: text[range]))
        return symbol >= 0 && lexicon.symbols[Int(symbol)].roles.contains(.verb)
    }
}
