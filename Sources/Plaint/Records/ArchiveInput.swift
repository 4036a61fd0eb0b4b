import CArchive

/// The kinds of packed sources, told by their first bytes.
enum PackedFormat: String {
    case gzip, zstd, bzip2, xz, lz4, zip

    private static let magics: [(PackedFormat, [UInt8])] = [
        (.gzip, [0x1F, 0x8B, 0x08]), (.zstd, [0x28, 0xB5, 0x2F, 0xFD]), (.bzip2, Array("BZh".utf8)),
        (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), (.lz4, [0x04, 0x22, 0x4D, 0x18]),
        (.zip, [0x50, 0x4B, 0x03, 0x04]), (.zip, [0x50, 0x4B, 0x05, 0x06]),
    ]
    /// What follows the level in a bzip2 file: the start of its first block, or of its end.
    private static let bzip2Blocks: [[UInt8]] = [
        [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
    ]

    /// Bytes that decide.
    static let decidingBytes = 10

    init?(_ bytes: Span<UInt8>) {
        for (format, magic) in Self.magics {
            guard bytes.count >= magic.count, bytes.matches(0..<magic.count, magic) else { continue }
            if format == .bzip2 {
                guard bytes.count >= 10, Self.bzip2Blocks.contains(where: { bytes.matches(4..<10, $0) }) else {
                    continue
                }
            }
            self = format
            return
        }
        return nil
    }

    /// True if more bytes behind `bytes` could make them a packed source or a byte order mark.
    static func isOpen(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 0 else { return true }
        let marks: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0xFE, 0xFF], [0x84, 0x31, 0x95, 0x33],
        ]
        return (magics.map(\.1) + bzip2Blocks.map { Array("BZh9".utf8) + $0 } + marks).contains { magic in
            bytes.count < magic.count && bytes.matches(0..<bytes.count, Array(magic[..<bytes.count]))
        }
    }
}

/// The unpacked bytes of a packed source.
final class ArchiveInput {
    /// Unpacked bytes from which on a ratio over `largestRatio` is taken for a bomb. Text packs to a twentieth, a log of the
    /// same line to a few hundredths.
    static let bombBytes = 256 << 20
    static let largestRatio = 500

    private let handle: OpaquePointer
    private let path: String
    private(set) var unpacked = 0
    private(set) var hasEnded = false
    /// True behind the last file: libarchive must not be asked for another.
    private var isOver = false

    /// Reads on from `descriptor`, which stays the caller's; `prefix` was read already.
    init(
        path: String, descriptor: Int32, prefix: UnsafeBufferPointer<UInt8>, format: PackedFormat, isSeekable: Bool
    ) {
        guard
            let handle = plaint_archive_open(
                descriptor, prefix.baseAddress, prefix.count, format == .zip ? 1 : 0, isSeekable ? 1 : 0,
                Interruption.wakeDescriptor)
        else { fatalError("not enough memory to unpack") }
        self.handle = handle
        self.path = path
    }

    deinit { plaint_archive_close(handle) }

    /// Packed bytes taken so far.
    var consumed: Int { Int(plaint_archive_consumed(handle)) }
    var wasInterrupted: Bool { plaint_archive_was_woken(handle) != 0 }

    /// Goes to the next file inside; its name, or nil at the end.
    func next() throws(RecordSourceError) -> String? {
        guard !isOver else { return nil }
        var name: UnsafePointer<CChar>?
        let status = plaint_archive_next(handle, &name)
        if status < 0, !wasInterrupted { throw failure() }
        guard status > 0, let name else {
            hasEnded = true
            isOver = true
            return nil
        }
        hasEnded = false
        return String(cString: name)
    }

    /// Appends up to `length` unpacked bytes of the file; none at its end.
    func read(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        guard !hasEnded, length > 0 else { return }
        let added = buffer.append(upTo: length) {
            Int(plaint_archive_read(handle, $0.assumingMemoryBound(to: UInt8.self), $1))
        }
        if added < 0, !wasInterrupted { throw failure() }
        if added <= 0 {
            hasEnded = true
            return
        }
        unpacked += added
        if unpacked > Self.bombBytes, unpacked / Self.largestRatio > max(consumed, 1) {
            throw RecordSourceError(path: path, reason: .bomb(ratio: Self.largestRatio))
        }
    }

    private func failure() -> RecordSourceError {
        RecordSourceError(path: path, reason: .damagedArchive(String(cString: plaint_archive_error(handle))))
    }
}
