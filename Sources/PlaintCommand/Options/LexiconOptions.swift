import ArgumentParser
import Plaint

/// Which lexicon.
struct LexiconOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Folder of lexicon files to use instead of those built in.", valueName: "dir"))
    var lexicon: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rows laid over the lexicon: a .tsv file, or the name of a built-in overlay (app, bank, delivery, hotel,"
                + " restaurant, retail, telecom). May repeat.",
            valueName: "name|file"))
    var overlay: [String] = []

    var source: LexiconSource { lexicon.map { .directory($0) } ?? .embedded }
    /// Overlays that are files.
    var files: [String] {
        overlays.compactMap { if case .file(let path) = $0 { path } else { nil } }
    }
    var overlays: [LexiconOverlay] { overlay.map { LexiconOverlay($0) } }

    /// What tells one choice from another.
    var identity: String {
        ([lexicon ?? "-"] + overlay.map { Checkpoint.identity(of: $0) ?? $0 }).joined(separator: " ")
    }

    func load() throws -> Lexicon {
        let lexicon = try Lexicon.load(source, overlays: overlays)
        if source == .embedded, overlays.isEmpty, !lexicon.isCompiled {
            Diagnostics.print("plaint: slow start: lexicons/ changed since plaint compile (see plaint compile --help)")
        }
        return lexicon
    }
}

/// Which lexicon and which model.
struct ModelOptions: ParsableArguments {
    @OptionGroup var lexiconOptions: LexiconOptions

    @Option(name: .long, help: ArgumentHelp("Model to use instead of the one built in.", valueName: "file"))
    var model: String?

    /// What is read besides the inputs.
    var files: [String] { (model.map { [$0] } ?? []) + lexiconOptions.files }

    func loadModel(prior: PriorShift = .none) throws -> NaiveBayesModel {
        try model.map { try NaiveBayesModel.load(path: $0, prior: prior) } ?? .load(prior: prior)
    }

    func analyzer(_ options: AnalysisOptions = AnalysisOptions(), prior: PriorShift = .none) throws -> Analyzer {
        let model = try loadModel(prior: prior)
        if let warning = try model.segmentationWarning() { Diagnostics.print("plaint: \(warning)") }
        return Analyzer(lexicon: try lexiconOptions.load(), model: model, options: options)
    }
}
