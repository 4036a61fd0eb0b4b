import CMemory

/// The features of a model with their weights, for look-ups that mostly miss: a bit set in front, then open addressing
/// with a feature's key and its weights side by side. One block of 16-byte aligned memory, its own or lent by the program.
///
///     stages, features, log₂ of the bits, log₂ of the slots, bytes a slot (UInt32 each), padding to 32 bytes
///     the bits (UInt64 each)
///     the slots: 48 bits of the key, then for each stage its weight in 1/1024 nat (Int16)
///
/// 48 bits tell two features of 40,000 apart but for one look-up in ten thousand million.
struct FeatureTable: @unchecked Sendable {
    let stages: Int
    let count: Int
    let slotCount: Int
    let bytes: UnsafeRawBufferPointer
    private let stride: Int
    private let bits: UnsafePointer<UInt64>
    private let bitShift: UInt64
    private let slots: UnsafeRawPointer
    private let owner: Block?

    private static let headerLength = 32
    /// Bytes of a key in a slot.
    private static let keyLength = 6

    /// Memory that goes with the last table that uses it.
    private final class Block: @unchecked Sendable {
        let bytes: UnsafeMutableRawBufferPointer
        init(byteCount: Int) {
            bytes = .allocate(byteCount: byteCount, alignment: 16)
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
        }
        deinit { bytes.deallocate() }
    }

    /// Makes a table. `weights` are `stages` numbers for each key, in 1/1024 nat.
    init(keys: [UInt64], weights: [Int32], stages: Int) {
        precondition(weights.count == keys.count * stages, "a weight for each feature and stage")
        var slotBits: UInt32 = 4
        while 1 << slotBits < keys.count * 3 / 2 { slotBits += 1 }
        // Eight to sixteen bits a feature: one miss in eight or more comes through to the slots.
        let filterBits = max(6, slotBits + 3)
        let stride = Self.stride(stages)
        let block = Block(byteCount: Self.headerLength + (1 << filterBits) / 8 + (1 << slotBits) * stride)
        let header: [UInt32] = [UInt32(stages), UInt32(keys.count), filterBits, slotBits, UInt32(stride)]
        header.withUnsafeBytes { block.bytes.copyBytes(from: $0) }
        self.init(UnsafeRawBufferPointer(block.bytes), owner: block)!
        let bits = block.bytes.baseAddress! + Self.headerLength
        let slots = UnsafeMutableRawPointer(mutating: self.slots)
        for (number, key) in keys.enumerated() {
            let bit = key >> bitShift
            let word = bits + Int(bit >> 6) * 8
            word.storeBytes(of: word.load(as: UInt64.self) | 1 << (bit & 63), as: UInt64.self)
            var index = Int(truncatingIfNeeded: key) & (slotCount - 1)
            while Self.tag(at: slots + index * stride) != 0 { index = (index + 1) & (slotCount - 1) }
            let slot = slots + index * stride
            let tag = Self.tag(key)
            slot.storeBytes(of: UInt32(truncatingIfNeeded: tag), as: UInt32.self)
            slot.storeBytes(of: UInt16(truncatingIfNeeded: tag >> 32), toByteOffset: 4, as: UInt16.self)
            for stage in 0..<stages {
                let weight = Int16(clamping: weights[number * stages + stage])
                slot.storeBytes(of: weight, toByteOffset: Self.keyLength + 2 * stage, as: Int16.self)
            }
        }
    }

    /// Uses memory that lives as long as the process; `nil` if the numbers in it do not fit together.
    init?(_ bytes: UnsafeRawBufferPointer) { self.init(bytes, owner: nil) }

    private init?(_ bytes: UnsafeRawBufferPointer, owner: Block?) {
        guard bytes.count >= Self.headerLength, Int(bitPattern: bytes.baseAddress) % 16 == 0 else { return nil }
        func number(_ index: Int) -> Int { Int(bytes.load(fromByteOffset: 4 * index, as: UInt32.self)) }
        let (filterBits, slotBits) = (number(2), number(3))
        stages = number(0)
        count = number(1)
        stride = number(4)
        guard (6...40).contains(filterBits), (1...32).contains(slotBits), (1...1_024).contains(stages),
            stride == Self.stride(stages), count < 1 << slotBits,
            bytes.count == Self.headerLength + (1 << filterBits) / 8 + (1 << slotBits) * stride
        else { return nil }
        self.bytes = bytes
        self.owner = owner
        slotCount = 1 << slotBits
        bitShift = UInt64(64 - filterBits)
        let start = bytes.baseAddress! + Self.headerLength
        bits = start.assumingMemoryBound(to: UInt64.self)
        slots = start + (1 << filterBits) / 8
    }

    private static func stride(_ stages: Int) -> Int { (keyLength + 2 * stages + 15) & ~15 }

    /// The upper 48 bits; the lower ones choose the slot.
    @inline(__always)
    private static func tag(_ key: UInt64) -> UInt64 { key >> 16 | 1 }

    @inline(__always)
    private static func tag(at slot: UnsafeRawPointer) -> UInt64 {
        UInt64(slot.load(as: UInt32.self)) | UInt64(slot.load(fromByteOffset: 4, as: UInt16.self)) << 32
    }

    /// Whether the key may be that of a feature: true for all features, and for few other keys.
    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool {
        let bit = key >> bitShift
        return bits[Int(truncatingIfNeeded: bit >> 6)] & (1 << (bit & 63)) != 0
    }

    /// The slot of a feature, or -1 for one that the model does not know.
    @inline(__always)
    func find(_ key: UInt64) -> Int32 { mayHold(key) ? findHeld(key) : -1 }

    /// Asks for the memory that `findHeld` reads of this key.
    @inline(__always)
    func prefetch(_ key: UInt64) {
        plaint_prefetch(slots + (Int(truncatingIfNeeded: key) & (slotCount &- 1)) &* stride)
    }

    /// The same for a key that passed `mayHold`.
    @inline(__always)
    func findHeld(_ key: UInt64) -> Int32 {
        let tag = Self.tag(key)
        var index = Int(truncatingIfNeeded: key) & (slotCount &- 1)
        while true {
            let found = Self.tag(at: slots + index &* stride)
            if found == tag { return Int32(truncatingIfNeeded: index) }
            if found == 0 { return -1 }
            index = (index &+ 1) & (slotCount &- 1)
        }
    }

    @inline(__always)
    func weight(slot: Int32, stage: Int) -> Int32 {
        assert(stage < stages && Int(slot) < slotCount, "outside the table")
        return Int32((slots + Int(slot) &* stride).load(fromByteOffset: Self.keyLength &+ 2 &* stage, as: Int16.self))
    }

    /// Adds the weights of a feature, one for each stage.
    @inline(__always)
    func add(slot: Int32, to sums: UnsafeMutablePointer<Int64>) {
        let weights = slots + (Int(slot) &* stride &+ Self.keyLength)
        for stage in 0..<stages { sums[stage] &+= Int64(weights.load(fromByteOffset: 2 &* stage, as: Int16.self)) }
    }

    /// Weights of a slot of 16 bytes, behind three lanes that are the key.
    static let narrowStages = 5

    /// The same for up to `narrowStages` stages, all at once: lane 3 + s of `sums` is that of stage s.
    @inline(__always)
    func addNarrow(slot: Int32, to sums: inout SIMD8<Int32>) {
        let lanes = (slots + Int(slot) &* 16).load(as: SIMD8<Int16>.self)
        sums &+= SIMD8<Int32>(truncatingIfNeeded: lanes)
    }
}
