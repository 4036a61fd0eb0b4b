import CICU

/// ICU's compiled word-break rules, spread out for loops of our own: a category for each scalar, and a state machine over
/// categories. Made once from the bytes of `ubrk_getBinaryRules`; immutable, shared by all workers.
///
/// The bytes follow ICU's internal rbbidata.h, format 6 (ICU 68 and later): header of 20 words (magic, version, length,
/// number of categories, then offset and length of the forward table, the reverse table, the trie, the source, the
/// statuses), tables of states, a serialised UCPTrie. Nothing is assumed that is not checked here; where a check fails
/// there are no rules, and `WordSegmenter` asks ICU itself.
final class WordRules: @unchecked Sendable {
    /// Row length of `next`: categories, rounded up to a power of two.
    static let rowLength = 32
    static let startState = 1
    /// Category that stands for the end of the text.
    static let endCategory = 1

    /// Categories of U+0000…U+1FFFF.
    let categories: UnsafePointer<UInt8>
    /// [state · 32 + category] → next state; 0 stops.
    let next: UnsafePointer<UInt8>
    /// [state · 128 + ASCII byte] → next state · 2 + whether it accepts.
    let ascii: UnsafePointer<UInt16>
    let accepts: UnsafePointer<UInt8>
    /// Rule status divided by 100 of a boundary that is found in a state.
    let statuses: UnsafePointer<UInt8>
    /// Categories from here on are cut by a dictionary.
    let firstDictionaryCategory: UInt8
    /// The state after any number of Han characters (U+4E00…U+9FFF), from the start.
    let hanState: Int
    /// The state after any number of ASCII letters, from the start; 0 if there is none such.
    let letterState: Int
    /// A space before an ASCII letter is a word by itself.
    let spaceStandsAlone: Bool

    /// The rules of this process, or `nil` where ICU's format is not the one known here.
    static let shared = WordRules()

    private init?() {
        var status: Int32 = 0
        guard let breaker = plaint_word_breaker_open(&status) else { return nil }
        defer { plaint_word_breaker_close(breaker) }
        let length = plaint_word_breaker_rules(breaker, nil, 0, &status)
        guard length > 80 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        guard plaint_word_breaker_rules(breaker, &bytes, length, &status) == length,
            let layout = Layout(bytes)
        else { return nil }
        let categories = UnsafeMutablePointer<UInt8>.allocate(capacity: 0x20000)
        categories.initialize(repeating: 0, count: 0x20000)
        let next = UnsafeMutablePointer<UInt8>.allocate(capacity: layout.states * Self.rowLength)
        next.initialize(repeating: 0, count: layout.states * Self.rowLength)
        let ascii = UnsafeMutablePointer<UInt16>.allocate(capacity: layout.states * 128)
        let accepts = UnsafeMutablePointer<UInt8>.allocate(capacity: layout.states)
        let statuses = UnsafeMutablePointer<UInt8>.allocate(capacity: layout.states)
        // The tables live as long as the process: `shared` is made once.
        self.categories = UnsafePointer(categories)
        self.next = UnsafePointer(next)
        self.ascii = UnsafePointer(ascii)
        self.accepts = UnsafePointer(accepts)
        self.statuses = UnsafePointer(statuses)
        firstDictionaryCategory = UInt8(layout.firstDictionaryCategory)

        let spread = bytes.withUnsafeBufferPointer {
            plaint_categories(
                $0.baseAddress! + layout.trie, Int32(layout.trieLength), categories, categories + 0x10000)
        }
        guard spread == 0, layout.fill(next: next, accepts: accepts, statuses: statuses) else { return nil }
        for state in 0..<layout.states {
            for byte in 0..<128 {
                let target = next[state * Self.rowLength + Int(categories[byte])]
                ascii[state * 128 + byte] = UInt16(target) << 1 | UInt16(accepts[Int(target)])
            }
        }
        let han = categories[0x4E00]
        hanState = Int(next[Self.startState * Self.rowLength + Int(han)])
        (letterState, spaceStandsAlone) = Self.latin(UnsafePointer(ascii), UnsafePointer(statuses))
        // What `WordSegmenter` takes for granted of Han runs.
        let isUniform = (0x4E00...0x9FFF).allSatisfy { categories[$0] == han }
        guard isUniform, han >= firstDictionaryCategory, hanState != 0, accepts[hanState] == 1,
            Int(next[hanState * Self.rowLength + Int(han)]) == hanState
        else { return nil }
    }

