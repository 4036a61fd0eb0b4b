import Glibc

/// The files of a run: none that is written may be one that is read, or that something else is written to.
public struct DistinctFiles {
    /// Which file a path stands for, by whatever name or link.
    private struct Identity: Hashable {
        let device: dev_t
        let inode: ino_t
        /// Of a file that is not there yet, the name; device and inode are its folder's.
        var name: String?

        /// nil for what is no regular file: terminals and pipes can be shared, and keep nothing that could be lost.
        private static func regular(_ status: stat) -> Identity? {
            guard status.st_mode & S_IFMT == S_IFREG else { return nil }
            return Identity(device: status.st_dev, inode: status.st_ino)
        }

        static func open(_ descriptor: Int32) -> Identity? {
            var status = stat()
            return fstat(descriptor, &status) == 0 ? regular(status) : nil
        }

        static func named(_ path: String) -> Identity? {
            var status = stat()
            if stat(path, &status) == 0 { return regular(status) }
            let target = OutputFile.target(of: path)
            let slash = target.lastIndex(of: "/")
            let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
            // What is wrong with the folder is told when the file is opened.
            guard stat(slash.map { String(target[...$0]) } ?? ".", &status) == 0 else { return nil }
            return Identity(device: status.st_dev, inode: status.st_ino, name: name)
        }
    }

    /// What each file is for, as messages say it.
    private var uses: [Identity: String] = [:]

    /// "-" is standard input.
    init(inputs paths: [String]) {
        for path in paths {
            let identity = path == "-" ? Identity.open(STDIN_FILENO) : Identity.named(path)
            if let identity { uses[identity] = path == "-" ? "standard input" : "the input \(path)" }
        }
    }

    /// Throws if a file that will be written is one that is read, or another that is written; each with its option. `nil` or
    /// "-" is standard output.
    public static func check(
        inputs paths: [String], outputs: [(path: String?, option: String)]
    ) throws(DriverError) {
        var files = DistinctFiles(inputs: paths)
        for output in outputs { try files.add(output.path, as: output.option) }
    }

    /// A file that is written under another name first. `path` `nil` or "-" is standard output.
    mutating func add(_ path: String?, as option: String, leavesCheckpoints: Bool = false) throws(DriverError) {
        guard let path, path != "-" else {
            let (identity, use) = (Identity.open(STDOUT_FILENO), "standard output")
            // Two may be told to go there by its name.
            if let identity, uses[identity] == use { return }
            return try add(identity, use)
        }
        guard let identity = Identity.named(path) else { return }
        try add(identity, "\(option) \(path)")
        let unfinished = OutputFile.unfinishedPath(of: path)
        try add(Identity.named(unfinished), "\(unfinished) (where \(option) is written until it is whole)")
        guard leavesCheckpoints else { return }
        let checkpoint = Checkpoint.path(of: path)
        try add(Identity.named(checkpoint), "\(checkpoint) (the checkpoint of \(option))")
    }

    /// `target`: a path, "-", or `fd:N`. What the caller has opened himself may well be shared.
    mutating func add(alerts target: String) throws(DriverError) {
        guard target != "-", !target.hasPrefix("fd:") else { return }
        try add(Identity.named(target), "--alerts \(target)")
    }

    private mutating func add(_ identity: Identity?, _ use: String) throws(DriverError) {
        guard let identity else { return }
        if let other = uses[identity] {
            throw DriverError(description: "\(use) is the same file as \(other): name another, or one is lost")
        }
        uses[identity] = use
    }
}
