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
            "Rows laid over the lexicon: a .tsv file, or the name of a built-in overlay (delivery, hotel). May repeat.",
            valueName: "name|file"))
    var overlay: [String] = []

    /// What tells one choice from another.
    var identity: String {
        ([lexicon ?? "-"] + overlay.map { Checkpoint.identity(of: $0) ?? $0 }).joined(separator: " ")
    }

    func load() throws -> Lexicon {
        try Lexicon.load(lexicon.map { .directory($0) } ?? .embedded, overlays: overlay.map { LexiconOverlay($0) })
    }
}

/// Which lexicon and which model.
struct ModelOptions: ParsableArguments {
    @OptionGroup var lexiconOptions: LexiconOptions

    @Option(name: .long, help: ArgumentHelp("Model to use instead of the one built in.", valueName: "file"))
    var model: String?

    func loadModel() throws -> NaiveBayesModel { try model.map { try NaiveBayesModel.load(path: $0) } ?? .load() }

    func analyzer(_ options: AnalysisOptions = AnalysisOptions()) throws -> Analyzer {
        let model = try loadModel()
        if let warning = try model.segmentationWarning() { Diagnostics.print("plaint: \(warning)") }
        return Analyzer(lexicon: try lexiconOptions.load(), model: model, options: options)
    }
}
