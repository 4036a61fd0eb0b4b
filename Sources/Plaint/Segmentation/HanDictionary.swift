import CICU

/// ICU's dictionary of Chinese words, and the way ICU cuts a run of Han characters by it: the cut whose words cost least
/// in all. A prefix is asked of ICU once, when a text first has it; its continuations then stand in a small hash table.
/// One per worker, some 4 MB after a million different words of text.
///
/// The search is that of ICU's `CjkBreakEngine::divideUpDictionaryRange` (dictbe.cpp): costs are the dictionary's values,
/// a character that is no word costs 255, of equal cuts the first found stays, words have at most 20 characters.
struct HanDictionary: ~Copyable {
    /// U+4E00…U+9FFF.
    static let firstScalar = 0x4E00
    static let scalarCount = 0x5200
    private static let longestWord = 20
    private static let unknownCost: UInt8 = 255

    private let dictionary: OpaquePointer
    private let root: UInt64
    private let heads: UnsafeMutablePointer<Head>
    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount = 2
    private var slotCapacity = 1 << 15
    private var tables: [Table] = []
    private var states: [UInt64] = []
    /// The least cost to reach a place of the run, and the place before it; then, in `steps`, the place after it.
    private var costs: UnsafeMutablePointer<UInt32>
    private var steps: UnsafeMutablePointer<UInt32>
    private(set) var run: UnsafeMutablePointer<UInt16>
    private var runCapacity = 1024

    private struct Flags: OptionSet {
        let rawValue: UInt8
        /// Of a head: ICU was asked about it. Of a slot: a word ends here.
        static let known = Flags(rawValue: 1)
        static let continues = Flags(rawValue: 2)
        static let spreadOut = Flags(rawValue: 4)
    }

    /// Words that begin with one character.
    private struct Head {
        var table = Table()
        var cost = HanDictionary.unknownCost
        var flags: Flags = []
    }

    /// Where the continuations of a prefix stand among `slots`: 2^(32 - shift) of them from `offset` on.
    private struct Table {
        var offset: UInt32 = 0
        var shift: UInt8 = 31
    }

    private struct Slot {
        /// 0 is an empty slot.
        var unit: UInt16 = 0
        var cost = HanDictionary.unknownCost
        var flags: Flags = []
        /// Index into `states`, or into `tables` once it is spread out.
        var index: UInt32 = 0
    }

    /// What ICU says may follow a beginning: characters, costs of the words that end with them, states.
    private var units = ScratchBuffer<UInt16>()
    private var childCosts = ScratchBuffer<Int32>()
    private var next = ScratchBuffer<UInt64>()
    /// Usual number of those; where there are more, ICU is asked again.
    private static let usualChildren = 64

    /// `nil` where ICU has no dictionary in the known format.
    init?() {
        guard let opened = plaint_dictionary_open() else { return nil }
        dictionary = opened
        root = plaint_dictionary_root(opened)
        heads = .allocate(capacity: Self.scalarCount)
        heads.initialize(repeating: Head(), count: Self.scalarCount)
        slots = .allocate(capacity: slotCapacity)
        slots.initialize(repeating: Slot(), count: slotCount)
        costs = .allocate(capacity: runCapacity + 1)
        steps = .allocate(capacity: runCapacity + 1)
        run = .allocate(capacity: runCapacity)
        units.fill(0, count: Self.usualChildren)
        childCosts.fill(0, count: Self.usualChildren)
        next.fill(0, count: Self.usualChildren)
    }

    deinit {
        plaint_dictionary_close(dictionary)
        heads.deallocate()
        slots.deallocate()
        costs.deallocate()
        steps.deallocate()
        run.deallocate()
    }

    /// Makes room for a run of `count` characters; what `run` held is lost.
    mutating func reserve(_ count: Int) {
        guard count > runCapacity else { return }
        runCapacity = max(count, 2 * runCapacity)
        costs.deallocate()
        steps.deallocate()
        run.deallocate()
        costs = .allocate(capacity: runCapacity + 1)
        steps = .allocate(capacity: runCapacity + 1)
        run = .allocate(capacity: runCapacity)
    }

    /// Cuts the first `count` characters of `run`; `body` gets the end of each word, as a number of characters.
    @inline(__always)
    mutating func cut(_ count: Int, _ body: (Int) -> Void) {
        if count > 1 { search(count) } else { steps[0] = 1 }
        var place = 0
        while place < count {
            place = Int(steps[place])
            body(place)
        }
    }

