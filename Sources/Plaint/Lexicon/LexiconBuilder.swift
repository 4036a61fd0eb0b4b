/// Makes a `Lexicon` of files, in two passes: rows that say what they mean first, then the inflections of rows written
/// with `~`, which never overrule a form that has a row of its own. Overlays come after, and overrule everything.
struct LexiconBuilder {
    private(set) var symbols = SymbolTable(minimumCapacity: 1 << 14)
    private(set) var symbolEntries: [Int32] = []
    private(set) var symbolRoles: [Lexicon.SymbolRoles] = []
    private(set) var trie = TransitionTable(minimumCapacity: 1 << 15)
    private(set) var trieSymbols: [Int32] = [-1]
    private(set) var patterns = TransitionTable(minimumCapacity: 1 << 12)
    private(set) var patternEntries: [Int32] = [-1]
    private(set) var continuations: [Lexicon.Continuations] = [[]]
    private(set) var numberStarts = [UInt64](repeating: 0, count: 1024)
    private(set) var entries: [LexiconEntry] = []
    /// What each entry means, under the entry's number.
    private(set) var meanings: [TermMeaning] = []
    private(set) var terms: [UInt8] = []
    private(set) var cues: [Cue] = []
    private(set) var cueCategories: [String] = []
    private(set) var sources: [(name: String, rows: Int)] = []
    private(set) var digestBytes: [UInt8] = []
    /// Rows of `OriginVocabulary`, as it reads them.
    private(set) var originRows: [UInt8] = []
    /// The image of what conversations are followed by; empty if there is nothing.
    private(set) var conversationImage: [UInt8] = []
    private var cueRows: [(entry: Int32, cue: Cue)] = []

    /// `identity` is that of the image's header (`LexiconImage.identity`); 0 for a lexicon that is not stored.
    static func build(
        files: [LexiconFile], overlays: [LexiconFile], identity: UInt64 = 0
    ) throws(LexiconError) -> Lexicon {
        var builder = LexiconBuilder()
        let all = files + overlays
        for file in all { builder.sources.append((file.name, file.rows.count)) }
        let isOrdinary = { (file: LexiconFile) in !file.kind.isOfConversations }
        try builder.add(files.filter(isOrdinary), overlays: overlays.filter(isOrdinary))
        builder.gatherDigest(all)
        if !all.allSatisfy(isOrdinary) {
            var conversations = LexiconBuilder()
            // Their patterns count, too.
            let isOfConversations = { (file: LexiconFile) in
                file.kind.isOfConversations || file.kind == .number || file.kind == .unit
            }
            try conversations.add(files.filter(isOfConversations), overlays: overlays.filter(isOfConversations))
            builder.conversationImage = LexiconImage.write(conversations, identity: 0, spells: true)
        }
        return Lexicon(LexiconImage(copying: LexiconImage.write(builder, identity: identity)))
    }

    private mutating func add(_ files: [LexiconFile], overlays: [LexiconFile]) throws(LexiconError) {
        cueCategories = Set((files + overlays).filter { $0.kind == .cue }.map(\.category)).sorted()
        for inflected in [false, true] {
            for file in files { try add(file, inflected: inflected, overlay: false) }
        }
        for file in overlays {
            for inflected in [false, true] { try add(file, inflected: inflected, overlay: true) }
        }
        dropRemoved()
        gatherCues()
    }

    private mutating func add(_ file: LexiconFile, inflected: Bool, overlay: Bool) throws(LexiconError) {
        // Read by the masker and by the speller alone.
        if file.kind == .context || file.kind == .spelling { return }
        try file.checkEncoding()
        for row in file.rows {
            if (file.bytes[row.term.upperBound - 1] == UInt8(ascii: "~") || Self.holdsTilde(file, row)) != inflected {
                continue
            }
            let written = UnsafeBufferPointer(rebasing: file.bytes[row.term])
            // The lexicon itself is written as texts are read; what users lay over it need not be. Roles are compared with
            // names as they stand.
            if overlay, file.kind != .role, let spelling = TermSpelling.ofTexts(written) {
                try spelling.withUnsafeBufferPointer { (term) throws(LexiconError) in
                    try add(term, file, row, keep: inflected && !overlay)
                }
            } else {
                try add(written, file, row, keep: inflected && !overlay)
            }
        }
    }

