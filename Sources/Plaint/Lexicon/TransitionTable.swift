/// Edges of a graph whose nodes and labels are small integers: (node, label) → node. One 8-byte slot an edge, open
/// addressing. The trie of terms (labels: Unicode scalars) and the graph of patterns (labels: symbols) grow in it; a
/// `LexiconImage` has them in forms that are quicker to follow.
struct TransitionTable: Sendable {
    /// Node and label together have 44 bits, the target 20; 0 is the empty slot, so targets are never node 0, the root.
    private var slots: [UInt64]
    private var used = 0
    private(set) var nodes = 1

    static let labelBits: UInt64 = 24
    static let targetBits: UInt64 = 20
    /// Largest number of nodes; a lexicon of 100,000 terms stays far below.
    static let maximumNodes = 1 << 20

    init(minimumCapacity: Int) {
        var size = 64
        while size < minimumCapacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    @inline(__always)
    private static func key(_ node: Int32, _ label: UInt32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << labelBits | UInt64(label)
    }

    @inline(__always)
    private static func place(_ key: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    /// The node that `label` leads to from `node`, or -1.
    @inline(__always)
    func target(_ node: Int32, _ label: UInt32) -> Int32 {
        let key = Self.key(node, label)
        let mask = slots.count &- 1
        var index = Self.place(key, mask)
        while true {
            let slot = slots[index]
            if slot == 0 { return -1 }
            if slot >> Self.targetBits == key { return Int32(truncatingIfNeeded: slot & ((1 << Self.targetBits) - 1)) }
            index = (index &+ 1) & mask
        }
    }

    /// The node that `label` leads to, made if there is none.
    mutating func makeTarget(_ node: Int32, _ label: UInt32) -> Int32 {
        let found = target(node, label)
        if found >= 0 { return found }
        precondition(nodes < Self.maximumNodes, "the lexicon has too many terms")
        if (used + 1) * 2 > slots.count { grow() }
        let made = Int32(nodes)
        nodes += 1
        insert(Self.key(node, label) << Self.targetBits | UInt64(made))
        used += 1
        return made
    }

    /// The edges that leave each node, in the order of their targets' making.
    var edges: [[(label: UInt32, target: Int32)]] {
        var result = [[(label: UInt32, target: Int32)]](repeating: [], count: nodes)
        for slot in slots where slot != 0 {
            let key = slot >> Self.targetBits
            let label = UInt32(truncatingIfNeeded: key & ((1 << Self.labelBits) - 1))
            let target = Int32(truncatingIfNeeded: slot & ((1 << Self.targetBits) - 1))
            result[Int(key >> Self.labelBits)].append((label, target))
        }
        return result.map { $0.sorted { $0.target < $1.target } }
    }

    private mutating func insert(_ slot: UInt64) {
        let mask = slots.count - 1
        var index = Self.place(slot >> Self.targetBits, mask)
        while slots[index] != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for slot in old where slot != 0 { insert(slot) }
    }
}
