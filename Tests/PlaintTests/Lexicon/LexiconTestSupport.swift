import Glibc
import Testing

@testable import Plaint

/// A lexicon of files written in a test: each begins with its kind (and, behind spaces, further header words), one row a
/// line: `valence\n好\t2`.
func makeLexicon(_ files: [String], overlays: [String] = []) throws -> Lexicon {
    var buffers: [UnsafeMutableBufferPointer<UInt8>] = []
    defer { for buffer in buffers { buffer.deallocate() } }
    func file(_ text: String, _ number: Int, overlay: Bool) throws(LexiconError) -> LexiconFile {
        let bytes = Array(lexiconText(text).utf8)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = buffer.initialize(from: bytes)
        buffers.append(buffer)
        return try LexiconFile(name: "file \(number)", bytes: UnsafeBufferPointer(buffer), overlay: overlay)
    }
    var base: [LexiconFile] = []
    for (number, text) in files.enumerated() { base.append(try file(text, number, overlay: false)) }
    var over: [LexiconFile] = []
    for (number, text) in overlays.enumerated() { over.append(try file(text, files.count + number, overlay: true)) }
    return try LexiconBuilder.build(files: base, overlays: over)
}

/// The text of a lexicon file: `kind` in the first line becomes the header.
func lexiconText(_ text: String) -> String {
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let words = lines[0].split(separator: " ")
    var header = "#! plaint-lexicon 1\n#! kind \(words[0])\n#! language any\n"
    if words.count == 3 { header += "#! \(words[1]) \(words[2])\n" }
    return header + (lines.count == 2 ? String(lines[1]) : "") + "\n"
}

/// What is made once and shared by the tests; all of it is immutable.
enum Shared {
    static let lexicon: Lexicon = {
        do { return try Lexicon.load() } catch { fatalError("the built-in lexicon cannot be loaded: \(error)") }
    }()

    /// The built-in lexicon with each of the built-in overlays: reading it takes a second or more without optimisation.
    static let overlaid: [String: Lexicon] = Dictionary(
        uniqueKeysWithValues: EmbeddedResources.overlayNames.map { name in
            do {
                return (name, try Lexicon.load(overlays: [.named(name)]))
            } catch {
                fatalError("the overlay \(name) cannot be loaded: \(error)")
            }
        })

    static let model: NaiveBayesModel = {
        do { return try NaiveBayesModel.load() } catch { fatalError("the built-in model cannot be loaded: \(error)") }
    }()

    /// The built-in lexicon and model with everything put out.
    static let analyzer: Analyzer = {
        var options = AnalysisOptions()
        options.explains = true
        options.clauses = true
        return Analyzer(lexicon: lexicon, model: model, options: options)
    }()

    /// The project's folder.
    static let projectPath: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/")
    }()

    /// Smoke tests of running time mean nothing without optimisation.
    static var isReleaseBuild: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }
}

extension Analyzer {
    /// An analyzer whose model knows nothing: for sentiment, which never reads the classifier.
    static func sentimentOnly(_ lexicon: Lexicon, explains: Bool = true) -> Analyzer {
        var options = AnalysisOptions()
        options.explains = explains
        options.clauses = true
        let labelling = FeatureCounts.Labelling(field: "categories", hasGate: true, categories: CategoryOrder.complaint)
        return Analyzer(lexicon: lexicon, model: .empty(labelling), options: options)
    }
}

/// Lends the bytes of a text.
func withBytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    var text = text
    return try text.withUTF8(body)
}

/// A text cut by ICU and recut by a lexicon, white-space tokens left out: `客服|态度|很|差`.
func bars(_ text: String, _ lexicon: Lexicon) throws -> String {
    var segmenter = TermSegmenter(lexicon: lexicon, segmenter: try WordSegmenter())
    var output: [UInt8] = []
    withBytes(text) { segmenter.segment($0) }
    segmenter.appendPlain(to: &output)
    return String(decoding: output.map { $0 == 0x20 ? UInt8(ascii: "|") : $0 }, as: UTF8.self)
}
