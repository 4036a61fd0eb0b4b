import Glibc

/// Where alerts go, one JSON line each, as soon as they rise: a file that is added to, standard output, or an open
/// descriptor.
final class AlertOutput {
    private let descriptor: Int32
    private let name: String
    private let isOwned: Bool

    /// `target`: a path, "-", or `fd:N`.
    init(_ target: String) throws(OutputError) {
        name = target == "-" ? "standard output" : target
        if target == "-" {
            (descriptor, isOwned) = (STDOUT_FILENO, false)
        } else if target.hasPrefix("fd:") {
            guard let number = Int32(target.dropFirst(3)), number >= 0, fcntl(number, F_GETFD) >= 0 else {
                throw OutputError(path: target, code: EBADF)
            }
            (descriptor, isOwned) = (number, false)
        } else {
            // Only readable to the owner's group and others as the umask says, like any other output.
            descriptor = open(target, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
            isOwned = true
            guard descriptor >= 0 else { throw OutputError(path: target, code: errno) }
        }
    }

    deinit { if isOwned { close(descriptor) } }

    func write(_ bytes: [UInt8]) throws(OutputError) {
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
                throw OutputError(path: name, code: errno)
            }
        }
    }
}
