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
    private let partial: String?

    /// `path` `nil` or "-" is standard output.
    public init(path: String?) throws(OutputError) {
        guard let path, path != "-" else {
            descriptor = STDOUT_FILENO
            self.path = "standard output"
            partial = nil
            return
        }
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let target = isSpecial ? path : path + ".part"
        let opened = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard opened >= 0 else { throw OutputError(path: path, code: errno) }
        descriptor = opened
        self.path = path
        partial = isSpecial ? nil : target
    }

    public func write(_ bytes: [UInt8]) throws(OutputError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&request, 1, -1)
            } else if errno != EINTR {
                throw OutputError(path: path, code: errno)
            }
        }
    }

    /// Closes a file and gives it its name. Without this call a file keeps the ending `.part`.
    public func finish() throws(OutputError) {
        guard descriptor != STDOUT_FILENO else { return }
        guard close(descriptor) == 0 else { throw OutputError(path: path, code: errno) }
        if let partial, rename(partial, path) != 0 { throw OutputError(path: path, code: errno) }
    }
}
