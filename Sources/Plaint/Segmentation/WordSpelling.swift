/// Finds Latin words as people write them, in capitals, with slanted apostrophes, lengthened, with a slip of the pen, in a
/// table of words as the lexicon writes them. One per worker; its memory is reused.
struct WordSpelling: ~Copyable {
    private var folded = ScratchBuffer<UInt8>()
    /// Words met of late that the tables did not know, by the lower bits of their hash: few make up most of those.
    private var unknown = ScratchBuffer<UnknownWord>()

    /// A word by its hash, and what it means: a number of `Speller`, or -1.
    struct UnknownWord: BitwiseCopyable {
        var hash: UInt64 = 0
        var meant: Int64 = -1
    }

    /// Places in `unknown`: 16 KB.
    private static let unknownPlaces = 1024

    init() { unknown.fill(UnknownWord(), count: Self.unknownPlaces) }

    /// The symbol of a word, or -1; a lengthened one is also tried with two and with one of the repeated letter.
    mutating func symbol(_ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ words: WordTable) -> Int32 {
        let bytes = UnsafeBufferPointer(start: text.baseAddress! + Int(token.start), count: token.range.count)
        let hash = SymbolTable.foldedHash(bytes)
        let symbol = words.find(hash: hash)
        // A slanted apostrophe is the only other thing that is folded.
        guard symbol < 0 else { return symbol }
        guard token.marks.contains(.lengthened) || bytes.contains(0xE2) else { return slip(bytes, hash, words) }
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
    private mutating func slip(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ words: WordTable) -> Int32 {
        guard Speller.mayBeMeant(bytes) else { return Lexicon.noSymbol }
        let place = Int(truncatingIfNeeded: hash) & (Self.unknownPlaces - 1)
        if unknown[place].hash != hash {
            unknown[place] = UnknownWord(hash: hash, meant: Int64(Speller.embedded.meant(by: bytes) ?? -1))
        }
        let meant = Int(unknown[place].meant)
        return meant < 0 ? Lexicon.noSymbol : words.find(hash: Speller.embedded.hash(meant))
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
