/// A run of whole records of one source, or one record that had to be rejected by the reader.
///
/// Blocks are reused: a driver keeps a fixed number of them, and hands each from the reader to a worker and back. At any
/// time one thread has it; that is what makes it safe to send.
public final class RecordBlock: @unchecked Sendable {
    /// Why the block holds the beginning of one record that is rejected whole.
    enum Defect: Equatable {
        case oversized
        /// Offset in the record, and line in the source, of the quote that opens the field.
        case unterminatedQuote(byte: Int, line: Int)
    }

    /// The source's number, as given to its reader.
    public internal(set) var source = 0
    /// 1-based number, in the source, of the line that the block begins with.
    public internal(set) var firstLine = 1
    /// Offset of the block in the source, in bytes.
    public internal(set) var offset = 0
    /// What was decided for the source; nil before the first read.
    public internal(set) var layout: RecordLayout?

    /// U+FFFD that the decoder put in while the block was read.
    public internal(set) var replaced = 0

    /// Lines in UTF-8, read with the block, of a source in another encoding.
    var utf8Lines = LineTally()

    var defect: Defect?
    var buffer = ByteBuffer()

    public init() {}

    /// Bytes in the block.
    public var count: Int { buffer.count }

    /// True if the block stands for one record that is rejected, because it is too long or does not end.
    public var isRejected: Bool { defect != nil }

    /// Empties the block.
    func clear() {
        buffer.removeAll()
        defect = nil
        replaced = 0
        utf8Lines = LineTally()
    }

    /// Calls `body` with each line, without its line end and with malformed UTF-8 replaced; blank lines too.
    func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let bytes = buffer.bytes
        var repaired = ByteBuffer()
        var start = 0
        while start < bytes.count {
            let lineFeed = bytes.span.first(.lineFeed, from: start)
            var end = lineFeed
            if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
            repaired.removeAll()
            let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
            body(UTF8Repair.append(line.span, to: &repaired) == 0 ? line : repaired.bytes)
            start = lineFeed + 1
        }
    }
}
