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
    /// Where the bytes belong: `path`, or what it links to.
    private let target: String
    /// Written first, and renamed at the end; `nil` for standard output and for what is no regular file.
    let partial: String?
    /// The permissions of the file that is replaced; whoever could not read it must not read the new one.
    private let replacedMode: mode_t?
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
            target = self.path
            partial = nil
            replacedMode = nil
            compressor = nil
            return
        }
        var status = stat()
        let exists = stat(path, &status) == 0
        let isSpecial = exists && status.st_mode & S_IFMT != S_IFREG
        target = isSpecial ? path : Self.target(of: path)
        partial = isSpecial ? nil : Self.unfinishedPath(of: path)
        replacedMode = exists && !isSpecial ? status.st_mode & 0o777 : nil
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (kept == 0 ? O_TRUNC : 0)
        let opened = open(partial ?? path, flags, replacedMode.map { $0 | S_IWUSR } ?? 0o666)
        guard opened >= 0 else { throw OutputError(path: path, code: errno) }
        var isReady = true
        if let replacedMode { isReady = Self.takeOwner(of: status, replacedMode | S_IWUSR, by: opened) }
        if kept > 0, isReady { isReady = ftruncate(opened, kept) == 0 && lseek(opened, 0, SEEK_END) == kept }
        if !isReady {
            let code = errno
            close(opened)
            throw OutputError(path: path, code: code)
        }
        descriptor = opened
        length = kept
        self.path = path
        let isZstd = path.hasSuffix(".zst")
        compressor = packsByName && (isZstd || path.hasSuffix(".gz")) ? plaint_compressor_open(isZstd ? 1 : 0) : nil
    }

    /// Gives a new file the owner, the group and the permissions of the one it will replace, before anything is in it.
    private static func takeOwner(of old: stat, _ mode: mode_t, by descriptor: Int32) -> Bool {
        var new = stat()
        guard fstat(descriptor, &new) == 0 else { return false }
        var mode = mode
        // A group that cannot be given must not leave its rights to another.
        if new.st_gid != old.st_gid, fchown(descriptor, uid_t.max, old.st_gid) != 0 { mode &= ~0o070 }
        // Only root can; for others the file becomes theirs, as by any program that replaces it.
        if new.st_uid != old.st_uid { _ = fchown(descriptor, old.st_uid, gid_t.max) }
        // A file system without permissions refuses to change what it does not keep.
        return new.st_mode & 0o777 == mode || fchmod(descriptor, mode) == 0
    }

    /// The file that `path` stands for: links are followed, also to one that is not there yet.
    static func target(of path: String) -> String {
        var target = path
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        // As many as the system follows; links that go in a circle lead nowhere, and the first is replaced.
        for _ in 0..<40 {
            let length = readlink(target, &buffer, buffer.count)
            guard length > 0 else { return target }
            let link = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
            let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
            target = link.hasPrefix("/") ? link : folder + link
        }
        return path
    }

    /// Throws if the file could not be written: what is written at the end of a long run is better refused at its
    /// beginning. Leaves no trace, and no harm to another run that writes the file just now.
    static func check(_ path: String) throws(OutputError) {
        guard path != "-" else { return }
        let unfinished = unfinishedPath(of: path)
        let made = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let opened = made < 0 && errno == EEXIST ? open(unfinished, O_WRONLY | O_CLOEXEC) : made
        guard opened >= 0 else { throw OutputError(path: path, code: errno) }
        close(opened)
        if made >= 0 { unlink(unfinished) }
    }

    static func unfinishedPath(of path: String) -> String { target(of: path) + ".part" }

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
        if let replacedMode, replacedMode & S_IWUSR == 0 {
            // It could be written until now, so that a run that is ended could go on.
            var status = stat()
            let isSealed =
                fstat(descriptor, &status) == 0 && fchmod(descriptor, status.st_mode & 0o777 & ~S_IWUSR) == 0
            guard isSealed else { throw OutputError(path: path, code: errno) }
        }
        if lasts, partial != nil, fsync(descriptor) != 0 { throw OutputError(path: path, code: errno) }
        guard close(descriptor) == 0 else { throw OutputError(path: path, code: errno) }
        if isWhole, let partial, rename(partial, target) != 0 { throw OutputError(path: path, code: errno) }
    }
}
