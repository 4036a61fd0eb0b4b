import CResources

/// Where the lexicon comes from. An explicit choice that fails is an error; there is no falling back.
public enum LexiconSource: Sendable, Equatable {
    /// The files built into the program.
    case embedded
    /// A folder laid out like lexicons/ (subfolders are read, except `overlays`).
    case directory(String)

    /// The files of a folder; none of what is built in, or cannot be read, which is told when it is loaded.
    public var paths: [String] {
        guard case .directory(let path) = self else { return [] }
        return (try? FileBytes.lexiconPaths(under: path)) ?? []
    }
}

/// Rows laid over a lexicon.
public enum LexiconOverlay: Sendable, Equatable {
    /// One of the overlays built into the program, such as `delivery`.
    case named(String)
    case file(String)
    /// Rows in memory, as a file would hold them.
    case rows(name: String, bytes: [UInt8])

    /// `text` names a file if it has a slash or ends in `.tsv`, else an embedded overlay.
    public init(_ text: String) {
        self = text.contains("/") || text.hasSuffix(".tsv") ? .file(text) : .named(text)
    }
}

extension Lexicon {
    /// Loads a lexicon and lays the overlays over it, in order.
    public static func load(
        _ source: LexiconSource = .embedded, overlays: [LexiconOverlay] = []
    ) throws(LexiconError) -> Lexicon {
        if source == .embedded, overlays.isEmpty, let image = EmbeddedResources.lexiconImage { return Lexicon(image) }
        return try read(source, overlays: overlays)
    }

    /// The same from the files, even where there is an image of them.
    static func read(_ source: LexiconSource, overlays: [LexiconOverlay] = []) throws(LexiconError) -> Lexicon {
        var loaded: [FileBytes] = []
        var files: [LexiconFile] = []
        switch source {
        case .embedded:
            for file in EmbeddedResources.lexiconFiles where !file.name.hasPrefix("overlays/") {
                files.append(try LexiconFile(name: file.name, bytes: file.bytes))
            }
        case .directory(let path):
            let paths = try FileBytes.lexiconPaths(under: path)
            guard !paths.isEmpty else { throw LexiconError(file: path, line: 0, reason: "no .tsv files here") }
            for path in paths {
                let bytes = try FileBytes(path: path)
                loaded.append(bytes)
                files.append(try LexiconFile(name: path, bytes: bytes.buffer))
            }
            try LexiconCheck.refuseDuplicates(files)
        }
        var over: [LexiconFile] = []
        for overlay in overlays {
            switch overlay {
            case .named(let name):
                let fileName = "overlays/\(name).tsv"
                guard let file = EmbeddedResources.lexiconFiles.first(where: { $0.name == fileName }) else {
                    let known = EmbeddedResources.overlayNames.joined(separator: ", ")
                    let reason = "no overlay of this name is built in (there are: \(known)); a file needs its path"
                    throw LexiconError(file: name, line: 0, reason: reason)
                }
                over.append(try LexiconFile(name: file.name, bytes: file.bytes, overlay: true))
            case .file(let path):
                let bytes = try FileBytes(path: path)
                loaded.append(bytes)
                over.append(try LexiconFile(name: path, bytes: bytes.buffer, overlay: true))
            case .rows(let name, let rows):
                let bytes = FileBytes(copying: rows)
                loaded.append(bytes)
                over.append(try LexiconFile(name: name, bytes: bytes.buffer, overlay: true))
            }
        }
        return try withExtendedLifetime(loaded) { () throws(LexiconError) in
            for file in over { try LexiconCheck.refuseBadValues(file) }
            return try LexiconBuilder.build(files: files, overlays: over)
        }
    }
}

/// Lexicons and the default model as they stand in the program.
public enum EmbeddedResources {
    /// Name relative to lexicons/, and the bytes, which live as long as the program.
    static var lexiconFiles: [(name: String, bytes: UnsafeBufferPointer<UInt8>)] {
        (0..<Int(plaint_lexicon_count())).map { index in
            let resource = plaint_lexicon(Int32(index))
            return (String(cString: resource.name), UnsafeBufferPointer(start: resource.bytes, count: resource.length))
        }
    }

    /// Of all files but the overlays.
    static var lexiconIdentity: UInt64 {
        LexiconImage.identity(lexiconFiles.filter { !$0.name.hasPrefix("overlays/") })
    }

    /// The lexicon as it was compiled; `nil` if that was of other files than those built in.
    static var lexiconImage: LexiconImage? {
        let resource = plaint_lexicon_image()
        let bytes = UnsafeRawBufferPointer(start: resource.bytes, count: resource.length)
        return LexiconImage(bytes, identity: lexiconIdentity)
    }

    /// The default model's features as they were compiled.
    static var modelImage: UnsafeRawBufferPointer {
        let resource = plaint_model_image()
        return UnsafeRawBufferPointer(start: resource.bytes, count: resource.length)
    }

    public static var overlayNames: [String] {
        lexiconFiles.map(\.name).filter { $0.hasPrefix("overlays/") }.map { String($0.dropFirst(9).dropLast(4)) }
    }

    /// The file of the model of escalation.
    static var escalationModel: UnsafeBufferPointer<UInt8> {
        let resource = plaint_escalation_model()
        return UnsafeBufferPointer(start: resource.bytes, count: resource.length)
    }

    /// The default model's file.
    static var defaultModel: UnsafeBufferPointer<UInt8> {
        let resource = plaint_default_model()
        return UnsafeBufferPointer(start: resource.bytes, count: resource.length)
    }
}
