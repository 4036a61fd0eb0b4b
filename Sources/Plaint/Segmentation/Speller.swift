/// Knows which English word is meant where one letter is missing, too many, another, or changed places with its neighbour:
/// `delivary`, `waitng`, `refudn`. Rows of the kind `spelling` say what words are meant, and what stands as near to one of
/// them and is a word of its own (`receiver`).
///
/// Four fifths of misspelled words are such single slips (Damerau 1964, A Technique for Computer Detection and Correction
/// of Spelling Errors), and the first letter is seldom among them (Yannakoudakis & Fawthrop 1983), so it must be right.
/// Words and their forms without one letter are looked up by hash, as in SymSpell (Wolf Garbe): two words one slip
/// apart share such a form. A capital before small letters may be a name and is left alone.
final class Speller: Sendable {
    /// Rows built into the program alone: were they to be chosen, a class could move with them (`FeatureExtractor`).
    static let embedded = Speller(EmbeddedResources.lexiconFiles)

    /// Shorter words have too many neighbours; longer ones are none.
    static let lengths = 5...20
    /// Of one row, in `slots`: the upper half of the hash, then the number of the row plus one; 0 is empty.
    private struct Slot: BitwiseCopyable { var bits: UInt32 = 0 }

    private let words: [[UInt8]]
    /// How common each is: of two that may be meant the commoner one is, 0 for those that no slip leads to.
    private let ranks: [UInt8]
    private let slots: [Slot]
    /// Bit set over the upper 18 bits of the hashes behind `slots`: 32 KB that stay near, and answer nine of ten questions.
    private let filter: [UInt64]
    /// `SymbolTable.hash` of each word, and of its stem.
    private let hashes: [UInt64]
    private let stemHashes: [UInt64]

