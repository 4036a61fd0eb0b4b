import Glibc

/// An open file or standard input, read with `read(2)`.
struct FileInput: ~Copyable {
    let path: String
    /// True for a file that lies on a disk, false for pipes, terminals and sockets.
    let isRegular: Bool
    /// Size in bytes of a regular file.
    let size: Int?
    let descriptor: Int32
    private(set) var bytesRead = 0
    private(set) var hasEnded = false
    /// True if a signal ended the reading before the input did.
    private(set) var wasInterrupted = false

    /// Where reading began: standard input may be a file that another program has read from.
    private let start: Int

    /// Opens `path`; "-" is standard input.
    init(path: String) throws(RecordSourceError) {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw RecordSourceError(path: path, reason: .system(errno)) }
        var status = stat()
        // A file whose state cannot be read is treated as a pipe; reading it will tell what is wrong.
        let isKnown = fstat(descriptor, &status) == 0
        self.path = path
        self.descriptor = descriptor
        isRegular = isKnown && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? Int(status.st_size) : nil
        start = isRegular ? max(0, Int(lseek(descriptor, 0, SEEK_CUR))) : 0
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// True if nothing of it was read before this program.
    var isAtStart: Bool { isRegular && start == 0 }

    /// Throws for a zip file that was cut off. What comes through a pipe is found to be cut off when it ends.
    func requireZipDirectory() throws(RecordSourceError) {
        guard isAtStart, let size, !ZipDirectory.isThere(in: descriptor, size: size) else { return }
        throw RecordSourceError(path: path, reason: .archiveCutOff)
    }

    /// Appends up to `length` bytes to `buffer`, waiting for the first. Appends none at the end.
    mutating func read(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        while !hasEnded {
            if !isRegular, isInterruptedBeforeInput() {
                wasInterrupted = true
                hasEnded = true
                return
            }
            let added = buffer.append(upTo: length) { Glibc.read(descriptor, $0, $1) }
            if added >= 0 {
                bytesRead += added
                hasEnded = added == 0
                // What was cut off while it was read must not pass for the whole.
                if hasEnded, let size, start + bytesRead < size {
                    throw RecordSourceError(path: path, reason: .shrunk(read: start + bytesRead, size: size))
                }
                return
            }
            switch errno {
            case EINTR:
                wasInterrupted = Interruption.signal != nil
                hasEnded = wasInterrupted
            case EAGAIN: _ = isReady(waiting: -1)  // the other side made our end non-blocking
            case let code: throw RecordSourceError(path: path, reason: .system(code))
            }
        }
    }

    /// Waits until there is something to read. True if a signal asked to end instead.
    private func isInterruptedBeforeInput() -> Bool {
        let wake = Interruption.wakeDescriptor
        guard wake >= 0 else { return Interruption.signal != nil }
        var requests = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&requests, 2, -1) < 0, errno == EINTR {}
        return requests[1].revents != 0
    }

    /// True if a read would not wait.
    var isReady: Bool { hasEnded || isReady(waiting: 0) }

    private func isReady(waiting milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let answer = poll(&request, 1, milliseconds)
            if answer >= 0 { return answer > 0 }
            if errno != EINTR { return false }
        }
    }
}
