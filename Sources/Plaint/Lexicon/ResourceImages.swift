/// The tables that are built in beside the files that they are made of (`plaint compile`).
public enum ResourceImages {
    /// The tables of a folder laid out like lexicons/.
    public static func lexicon(folder: String) throws(LexiconError) -> [UInt8] {
        var loaded: [(name: String, file: FileBytes)] = []
        for path in try FileBytes.lexiconPaths(under: folder) {
            loaded.append((String(path.dropFirst(folder.count).drop { $0 == "/" }), try FileBytes(path: path)))
        }
        var files: [LexiconFile] = []
        for (name, file) in loaded { files.append(try LexiconFile(name: name, bytes: file.buffer)) }
        let identity = LexiconImage.identity(loaded.map { ($0.name, $0.file.buffer) })
        return try withExtendedLifetime(loaded) { () throws(LexiconError) in
            try LexiconBuilder.build(files: files, overlays: [], identity: identity).imageBytes
        }
    }

    /// The tables of a model's file.
    public static func model(path: String) throws -> [UInt8] {
        let bytes = try FileBytes(path: path)
        return try withExtendedLifetime(bytes) { try ModelImage.write(bytes.buffer) }
    }
}