    private mutating func add(
        _ term: UnsafeBufferPointer<UInt8>, _ file: LexiconFile, _ row: LexiconFile.Row, keep: Bool
    ) throws(LexiconError) {
        if file.kind == .quote || file.kind == .template {
            OriginVocabulary.append(term, isTemplate: file.kind == .template, value: row.value, to: &originRows)
            return
        }
        let elements = TermElement.parse(term, verbatim: file.kind == .emoji)
        // Symbols with a role; they are no terms of the segmentation.
        if [.number, .unit, .verb, .role].contains(file.kind) { return try assignRole(elements, file, row) }
        // Signals are looked for at any character: they are patterns even as single words.
        let isSignal = !LexiconKinds.signals.isDisjoint(with: LexiconKinds(file.kind))
        forEachEntry(term, elements, asPattern: isSignal) { builder, entry in
            builder.assign(entry, file, row, keep: keep)
        }
    }

    private static func holdsTilde(_ file: LexiconFile, _ row: LexiconFile.Row) -> Bool {
        file.bytes[row.term].contains(UInt8(ascii: "~"))
    }

    /// Sets the value of one row; `keep` leaves what an earlier row said.
    private mutating func assign(_ entry: Int32, _ file: LexiconFile, _ row: LexiconFile.Row, keep: Bool) {
        let index = Int(entry)
        let kind = LexiconKinds(file.kind)
        if file.kind == .cue || !kind.isDisjoint(with: .signals) {
            let category =
                ConversationSignal.category(of: file) ?? UInt8(cueCategories.firstIndex(of: file.category)!)
            guard let value = row.value else {
                cueRows.removeAll { $0.entry == entry && $0.cue.category == category }
                if !cueRows.contains(where: { $0.entry == entry }) { meanings[index].kinds.remove(kind) }
                return
            }
            meanings[index].kinds.insert(kind)
            cueRows.append((entry, Cue(category: category, strength: UInt8(clamping: value / 1000))))
            return
        }
        guard let value = row.value else {
            meanings[index].kinds.remove(kind)
            return
        }
        if keep, meanings[index].kinds.contains(kind) { return }
        meanings[index].set(file.kind, to: value, after: file.positionAfter)
    }

    /// Numbers and units of one word or two; two are found as characters, space and all.
    private mutating func assignRole(
        _ elements: [TermElement], _ file: LexiconFile, _ row: LexiconFile.Row
    ) throws(LexiconError) {
        let words = elements.compactMap { element -> [[UInt8]]? in
            guard case .literal(let text, let inflected) = element else { return nil }
            return Self.forms(text, inflected)
        }
        guard words.count == elements.count, !words.isEmpty, words.count <= 2 else {
            let reason = "a \(file.kind.rawValue) has one word or two, without gaps"
            throw LexiconError(file: file.name, line: row.line, reason: reason)
        }
        let role: Lexicon.SymbolRoles =
            switch file.kind {
            case .role: .speaker(row.value ?? 0)
            case .number: .number
            case .verb: .verb
            default: file.unitOf == .time ? .timeUnit : .moneyUnit
            }
        for first in words[0] {
            for form in words.count == 1 ? [first] : words[1].map({ first + [0x20] + $0 }) {
                let symbol = Int(symbolOf(form))
                guard row.value != nil else {
                    symbolRoles[symbol].remove(role)
                    continue
                }
                symbolRoles[symbol].insert(role)
                if role == .number { form.withUnsafeBufferPointer { markNumberStart($0) } }
            }
        }
    }

