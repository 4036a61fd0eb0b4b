/// Latin words of the lexicon to symbols: open addressing over the hashes of `SymbolTable`.
struct WordTable: Sendable {
    struct Slot: BitwiseCopyable {
        /// Low half of the hash.
        var tag: UInt32 = 0
        /// Symbol plus one; 0 is empty.
        var symbol: UInt32 = 0
    }

    struct TextRange: BitwiseCopyable {
        var start: UInt32
        var length: UInt32
    }

    /// A power of two of them.
    let slots: Table<Slot>
    /// Where the text of each symbol stands in `arena`.
    let ranges: Table<TextRange>
    let arena: Table<UInt8>

    /// The symbol of a word, or -1.
    @inline(__always)
    func find(_ word: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = SymbolTable.hash(word)
        let tag = UInt32(truncatingIfNeeded: hash)
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash >> 32) & mask
        while true {
            let slot = slots[index]
            if slot.symbol == 0 { return -1 }
            if slot.tag == tag, equals(Int(slot.symbol - 1), word) { return Int32(slot.symbol - 1) }
            index = (index &+ 1) & mask
        }
    }

    private func equals(_ symbol: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = ranges[symbol]
        guard Int(range.length) == word.count else { return false }
        for offset in 0..<word.count where arena[Int(range.start) &+ offset] != word[offset] { return false }
        return true
    }

    /// The text of a symbol of any kind.
    func text(_ symbol: Int32) -> UnsafeBufferPointer<UInt8> {
        let range = ranges[Int(symbol)]
        return arena[Int(range.start)..<Int(range.start + range.length)]
    }

    func string(_ symbol: Int32) -> String {
        let range = ranges[Int(symbol)]
        return String(decoding: arena[Int(range.start)..<Int(range.start + range.length)], as: UTF8.self)
    }

    /// Slots for the symbols of `table` that `isWord` names.
    static func slots(_ table: borrowing SymbolTable, isWord: (Int) -> Bool) -> [Slot] {
        let words = (0..<table.count).filter(isWord)
        var size = 16
        while size < words.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(), count: size)
        for symbol in words {
            let hash = table.hash(ofSymbol: symbol)
            var index = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
            while slots[index].symbol != 0 { index = (index + 1) & (size - 1) }
            slots[index] = Slot(tag: UInt32(truncatingIfNeeded: hash), symbol: UInt32(symbol + 1))
        }
        return slots
    }
}
