/// The lexicon's symbols at places of a text, each place looked up once: the recutting of Han runs and the patterns both
/// ask for them. One per worker; all memory is reused.
struct SymbolOccurrences: ~Copyable {
    struct Occurrence: BitwiseCopyable {
        var symbol: Int32
        /// Byte offset in the clean view.
        var end: Int32
        var traits: Lexicon.SymbolTraits
    }

    /// What begins at a byte of the text.
    struct Place: BitwiseCopyable {
        /// Bits of the symbols that continue patterns, `Lexicon.SymbolTraits.mask` of each.
        var mask: UInt64 = 0
        /// Range of occurrences, shorter ones first, a Latin word before those.
        var first: Int32
        var count: Int16 = 0
        /// What some symbol here is.
        var traits: Lexicon.SymbolTraits = []

        var beginsPattern: Bool { traits.contains(.beginsPattern) }
        var holdsTerm: Bool { traits.contains(.isTerm) }
        var beginsNumber: Bool { traits.contains(.isNumber) }
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
        places.append(Place(first: 0))
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
        var place = Place(first: Int32(truncatingIfNeeded: occurrences.count))
        if word >= 0 { add(word, lexicon.symbols[Int(word)].traits, end, to: &place) }
        let trie = lexicon.trie
        let symbols = lexicon.symbols
        var base = trie.root.base
        var index = start
        while index < text.count, base != 0 {
            let (scalar, length) = CharacterClass.scalar(text, at: index)
            let code = trie.code(scalar)
            let node = trie.cells[base &+ Int(code)]
            guard node.code == code, code != 0 else { break }
            index &+= length
            base = node.base
            if node.ends {
                add(node.symbol, node.traits, index, to: &place)
                // Whoever makes a token of it reads this next, and it lies in no near cache.
                symbols.prefetch(Int(node.symbol))
            }
        }
        guard place.count > 0 else {
            // The first place is that of nothing, for all.
            placeOfByte[start] = 0
            return place
        }
        placeOfByte[start] = Int32(truncatingIfNeeded: places.count)
        places.append(place)
        return place
    }

    @inline(__always)
    private mutating func add(_ symbol: Int32, _ traits: Lexicon.SymbolTraits, _ end: Int, to place: inout Place) {
        place.mask |= traits.mask
        place.count &+= 1
        place.traits.formUnion(traits)
        occurrences.append(Occurrence(symbol: symbol, end: Int32(truncatingIfNeeded: end), traits: traits))
    }

    /// Asks for the nodes of the patterns that may begin at a place that was looked up.
    mutating func prefetchPatterns(at start: Int, _ lexicon: borrowing Lexicon) {
        for index in places[Int(placeOfByte[start])].range where occurrences[index].traits.contains(.beginsPattern) {
            lexicon.patterns.nodes.prefetch(Int(lexicon.symbols[Int(occurrences[index].symbol)].patternStart))
        }
    }
}