    private mutating func markNumberStart(_ form: UnsafeBufferPointer<UInt8>) {
        let scalar = CharacterClass.scalar(form, at: 0).value
        if scalar <= 0xFFFF { numberStarts[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
    }

    private static func forms(_ literal: [UInt8], _ inflected: Bool) -> [[UInt8]] {
        guard inflected else { return [literal] }
        return Inflection.forms(of: String(decoding: literal, as: UTF8.self)).map { Array($0.utf8) }
    }

    /// Calls `body` with each entry that a term stands for: one, or one for each inflected form.
    private mutating func forEachEntry(
        _ term: UnsafeBufferPointer<UInt8>, _ elements: [TermElement], asPattern: Bool,
        _ body: (inout LexiconBuilder, Int32) -> Void
    ) {
        if !asPattern, elements.count == 1, case .literal(let text, let inflected) = elements[0] {
            for form in Self.forms(text, inflected) {
                let symbol = Int(symbolOf(form))
                // The form stands for itself: 'crashed' is counted as what was written.
                if symbolEntries[symbol] < 0 { symbolEntries[symbol] = form.withUnsafeBufferPointer { makeEntry($0) } }
                body(&self, symbolEntries[symbol])
            }
            return
        }
        var nodes: [Int32] = [0]
        for element in elements {
            let labels = labels(of: element)
            for node in nodes { continuations[Int(node)].insert(Self.continuation(of: element)) }
            nodes = nodes.flatMap { node in labels.map { patterns.makeTarget(node, $0) } }
            while patternEntries.count < patterns.nodes {
                patternEntries.append(-1)
                continuations.append([])
            }
        }
        for node in nodes {
            if patternEntries[Int(node)] < 0 { patternEntries[Int(node)] = makeEntry(term) }
            body(&self, patternEntries[Int(node)])
        }
    }

    private static func continuation(of element: TermElement) -> Lexicon.Continuations {
        switch element {
        case .literal: .literal
        case .gap: .gap
        case .number: .number
        case .time: .time
        case .money: .money
        }
    }

    private mutating func labels(of element: TermElement) -> [UInt32] {
        switch element {
        case .literal(let text, let inflected):
            return Self.forms(text, inflected).map { UInt32(symbolOf($0)) + Lexicon.PatternLabel.firstSymbol }
        case .gap: return [Lexicon.PatternLabel.gap]
        case .number: return [Lexicon.PatternLabel.number]
        case .time: return [Lexicon.PatternLabel.time]
        case .money: return [Lexicon.PatternLabel.money]
        }
    }

    private mutating func makeEntry(_ term: UnsafeBufferPointer<UInt8>) -> Int32 {
        let range = UInt32(terms.count)..<UInt32(terms.count + term.count)
        entries.append(LexiconEntry(term: range))
        meanings.append(TermMeaning())
        terms.append(contentsOf: term)
        return Int32(entries.count - 1)
    }

    /// The symbol of a folded literal; a new one that is no plain word goes into the trie.
    private mutating func symbolOf(_ literal: [UInt8]) -> Int32 {
        let symbol = literal.withUnsafeBufferPointer { symbols.intern($0) }
        guard Int(symbol) == symbolEntries.count else { return symbol }
        symbolEntries.append(-1)
        symbolRoles.append([])
        guard !TermElement.isWord(literal) else { return symbol }
        symbolRoles[Int(symbol)].insert(.inTrie)
        var node: Int32 = 0
        literal.withUnsafeBufferPointer { bytes in
            var index = 0
            // Terms are valid UTF-8 (`LexiconFile.checkEncoding`); a cut character would still not be read over the end.
            while index < bytes.count, index + CharacterClass.length(bytes[index]) <= bytes.count {
                let (scalar, length) = CharacterClass.scalar(bytes, at: index)
                node = trie.makeTarget(node, scalar)
                if trieSymbols.count < trie.nodes { trieSymbols.append(-1) }
                index += length
            }
        }
        trieSymbols[Int(node)] = symbol
        return symbol
    }

    /// A term that an overlay removed from its last kind is no term: it neither cuts a text nor shields a shorter one.
    private mutating func dropRemoved() {
        for symbol in symbolEntries.indices where symbolEntries[symbol] >= 0 {
            if meanings[Int(symbolEntries[symbol])].kinds.isEmpty { symbolEntries[symbol] = -1 }
        }
        for node in patternEntries.indices where patternEntries[node] >= 0 {
            if meanings[Int(patternEntries[node])].kinds.isEmpty { patternEntries[node] = -1 }
        }
    }

    /// Puts the cues of one entry side by side; a later row (an overlay's) overrules an earlier one.
    private mutating func gatherCues() {
        let ordered = cueRows.enumerated().sorted {
            let (a, b) = ($0.element, $1.element)
            return (a.entry, a.cue.category, $0.offset) < (b.entry, b.cue.category, $1.offset)
        }
        var previous: (entry: Int32, category: UInt8)?
        for (_, row) in ordered {
            if let previous, previous.entry == row.entry, previous.category == row.cue.category {
                cues[cues.count - 1] = row.cue
                continue
            }
            let index = Int(row.entry)
            if entries[index].cues.isEmpty {
                entries[index].cues = Int32(cues.count)..<Int32(cues.count)
            }
            cues.append(row.cue)
            entries[index].cues = entries[index].cues.lowerBound..<Int32(cues.count)
            previous = (row.entry, row.cue.category)
        }
    }

    /// What the digest is taken of: the rows alone, so that comments and notes do not count as a change of meaning.
    private mutating func gatherDigest(_ files: [LexiconFile]) {
        for file in files {
            digestBytes += "\(file.kind.rawValue) \(file.category) \(file.positionAfter) \(file.unitOf)\n".utf8
            for row in file.rows {
                digestBytes += file.bytes[row.term]
                digestBytes.append(0x09)
                withUnsafeBytes(of: (row.value ?? .min).littleEndian) { digestBytes += $0 }
            }
        }
    }
}
