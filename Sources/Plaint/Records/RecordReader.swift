/// Reads one source block by block, each of whole records. What it holds does not grow with the source.
public struct RecordReader: ~Copyable {
    /// Bytes of a block, unless one record needs more.
    static let blockBytes = 256 << 10
    /// Lines of a block at most, and bytes that the names of columns may come to in a block's output: what comes out of a
    /// record of two bytes is hundreds of times as long.
    static let blockLines = 8_192
    static let blockNameBytes = 2 << 20
    /// Bytes from the start of a source that may take part in deciding its format and text field.
    static let headBytes = 256 << 10

    /// What was decided; nil before the first block. JSON Lines without an object in the first block are decided by a
    /// later one, as long as it begins in the first 256 KiB.
    public internal(set) var layout: RecordLayout?

    let options: RecordOptions
    let source: Int
    let live: Bool
    let blockBytes: Int
    var input: SourceInput
    var pending = PendingBytes()
    /// 1-based line and 0-based offset, in the source, of the next byte to be handed over.
    var line = 1
    var offset = 0
    /// The byte before that one.
    var lastConsumed: UInt8 = 0
    /// What is left of a rejected record.
    var remainder = Remainder.none
    /// True once an object was seen.
    var hasSeenObject = false
    private var replacedBefore = 0
    private var utf8LinesBefore = LineTally()

    /// Opens a source; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: a file, or "-" for standard input.
    ///   - member: one of the sources in that file, if it has several.
    ///   - source: a number that the blocks carry.
    ///   - live: answer as records come: blocks are handed over as soon as nothing more is waiting, and the format, if
    ///     not told, is JSON Lines or plain lines, by the first byte that is not blank.
    /// - Throws: `RecordSourceError` with the system's reason if the source cannot be opened.
    public init(
        path: String, member: SourceMember? = nil, source: Int, options: RecordOptions, live: Bool
    ) throws(RecordSourceError) {
        try self.init(
            path: path, member: member, source: source, options: options, live: live,
            blockBytes: RecordReader.blockBytes)
    }

    init(
        path: String, member: SourceMember? = nil, source: Int, options: RecordOptions, live: Bool, blockBytes: Int
    ) throws(RecordSourceError) {
        precondition(blockBytes > 0)
        input = try SourceInput(path: path, member: member, options: options, live: live)
        self.options = options
        self.source = source
        self.live = live
        self.blockBytes = blockBytes
    }

    /// Bytes read from the source so far.
    public var bytesRead: Int { input.bytesRead }

    /// The encoding that was told or found; nil while only ASCII has been seen.
    public var encoding: TextEncoding? { input.encoding }

    /// The first line, 1-based, of a live source that is no UTF-8 and that cannot be told what; nil if there was none.
    public var firstUndecidedLine: Int? { input.firstUndecidedLine }

    /// Size of the source in bytes if it is a regular file, for showing progress.
    public var size: Int? { input.size }

    /// Fills `block` with the next records. Returns false, and leaves it empty, at the end of the source.
    ///
    /// - Throws: `RecordSourceError` if reading fails, the encoding cannot be told, or no column holds the text.
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
        block.replaced = input.replaced - replacedBefore
        replacedBefore = input.replaced
        // What comes line by line has no encoding as a whole.
        block.utf8Lines = live ? LineTally() : input.utf8Lines.since(utf8LinesBefore)
        utf8LinesBefore = input.utf8Lines
        return hasRecords
    }

    private mutating func fill(_ block: RecordBlock) throws(RecordSourceError) -> Bool {
        let nameBytes = layout?.columnPrefixes.count ?? 0
        var scanner = BoundaryScanner(
            separator: layout?.separator, limit: options.maximumRecordBytes,
            mostLines: max(1, min(RecordReader.blockLines, RecordReader.blockNameBytes / max(1, nameBytes))))
        var wanted = blockBytes
        while true {
            if pending.isEmpty {
                try input.read(upTo: wanted - block.count, into: &block.buffer)
            } else {
                pending.move(upTo: wanted - block.count, to: &block.buffer)
            }
            let atEnd = input.hasEnded && pending.isEmpty
            if atEnd, input.wasInterrupted { return cutUnfinished(block, &scanner) }
            let defect = scanner.advance(over: block.buffer.bytes.span, atEnd: atEnd)
            let whole = scanner.recordStart
            if let defect {
                // Records before the bad one go first; it is found again at the start of the next block.
                if whole > 0 { cut(block, at: whole) } else { reject(defect, in: block) }
                return true
            }
            if scanner.isFull {
                cut(block, at: whole)
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

    /// After a signal: what has not ended is no record, and would be taken for one.
    private mutating func cutUnfinished(_ block: RecordBlock, _ scanner: inout BoundaryScanner) -> Bool {
        let defect = scanner.advance(over: block.buffer.bytes.span, atEnd: false)
        block.buffer.truncate(to: defect == nil ? scanner.recordStart : 0)
        advance(over: block.buffer.bytes.span)
        return block.count > 0
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
        let isDelimited = layout?.separator != nil
        let all = 0..<bytes.count
        line += isDelimited ? bytes.lineEnds(in: all, after: lastConsumed) : bytes.lineFeeds(in: all)
        offset += bytes.count
        lastConsumed = bytes[bytes.count - 1]
    }

    /// Reads more bytes behind the pending ones. Returns false at the end of the source.
    mutating func readPending(upTo length: Int) throws(RecordSourceError) -> Bool {
        let before = pending.count
        repeat { try pending.read(upTo: length, from: &input) } while pending.count == before && !input.hasEnded
        return pending.count > before
    }
}
