/// From the bytes of the file to characters in UTF-8.
extension SourceInput {
    /// Bytes that a weak decision waits for, unless the input pauses.
    private static let undecidedBytes = 64 << 10

    mutating func readText(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        if case .unopened = decoding { try open(readingUpTo: length) }
        switch decoding {
        case .unopened, .undecided: try readUndecided(upTo: length, into: &buffer)
        case .utf8: try readStaged(upTo: length, into: &buffer)
        case .decoder(let decoder): try readDecoded(by: decoder, upTo: length, into: &buffer)
        case .lines(let lines): try readLines(by: lines, upTo: length, into: &buffer)
        }
    }

    /// Looks at the first bytes: unpacks, and settles the encoding where it was told or marked.
    private mutating func open(readingUpTo length: Int) throws(RecordSourceError) {
        let wanted = max(length, PackedFormat.decidingBytes)
        decoding = .undecided
        if let member, case .sheet(let sheet) = member {
            self.sheet = try SheetInput(
                path: path, descriptor: file.descriptor, sheet: sheet, maximumRecordBytes: options.maximumRecordBytes)
            decoding = .utf8
            encoding = .utf8
            return
        }
        try stage(upTo: wanted)
        try refuseForeign()
        if let format = PackedFormat(staged.bytes.span) { try unpack(format, readingUpTo: wanted) }
        let mark = EncodingDetection.byMark(staged.bytes.span)
        if let known = options.encoding ?? mark {
            decode(as: known)
            return
        }
        let wide = EncodingDetection.wideEncoding(of: staged.bytes)
        if live {
            if let wide { decode(as: wide) } else { decoding = .lines(LineDecoder(nil, line: 1)) }
        } else if wide == nil {
            try refuseBinary(readingUpTo: wanted)
        }
    }

    /// Bytes that are no text, by no magic number that is known here.
    private mutating func refuseBinary(readingUpTo wanted: Int) throws(RecordSourceError) {
        guard ForeignFormat.mayBeBinary(staged.bytes) else { return }
        let staged = staged
        while !deviceHasEnded, staged.bytes.count < ForeignFormat.decidingBytes {
            try readDevice(upTo: wanted, into: &staged.buffer)
        }
        try refuseForeign()
        // With more bytes there may be a sign of UTF-16.
        guard ForeignFormat.isBinary(staged.bytes), EncodingDetection.wideEncoding(of: staged.bytes) == nil else {
            return
        }
        throw RecordSourceError(path: path, reason: .binary)
    }

    private func refuseForeign() throws(RecordSourceError) {
        let isTold = options.format != nil || live || FormatDetection.byName(member?.label ?? path) != nil
        guard let reason = ForeignFormat.refusal(of: staged.bytes.span, isTold: isTold) else { return }
        throw RecordSourceError(path: path, reason: reason)
    }

    /// Fills `staged` until it is clear whether it begins with a magic number or a mark.
    private mutating func stage(upTo wanted: Int) throws(RecordSourceError) {
        let staged = staged
        while !deviceHasEnded, PackedFormat.isOpen(staged.bytes.span) {
            try readDevice(upTo: wanted, into: &staged.buffer)
        }
    }

    private mutating func unpack(_ format: PackedFormat, readingUpTo wanted: Int) throws(RecordSourceError) {
        packing = format
        if format == .zip { try file.requireZipDirectory() }
        let isSeekable = file.isAtStart
        if format == .zip, !isSeekable, staged.bytes.count < 64 { try stage(upTo: wanted) }
        let input = ArchiveInput(
            path: path, descriptor: file.descriptor, prefix: staged.bytes, format: format, isSeekable: isSeekable)
        archive = input
        if case .file(let wanted, _)? = member {
            var name = try input.next()
            while let found = name, found != wanted { name = try input.next() }
            if name == nil { throw RecordSourceError(path: path, reason: .damagedArchive("it has no \(wanted)")) }
        } else if format == .zip {
            _ = try nextRecordFile(in: input)
        } else {
            _ = try input.next()
        }
        staged.drop(staged.bytes.count)
        try stage(upTo: wanted)
        try refuseForeign()
        if let inner = PackedFormat(staged.bytes.span) {
            throw RecordSourceError(path: path, reason: .packedTwice(inner.rawValue))
        }
    }

    /// Goes to the next file of a zip archive that may have records; its name, or nil at the end.
    private func nextRecordFile(in archive: ArchiveInput) throws(RecordSourceError) -> String? {
        var isOfOffice = false
        while true {
            let next: String?
            do { next = try archive.next() } catch {
                // Whatever is cut off of it, a pipe is the wrong way.
                if isOfOffice { throw RecordSourceError(path: path, reason: .spreadsheetInPipe) }
                throw error
            }
            guard let name = next else { return nil }
            // Of a workbook the sheets are read, which takes a file that can be read in any order.
            if let reason = SourceMember.refusal(of: name, isSeekable: file.isAtStart && path != "-") {
                throw RecordSourceError(path: path, reason: reason)
            }
            isOfOffice = isOfOffice || SourceMember.isPartOfOffice(name)
            if SourceMember.isRecordFile(name), !SourceMember.isPartOfOffice(name) { return name }
        }
    }

