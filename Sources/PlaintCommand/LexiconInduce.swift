import ArgumentParser
import Plaint

struct LexiconInduce: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "induce", abstract: "Find terms of your own domain that the lexicon misses or has wrong.",
        discussion: """
            Records are JSON Lines (or CSV) with "text" and "sentiment" (positive, neutral or negative), or with a field of
            ratings. The result is an overlay for you to edit: the third column has the counts, the log-odds and
            what the lexicon says now.

            Examples:
              plaint lexicon induce reviews.jsonl -o mine.tsv
              plaint lexicon induce --rating stars reviews.csv -o mine.tsv
              plaint batch --overlay mine.tsv reviews.csv
            """)

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("File to write; else standard output.", valueName: "file"))
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Field of ratings, to take instead of \"sentiment\": four fifths of the best and more are praise, two fifths"
                + " and less are blame. The best is 1, 5, 10 or 100.", valueName: "field"))
    var rating: String?

    @Option(name: .long, help: ArgumentHelp("Fewest records that a term must stand in.", valueName: "n"))
    var minimumCount = InductionParameters().minimumCount

    @OptionGroup var readingOptions: ReadingOptions

    @OptionGroup var lexiconOptions: LexiconOptions

    @Argument(help: ArgumentHelp("Files of labelled records.", valueName: "corpus"))
    var corpora: [String]

    func validate() throws {
        if minimumCount < 1 { throw ValidationError("--minimum-count is \(minimumCount): use 1 or more") }
    }

    func run() throws {
        try DistinctFiles.check(inputs: corpora, resources: lexiconOptions.files, outputs: [(output, "-o")])
        let reading = readingOptions.recordOptions
        let corpus = try PolarCorpus(paths: corpora, rating: rating, reading: reading)
        for notice in corpus.notices { Diagnostics.print("plaint: \(notice)") }
        for problem in corpus.problems { Diagnostics.print("plaint: \(problem)") }
        if corpus.unlabelled > 0 {
            Diagnostics.print(
                "plaint: \(corpus.unlabelled) records have no \"\(rating ?? "sentiment")\" and were left out")
        }
        if !corpus.problems.isEmpty { Exit.raise(to: Exit.found) }
        if let refusal = try FrozenTests.refusal(corpus, paths: corpora, reading: reading) {
            throw CorpusError(description: refusal)
        }
        var parameters = InductionParameters()
        parameters.minimumCount = minimumCount
        let lexicon = try lexiconOptions.load()
        let terms = try LexiconInduction.terms(of: corpus, lexicon: lexicon, parameters: parameters)
        let overlay = InducedTerm.overlay(terms)
        if let output { try writeFile(overlay, output) } else { try writeStandardOutput(overlay) }
        Diagnostics.print("plaint: \(corpus.records.count) records, \(terms.count) terms")
        let trial = try InductionTrial(
            corpus, source: lexiconOptions.source, overlays: lexiconOptions.overlays, parameters: parameters)
        Diagnostics.print("plaint: \(trial.text)")
    }
}
