/// From what `LexiconBuilder` gathered to the bytes of an image.
extension LexiconImage {
    /// `spells` keeps the texts of the symbols, which nothing needs but the search for signals of conversations.
    static func write(_ builder: borrowing LexiconBuilder, identity: UInt64, spells: Bool = false) -> [UInt8] {
        var sections = [[UInt8]](repeating: [], count: Section.allCases.count)
        var counts = [Int](repeating: 0, count: Section.allCases.count)
        func put<Element: BitwiseCopyable>(_ section: Section, _ elements: [Element]) {
            precondition(MemoryLayout<Element>.stride == section.stride, "another type than the section's")
            // Bytes between elements would be whatever memory held: the same lexicon would give another image.
            precondition(MemoryLayout<Element>.size == section.stride, "an element that is not filled")
            counts[section.rawValue] = elements.count
            sections[section.rawValue] = elements.withUnsafeBytes { Array($0) }
        }
        let graph = PatternGraphBuilder(builder)
        let trie = ScalarTrieBuilder(
            edges: builder.trie.edges.map { $0.map { (label: $0.label, target: $0.target) } },
            endings: builder.trieSymbols)
        let description = LexiconDescription(
            digest: Digest.sha256(builder.digestBytes), cueCategories: builder.cueCategories, sources: builder.sources)
        put(.description, Array(description.text.utf8))
        let infos = symbolInfos(builder, graph)
        put(.symbols, infos)
        put(.symbolRanges, spells ? builder.symbols.textRanges : [])
        put(.symbolTexts, spells ? builder.symbols.texts : [])
        let roles = builder.symbolRoles
        put(.wordSlots, WordTable.slots(builder.symbols, isWord: { !roles[$0].contains(.inTrie) }))
        put(.triePages, trie.pages)
        put(.trieCodes, trie.codes)
        put(.trieCells, trie.cells(infos))
        put(.patternNodes, graph.nodes)
        put(.patternEdges, graph.edges)
        put(.numberStarts, builder.numberStarts)
        put(.entries, builder.entries)
        let (entryMeanings, meanings) = sharedMeanings(builder)
        put(.entryMeanings, entryMeanings)
        put(.meanings, meanings)
        put(.cues, builder.cues)
        put(.terms, builder.terms)
        put(.origins, builder.originRows)
        put(.conversations, builder.conversationImage)
        return assemble(sections, counts, identity: identity)
    }

    /// Each meaning once, in the order in which they first come, and which of them each entry has.
    private static func sharedMeanings(_ builder: borrowing LexiconBuilder) -> ([UInt16], [TermMeaning]) {
        var meanings: [TermMeaning] = []
        var places: [TermMeaning: Int] = [:]
        let entryMeanings = builder.meanings.map { meaning in
            let place = places[meaning, default: meanings.count]
            if place == meanings.count {
                precondition(place <= Int(UInt16.max), "the lexicon has too many different meanings")
                places[meaning] = place
                meanings.append(meaning)
            }
            return UInt16(place)
        }
        return (entryMeanings, meanings)
    }

    private static func symbolInfos(
        _ builder: borrowing LexiconBuilder, _ graph: PatternGraphBuilder
    ) -> [Lexicon.SymbolInfo] {
        builder.symbolRoles.indices.map { symbol in
            var info = Lexicon.SymbolInfo()
            info.entry = builder.symbolEntries[symbol]
            info.roles = builder.symbolRoles[symbol]
            if info.entry >= 0 { info.term = Lexicon.TermRoles(builder.meanings[Int(info.entry)].kinds) }
            info.patternStart = graph.startOfSymbol[symbol]
            info.maskBit = graph.maskBits[symbol]
            return info
        }
    }

    private static func assemble(_ sections: [[UInt8]], _ counts: [Int], identity: UInt64) -> [UInt8] {
        func aligned(_ length: Int) -> Int { (length + 15) & ~15 }
        var places: [Place] = []
        var offset = aligned(MemoryLayout<Header>.size + sections.count * MemoryLayout<Place>.stride)
        for (section, count) in zip(sections, counts) {
            places.append(Place(offset: UInt64(offset), count: UInt64(count)))
            offset = aligned(offset + section.count)
        }
        let header = Header(identity: identity, length: UInt64(offset))
        var image: [UInt8] = []
        image.reserveCapacity(offset)
        withUnsafeBytes(of: header) { image += $0 }
        places.withUnsafeBytes { image += $0 }
        for (section, place) in zip(sections, places) {
            image += [UInt8](repeating: 0, count: Int(place.offset) - image.count)
            image += section
        }
        image += [UInt8](repeating: 0, count: offset - image.count)
        return image
    }
}

/// Lays the edges of the builder's pattern graph out node by node.
struct PatternGraphBuilder {
    private(set) var nodes: [PatternGraph.Node] = []
    private(set) var edges: [PatternGraph.Edge] = []
    /// For each symbol the node that it leads to from the root, or -1.
    private(set) var startOfSymbol: [Int32]
    /// For each symbol `Lexicon.SymbolInfo.maskBit`.
    private(set) var maskBits: [UInt8]

    init(_ builder: borrowing LexiconBuilder) {
        let count = builder.symbolRoles.count
        startOfSymbol = [Int32](repeating: -1, count: count)
        maskBits = [UInt8](repeating: Lexicon.SymbolInfo.notInPatterns, count: count)
        let first = Lexicon.PatternLabel.firstSymbol
        for (number, outgoing) in builder.patterns.edges.enumerated() {
            var node = PatternGraph.Node()
            node.entry = builder.patternEntries[number]
            node.continuations = builder.continuations[number]
            if node.entry >= 0 {
                let kinds = builder.meanings[Int(node.entry)].kinds
                if !kinds.isDisjoint(with: .sentiment) { node.ends.insert(.sentiment) }
                if kinds.contains(.cue) { node.ends.insert(.cue) }
                if kinds.contains(.escalation) { node.ends.insert(.signal) }
                if kinds.contains(.agent) { node.ends.insert(.answer) }
            }
            if number == 0 {
                for edge in outgoing where edge.label >= first { startOfSymbol[Int(edge.label - first)] = edge.target }
            } else {
                for edge in outgoing where edge.label >= first {
                    let symbol = Int(edge.label - first)
                    maskBits[symbol] = Self.bit(of: symbol)
                    node.literals |= 1 << UInt64(maskBits[symbol])
                }
            }
            for edge in outgoing where edge.label == Lexicon.PatternLabel.gap { node.gap = edge.target }
            // The root's symbols stand in `startOfSymbol`; the rest of its edges are placeholders.
            let listed = outgoing.filter { number != 0 || $0.label < first }.sorted { $0.label < $1.label }
            precondition(listed.count <= Int(UInt16.max), "too many ways on from one place of a pattern")
            node.firstEdge = UInt32(edges.count)
            node.edgeCount = UInt16(listed.count)
            edges += listed.map { PatternGraph.Edge(label: $0.label, target: $0.target) }
            nodes.append(node)
        }
    }

    /// Spreads symbols over 64 bits (multiplicative hashing, Knuth, vol. 3, 6.4).
    private static func bit(of symbol: Int) -> UInt8 { UInt8((UInt32(symbol) &* 0x9E37_79B1) >> 26) }
}
