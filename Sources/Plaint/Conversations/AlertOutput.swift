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
        try bytes.withUnsafeBufferPointer { (buffer) throws(OutputError) in
            try Descriptor.write(buffer, to: descriptor, name: name, written: &written)
        }
    }
}
