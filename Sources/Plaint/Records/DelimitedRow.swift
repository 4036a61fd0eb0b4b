/// The fields of one row of CSV or TSV, by RFC 4180, as the usual writers understand it.
///
/// A field is quoted if a quote is its first byte. Then separators and line ends belong to it, two quotes are one, and
/// what follows the closing quote up to the separator is kept as it is. A quote elsewhere is an ordinary character.
/// Rows end with CRLF, LF or a lone CR.
struct DelimitedRow: ~Copyable {
    struct Field {
        /// Where the field begins in the row's bytes, with its quote.
        var rawStart: Int
        /// Its characters, in the bytes parsed or in `scratch`.
        var range: Range<Int>
        var isInScratch: Bool
    }

    private(set) var fields: [Field] = []
    /// Index after the last field, before the line end.
    private(set) var contentEnd = 0
    /// Number of line ends in the row, with its own.
    private(set) var lineEnds = 0
    /// False if the bytes ended inside a quoted field.
    private(set) var isClosed = true
    /// True if the row ended with a line end, not with the bytes.
    private(set) var isTerminated = false

    private var scratch = ByteBuffer()

    /// Parses the row at `start`. Returns the start of the next one.
    mutating func parse(_ bytes: Span<UInt8>, from start: Int, separator: UInt8) -> Int {
        fields.removeAll(keepingCapacity: true)
        scratch.removeAll()
        lineEnds = 0
        isClosed = true
        var index = start
        while true {
            index =
                index < bytes.count && bytes[index] == .quote
                ? parseQuoted(bytes, index, separator) : parsePlain(bytes, index, separator)
            guard index < bytes.count, bytes[index] == separator else { break }
            index += 1
        }
        contentEnd = index
        isTerminated = index < bytes.count
        guard isTerminated else { return index }
        lineEnds += 1
        let isPair = bytes[index] == .carriageReturn && index + 1 < bytes.count && bytes[index + 1] == .lineFeed
        return index + (isPair ? 2 : 1)
    }

    /// The characters of a field; `bytes` are those that were parsed.
    func text(of field: Field, in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: (field.isInScratch ? scratch.bytes : bytes)[field.range])
    }

    /// The characters of all fields, malformed UTF-8 replaced. For headers.
    func texts(in bytes: Span<UInt8>) -> [String] {
        bytes.withUnsafeBufferPointer { bytes in
            fields.map { String(decoding: text(of: $0, in: bytes), as: UTF8.self) }
        }
    }

    /// True for a row without separators and quotes that has nothing but spaces and tabs.
    func isBlank(in bytes: Span<UInt8>) -> Bool {
        fields.count == 1 && bytes.isBlank(fields[0].rawStart..<contentEnd)
    }

    private mutating func parsePlain(_ bytes: Span<UInt8>, _ start: Int, _ separator: UInt8) -> Int {
        let end = bytes.first(separator, or: .lineFeed, or: .carriageReturn, from: start)
        fields.append(Field(rawStart: start, range: start..<end, isInScratch: false))
        return end
    }

    private mutating func parseQuoted(_ bytes: Span<UInt8>, _ start: Int, _ separator: UInt8) -> Int {
        var copied = start + 1  // what is before it is in the scratch memory, if anything had to go there
        let scratchStart = scratch.count
        var close = bytes.first(.quote, from: start + 1)
        while close + 1 < bytes.count, bytes[close + 1] == .quote {
            scratch.append(bytes, copied..<close + 1)
            copied = close + 2
            close = bytes.first(.quote, from: close + 2)
        }
        lineEnds += bytes.lineEnds(in: start + 1..<close)
        var end = close
        if close < bytes.count {
            end = bytes.first(separator, or: .lineFeed, or: .carriageReturn, from: close + 1)
        } else {
            isClosed = false
        }
        let hasTail = end > close + 1
        if copied == start + 1, !hasTail {
            fields.append(Field(rawStart: start, range: copied..<close, isInScratch: false))
            return end
        }
        scratch.append(bytes, copied..<close)
        if hasTail { scratch.append(bytes, close + 1..<end) }
        fields.append(Field(rawStart: start, range: scratchStart..<scratch.count, isInScratch: true))
        return end
    }
}
