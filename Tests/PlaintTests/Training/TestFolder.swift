import Glibc

/// A folder of a given name with one file `frozen.jsonl`; it goes away with its last reference.
final class TestFolder {
    let path: String
    var file: String { path + "/frozen.jsonl" }

    init(_ path: String) {
        self.path = path
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
