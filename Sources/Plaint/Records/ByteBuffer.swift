import CSimdjson
import Glibc

/// Growable bytes at an address that stays the same until they grow, with spare readable bytes behind them for simdjson.
///
/// The only owner of raw memory in this stage. An array would do but for two things: `read(2)` and the JSON validator
/// want a pointer, and the text of a record must stay where it is until the next record is asked for.
struct ByteBuffer: ~Copyable {
    /// Readable bytes behind `capacity`.
    static let spare = Int(PLAINT_JSON_SPARE_BYTES)

    private var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 0) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + ByteBuffer.spare)
        memset(base, 0, capacity + ByteBuffer.spare)
    }

    deinit {
        base.deallocate()
    }

    /// The bytes, valid until the buffer grows or dies.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base, count: count)
    }

    mutating func removeAll() {
        count = 0
    }

    /// Keeps the first `length` bytes.
    mutating func truncate(to length: Int) {
        precondition(length >= 0 && length <= count)
        count = length
    }

    /// Makes room for `wanted` bytes in all.
    mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let larger = max(wanted, capacity * 2)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + ByteBuffer.spare)
        memcpy(moved, base, count)
        memset(moved + count, 0, larger + ByteBuffer.spare - count)
        base.deallocate()
        base = moved
        capacity = larger
    }

    mutating func append(_ byte: UInt8) {
        if count == capacity { reserve(count + 1) }
        base[count] = byte
        count += 1
    }

    /// Appends bytes that are not this buffer's own.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        reserve(count + bytes.count)
        memcpy(base + count, source, bytes.count)
        count += bytes.count
    }

    /// Appends bytes of a span that is not this buffer's own.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        bytes.extracting(range).withUnsafeBufferPointer { append($0) }
    }

    /// Appends one scalar as UTF-8.
    mutating func append(_ scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar).unsafelyUnwrapped { append(byte) }
    }

    /// Appends what `fill` puts into the next `length` bytes; it returns how many it put there, or a negative number.
    mutating func append(upTo length: Int, by fill: (UnsafeMutableRawPointer, Int) -> Int) -> Int {
        reserve(count + length)
        let added = fill(base + count, length)
        precondition(added <= length)
        if added > 0 { count += added }
        return added
    }
}