    /// `letterState` and `spaceStandsAlone`, if the tables say so of every letter.
    private static func latin(
        _ ascii: UnsafePointer<UInt16>, _ statuses: UnsafePointer<UInt8>
    ) -> (letterState: Int, spaceStandsAlone: Bool) {
        let letters = Array(0x41...0x5A) + Array(0x61...0x7A)
        let first = ascii[startState * 128 + letters[0]]
        let state = Int(first >> 1)
        let isUniform = letters.allSatisfy { ascii[startState * 128 + $0] == first && ascii[state * 128 + $0] == first }
        let space = ascii[startState * 128 + 0x20]
        let standsAlone =
            space & 1 != 0 && statuses[Int(space >> 1)] == 0
            && letters.allSatisfy { ascii[Int(space >> 1) * 128 + $0] >> 1 == 0 }
        // Accepting, and words of status `letters`: what the loop over letters takes for granted.
        return (isUniform && state != 0 && first & 1 != 0 && statuses[state] == 2 ? state : 0, standsAlone)
    }
}

/// Where things stand in the bytes of the rules, checked.
private struct Layout {
    let bytes: [UInt8]
    let states: Int
    let firstDictionaryCategory: Int
    let trie: Int
    let trieLength: Int
    private let table: Int
    private let row: Int
    private let columns: Int
    private let statusTable: Int

    private static let magic = 0xB1A0
    private static let version: UInt8 = 6
    /// Flags of a state table (RBBIStateTableFlags): `hard break at beginning` would need a state of its own.
    private static let needsBeginning = 2
    private static let hasBytes = 4

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        func word(_ offset: Int) -> Int { Self.word(bytes, offset) }
        guard word(0) == Self.magic, bytes[4] == Self.version else { return nil }
        columns = word(12)
        table = word(16)
        trie = word(32)
        trieLength = word(36)
        statusTable = word(48)
        guard table > 0, table + 20 <= bytes.count, trie > 0, trie + trieLength <= bytes.count, trie % 4 == 0,
            statusTable > 0, statusTable < bytes.count
        else { return nil }
        states = word(table)
        row = word(table + 4)
        firstDictionaryCategory = word(table + 8)
        let lookAheadSlots = word(table + 12)
        let flags = word(table + 16)
        guard lookAheadSlots == 0, flags & Self.hasBytes != 0, flags & Self.needsBeginning == 0,
            columns <= WordRules.rowLength, states > 1, states <= 128, firstDictionaryCategory < columns,
            row >= columns + 3, table + 20 + states * row <= bytes.count
        else { return nil }
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> Int {
        guard offset >= 0, offset + 4 <= bytes.count else { return -1 }
        let low = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
        return low | Int(bytes[offset + 2]) << 16 | Int(bytes[offset + 3]) << 24
    }

    /// False if a state or a status lies outside its table.
    func fill(
        next: UnsafeMutablePointer<UInt8>, accepts: UnsafeMutablePointer<UInt8>, statuses: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        for state in 0..<states {
            // RBBIStateTableRow8: accepting, look-ahead, index of the status group, then one target a category.
            let offset = table + 20 + row * state
            guard bytes[offset] <= 1 else { return false }
            accepts[state] = bytes[offset]
            // A status group is a count and that many ascending values; the largest is the status of the boundary.
            let group = Int(bytes[offset + 2])
            let count = Self.word(bytes, statusTable + 4 * group)
            let value = Self.word(bytes, statusTable + 4 * (group + count))
            guard count > 0, count < 8, (0..<500).contains(value) else { return false }
            statuses[state] = UInt8(value / 100)
            for column in 0..<columns {
                guard Int(bytes[offset + 3 + column]) < states else { return false }
                next[state * WordRules.rowLength + column] = bytes[offset + 3 + column]
            }
        }
        return true
    }
}
