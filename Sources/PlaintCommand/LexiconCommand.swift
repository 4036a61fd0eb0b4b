import ArgumentParser
import Plaint

struct LexiconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon", abstract: "Check lexicon files, show what the lexicon knows, or find what it misses.",
        discussion: """
            Examples:
              plaint lexicon check lexicons
              plaint lexicon show 客服
              plaint lexicon induce reviews.jsonl -o mine.tsv
            """,
        subcommands: [LexiconCheckCommand.self, LexiconShow.self, LexiconInduce.self])
}

struct LexiconCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for duplicates, disorder, bad values and forms that are not NFC.",
        discussion: """
            Examples:
              plaint lexicon check lexicons
              plaint lexicon check --overlay mine.tsv           rows of your own
              plaint lexicon check --coverage reviews.jsonl     frequent words that no row covers
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "List frequent words of these records that no row covers; with log-odds, and the most evaluative first, if the"
                + " records have a \"sentiment\".", valueName: "corpus"))
    var coverage: String?

    @OptionGroup var readingOptions: ReadingOptions

    @OptionGroup var lexiconOptions: LexiconOptions

    @Argument(help: ArgumentHelp("Folder of lexicon files; else those built in.", valueName: "dir"))
    var folder: String?

    func validate() throws {
        if let folder, folder.hasSuffix(".tsv") {
            throw ValidationError(
                "'\(folder)' is a file, not a folder of lexicon files: check rows of your own with --overlay FILE")
        }
        if folder != nil, lexiconOptions.lexicon != nil {
            throw ValidationError("two folders of lexicon files: name one, by itself or with --lexicon")
        }
    }

    func run() throws {
        let source: LexiconSource = (folder ?? lexiconOptions.lexicon).map { .directory($0) } ?? .embedded
        var problems = LexiconCheck.problems(in: source)
        for case .file(let path) in lexiconOptions.overlays { problems += LexiconCheck.problems(ofOverlay: path) }
        for problem in problems { Diagnostics.print(problem.description) }
        if !problems.isEmpty { Exit.raise(to: Exit.found) }
        if let coverage {
            let lexicon = try Lexicon.load(source, overlays: lexiconOptions.overlay.map { LexiconOverlay($0) })
            let words = try LexiconCoverage.uncovered(
                in: coverage, reading: readingOptions.recordOptions, lexicon: lexicon)
            try writeStandardOutput(
                words.flatMap { word in
                    let odds = word.logOdds.map { "\t" + decimal($0, 2) } ?? ""
                    return "\(word.count)\t\(word.word)\(odds)\n".utf8
                })
        } else if problems.isEmpty {
            let lexicon = try Lexicon.load(source, overlays: lexiconOptions.overlay.map { LexiconOverlay($0) })
            Diagnostics.print(
                "\(lexicon.sources.reduce(0) { $0 + $1.rows }) rows in \(lexicon.sources.count) files, no problems")
        }
    }
}

struct LexiconShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print what the lexicon says of terms, or which files it was made from.",
        discussion: """
            Examples:
              plaint lexicon show
              plaint lexicon show 客服 死了 refunded
            """)

    @OptionGroup var lexiconOptions: LexiconOptions

    @Argument(help: ArgumentHelp("Terms to look up.", valueName: "term"))
    var terms: [String] = []

    func run() throws {
        let lexicon = try lexiconOptions.load()
        var out = ""
        if terms.isEmpty {
            for source in lexicon.sources { out += "\(source.rows)\t\(source.name)\n" }
            out += "sha256\t\(lexicon.digest)\n"
        }
        for term in terms {
            let lines = lexicon.describe(term)
            if lines.isEmpty {
                out += "\(term)\tnot listed\n"
                Exit.raise(to: Exit.found)
            }
            for line in lines { out += "\(term)\t\(line)\n" }
        }
        try writeStandardOutput(Array(out.utf8))
    }
}
