/// The lexicon's symbols at places of a text, each place looked up once: the recutting of Han runs and the patterns both
/// ask for them. One per worker; all memory is reused.
struct SymbolOccurrences: ~Copyable {
    struct Occurrence: BitwiseCopyable {
        var symbol: Int32
        /// Byte offset in the clean view.
        var end: Int32
        var info: Lexicon.SymbolInfo
    }

    /// What begins at a byte of the text.
    struct Place: BitwiseCopyable {
        /// Bits of the symbols that continue patterns, `Lexicon.SymbolInfo.mask` of each.
        var mask: UInt64
        /// Range of occurrences, shorter ones first, a Latin word before those.
        var first: Int32
        var count: Int16
        var beginsPattern: Bool
        /// Some symbol here is a term.
        var holdsTerm: Bool

        var range: Range<Int> { Int(first)..<Int(first) &+ Int(count) }
    }

    private var occurrences = ScratchBuffer<Occurrence>()
    private var places = ScratchBuffer<Place>()
    /// For each byte of the text the index of its place, or -1 as long as nobody asked.
    private var placeOfByte = ScratchBuffer<Int32>()

    /// Forgets everything, for a text of `count` bytes.
    mutating func begin(_ count: Int) {
        occurrences.removeAll()
        places.removeAll()
        places.append(Place(mask: 0, first: 0, count: 0, beginsPattern: false, holdsTerm: false))
        placeOfByte.fill(-1, count: count &+ 1)
    }

    subscript(_ index: Int) -> Occurrence { occurrences[index] }

    /// The first symbol that was found at byte `start` already: the word, if one was placed there; else -1.
    @inline(__always)
    func placed(at start: Int) -> Int32 {
        let index = placeOfByte[start]
        guard index > 0 else { return Lexicon.noSymbol }
        return occurrences[Int(places[Int(index)].first)].symbol
    }

    /// What begins at byte `start`, the first byte of a character or the end of the text.
    @inline(__always)
    mutating func place(
        at start: Int, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: borrowing Lexicon
    ) -> Place {
        let index = placeOfByte[start]
        return index >= 0 ? places[Int(index)] : lookUp(start, word: Lexicon.noSymbol, end: start, text, lexicon)
    }

    /// The same where a token begins that spells the symbol `word` (or none) and ends at `end`. Must be the first to ask.
    @inline(never)
    @discardableResult
    mutating func lookUp(
        _ start: Int, word: Int32, end: Int, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: borrowing Lexicon
    ) -> Place {
        var place = Place(mask: 0, first: Int32(occurrences.count), count: 0, beginsPattern: false, holdsTerm: false)
        if word >= 0 { add(ScalarTrie.Ending(symbol: word, info: lexicon.symbols[Int(word)]), end, to: &place) }
        var node = ScalarTrie.root
        var index = start
        while index < text.count {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            let code = lexicon.trie.code(scalar)
            guard code != 0 else { break }
            node = lexicon.trie.child(node, code)
            guard node >= 0 else { break }
            index &+= length
            let cell = lexicon.trie.cells[Int(node)]
            if cell.ends != 0 { add(lexicon.trie.endings[Int(node)], index, to: &place) }
            if cell.base == 0 { break }
        }
        guard place.count > 0 else {
            // The first place is that of nothing, for all.
            placeOfByte[start] = 0
            return place
        }
        placeOfByte[start] = Int32(places.count)
        places.append(place)
        return place
    }

    @inline(__always)
    private mutating func add(_ ending: ScalarTrie.Ending, _ end: Int, to place: inout Place) {
        let info = ending.info
        place.mask |= info.mask
        place.count &+= 1
        if info.patternStart >= 0 { place.beginsPattern = true }
        if info.entry >= 0 { place.holdsTerm = true }
        occurrences.append(Occurrence(symbol: ending.symbol, end: Int32(truncatingIfNeeded: end), info: info))
    }
}
