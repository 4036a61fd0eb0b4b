/// Numbers for features, from 0 in the order in which their keys come. Keys are hashes already: open addressing, a key
/// beside its number.
struct FeatureNumbers: Sendable {
    /// The keys by their numbers.
    private(set) var keys: [UInt64] = []
    private var slots: [Slot]

    private struct Slot {
        /// 0 is empty; no key is 0.
        var key: UInt64 = 0
        var number = 0
    }

    init(minimumCapacity: Int = 0) {
        var size = 1 << 10
        while size < minimumCapacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        keys.reserveCapacity(minimumCapacity)
    }

    var count: Int { keys.count }

    /// The number of a key, a new one if it has none.
    mutating func number(_ key: UInt64) -> Int {
        let place = place(of: key)
        if slots[place].key == key { return slots[place].number }
        slots[place] = Slot(key: key, number: keys.count)
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    /// The number of a key, or `nil` if it has none.
    func find(_ key: UInt64) -> Int? {
        let slot = slots[place(of: key)]
        return slot.key == key ? slot.number : nil
    }

    /// Where a key is, or would be.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while slots[place].key != key, slots[place].key != 0 { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: 2 * old.count)
        for slot in old where slot.key != 0 { slots[place(of: slot.key)] = slot }
    }
}