    /// At the end of the only file that is read: throws if the archive has more, which would else be lost.
    func refuseFurtherFiles(in archive: ArchiveInput) throws(RecordSourceError) {
        guard packing == .zip, member == nil, archive.hasEnded, !archive.wasInterrupted else { return }
        if let name = try nextRecordFile(in: archive) {
            throw RecordSourceError(path: path, reason: .severalFilesInPipe(next: name))
        }
    }

    private mutating func decode(as encoding: TextEncoding) {
        self.encoding = encoding
        if encoding == .utf8 {
            decoding = .utf8
        } else {
            guard let decoder = TextDecoder(encoding) else { fatalError("ICU has no \(encoding)") }
            decoding = .decoder(decoder)
        }
    }

    /// As was found by the first bytes that are no ASCII.
    private mutating func decodeLines(as found: TextEncoding) {
        decode(as: found)
        guard [.gb18030, .big5, .windows1252].contains(found) else { return }
        decoding = .lines(LineDecoder(found, line: undecidedLines + 1))
    }

    private mutating func readStaged(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        if staged.isEmpty {
            try readDevice(upTo: length, into: &buffer)
        } else {
            hand(staged, upTo: length, to: &buffer)
        }
    }

    /// Reads while only ASCII has been seen; decides when something else comes.
    private mutating func readUndecided(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        let before = buffer.count
        let isHead = decodedBytes == 0
        try readStaged(upTo: length, into: &buffer)
        while true {
            let new = UnsafeBufferPointer(rebasing: buffer.bytes[before...])
            var verdict = EncodingDetection.judge(new, isHead: isHead)
            let isAll = deviceHasEnded && staged.isEmpty && decodedBytes + new.count < Self.undecidedBytes
            if verdict == .weak, isAll {
                verdict = EncodingDetection.judgeMixedLines(new, isAll: true) ?? EncodingDetection.judgeWhole(new)
            }
            switch verdict {
            case .open:
                decodedBytes += new.count
                undecidedLines += new.span.lineFeeds(in: 0..<new.count)
                return
            case .encoding(.utf8):
                decode(as: .utf8)
                putAside(from: before + length, of: &buffer)
                return
            case .encoding(let found):
                decodeLines(as: found)
                putAside(from: before, of: &buffer)
                return try readText(upTo: length, into: &buffer)
            case .weak, .unknown:
                let isMore = !deviceHasEnded || !staged.isEmpty
                let mayWait = isMore && new.count < Self.undecidedBytes
                if mayWait {
                    // Everything that is staged must go first.
                    try readStaged(upTo: Self.undecidedBytes - new.count, into: &buffer)
                    continue
                }
                if verdict == .unknown { throw RecordSourceError(path: path, reason: .encodingUnknown) }
                // Faults in UTF-8 become U+FFFD, and are counted, with the records.
                decodedBytes += new.count
                undecidedLines += new.span.lineFeeds(in: 0..<min(new.count, length))
                putAside(from: before + length, of: &buffer)
                return
            }
        }
    }

    /// Takes what stands in `buffer` from `index` on back into `staged`, before what is there.
    private func putAside(from index: Int, of buffer: inout ByteBuffer) {
        guard index < buffer.count else { return }
        var moved = ByteBuffer()
        moved.append(UnsafeBufferPointer(rebasing: buffer.bytes[index...]))
        moved.append(staged.bytes)
        staged.drop(staged.bytes.count)
        staged.buffer.append(moved.bytes)
        buffer.truncate(to: index)
    }

    private mutating func readDecoded(
        by decoder: TextDecoder, upTo length: Int, into buffer: inout ByteBuffer
    ) throws(RecordSourceError) {
        let before = buffer.count
        let staged = staged
        while buffer.count == before, !isFlushed {
            if staged.isEmpty, !deviceHasEnded { try readDevice(upTo: max(length, 4096), into: &staged.buffer) }
            let isLast = deviceHasEnded
            let result = decoder.decode(staged.bytes, isLast: isLast, upTo: length, into: &buffer)
            staged.drop(result.used)
            if isLast, !result.isFull, staged.isEmpty { isFlushed = true }
        }
        decodedBytes += buffer.count - before
        try refuseMalformed()
    }

    /// Reads from the device once at most: who waits for answers has records that are whole.
    private mutating func readLines(
        by lines: LineDecoder, upTo length: Int, into buffer: inout ByteBuffer
    ) throws(RecordSourceError) {
        let before = buffer.count
        let staged = staged
        if !deviceHasEnded, !lines.isReady(staged.bytes) {
            try readDevice(upTo: max(length, 4096), into: &staged.buffer)
        }
        let result = lines.decode(staged.bytes, isAll: deviceHasEnded, upTo: length, into: &buffer)
        staged.drop(result.used)
        isFlushed = result.hasEnded
        if let found = lines.encoding { encoding = found }
        decodedBytes += buffer.count - before
        if !live { try refuseMalformed() }
    }

    /// Ends the reading if too much does not fit the encoding that was found.
    private func refuseMalformed() throws(RecordSourceError) {
        // Three bytes a character, as Chinese has.
        if options.encoding == nil, replaced > 8, replaced * 3_000 > decodedBytes {
            throw RecordSourceError(path: path, reason: .encodingMalformed(encoding?.name ?? "?", replaced: replaced))
        }
    }
}
