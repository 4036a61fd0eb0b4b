import CResources

/// Traditional → Simplified Chinese by the rules of ICU's transliterator "Traditional-Simplified", leftmost-longest.
///
/// The rules are in the program as a table that is looked up where it lies, so that start-up costs nothing; a test makes
/// it anew from ICU's rule text (Sources/CResources/traditional.table). No rule changes the number of characters. Layout,
/// in little-endian 16-bit words where nothing else is said:
///
/// - number of characters that begin a rule, words in the pool
/// - two bit sets of U+3000…U+9FFF: characters that only Traditional text has; characters that begin a rule
/// - for each 64 characters of the second set, how many begin a rule before them
/// - for each character that begins a rule: what it becomes alone, and where its longer rules begin in the pool (and one
///   more at the end)
/// - the pool: length of a rule, its characters but the first, what they become; longer rules first
struct TraditionalTable: @unchecked Sendable {
    static let shared = TraditionalTable()

    static let first: UInt32 = 0x3000
    static let count: UInt32 = 0x7000

    /// Characters that a rule changes and that GB 2312, the character set of Simplified text, does not have.
    let distinctive: UnsafePointer<UInt8>
    private let starts: UnsafePointer<UInt8>
    private let ranks: UnsafePointer<UInt8>
    private let entries: UnsafePointer<UInt8>
    private let pool: UnsafePointer<UInt8>

    private init() {
        let resource = plaint_traditional_table()
        let base = resource.bytes
        distinctive = base + 4
        starts = distinctive + Int(Self.count / 8)
        ranks = starts + Int(Self.count / 8)
        entries = ranks + Int(Self.count / 64) * 2
        pool = entries + (Self.word(base, 0) + 1) * 4
        let end = pool + Self.word(base, 1) * 2
        precondition(end == base + resource.length, "the table of Traditional forms is broken")
    }

    @inline(__always)
    private static func word(_ base: UnsafePointer<UInt8>, _ index: Int) -> Int {
        Int(base[2 * index]) | Int(base[2 * index + 1]) << 8
    }

    /// Whether only Traditional text has the character U+3000…U+9FFF that lies `place` after U+3000.
    @inline(__always)
    func isDistinctive(place: Int) -> Bool { distinctive[place >> 3] & (1 << UInt8(place & 7)) != 0 }

    /// The longest rule that holds at byte `index` of valid UTF-8: how many characters it takes, and where in the pool
    /// (or nowhere, for one character: then the character itself is what it becomes). `nil`: no rule.
    func rule(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Rule? {
        guard let scalar = Self.wide(text, index) else { return nil }
        let place = Int(scalar) - Int(Self.first)
        guard starts[place >> 3] & (1 << UInt8(place & 7)) != 0 else { return nil }
        let entry = rank(place)
        var record = Self.word(entries, 2 * entry + 1)
        let end = Self.word(entries, 2 * entry + 3)
        while record < end {
            let length = Self.word(pool, record)
            if matches(record + 1, length - 1, text, index + 3) {
                return Rule(characters: length, single: 0, pool: record + length)
            }
            record += 2 * length
        }
        let single = Self.word(entries, 2 * entry)
        return single == Int(scalar) ? nil : Rule(characters: 1, single: UInt16(single), pool: 0)
    }

    struct Rule {
        /// Characters that it takes, three bytes each.
        var characters: Int
        fileprivate var single: UInt16
        fileprivate var pool: Int
    }

    /// The character number `index` that a rule gives.
    func result(_ rule: Rule, _ index: Int) -> UInt32 {
        rule.pool == 0 ? UInt32(rule.single) : UInt32(Self.word(pool, rule.pool + index))
    }

    /// Number of characters before `place` that begin a rule.
    private func rank(_ place: Int) -> Int {
        var count = Self.word(ranks, place >> 6)
        for byte in (place >> 6) << 3..<place >> 3 { count += starts[byte].nonzeroBitCount }
        return count + (starts[place >> 3] & (1 << UInt8(place & 7) &- 1)).nonzeroBitCount
    }

    private func matches(_ record: Int, _ length: Int, _ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        for offset in 0..<length {
            guard let scalar = Self.wide(text, index + 3 * offset), Int(scalar) == Self.word(pool, record + offset)
            else {
                return false
            }
        }
        return true
    }

    /// The character at `index` if it is one of U+3000…U+9FFF, all of which have three bytes.
    @inline(__always)
    private static func wide(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
        guard index < text.count, text[index] >= 0xE3, text[index] <= 0xE9 else { return nil }
        return CharacterClass.scalar(text, at: index).value
    }
}
