import Glibc

/// A whole small file in memory (lexicons, models; never records).
final class FileBytes {
    let buffer: UnsafeBufferPointer<UInt8>

    /// Reads `path`, of which more than `limit` bytes are not wanted.
    init(path: String, limit: Int = .max) throws(LexiconError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error(path) }
        defer { close(descriptor) }
        var capacity = 1 << 16
        var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        var count = 0
        while true {
            if count == capacity {
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
                larger.update(from: memory, count: count)
                memory.deallocate()
                memory = larger
                capacity *= 2
            }
            let got = read(descriptor, memory + count, capacity - count)
            if got < 0, errno == EINTR { continue }
            if got < 0 {
                let error = Self.error(path)
                memory.deallocate()
                throw error
            }
            if got == 0 { break }
            count += got
            if count > limit {
                memory.deallocate()
                throw LexiconError(file: path, line: 0, reason: "is larger than \(limit) bytes")
            }
        }
        buffer = UnsafeBufferPointer(start: memory, count: count)
    }

    /// Bytes that came from elsewhere.
    init(copying bytes: [UInt8]) {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = memory.initialize(from: bytes)
        buffer = UnsafeBufferPointer(memory)
    }

    deinit { buffer.deallocate() }

    private static func error(_ path: String) -> LexiconError {
        LexiconError(file: path, line: 0, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }

    /// All .tsv files under a folder, by name, without its subfolder `overlays`.
    static func lexiconPaths(under path: String) throws(LexiconError) -> [String] {
        guard let names = Folder.names(in: path) else { throw error(path) }
        var paths: [String] = []
        for name in names {
            var status = stat()
            guard stat("\(path)/\(name)", &status) == 0 else { continue }
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            if isFolder, name != "overlays" {
                paths += try lexiconPaths(under: "\(path)/\(name)")
            } else if !isFolder, name.hasSuffix(".tsv") {
                paths.append("\(path)/\(name)")
            }
        }
        return paths
    }
}