    private mutating func search(_ count: Int) {
        let costs = self.costs
        let steps = self.steps
        let run = self.run
        costs[0] = 0
        (costs + 1).update(repeating: .max, count: count)
        for start in 0..<count {
            let before = costs[start]
            let head = heads + (Int(run[start]) &- Self.firstScalar)
            if head.pointee.flags.isEmpty { ask(run[start], head) }
            let alone = before &+ UInt32(head.pointee.cost)
            if alone < costs[start &+ 1] {
                costs[start &+ 1] = alone
                steps[start &+ 1] = UInt32(truncatingIfNeeded: start)
            }
            guard head.pointee.flags.contains(.continues) else { continue }
            var table = head.pointee.table
            var end = start &+ 1
            let limit = min(start &+ Self.longestWord, count)
            while end < limit {
                guard let slot = find(run[end], table) else { break }
                end &+= 1
                let cost = before &+ UInt32(slots[slot].cost)
                if slots[slot].flags.contains(.known), cost < costs[end] {
                    costs[end] = cost
                    steps[end] = UInt32(truncatingIfNeeded: start)
                }
                guard slots[slot].flags.contains(.continues), end < limit else { break }
                if !slots[slot].flags.contains(.spreadOut) { spreadOut(slot) }
                table = tables[Int(slots[slot].index)]
            }
        }
        // The places before each place become the places after.
        var place = count
        var after = UInt32(truncatingIfNeeded: count)
        while place > 0 {
            let before = Int(steps[place])
            steps[place] = after
            after = UInt32(truncatingIfNeeded: place)
            place = before
        }
        steps[0] = after
    }

    @inline(__always)
    private static func hash(_ unit: UInt16, _ shift: UInt8) -> Int {
        Int((UInt32(unit) &* 0x9E37_79B1) &>> UInt32(shift))
    }

    @inline(__always)
    private func find(_ unit: UInt16, _ table: Table) -> Int? {
        let mask = (1 &<< (32 &- Int(table.shift))) &- 1
        var index = Self.hash(unit, table.shift)
        while true {
            let slot = Int(table.offset) &+ index
            if slots[slot].unit == unit { return slot }
            if slots[slot].unit == 0 { return nil }
            index = (index &+ 1) & mask
        }
    }

    // MARK: Asking ICU

    @inline(never)
    private mutating func ask(_ unit: UInt16, _ head: UnsafeMutablePointer<Head>) {
        var cost: Int32 = -1
        var next: UInt64 = 0
        head.pointee.flags = .known
        guard plaint_dictionary_step(dictionary, root, unit, &cost, &next) != 0 else { return }
        if cost >= 0 { head.pointee.cost = UInt8(clamping: cost) }
        guard next != UInt64.max else { return }
        head.pointee.flags.insert(.continues)
        head.pointee.table = continuations(of: next)
    }

    @inline(never)
    private mutating func spreadOut(_ slot: Int) {
        let table = continuations(of: states[Int(slots[slot].index)])
        slots[slot].index = UInt32(tables.count)
        slots[slot].flags.insert(.spreadOut)
        tables.append(table)
    }

    private mutating func continuations(of state: UInt64) -> Table {
        var count = 0
        while true {
            count = Int(
                plaint_dictionary_children(
                    dictionary, state, units.base, childCosts.base, next.base, Int32(units.count)))
            guard count > units.count else { break }
            units.fill(0, count: count)
            childCosts.fill(0, count: count)
            next.fill(0, count: count)
        }
        var bits = 1
        while 1 << bits < count * 2 { bits += 1 }
        let table = Table(offset: UInt32(slotCount), shift: UInt8(32 - bits))
        grow(by: 1 << bits)
        for index in 0..<count {
            var place = Self.hash(units[index], table.shift)
            while slots[Int(table.offset) + place].unit != 0 { place = (place + 1) & ((1 << bits) - 1) }
            var slot = Slot(unit: units[index])
            if childCosts[index] >= 0 {
                slot.cost = UInt8(clamping: childCosts[index])
                slot.flags.insert(.known)
            }
            if next[index] != UInt64.max {
                slot.flags.insert(.continues)
                slot.index = UInt32(states.count)
                states.append(next[index])
            }
            slots[Int(table.offset) + place] = slot
        }
        return table
    }

    private mutating func grow(by count: Int) {
        if slotCount + count > slotCapacity {
            slotCapacity = max(slotCapacity * 2, slotCount + count)
            let grown = UnsafeMutablePointer<Slot>.allocate(capacity: slotCapacity)
            grown.moveInitialize(from: slots, count: slotCount)
            slots.deallocate()
            slots = grown
        }
        (slots + slotCount).initialize(repeating: Slot(), count: count)
        slotCount += count
    }
}
