/// Reads one source block by block, each of whole records. What it holds does not grow with the source.
public struct RecordReader: ~Copyable {
    /// Bytes of a block, unless one record needs more.
    static let blockBytes = 256 << 10
    /// Bytes from the start of a source that may take part in deciding its format and text field.
    static let headBytes = 256 << 10

    /// What was decided; nil before the first block. JSON Lines without an object in the first block are decided by a
    /// later one, as long as it begins in the first 256 KiB.
    public internal(set) var layout: RecordLayout?

    let options: RecordOptions
    let source: Int
    let live: Bool
    let blockBytes: Int
    var input: FileInput
    var pending = PendingBytes()
    /// 1-based line and 0-based offset, in the source, of the next byte to be handed over.
    var line = 1
    var offset = 0
    /// The byte before that one.
    var lastConsumed: UInt8 = 0
    /// What is left of a rejected record.
    var remainder = Remainder.none
    /// True once an object of JSON Lines was seen.
    var hasSeenObject = false
    /// The first byte of the source, for the sake of the second.
    var firstByte: UInt8?
    private var inspected = 0

    /// Opens a source; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: a file, or "-" for standard input.
    ///   - source: a number that the blocks carry.
    ///   - live: answer as records come: blocks are handed over as soon as nothing more is waiting, and the format, if
    ///     not told, is JSON Lines or plain lines, by the first byte that is not blank.
    /// - Throws: `RecordSourceError` with the system's reason if the source cannot be opened.
    public init(path: String, source: Int, options: RecordOptions, live: Bool) throws(RecordSourceError) {
        try self.init(path: path, source: source, options: options, live: live, blockBytes: RecordReader.blockBytes)
    }

    init(path: String, source: Int, options: RecordOptions, live: Bool, blockBytes: Int) throws(RecordSourceError) {
        precondition(blockBytes > 0)
        input = try FileInput(path: path)
        self.options = options
        self.source = source
        self.live = live
        self.blockBytes = blockBytes
    }

    /// Bytes read from the source so far.
    public var bytesRead: Int { input.bytesRead }

    /// Size of the source in bytes if it is a regular file, for showing progress.
    public var size: Int? { input.size }

    /// Fills `block` with the next records. Returns false, and leaves it empty, at the end of the source.
    ///
    /// - Throws: `RecordSourceError` if reading fails, the source is not UTF-8 but UTF-16, or has no column for the text.
    public mutating func read(into block: RecordBlock) throws(RecordSourceError) -> Bool {
        block.buffer.removeAll()
        block.defect = nil
        if layout == nil { try decideLayout() }
        try skipRemainder()
        block.source = source
        block.firstLine = line
        block.offset = offset
        let hasRecords = try fill(block)
        if hasRecords, isTextFieldOpen { decideTextField(by: block) }
        block.layout = layout
        return hasRecords
    }

    private mutating func fill(_ block: RecordBlock) throws(RecordSourceError) -> Bool {
        var scanner = BoundaryScanner(separator: layout?.format.separator, limit: options.maximumRecordBytes)
        var wanted = blockBytes
        while true {
            if pending.isEmpty {
                try readInspected(upTo: wanted - block.count, into: &block.buffer)
            } else {
                pending.move(upTo: wanted - block.count, to: &block.buffer)
            }
            let atEnd = input.hasEnded && pending.isEmpty
            let defect = scanner.advance(over: block.buffer.bytes.span, atEnd: atEnd)
            let whole = scanner.recordStart
            if let defect {
                // Records before the bad one go first; it is found again at the start of the next block.
                if whole > 0 { cut(block, at: whole) } else { reject(defect, in: block) }
                return true
            }
            if atEnd {
                cut(block, at: block.count)
                return block.count > 0
            }
            let isFull = block.count >= wanted
            if whole > 0, isFull || (handsOverEarly && pending.isEmpty && !input.isReady) {
                cut(block, at: whole)
                return true
            }
            if isFull { wanted += blockBytes }
        }
    }

    /// Blocks need not be full if that would keep records waiting.
    private var handsOverEarly: Bool { live || !input.isRegular }

    /// Keeps the first `length` bytes in the block; the others come again in the next one.
    private mutating func cut(_ block: RecordBlock, at length: Int) {
        let bytes = block.buffer.bytes
        if length < bytes.count { pending.putBack(UnsafeBufferPointer(rebasing: bytes[length...])) }
        block.buffer.truncate(to: length)
        advance(over: block.buffer.bytes.span)
    }

    /// Counts bytes that are handed over or skipped.
    mutating func advance(over bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let isDelimited = layout?.format.separator != nil
        let all = 0..<bytes.count
        line += isDelimited ? bytes.lineEnds(in: all, after: lastConsumed) : bytes.lineFeeds(in: all)
        offset += bytes.count
        lastConsumed = bytes[bytes.count - 1]
    }

    /// Reads into `buffer`, with a look at the first bytes of the source.
    private mutating func readInspected(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        let before = buffer.count
        try input.read(upTo: length, into: &buffer)
        try inspect(UnsafeBufferPointer(rebasing: buffer.bytes[before...]))
    }

    /// Reads more bytes behind the pending ones. Returns false at the end of the source.
    mutating func readPending(upTo length: Int) throws(RecordSourceError) -> Bool {
        let before = pending.count
        try pending.read(upTo: length, from: &input)
        try inspect(UnsafeBufferPointer(rebasing: pending.bytes[before...]))
        return pending.count > before
    }

    /// Refuses UTF-16: by its byte order mark, or by a NUL byte in the first 4 KiB.
    private mutating func inspect(_ bytes: UnsafeBufferPointer<UInt8>) throws(RecordSourceError) {
        guard inspected < 4096 else { return }
        for byte in bytes.prefix(4096 - inspected) {
            let isMark = inspected == 1 && (firstByte == 0xFF && byte == 0xFE || firstByte == 0xFE && byte == 0xFF)
            if byte == 0 || isMark { throw RecordSourceError(path: input.path, reason: .utf16) }
            if inspected == 0 { firstByte = byte }
            inspected += 1
        }
    }
}
