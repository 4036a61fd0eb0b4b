import Glibc

/// Test records are frozen: nothing that stands in a test file may be trained on.
public enum FrozenTests {
    /// A sentence if a text of `corpus` also stands in a test file beside it (`corpora/test` beside `corpora/train`), or
    /// if a test file itself was given; else `nil`.
    ///
    /// `reading`: what was told of the files of the corpus; tests may be written like them.
    public static func refusal(
        _ corpus: LabelledCorpus, paths: [String], reading told: RecordOptions = RecordOptions()
    ) throws -> String? {
        try refusal(corpus.records.lazy.map { ($0.text, $0.place) }, paths, told)
    }

    /// The same for records that are labelled by their sentiment.
    public static func refusal(
        _ corpus: PolarCorpus, paths: [String], reading told: RecordOptions = RecordOptions()
    ) throws -> String? {
        try refusal(corpus.records.lazy.map { ($0.text, $0.place) }, paths, told)
    }

    /// The same for conversations: short turns are the same anywhere, so whole ones are compared.
    public static func refusal(conversations paths: [String]) throws -> String? {
        func texts(_ conversation: LabelledConversation) -> String {
            conversation.turns.map(\.text).joined(separator: "\n")
        }
        var frozen: [String: String] = [:]
        for path in testFiles(beside: paths) where path.hasSuffix(".jsonl") && !path.hasSuffix(".second.jsonl") {
            for conversation in try LabelledConversation.read(path) {
                frozen[texts(conversation)] = "\(path), \(conversation.name)"
            }
        }
        for path in paths {
            for conversation in try LabelledConversation.read(path) {
                guard let place = frozen[texts(conversation)] else { continue }
                return "\(path): \(conversation.name) stands in the test half too (\(place));"
                    + " tests are never trained on: take it out"
            }
        }
        return nil
    }

    private static func refusal(
        _ texts: some Sequence<(String, String)>, _ paths: [String], _ told: RecordOptions
    ) throws -> String? {
        var frozen: [[UInt8]: String] = [:]
        for path in testFiles(beside: paths) {
            try forEachText(of: path, told) { text, place in
                let key = key(text)
                if frozen[key] == nil { frozen[key] = place }
            }
        }
        guard !frozen.isEmpty else { return nil }
        for (text, given) in texts {
            if let place = frozen[key(text)] {
                return "\(given): this text stands in the test file too (\(place));"
                    + " tests are never trained on: take it out"
            }
        }
        return nil
    }

    /// Texts that training takes for the same are the same here. Signs alone, of which nothing would be left, stay.
    private static func key(_ text: String) -> [UInt8] {
        let normalised = CorpusFindings.normalised(text)
        return normalised.isEmpty ? Array(text.utf8) : normalised
    }

    /// As files of their own, and as the corpus was told to be: a test must not be passed over for either.
    private static func forEachText(
        of path: String, _ told: RecordOptions, _ body: (String, String) -> Void
    ) throws {
        var ways = [RecordOptions()]
        if told.textField != nil || told.encoding != nil { ways.append(told) }
        var failure: (any Error)?
        var isRead = false
        for var options in ways {
            options.maximumRecordBytes = longestRecord
            do {
                try LabelledCorpus.forEachReader(of: path, 0, options) { reader, name in
                    do throws(RecordSourceError) {
                        try LabelledCorpus.forEachText(of: &reader, name, body)
                    } catch {
                        // A table without texts holds nothing that could be trained on.
                        guard case .textColumnMissing = error.reason else { throw error }
                    }
                }
                if CorpusFile.kind(of: path) == .array { try forEachElement(of: path, options, body) }
                isRead = true
            } catch {
                failure = error
            }
        }
        if !isRead, let failure { throw failure }
    }

    /// Elements of an array keep their texts where training looks for them, which is in more places.
    private static func forEachElement(
        of path: String, _ options: RecordOptions, _ body: (String, String) -> Void
    ) throws {
        do {
            try JSONArrayFile.forEach(path) { element, number in
                let text = try? LabelledCorpus.text(ofElement: JSONValue.parse(element), options.textField)
                if let text { body(text, "\(path):\(number)") }
            }
        } catch is CorpusError {
            // No one array: it is lines of JSON, which have been read.
        }
    }

    private static let longestRecord = (1 << 30) - 1

    /// The files of the folders `test`, whatever is read for training.
    private static func testFiles(beside paths: [String]) -> [String] {
        var known: Set<String> = []
        var files: [String] = []
        let endings = packedEndings.union(paths.map(FormatDetection.ending))
        // The path as it was given first, for messages; the real one knows in which folder a bare name or a link lies.
        for path in paths + paths.compactMap(realPath) {
            let folder = testFolder(path)
            guard let real = realPath(folder), known.insert(real).inserted else { continue }
            files += (Folder.names(in: folder) ?? [])
                // By the ending: a folder of tests may also hold a README, or pictures.
                .filter { FormatDetection.byName($0) != nil || endings.contains(FormatDetection.ending($0)) }
                .map { "\(folder)/\($0)" }
        }
        return files
    }

    /// `…/train/x.jsonl` → `…/test`; a file elsewhere has the folder `test` beside it.
    private static func testFolder(_ path: String) -> String {
        let folder = path.split(separator: "/").filter { $0 != "." }.dropLast()
        let kept = folder.last == "train" || folder.last == "test" ? folder.dropLast() : folder
        return (path.hasPrefix("/") ? "/" : "") + (kept + ["test"]).joined(separator: "/")
    }

    private static let packedEndings: Set<String> = ["xlsx", "zip", "gz", "zst", "bz2", "xz", "lz4"]

    /// Without links and `..`; `nil` for what is not there.
    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