    init(_ files: [(name: String, bytes: UnsafeBufferPointer<UInt8>)]) {
        var words: [[UInt8]] = []
        var ranks: [UInt8] = []
        // Asked by name: to read all files to the end for one would cost more than the reading of this one.
        for (name, bytes) in files where name.hasSuffix("/spelling.tsv") {
            guard let file = try? LexiconFile(name: name, bytes: bytes), file.kind == .spelling else { continue }
            for row in file.rows where Self.lengths.contains(row.term.count) && words.count < Int(UInt16.max) {
                words.append(Array(bytes[row.term]))
                ranks.append(UInt8(clamping: (row.value ?? 0) / 1_000))
            }
        }
        var forms: [(hash: UInt64, word: Int)] = []
        for (number, word) in words.enumerated() {
            word.withUnsafeBufferPointer { word in
                // What is right itself is only ever met whole.
                Self.forEachForm(word) { form in
                    forms.append((form, number))
                    return ranks[number] > 0
                }
            }
        }
        var size = 16
        while size < forms.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(), count: size)
        var filter = [UInt64](repeating: 0, count: 1 << 12)
        for form in forms {
            filter[Self.filterWord(form.hash)] |= Self.filterBit(form.hash)
            var place = Int(truncatingIfNeeded: form.hash) & (size - 1)
            while slots[place].bits != 0 { place = (place + 1) & (size - 1) }
            slots[place].bits = Self.tag(form.hash) | UInt32(form.word + 1)
        }
        self.words = words
        self.ranks = ranks
        self.slots = slots
        self.filter = filter
        hashes = words.map { $0.withUnsafeBufferPointer { SymbolTable.hash($0) } }
        stemHashes = words.map { word in
            var stem = word
            EnglishStem.strip(&stem)
            return stem.withUnsafeBufferPointer { SymbolTable.hash($0) }
        }
    }

    /// Whether a word is of a length to be looked up, and not written as a name is.
    @inline(__always)
    static func mayBeMeant(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        lengths.contains(word.count) && !mayBeName(word)
    }

    /// A capital before a small letter.
    @inline(__always)
    static func mayBeName(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count > 1 && word[0] < 0x61 && word[1] >= 0x61
    }

    /// The number of the word that is meant, if `word` is none and one slip away from one.
    func meant(by word: UnsafeBufferPointer<UInt8>) -> Int? {
        guard Self.mayBeMeant(word), word.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { folded in
            for index in word.indices { folded.initializeElement(at: index, to: word[index] | 0x20) }
            return meant(byFolded: UnsafeBufferPointer(folded))
        }
    }

    private func meant(byFolded word: UnsafeBufferPointer<UInt8>) -> Int? {
        var found: Int?
        var isRight = false
        Self.forEachForm(word) { form in
            guard filter[Self.filterWord(form)] & Self.filterBit(form) != 0 else { return true }
            var place = Int(truncatingIfNeeded: form) & (slots.count - 1)
            while slots[place].bits != 0 {
                let bits = slots[place].bits
                place = (place + 1) & (slots.count - 1)
                guard (bits ^ Self.tag(form)) >> 16 == 0 else { continue }
                let number = Int(bits & 0xFFFF) - 1
                guard let slips = Self.slips(from: words[number], to: word) else { continue }
                isRight = isRight || slips == 0
                if ranks[number] > 0, found.map({ isCommoner(number, than: $0) }) ?? true { found = number }
            }
            return !isRight
        }
        return isRight ? nil : found
    }

    private func isCommoner(_ number: Int, than other: Int) -> Bool {
        ranks[number] != ranks[other] ? ranks[number] > ranks[other] : number < other
    }

    /// `SymbolTable.hash` of a word that is meant.
    func hash(_ number: Int) -> UInt64 { hashes[number] }

    /// That of its stem.
    func stemHash(_ number: Int) -> UInt64 { stemHashes[number] }

    /// Its bytes.
    func word(_ number: Int) -> [UInt8] { words[number] }

    @inline(__always)
    private static func filterWord(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 52) }

    @inline(__always)
    private static func filterBit(_ hash: UInt64) -> UInt64 { 1 << (hash >> 46 & 63) }

    private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) & 0xFFFF_0000 }

    /// Calls `body` with the hash of the word, then of the word without each of its letters but the first, until it returns
    /// false. The hash is a polynomial in the letters (Karp & Rabin 1987), so that one letter less costs no second reading,
    /// and mixed, since its lower bits say little.
    private static func forEachForm(_ word: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Bool) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: word.count + 1) { beginnings in
            beginnings.initializeElement(at: 0, to: 0)
            for index in word.indices {
                beginnings.initializeElement(at: index + 1, to: beginnings[index] &* base &+ UInt64(word[index]))
            }
            guard body(mixed(beginnings[word.count], length: word.count)) else { return }
            var (end, power) = (UInt64(0), UInt64(1))
            for left in word.indices.dropFirst().reversed() {
                guard body(mixed(beginnings[left] &* power &+ end, length: word.count - 1)) else { return }
                end = end &+ UInt64(word[left]) &* power
                power = power &* base
            }
        }
    }

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private static func mixed(_ sum: UInt64, length: Int) -> UInt64 {
        let product = (sum ^ UInt64(length)).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }

    /// 0 or 1: how many slips make `word` of `right`; `nil` if it takes more, or the first letters differ.
    private static func slips(from right: [UInt8], to word: UnsafeBufferPointer<UInt8>) -> Int? {
        guard right[0] == word[0], abs(right.count - word.count) <= 1 else { return nil }
        var start = 0
        while start < min(right.count, word.count), right[start] == word[start] { start += 1 }
        if start == right.count, start == word.count { return 0 }
        func rest(_ a: Int, _ b: Int) -> Bool {
            right.count - a == word.count - b && (0..<right.count - a).allSatisfy { right[a + $0] == word[b + $0] }
        }
        if right.count > word.count { return rest(start + 1, start) ? 1 : nil }
        if right.count < word.count { return rest(start, start + 1) ? 1 : nil }
        if rest(start + 1, start + 1) { return 1 }
        guard start + 1 < right.count, right[start] == word[start + 1], right[start + 1] == word[start] else {
            return nil
        }
        return rest(start + 2, start + 2) ? 1 : nil
    }
}
