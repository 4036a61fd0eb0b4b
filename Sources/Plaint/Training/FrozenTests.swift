/// Test records are frozen: nothing that stands in a test file may be trained on.
public enum FrozenTests {
    /// A sentence if a text of `corpus` also stands in a test file beside it (`corpora/test` beside `corpora/train`), or
    /// if a test file itself was given; else `nil`.
    public static func refusal(_ corpus: LabelledCorpus, paths: [String]) throws -> String? {
        try refusal(corpus.records.lazy.map { ($0.text, $0.place) }, paths: paths)
    }

    /// The same for records that are labelled by their sentiment.
    public static func refusal(_ corpus: PolarCorpus, paths: [String]) throws -> String? {
        try refusal(corpus.records.lazy.map { ($0.text, $0.place) }, paths: paths)
    }

    /// The same for conversations: short turns are the same anywhere, so whole ones are compared.
    public static func refusal(conversations paths: [String]) throws -> String? {
        func texts(_ conversation: LabelledConversation) -> String {
            conversation.turns.map(\.text).joined(separator: "\n")
        }
        var frozen: [String: String] = [:]
        for folder in Set(paths.map(testFolder)) {
            for path in jsonLines(in: folder) where !path.hasSuffix(".second.jsonl") {
                for conversation in try LabelledConversation.read(path) {
                    frozen[texts(conversation)] = "\(path), \(conversation.name)"
                }
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

    private static func refusal(_ texts: some Sequence<(String, String)>, paths: [String]) throws -> String? {
        var frozen: [String: String] = [:]
        for folder in Set(paths.map(testFolder)) {
            for path in jsonLines(in: folder) {
                try LabelledCorpus.forEachText(of: path) { frozen[$0] = $1 }
            }
        }
        for (text, given) in texts {
            if let place = frozen[text] {
                return "\(given): this text stands in the test file too (\(place));"
                    + " tests are never trained on: take it out"
            }
        }
        return nil
    }

    /// `…/train/x.jsonl` → `…/test`; a file elsewhere has the folder `test` beside it.
    private static func testFolder(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let kept = parts.last == "train" || parts.last == "test" ? parts.dropLast() : parts
        return (kept + ["test"]).joined(separator: "/")
    }

    private static func jsonLines(in folder: String) -> [String] {
        (Folder.names(in: folder) ?? []).filter { $0.hasSuffix(".jsonl") }.map { "\(folder)/\($0)" }
    }
}
