import Glibc

/// What every output does with an open file.
enum Descriptor {
    /// Writes all of `bytes`, waiting where the file takes no more; adds what it took to `written`, also before an error.
    static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32, name: String, written: inout Int
    ) throws(OutputError) {
        var offset = 0
        while offset < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
            if count >= 0 {
                offset += count
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
