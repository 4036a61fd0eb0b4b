/// Latin words of the lexicon to symbols: open addressing over the hashes of `SymbolTable`. A word is known by 61 bits of
/// its hash and its text is never read: that a word which is not listed passes for one that is happens once in 10¹³ words.
struct WordTable: Sendable {
    struct Slot: BitwiseCopyable {
        /// 46 upper bits of the hash, then 18 of the symbol plus one; 0 is empty.
        var bits: UInt64 = 0

        static let symbolBits: UInt64 = 18

        @inline(__always) var symbol: Int32 { Int32(truncatingIfNeeded: bits & (1 << Slot.symbolBits - 1)) &- 1 }
    }

    /// A power of two of them.
    let slots: Table<Slot>

    /// The symbol of a word, or -1.
    @inline(__always)
    func find(_ word: UnsafeBufferPointer<UInt8>) -> Int32 { find(hash: SymbolTable.hash(word)) }

    /// The symbol of the word with this hash, or -1.
    @inline(__always)
    func find(hash: UInt64) -> Int32 {
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            if slot.bits == 0 { return -1 }
            if (slot.bits ^ hash) >> Slot.symbolBits == 0 { return slot.symbol }
            index = (index &+ 1) & mask
        }
    }

    /// Slots for the symbols of `table` that `isWord` names.
    static func slots(_ table: borrowing SymbolTable, isWord: (Int) -> Bool) -> [Slot] {
        let words = (0..<table.count).filter(isWord)
        var size = 16
        while size < words.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(), count: size)
        for symbol in words {
            precondition(symbol + 1 < 1 << Slot.symbolBits, "the lexicon has too many terms")
            let hash = table.hash(ofSymbol: symbol)
            var index = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[index].bits != 0 { index = (index + 1) & (size - 1) }
            slots[index].bits = (hash >> Slot.symbolBits) << Slot.symbolBits | UInt64(symbol + 1)
        }
        return slots
    }
}
