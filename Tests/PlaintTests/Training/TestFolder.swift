import Glibc

/// A folder of a given name with one file, `frozen.jsonl` unless told; it goes away with its last reference.
final class TestFolder {
    let path: String
    let file: String

    init(_ path: String, file: String = "frozen.jsonl") {
        self.path = path
        self.file = path + "/" + file
        mkdir(path, 0o700)
    }

    deinit {
        unlink(file)
        rmdir(path)
    }

    func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "cannot write \(file)")
    }
}
