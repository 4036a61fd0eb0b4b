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

/// Keys of names that were met of late, since a digest a line would take a twentieth of all time. Each name has one place,
/// which the next with the same lower bits of its hash takes over.
struct ConversationKeys {
    private var keys: [ConversationKey] = []
    /// For each place the length of its name, and the name.
    private var names: [UInt8] = []

    /// Enough for most turns of 10,000 conversations that come interleaved: 0.9 MB.
    private static let places = 1 << 14
    private static let width = 40

    mutating func key(of name: [UInt8]) -> ConversationKey {
        guard !name.isEmpty, name.count < Self.width else { return ConversationKey(name) }
        if keys.isEmpty {
            keys = Array(repeating: ConversationKey(high: 0, low: 0), count: Self.places)
            names = Array(repeating: 0, count: Self.places * Self.width)
        }
        let hash = name.withUnsafeBufferPointer { SymbolTable.hash($0) }
        let place = Int(truncatingIfNeeded: hash >> 7) & (Self.places - 1)
        let start = place * Self.width
        if Int(names[start]) == name.count, names[start + 1..<start + 1 + name.count].elementsEqual(name) {
            return keys[place]
        }
        keys[place] = ConversationKey(name)
        names[start] = UInt8(name.count)
        names.replaceSubrange(start + 1..<start + 1 + name.count, with: name)
        return keys[place]
    }
}
