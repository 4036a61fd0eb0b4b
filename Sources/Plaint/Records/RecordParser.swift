/// What the parser found.
public enum ParsedRecord: Sendable, Equatable {
    /// A record with a text; the parser has it.
    case text
    /// A blank line or row.
    case skipped
    case rejected(RecordIssue)
    /// The block has no more records.
    case end
}

/// Takes the records of a block apart. One for each worker: it owns all scratch memory, so that in the long run no
/// record costs an allocation.
public struct RecordParser: ~Copyable {
    /// Where the current record's output comes from.
    enum Shape { case none, object, row, line }

    /// The text of the current record: valid UTF-8 without escapes. It stays until the next call.
    public internal(set) var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The time of the current record as it is written; empty without one. It stays as long as the text.
    public internal(set) var time = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// When the current record was collected, as it is written; empty without a time.
    public internal(set) var crawlTime = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The bytes of the record that was rejected last, as they came, without its line end; the beginning of one that is
    /// too long. They stay as long as a text would.
    public private(set) var rejectedBytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Number of U+FFFD put in for malformed UTF-8, so far in this block.
    public internal(set) var malformedUTF8 = 0
    /// Lines that were damaged by that, so far in this block, and are no UTF-8 but another encoding.
    var strayLines = StrayLines()
    /// 1-based line in which the current record begins, and its 0-based offset in bytes, in the source.
    public internal(set) var position = (line: 1, offset: 0)

    var block: RecordBlock?
    /// The bytes of the block, and where the next record begins.
    var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var cursor = 0
    var nextLine = 1
    var blockIsUTF8 = true

    /// The current record, without its line end and with malformed UTF-8 replaced.
    var record = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var shape = Shape.none

    let validator = JSONValidator()
    var checker = JSONChecker()
    var members = JSONMembers()
    var row = DelimitedRow()
    var repaired = ByteBuffer()
    var unescaped = ByteBuffer()
    var timeScratch = ByteBuffer()
    var crawlScratch = ByteBuffer()

    public init() {}

    /// Starts with a block that a `RecordReader` has filled. The parser keeps it until the next one, or until `next()`
    /// has returned `end`.
    public mutating func begin(_ block: RecordBlock) {
        self.block = block
        bytes = block.buffer.bytes
        cursor = 0
        nextLine = block.firstLine
        position = (block.firstLine, block.offset)
        malformedUTF8 = 0
        strayLines = StrayLines()
        shape = .none
        // Nearly always true, and then no record needs a look of its own. The JSON validator looks anyway.
        blockIsUTF8 = block.layout?.format.isObjects == true || JSONValidator.isUTF8(bytes)
    }

    /// Goes to the next record.
    public mutating func next() -> ParsedRecord {
        shape = .none
        text = UnsafeBufferPointer(start: nil, count: 0)
        time = text
        crawlTime = text
        guard let block, let layout = block.layout, cursor < bytes.count else {
            self.block = nil
            return .end
        }
        position = (nextLine, block.offset + cursor)
        if let defect = block.defect { return rejection(for: defect, limit: layout.maximumRecordBytes) }
        switch layout.format {
        case .jsonl, .json, .chat, .fasttext: return parseLine(layout, isJSON: true)
        case .text: return parseLine(layout, isJSON: false)
        case .csv, .tsv: return parseRow(layout)
        }
    }

    /// Appends the current record as a JSON object without its closing brace, ready for one more member: it ends with a
    /// comma unless the object has no members. Members of the key `plaint` are left out. Only after `next()` has
    /// returned `text`.
    public func appendObject(to output: inout [UInt8]) {
        switch shape {
        case .none: preconditionFailure("there is no record")
        case .object: appendMembers(to: &output)
        case .row: appendColumns(to: &output)
        case .line:
            output.append(contentsOf: #"{"text":"#.utf8)
            JSONText.appendString(text.span, to: &output)
            output.append(.comma)
        }
    }

    /// Takes one line off the block.
    private mutating func parseLine(_ layout: RecordLayout, isJSON: Bool) -> ParsedRecord {
        let start = cursor
        var end = bytes.span.first(.lineFeed, from: start)
        cursor = end + 1
        nextLine += 1
        if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if line.count > layout.maximumRecordBytes { return oversized(line, limit: layout.maximumRecordBytes) }
        if line.span.isBlank(0..<line.count) { return .skipped }
        if isJSON { return parseObject(line, layout) }
        record = blockIsUTF8 ? line : repair(line)
        text = record
        shape = .line
        return .text
    }

    /// The line with malformed UTF-8 replaced, in memory that stays until the next repair.
    mutating func repair(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        if JSONValidator.isUTF8(line) { return line }
        strayLines.add(line, line: position.line)
        repaired.removeAll()
        malformedUTF8 += UTF8Repair.append(line.span, to: &repaired)
        return repaired.bytes
    }

    /// An issue at `byte` of the current record, whose bytes as they came are `original`.
    mutating func rejected(
        _ reason: RecordIssue.Reason, at byte: Int, of original: UnsafeBufferPointer<UInt8>,
        excerptAt centre: Int? = nil
    ) -> ParsedRecord {
        rejectedBytes = original
        let excerpt = Excerpt.make(of: original.span, around: centre ?? byte)
        return .rejected(
            RecordIssue(line: position.line, byte: byte, offset: position.offset, reason: reason, excerpt: excerpt))
    }

    mutating func oversized(_ record: UnsafeBufferPointer<UInt8>, limit: Int) -> ParsedRecord {
        // The reader keeps no more of a record that does not fit into a block, and the message must be the same.
        let kept = record.prefix(min(limit, RecordReader.excerptBytes))
        return rejected(.oversized(limit: limit), at: limit, of: UnsafeBufferPointer(rebasing: kept), excerptAt: 0)
    }

    private mutating func rejection(for defect: RecordBlock.Defect, limit: Int) -> ParsedRecord {
        cursor = bytes.count
        switch defect {
        case .oversized: return oversized(bytes, limit: limit)
        case .unterminatedQuote(let byte, let line):
            return rejected(.unterminatedQuote(line: line), at: byte, of: bytes)
        }
    }
}
