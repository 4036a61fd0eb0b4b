import CArchive
import Glibc

/// Writing failed.
public struct OutputError: Error, CustomStringConvertible, Sendable {
    public let path: String
    public let code: Int32
    /// Whoever read the output has gone; no fault of ours.
    public var isClosedPipe: Bool { code == EPIPE }
    public var description: String { "\(path): cannot be written: \(String(cString: strerror(code)))" }
}

/// Where labelled lines go: standard output, or a file that gets its name only when it is whole.
public final class OutputFile {
    private let descriptor: Int32
    private let path: String
    /// Written first, and renamed at the end; `nil` for standard output and for what is no regular file.
    let partial: String?
    private let compressor: OpaquePointer?
    /// Bytes in the file.
    private(set) var length = 0

    /// `path` `nil` or "-" is standard output.
    ///
    /// - Parameters:
    ///   - packsByName: write gzip to a name that ends with `.gz`, zstd to one with `.zst`.
    ///   - kept: go on behind so many bytes of a file that was not finished.
    public init(path: String?, packsByName: Bool = false, keeping kept: Int = 0) throws(OutputError) {
        guard let path, path != "-" else {
            descriptor = STDOUT_FILENO
            self.path = "standard output"
            partial = nil
            compressor = nil
            return
        }
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let target = isSpecial ? path : Self.unfinishedPath(of: path)
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (kept == 0 ? O_TRUNC : 0)
        let opened = open(target, flags, 0o666)
        guard opened >= 0 else { throw OutputError(path: path, code: errno) }
        if kept > 0 {
            let isCut = ftruncate(opened, kept) == 0 && lseek(opened, 0, SEEK_END) == kept
            if !isCut {
                let code = errno
                close(opened)
                throw OutputError(path: path, code: code)
            }
        }
        descriptor = opened
        length = kept
        self.path = path
        partial = isSpecial ? nil : target
        let isZstd = path.hasSuffix(".zst")
        compressor = packsByName && (isZstd || path.hasSuffix(".gz")) ? plaint_compressor_open(isZstd ? 1 : 0) : nil
    }

    private static func unfinishedPath(of path: String) -> String { path + ".part" }

    /// Bytes of the file that an ended run left behind; 0 if there is none. One that has less than a checkpoint tells of
    /// would be filled up with zeros.
    static func unfinishedLength(of path: String) -> Int {
        var status = stat()
        return stat(unfinishedPath(of: path), &status) == 0 ? Int(status.st_size) : 0
    }

    deinit {
        if let compressor { plaint_compressor_close(compressor) }
    }

    /// True if the file is compressed.
    var isPacked: Bool { compressor != nil }
    /// True if the file gets its name at the end.
    var isNamedAtEnd: Bool { partial != nil }

    public func write(_ bytes: [UInt8]) throws(OutputError) {
        guard !bytes.isEmpty else { return }
        guard let compressor else {
            return try bytes.withUnsafeBufferPointer { (b) throws(OutputError) in try writeRaw(b) }
        }
        let status = bytes.withUnsafeBufferPointer { plaint_compressor_write(compressor, $0.baseAddress!, $0.count) }
        guard status == 0 else { throw OutputError(path: path, code: EIO) }
        try drain()
    }

    /// Makes all that was written readable by itself: ends the frame of a compressed file.
    func endFrame() throws(OutputError) {
        guard let compressor else { return }
        guard plaint_compressor_end_frame(compressor) == 0 else { throw OutputError(path: path, code: EIO) }
        try drain()
    }

    private func drain() throws(OutputError) {
        guard let compressor else { return }
        var count = 0
        if let bytes = plaint_compressor_bytes(compressor, &count), count > 0 {
            try writeRaw(UnsafeBufferPointer(start: bytes, count: count))
        }
        plaint_compressor_clear(compressor)
    }

    private func writeRaw(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
        try Descriptor.write(bytes, to: descriptor, name: path, written: &length)
    }

    /// Closes a file and gives it its name, if it is whole. Without that it keeps the ending `.part`.
    ///
    /// - Parameter lasts: wait until the disk has it, so that what it refuses later than `write` did does not come to light
    ///   under the final name.
    public func finish(isWhole: Bool = true, lasts: Bool = true) throws(OutputError) {
        try endFrame()
        guard descriptor != STDOUT_FILENO else { return }
        if lasts, partial != nil, fsync(descriptor) != 0 { throw OutputError(path: path, code: errno) }
        guard close(descriptor) == 0 else { throw OutputError(path: path, code: errno) }
        if isWhole, let partial, rename(partial, path) != 0 { throw OutputError(path: path, code: errno) }
    }
}
