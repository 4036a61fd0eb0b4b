/// Byte strings to small integers while a lexicon is built: every distinct string gets the next number. Open addressing, keys in one arena.
struct SymbolTable: Sendable {
    private var slots: [Slot]
    private var arena: [UInt8] = []
    private var ranges: [(start: UInt32, length: UInt32)] = []

    /// All texts, one behind the other, and where each stands.
    var texts: [UInt8] { arena }
    var textRanges: [TextRange] { ranges.map { TextRange(start: $0.start, length: $0.length) } }

    struct TextRange: BitwiseCopyable {
        var start: UInt32
        var length: UInt32
    }

    private struct Slot: Sendable {
        var tag: UInt32 = 0
        /// Symbol plus one; 0 is empty.
        var symbol: UInt32 = 0
    }

    init(minimumCapacity: Int = 1 << 10) {
        var size = 16
        while size < minimumCapacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
    }

    var count: Int { ranges.count }

    /// 64-bit hash of bytes: words of eight bytes, each folded in by a wide multiplication (as in wyhash by Wang Yi).
    @inline(__always)
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { hash(bytes) { $0 } }

    static func hash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { hash($0) }
    }

    /// `hash` of the bytes with A…Z as a…z.
    @inline(__always)
    static func foldedHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { hash(bytes) { folded($0) } }

    @inline(__always)
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ fold: (UInt64) -> UInt64) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        let count = raw.count
        let seed: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
        @inline(__always) func word(_ offset: Int) -> UInt64 {
            fold(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
        }
        @inline(__always) func half(_ offset: Int) -> UInt64 {
            UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
        }
        // Words at the beginning and at the end overlap where the length is no multiple of theirs.
        guard count >= 8 else {
            if count >= 4 { return mix(seed, fold(half(0) | half(count &- 4) << 32)) }
            guard count > 0 else { return mix(seed, 0) }
            let ends = UInt64(raw[0]) | UInt64(raw[count &- 1]) << 16
            return mix(seed, fold(ends | UInt64(raw[count >> 1]) << 8))
        }
        var state = seed
        var index = 0
        while index &+ 8 < count {
            state = mix(state, word(index))
            index &+= 8
        }
        return mix(state, word(count &- 8))
    }

    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        // The second factor depends on the word as well, so that no state makes all words equal.
        let product = (state ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB ^ (word << 32 | word >> 32))
        return product.high ^ product.low ^ state
    }

    /// Eight bytes with A…Z as a…z. Bytes are compared side by side in one number: with the eighth bit out of the way, a
    /// sum carries into it where the byte is large enough (Warren, Hacker's Delight, 6-1).
    @inline(__always)
    static func folded(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low = word & (0x7F &* ones)
        let fromA = low &+ (0x80 - 0x41) &* ones
        let beyondZ = low &+ (0x80 - 0x5B) &* ones
        return word | ((fromA & ~beyondZ & ~word & (0x80 &* ones)) >> 2)
    }

    /// The number of `key`, or -1.
    func find(_ key: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(key)
        let tag = UInt32(truncatingIfNeeded: hash)
        var index = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while true {
            let slot = slots[index]
            if slot.symbol == 0 { return -1 }
            if slot.tag == tag, equals(Int(slot.symbol - 1), key) { return Int32(slot.symbol - 1) }
            index = (index + 1) & (slots.count - 1)
        }
    }

    /// The number of `key`, which is added if it is new.
    mutating func intern(_ key: UnsafeBufferPointer<UInt8>) -> Int32 {
        let found = find(key)
        if found >= 0 { return found }
        if (ranges.count + 1) * 2 > slots.count { grow() }
        ranges.append((UInt32(arena.count), UInt32(key.count)))
        arena.append(contentsOf: key)
        place(Self.hash(key), UInt32(ranges.count))
        return Int32(ranges.count - 1)
    }

    mutating func intern(_ key: String) -> Int32 {
        var key = key
        return key.withUTF8 { intern($0) }
    }

    func find(_ key: String) -> Int32 {
        var key = key
        return key.withUTF8 { find($0) }
    }

    func string(_ symbol: Int32) -> String {
        let range = ranges[Int(symbol)]
        return String(decoding: arena[Int(range.start)..<Int(range.start + range.length)], as: UTF8.self)
    }

    func hash(ofSymbol symbol: Int) -> UInt64 {
        let range = ranges[symbol]
        return arena.withUnsafeBufferPointer {
            Self.hash(UnsafeBufferPointer(rebasing: $0[Int(range.start)..<Int(range.start + range.length)]))
        }
    }

    private func equals(_ symbol: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = ranges[symbol]
        guard Int(range.length) == key.count else { return false }
        return arena.withUnsafeBufferPointer { arena in
            for offset in 0..<key.count where arena[Int(range.start) + offset] != key[offset] { return false }
            return true
        }
    }

    private mutating func place(_ hash: UInt64, _ symbolPlusOne: UInt32) {
        var index = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[index].symbol != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = Slot(tag: UInt32(truncatingIfNeeded: hash), symbol: symbolPlusOne)
    }

    private mutating func grow() {
        slots = [Slot](repeating: Slot(), count: slots.count * 2)
        arena.withUnsafeBufferPointer { arena in
            for (symbol, range) in ranges.enumerated() {
                let key = UnsafeBufferPointer(rebasing: arena[Int(range.start)..<Int(range.start + range.length)])
                var index = Int(truncatingIfNeeded: Self.hash(key) >> 32) & (slots.count - 1)
                while slots[index].symbol != 0 { index = (index + 1) & (slots.count - 1) }
                slots[index] = Slot(tag: UInt32(truncatingIfNeeded: Self.hash(key)), symbol: UInt32(symbol + 1))
            }
        }
    }
}
