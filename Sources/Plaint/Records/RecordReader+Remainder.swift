/// Records that the reader itself must reject, and getting past them in constant memory.
extension RecordReader {
    /// What is left of a rejected record, at the start of the pending bytes.
    enum Remainder: Equatable {
        case none
        /// A long line, up to its LF.
        case line
        /// A long row, up to its line end.
        case row
        /// A row with a quote, at this offset, that does not close: up to the end of the line that the quote is in.
        case unterminated(Int)
    }

    /// Bytes of a record that is too long that are kept, for its message and the file of rejects.
    static let excerptBytes = 4096

    /// Makes `block`, which begins with the bad record, stand for that record alone.
    mutating func reject(_ defect: BoundaryScanner.Defect, in block: RecordBlock) {
        let limit = options.maximumRecordBytes
        let bytes = block.buffer.bytes
        var kept = min(bytes.count, limit)
        switch defect {
        case .oversized:
            block.defect = .oversized
            kept = min(kept, RecordReader.excerptBytes)
            remainder = layout?.separator == nil ? .line : .row
        case .unterminatedQuote(let quote):
            let quoteLine = line + bytes.span.lineEnds(in: 0..<quote)
            block.defect = .unterminatedQuote(byte: quote, line: quoteLine)
            kept = min(kept, bytes.span.first(.lineFeed, or: .carriageReturn, from: quote + 1))
            remainder = .unterminated(quote)
        }
        pending.putBack(bytes)
        block.buffer.truncate(to: kept)
    }

    /// Drops what is left of a rejected record.
    mutating func skipRemainder() throws(RecordSourceError) {
        let rest = remainder
        remainder = .none
        switch rest {
        case .none: return
        case .line:
            try skipToLineEnd(carriageReturns: false)
        case .unterminated(let quote):
            consume(quote + 1)
            try skipToLineEnd(carriageReturns: true)
        case .row:
            // The limit is never inside a quoted field: that would have been an unterminated one.
            consume(options.maximumRecordBytes)
            try skipToRowEnd()
        }
    }

    private mutating func consume(_ length: Int) {
        advance(over: UnsafeBufferPointer(rebasing: pending.bytes[..<length]).span)
        pending.drop(length)
    }

    private mutating func skipToLineEnd(carriageReturns: Bool) throws(RecordSourceError) {
        let other: UInt8 = carriageReturns ? .carriageReturn : .lineFeed
        repeat {
            let end = pending.bytes.span.first(.lineFeed, or: other, from: 0)
            if end < pending.count {
                try consumeLineEnd(at: end)
                return
            }
            consume(end)
        } while try readPending(upTo: RecordReader.blockBytes)
    }

    private mutating func skipToRowEnd() throws(RecordSourceError) {
        let separator = layout?.separator
        while true {
            if pending.isEmpty, try !readPending(upTo: RecordReader.blockBytes) { return }
            let bytes = pending.bytes
            let index = bytes.span.first(.quote, or: .lineFeed, or: .carriageReturn, from: 0)
            if index == bytes.count {
                consume(index)
            } else if bytes[index] != .quote {
                try consumeLineEnd(at: index)
                return
            } else {
                consume(index)
                // A quoted field is passed over whole; a quote that does not close is an ordinary character.
                let field = lastConsumed == separator ? try lengthOfQuotedField() : nil
                consume(field ?? 1)
            }
        }
    }

    /// Consumes what comes before the line end at `index`, and it.
    private mutating func consumeLineEnd(at index: Int) throws(RecordSourceError) {
        let isReturn = pending.bytes[index] == .carriageReturn
        if isReturn, index + 1 == pending.count { _ = try readPending(upTo: RecordReader.blockBytes) }
        let isPair = isReturn && index + 1 < pending.count && pending.bytes[index + 1] == .lineFeed
        consume(index + (isPair ? 2 : 1))
    }

    /// Length of the quoted field at the start of the pending bytes, with its quotes; nil if it is not closed within
    /// the bytes that a record may have.
    private mutating func lengthOfQuotedField() throws(RecordSourceError) -> Int? {
        var index = 1
        while true {
            index = pending.bytes.span.first(.quote, from: index)
            if index + 1 >= pending.count, index <= options.maximumRecordBytes,
                try readPending(upTo: RecordReader.blockBytes)
            {
                continue
            }
            if index >= min(pending.count, options.maximumRecordBytes) { return nil }
            guard index + 1 < pending.count, pending.bytes[index + 1] == .quote else { return index + 1 }
            index += 2
        }
    }
}
