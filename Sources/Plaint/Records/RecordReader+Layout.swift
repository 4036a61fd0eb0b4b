/// Deciding what a source is, from its name and its first bytes.
extension RecordReader {
    /// Reads the head of the source and decides; takes off a byte order mark and the header row.
    mutating func decideLayout() throws(RecordSourceError) {
        let known = options.format ?? (live ? nil : FormatDetection.byName(input.path))
        try readHead(formatIsKnown: known != nil)
        if pending.count >= 3, pending.bytes[0] == 0xEF, pending.bytes[1] == 0xBB, pending.bytes[2] == 0xBF {
            pending.drop(3)
            offset += 3
        }
        let format =
            known
            ?? FormatDetection.byContent(pending.bytes.span, live: live, textField: options.textField)
        let origin: RecordLayout.Origin = options.format != nil ? .option : known != nil ? .name : .content

        let columns = format.separator == nil ? [] : try readHeader(of: format)
        var field = options.textField ?? TextField.fallback
        var fieldOrigin: RecordLayout.Origin = options.textField != nil ? .option : .assumption
        if let columns {
            if options.textField == nil, let index = TextField.choose(among: columns) {
                field = columns[index]
                fieldOrigin = .name
            }
            if format.separator != nil, !columns.contains(field) {
                let reason = RecordSourceError.Reason.textColumnMissing(asked: options.textField, columns: columns)
                throw RecordSourceError(path: input.path, reason: reason)
            }
        }
        layout = RecordLayout(
            format: format, formatOrigin: origin, columns: columns ?? [], textField: field, textOrigin: fieldOrigin,
            maximumRecordBytes: options.maximumRecordBytes)
    }

    /// Reads the first 256 KiB, or as much as a decision needs where waiting for more could take long.
    private mutating func readHead(formatIsKnown: Bool) throws(RecordSourceError) {
        while pending.count < RecordReader.headBytes {
            guard try readPending(upTo: RecordReader.headBytes - pending.count) else { return }
            if input.isRegular { continue }
            let mayBeMark = firstByte == 0xEF && pending.count < 3
            let isSettled =
                formatIsKnown
                || FormatDetection.isSettled(by: afterMark(pending.bytes).span, live: live)
            if !mayBeMark, isSettled { return }
        }
    }

    private func afterMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
    }

    /// Takes the header off the pending bytes, with blank rows before it. Returns nil if there is none.
    private mutating func readHeader(of format: RecordFormat) throws(RecordSourceError) -> [String]? {
        guard let separator = format.separator else { return nil }
        var row = DelimitedRow()
        while true {
            var next = row.parse(pending.bytes.span, from: 0, separator: separator)
            let isWhole = row.isTerminated && next < pending.count
            if !isWhole {
                if row.contentEnd > options.maximumRecordBytes {
                    let reason = RecordSourceError.Reason.headerTooLong(limit: options.maximumRecordBytes)
                    throw RecordSourceError(path: input.path, reason: reason)
                }
                if try readPending(upTo: RecordReader.headBytes) { continue }
                next = pending.count
                if !row.isClosed { throw RecordSourceError(path: input.path, reason: .headerNotClosed) }
            }
            let names = row.texts(in: pending.bytes.span)
            let isBlank = row.isBlank(in: pending.bytes.span)
            line += row.lineEnds
            offset += next
            if next > 0 { lastConsumed = pending.bytes[next - 1] }
            pending.drop(next)
            if !isBlank { return DelimitedHeader.repair(names) }
            if pending.isEmpty, input.hasEnded { return nil }
        }
    }

    /// True while JSON Lines have shown no object to choose the text field from.
    var isTextFieldOpen: Bool {
        guard let layout else { return false }
        return layout.format == .jsonl && layout.textOrigin == .assumption && !hasSeenObject
    }

    /// Chooses the text field from the first object of the block, if it has one that begins in the head of the source.
    mutating func decideTextField(by block: RecordBlock) {
        guard let layout, block.defect == nil else { return }
        let bytes = block.buffer.bytes
        var checker = JSONChecker()
        var start = 0
        while start < bytes.count, block.offset + start < RecordReader.headBytes {
            let end = bytes.span.first(.lineFeed, from: start)
            let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
            start = end + 1
            guard line.count <= options.maximumRecordBytes, let keys = keys(ofObject: line.span, &checker) else {
                continue
            }
            hasSeenObject = true
            guard let index = TextField.choose(among: keys) else { return }
            self.layout = RecordLayout(
                format: .jsonl, formatOrigin: layout.formatOrigin, textField: keys[index], textOrigin: .name,
                maximumRecordBytes: layout.maximumRecordBytes)
            return
        }
    }

    /// The top-level keys of a line that is a JSON object, or nil.
    private func keys(ofObject line: Span<UInt8>, _ checker: inout JSONChecker) -> [String]? {
        let brace = skipSpace(line, 0)
        guard brace < line.count, line[brace] == .openBrace else { return nil }
        var repaired = ByteBuffer()
        _ = UTF8Repair.append(line, to: &repaired)
        let bytes = repaired.bytes
        guard checker.fault(in: bytes.span) == nil else { return nil }
        var members = JSONMembers()
        var keys: [String] = []
        members.forEachKey(of: bytes.span, from: brace) { keys.append($0) }
        return keys
    }
}
