/// Bytes that were read and belong to later records.
struct PendingBytes: ~Copyable {
    private var buffer = ByteBuffer()
    private var start = 0

    var count: Int { buffer.count - start }
    var isEmpty: Bool { count == 0 }

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: buffer.bytes[start...])
    }

    /// Drops the first `length` bytes.
    mutating func drop(_ length: Int) {
        start += length
        precondition(start <= buffer.count)
        if isEmpty {
            buffer.removeAll()
            start = 0
        }
    }

    /// Moves up to `length` bytes to the end of `target`.
    mutating func move(upTo length: Int, to target: inout ByteBuffer) {
        let length = min(length, count)
        target.append(UnsafeBufferPointer(rebasing: bytes[..<length]))
        drop(length)
    }

    /// Takes back bytes that come before those that are here.
    mutating func putBack(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isEmpty {
            buffer.append(bytes)
            return
        }
        // What came back was taken from here a moment ago, because nothing is read while bytes are pending; it still
        // stands in front of the rest.
        precondition(bytes.count <= start)
        start -= bytes.count
    }

    /// All bytes, which are then gone from here.
    mutating func takeAll() -> ByteBuffer {
        var taken = ByteBuffer()
        taken.append(bytes)
        drop(count)
        return taken
    }

    /// Reads up to `length` more bytes behind those that are here.
    mutating func read(upTo length: Int, from input: inout SourceInput) throws(RecordSourceError) {
        if start >= length { compact() }
        try input.read(upTo: length, into: &buffer)
    }

    private mutating func compact() {
        var moved = ByteBuffer(capacity: buffer.capacity)
        moved.append(bytes)
        buffer = moved
        start = 0
    }
}
