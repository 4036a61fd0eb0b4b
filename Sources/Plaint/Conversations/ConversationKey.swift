/// A conversation's name as a number of 128 bits, the first of its SHA-256: names need not be kept.
struct ConversationKey: Hashable, Sendable {
    var high: UInt64
    var low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ name: [UInt8]) {
        let digest = Digest.sha256Bytes(name)
        high = 0
        low = 0
        for index in 0..<8 {
            high = high << 8 | UInt64(digest[index])
            low = low << 8 | UInt64(digest[8 + index])
        }
    }
}

/// Keys of names that were met of late: a digest a line would take a twentieth of all time. Each name
/// has one place, which the next with the same lower bits of its hash takes over.
struct ConversationKeys {
    private var entries: [(name: [UInt8], key: ConversationKey)] = []

    /// Enough for most turns of 10,000 conversations that come interleaved; at most 2 MB.
    private static let places = 1 << 14
    /// Longer names are not remembered; bytes.
    private static let longestName = 64

    mutating func key(of name: [UInt8]) -> ConversationKey {
        guard !name.isEmpty, name.count <= Self.longestName else { return ConversationKey(name) }
        if entries.isEmpty {
            entries = Array(repeating: ([], ConversationKey(high: 0, low: 0)), count: Self.places)
        }
        let hash = name.withUnsafeBufferPointer { SymbolTable.hash($0) }
        let place = Int(truncatingIfNeeded: hash >> 7) & (Self.places - 1)
        if entries[place].name == name { return entries[place].key }
        let key = ConversationKey(name)
        entries[place] = (name, key)
        return key
    }
}
