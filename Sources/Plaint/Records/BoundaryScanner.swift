/// Finds where records end in bytes that arrive piece by piece, without taking the records apart.
///
/// In CSV and TSV only quotes need a look: outside quoted fields, a quote opens one if it follows a separator or begins
/// a row, and is an ordinary character otherwise.
struct BoundaryScanner {
    /// Why the record at `recordStart` cannot go the usual way. Depends on the bytes of that record alone.
    enum Defect: Equatable {
        /// It has more bytes than allowed.
        case oversized
        /// The quoted field that opens at this index does not close within the bytes allowed.
        case unterminatedQuote(Int)
    }

    /// What stands between fields; nil if records are lines that end with LF.
    let separator: UInt8?
    /// Bytes that a record may have without its line end.
    let limit: Int
    /// Line ends after which it is enough for one block.
    private let mostLines: Int
    /// Bytes between two looks at the number of lines: a record has two bytes at least.
    private let step: Int

    private var scanned = 0
    private var lines = 0
    /// True if there are enough records, and perhaps bytes behind them that were not looked at.
    private(set) var isFull = false

    /// Start of the first record that is not yet whole; all before it are.
    private(set) var recordStart = 0
    private var position = 0
    private var openQuote: Int?

    init(separator: UInt8?, limit: Int, mostLines: Int = .max) {
        self.separator = separator
        self.limit = limit
        self.mostLines = mostLines
        step = max(2, min(16 << 10, 2 * min(mostLines, 16 << 10)))
    }

    /// Goes on over `bytes`: those of the last call with more behind them. Stops at the first defect, and where it is full.
    mutating func advance(over bytes: Span<UInt8>, atEnd: Bool) -> Defect? {
        repeat {
            let end = mostLines == .max ? bytes.count : min(bytes.count, scanned + step)
            let defect = advance(toEndOf: bytes.extracting(0..<end), atEnd: atEnd && end == bytes.count)
            if let defect { return defect }
            if mostLines != .max { lines += bytes.lineEnds(in: scanned..<end) }
            scanned = end
            isFull = lines >= mostLines && recordStart > 0
        } while scanned < bytes.count && !isFull
        return nil
    }

    private mutating func advance(toEndOf bytes: Span<UInt8>, atEnd: Bool) -> Defect? {
        guard let separator else {
            recordStart = bytes.endOfLastLine(in: position..<bytes.count) ?? recordStart
            position = bytes.count
            return oversizedDefect(count: bytes.count)
        }
        while true {
            if let open = openQuote {
                switch findClosingQuote(bytes, atEnd: atEnd) {
                case .closed: openQuote = nil
                case .undecided: return nil
                case .missing: return .unterminatedQuote(open)
                }
            }
            let quote = bytes.first(.quote, from: position)
            findRowEnd(bytes, before: quote, atEnd: atEnd)
            guard quote < bytes.count else { return oversizedDefect(count: bytes.count) }
            position = quote + 1
            guard quote == recordStart || bytes[quote - 1] == separator else { continue }
            if quote - recordStart >= limit { return .oversized }
            openQuote = quote
        }
    }

    private func oversizedDefect(count: Int) -> Defect? {
        // One byte more may still be the CR of the line end.
        count - recordStart > limit + 1 ? .oversized : nil
    }

    private enum ClosingQuote { case closed, undecided, missing }

    private mutating func findClosingQuote(_ bytes: Span<UInt8>, atEnd: Bool) -> ClosingQuote {
        while true {
            let quote = bytes.first(.quote, from: position)
            if quote == bytes.count {
                position = quote
                return atEnd || quote - recordStart > limit ? .missing : .undecided
            }
            if quote - recordStart >= limit { return .missing }
            if quote + 1 == bytes.count, !atEnd {
                position = quote  // it may be the first of two
                return .undecided
            }
            guard quote + 1 < bytes.count, bytes[quote + 1] == .quote else {
                position = quote + 1
                return .closed
            }
            position = quote + 2
        }
    }

    /// Looks for the last line end outside quoted fields, between `position` and `end`.
    private mutating func findRowEnd(_ bytes: Span<UInt8>, before end: Int, atEnd: Bool) {
        let start = position
        position = end
        var index = end
        while index > start {
            index -= 1
            let byte = bytes[index]
            if byte != .lineFeed, byte != .carriageReturn { continue }
            if byte == .carriageReturn, index + 1 == bytes.count, !atEnd {
                position = index  // its LF may come with the next bytes
                continue
            }
            recordStart = index + 1
            return
        }
    }
}
