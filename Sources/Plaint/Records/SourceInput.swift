/// The bytes of a source as UTF-8: opened, unpacked and decoded; and rewritten where its records are no lines.
///
/// A plain file in UTF-8, the usual case, is read straight into the caller's memory.
struct SourceInput: ~Copyable {
    /// Bytes that were read before they were needed, or not yet decoded. A class, so that it can be filled by this struct.
    final class StagedBytes {
        var buffer = ByteBuffer()
        var start = 0
        var isEmpty: Bool { start == buffer.count }
        var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer.bytes[start...]) }

        func drop(_ length: Int) {
            start += length
            if isEmpty {
                buffer.removeAll()
                start = 0
            }
        }
    }

    /// Where the characters come from.
    enum Decoding {
        /// The first bytes have not been seen.
        case unopened
        /// Only ASCII has been seen.
        case undecided
        case utf8
        case decoder(TextDecoder)
        /// Each line by itself: a live input, or a source of an encoding that was found and not told.
        case lines(LineDecoder)
    }

    let path: String
    /// The name of the file inside an archive, or of the sheet, to read; nil for the whole or the only one.
    let member: SourceMember?
    let options: RecordOptions
    let live: Bool

    var file: FileInput
    var archive: ArchiveInput?
    var sheet: SheetInput?
    var decoding = Decoding.unopened
    let staged = StagedBytes()
    /// The encoding that was told or found; nil while only ASCII has been seen.
    var encoding: TextEncoding?
    var packing: PackedFormat?
    var decodedBytes = 0
    /// Line ends among the bytes from which nothing could be told.
    var undecidedLines = 0
    var isFlushed = false
    /// Makes lines of what is no lines; set once the head of the source is known.
    var rewriter: (any RecordRewriter)?
    let unwritten = StagedBytes()
    var isRewritten = false

    /// Opens `path`; "-" is standard input.
    init(path: String, member: SourceMember?, options: RecordOptions, live: Bool) throws(RecordSourceError) {
        file = try FileInput(path: path)
        self.path = path
        self.member = member
        self.options = options
        self.live = live
    }

    var isRegular: Bool { file.isRegular }
    var size: Int? { file.size }
    var bytesRead: Int { archive.map(\.consumed) ?? file.bytesRead }
    var wasInterrupted: Bool { file.wasInterrupted || archive?.wasInterrupted == true }
    /// U+FFFD put in by the decoder.
    var replaced: Int {
        switch decoding {
        case .unopened, .undecided, .utf8: 0
        case .decoder(let decoder): decoder.replaced
        case .lines(let lines): lines.replaced
        }
    }
    /// Lines that were left in UTF-8 among others, and the first line that could not be told.
    var utf8Lines: LineTally {
        if case .lines(let lines) = decoding { lines.utf8Lines } else { LineTally() }
    }
    var firstUndecidedLine: Int? {
        if case .lines(let lines) = decoding { lines.firstUndecided } else { nil }
    }

    /// True if a read would not wait.
    var isReady: Bool {
        if !unwritten.isEmpty || file.isReady { return true }
        if case .lines(let lines) = decoding { return lines.isReady(staged.bytes) }
        return !staged.isEmpty
    }

    /// True when all has been handed over.
    var hasEnded: Bool { rewriter == nil ? textHasEnded : isRewritten && unwritten.isEmpty }

    private var textHasEnded: Bool {
        guard deviceHasEnded, staged.isEmpty else { return false }
        switch decoding {
        case .unopened, .undecided, .utf8: return true
        case .decoder, .lines: return isFlushed
        }
    }

    var deviceHasEnded: Bool {
        if let sheet { return sheet.hasEnded }
        return archive?.hasEnded ?? file.hasEnded
    }

    /// Appends up to `length` bytes to `buffer`, waiting for the first. Appends none at the end; and none where what came is
    /// a part of a line whose encoding the rest must show.
    mutating func read(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        guard let rewriter else { return try readText(upTo: length, into: &buffer) }
        while unwritten.isEmpty, !isRewritten {
            var text = ByteBuffer()
            try readText(upTo: max(length, 1 << 16), into: &text)
            isRewritten = textHasEnded
            // After a signal the end is not the source's own.
            rewriter.rewrite(text.bytes.span, isLast: isRewritten && !wasInterrupted, into: &unwritten.buffer)
        }
        hand(unwritten, upTo: length, to: &buffer)
    }

    /// True if the rows of a workbook's sheet are read.
    var sheetIsRead: Bool {
        if case .sheet? = member { true } else { false }
    }

    /// From now on hands over what `rewriter` makes of the text; `head` was handed over already.
    mutating func rewrite(by rewriter: any RecordRewriter, startingWith head: borrowing ByteBuffer) {
        isRewritten = textHasEnded
        rewriter.rewrite(head.bytes.span, isLast: isRewritten && !wasInterrupted, into: &unwritten.buffer)
        self.rewriter = rewriter
    }

    func hand(_ source: StagedBytes, upTo length: Int, to buffer: inout ByteBuffer) {
        let part = source.bytes.prefix(length)
        buffer.append(UnsafeBufferPointer(rebasing: part))
        source.drop(part.count)
    }

    /// Reads from the file, or what is packed in it.
    mutating func readDevice(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        if let sheet {
            try sheet.read(upTo: length, into: &buffer)
        } else if let archive {
            try archive.read(upTo: length, into: &buffer)
            try refuseFurtherFiles(in: archive)
        } else {
            try file.read(upTo: length, into: &buffer)
        }
    }
}
