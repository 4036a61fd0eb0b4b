/// Finds Latin words as people write them, in capitals, with slanted apostrophes, lengthened, with a slip of the pen, in a
/// table of words as the lexicon writes them. One per worker; its memory is reused.
struct WordSpelling: ~Copyable {
    private var folded = ScratchBuffer<UInt8>()

    init() {}

    /// The symbol of a word, or -1; a lengthened one is also tried with two and with one of the repeated letter.
    mutating func symbol(_ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ words: WordTable) -> Int32 {
        let bytes = UnsafeBufferPointer(start: text.baseAddress! + Int(token.start), count: token.range.count)
        let symbol = words.find(hash: SymbolTable.foldedHash(bytes))
        // A slanted apostrophe is the only other thing that is folded.
        guard symbol < 0 else { return symbol }
        guard token.marks.contains(.lengthened) || bytes.contains(0xE2) else { return slip(bytes, words) }
        fold(bytes)
        let straight = words.find(UnsafeBufferPointer(start: folded.base, count: folded.count))
        guard straight < 0, token.marks.contains(.lengthened) else { return straight }
        for repeats in [2, 1] {
            fold(bytes, repeats: repeats)
            let symbol = words.find(UnsafeBufferPointer(start: folded.base, count: folded.count))
            if symbol >= 0 { return symbol }
        }
        return Lexicon.noSymbol
    }

    /// The symbol of the word that a misspelled one means.
    private func slip(_ bytes: UnsafeBufferPointer<UInt8>, _ words: WordTable) -> Int32 {
        guard let meant = Speller.embedded.meant(by: bytes) else { return Lexicon.noSymbol }
        return words.find(hash: Speller.embedded.hash(meant))
    }

    /// Lower case and straight apostrophes.
    private mutating func fold(_ bytes: UnsafeBufferPointer<UInt8>) {
        folded.removeAll()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99 {
                folded.append(0x27)
                index += 3
            } else {
                folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            }
        }
    }

    /// The same, with at most `repeats` of a letter in a row: soooo as soo or so.
    private mutating func fold(_ bytes: UnsafeBufferPointer<UInt8>, repeats: Int) {
        fold(bytes)
        var kept = 0
        var run = 0
        for index in folded.indices {
            run = index > 0 && folded[index] == folded[index - 1] && folded[index] < 0x80 ? run + 1 : 1
            guard run <= repeats else { continue }
            folded[kept] = folded[index]
            kept += 1
        }
        folded.removeLast(folded.count - kept)
    }
}
