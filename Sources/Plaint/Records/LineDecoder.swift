/// Decodes a source whose lines may be written in different encodings: exports that were joined, or a chat whose partners'
/// programs differ. In UTF-8, GB18030, Big5 and windows-1252 no character holds the byte of a line end, so each line can be
/// judged by itself; a line is here what comes from its first byte above 0x7F on, for ASCII is the same in all.
///
/// In a source that was found to be written in some encoding, lines that are UTF-8 beyond doubt stay what they are. With
/// no encoding given, as on a live input, every line that is no UTF-8 is judged by its own bytes and those of the lines so
/// far that could not be told; one that still cannot be told stays as it is, and its bytes become U+FFFD with the record.
final class LineDecoder {
    /// Bytes of a line without an end that are held back: then what is there decides.
    private static let mostHeld = 64 << 10
    /// Bytes of lines that could not be told that take part in judging the next.
    private static let mostDoubtful = 4 << 10

    /// What all lines are in that are no UTF-8; nil until it is known.
    private(set) var encoding: TextEncoding?
    private var decoder: TextDecoder?
    /// Nobody decided about the source as a whole: a line that does not fit the encoding is left alone.
    private let isLive: Bool

    /// Bytes at the start of the source's bytes that are read in one way, and whether that is by the decoder.
    private var run = 0
    private var isDecoded = false
    /// The line that the run ends in goes on behind it, in the same way.
    private var isOpenLine = false
    /// The decoder has more for the same bytes.
    private var isPending = false
    private var isFlushed = false

    /// 1-based line of the next byte.
    private var line: Int
    private var doubtful: [UInt8] = []
    /// The first line that could not be told.
    private(set) var firstUndecided: Int?
    /// Lines of the decoded source that are UTF-8, and the first of them.
    private(set) var utf8Lines = LineTally()

    /// - Parameters:
    ///   - encoding: of the source as a whole, as it was found; nil on a live input.
    ///   - line: 1-based number of the line that comes first.
    init(_ encoding: TextEncoding?, line: Int) {
        self.line = line
        isLive = encoding == nil
        if let encoding { decide(encoding) }
    }

    /// U+FFFD put in so far.
    var replaced: Int { decoder?.replaced ?? 0 }

    /// True if some of `bytes`, which come next, can be decoded before others have come.
    func isReady(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if run > 0 || isPending { return true }
        guard let first = bytes.first else { return false }
        return first < 0x80 || isOpenLine || bytes.count >= Self.mostHeld
            || bytes.span.first(.lineFeed, from: 0) < bytes.count
    }

    /// Appends up to `length` bytes of UTF-8 to `buffer`. With `isAll` nothing comes behind `source`. Returns the bytes of
    /// `source` that were used, and whether nothing more comes out.
    func decode(
        _ source: UnsafeBufferPointer<UInt8>, isAll: Bool, upTo length: Int, into buffer: inout ByteBuffer
    ) -> (used: Int, hasEnded: Bool) {
        var used = 0
        let end = buffer.count + length
        while buffer.count < end {
            let rest = UnsafeBufferPointer(rebasing: source[used...])
            if isPending {
                let part = UnsafeBufferPointer(rebasing: rest[..<run])
                take(decoder?.decode(part, isLast: isFlushed, upTo: end - buffer.count, into: &buffer), &used)
                if isPending { break }
            } else if run == 0, !findRun(rest, isAll: isAll) {
                guard isAll, rest.isEmpty, !isFlushed else { break }
                isFlushed = true
                isPending = decoder != nil
            } else if isDecoded {
                isPending = true
            } else {
                let part = UnsafeBufferPointer(rebasing: rest[..<min(run, end - buffer.count)])
                buffer.append(part)
                used += part.count
                run -= part.count
            }
        }
        return (used, isFlushed && !isPending)
    }

    private func take(_ result: (used: Int, isFull: Bool)?, _ used: inout Int) {
        guard let result else { return }
        used += result.used
        run -= result.used
        isPending = result.isFull
    }

    /// Finds out how the next bytes are read. False if more must come first.
    private func findRun(_ bytes: UnsafeBufferPointer<UInt8>, isAll: Bool) -> Bool {
        let span = bytes.span
        guard bytes.count > 0 else { return false }
        let ascii = isOpenLine ? 0 : span.countOfASCII()
        if ascii > 0 {
            run = ascii
            isDecoded = false
            line += span.lineFeeds(in: 0..<ascii)
            return true
        }
        let end = span.first(.lineFeed, from: 0)
        let isWhole = end < bytes.count
        guard isWhole || isAll || isOpenLine || bytes.count >= Self.mostHeld else { return false }
        if !isOpenLine {
            isDecoded = isToDecode(UnsafeBufferPointer(rebasing: bytes[..<end]), isWhole: isWhole || isAll)
        }
        run = isWhole ? end + 1 : end
        isOpenLine = !isWhole && !isAll
        if isWhole { line += 1 }
        return true
    }

    /// True if `line` is for the decoder.
    private func isToDecode(_ line: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool {
        if EncodingDetection.isUTF8(line, mayBeCut: !isWhole) { return isUTF8ByChance(line) }
        guard let encoding else { return isFound(line) }
        return !isLive || EncodingDetection.isFaultless(line.span, in: encoding)
    }

    /// True for a line that may as well be in the encoding of the others.
    private func isUTF8ByChance(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let encoding else { return false }
        let isLikely = utf8Lines.count > 0 && !line.contains { $0 >= 0xE0 }
        if isLikely || EncodingDetection.isUTF8BeyondDoubt(line, beside: encoding) {
            utf8Lines.add(self.line)
            return false
        }
        return true
    }

    /// Judges a line that is no UTF-8 while nothing is known.
    private func isFound(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        var verdict = EncodingDetection.judgeLines(line)
        if verdict == .unknown {
            if doubtful.count + line.count >= Self.mostDoubtful { doubtful.removeAll() }
            doubtful.append(contentsOf: line.prefix(Self.mostDoubtful))
            doubtful.append(.lineFeed)
            verdict = doubtful.withUnsafeBufferPointer { EncodingDetection.judgeLines($0) }
        }
        if case .encoding(let found) = verdict {
            decide(found)
            return true
        }
        if verdict == .unknown, firstUndecided == nil { firstUndecided = self.line }
        return false
    }

    private func decide(_ found: TextEncoding) {
        guard let decoder = TextDecoder(found) else { fatalError("ICU has no \(found)") }
        encoding = found
        self.decoder = decoder
        doubtful = []
    }
}

/// Lines of one kind: how many, and the first.
struct LineTally: Sendable, Equatable {
    private(set) var count = 0
    /// 1-based; 0 without any.
    private(set) var first = 0

    mutating func add(_ line: Int) {
        if count == 0 { first = line }
        count += 1
    }

    /// Adds lines that come later.
    mutating func add(_ other: LineTally) {
        if count == 0 { first = other.first }
        count += other.count
    }

    /// Those that are not yet in `earlier`, which this has grown from.
    func since(_ earlier: LineTally) -> LineTally {
        var new = self
        new.count -= earlier.count
        return new
    }
}
