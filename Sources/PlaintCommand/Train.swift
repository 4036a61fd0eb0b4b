import ArgumentParser
import Plaint

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model on labelled records, or merge counts.",
        usage: """
            plaint train [<options>] --output <file> <corpus> ...
            plaint train merge [<options>] --output <file> <counts> ...
            """,
        discussion: """
            Records are JSON Lines, a JSON array, CSV or TSV with "text" and the label: "categories", a list of product,
            service, process and speed (split at , ; or | in CSV), and "complaint", true or false. Any other field can be
            trained with --label. Exports of doccano, Label Studio (JSON), Prodigy and fastText are read as they are.

            Examples:
              plaint train records.jsonl -o my.model
              plaint train --label touchpoint --report learned.txt records.csv -o touchpoint.model
              plaint train --accept-labels --text-field body corrected.jsonl -o my.model
              plaint train --counts-only part1.jsonl -o part1.counts
              plaint train merge part1.counts part2.counts --calibrate part1.jsonl part2.jsonl -o my.model
              plaint train --conversations chats.jsonl -o escalation.model
            """,
        subcommands: [TrainCorpora.self, TrainMerge.self], defaultSubcommand: TrainCorpora.self)

    /// The help with the options of the default subcommand, which nobody calls by its name. The library shows a command's
    /// own alone, and `merge` must not have them.
    static func withOptions(_ help: String) -> String {
        guard help.hasPrefix("OVERVIEW: \(configuration.abstract)"), let start = help.firstRange(of: "OPTIONS:\n"),
            let end = help.firstRange(of: "SUBCOMMANDS:\n")
        else { return help }
        let whole = PlaintCommand.helpMessage(for: TrainCorpora.self)
        guard let arguments = whole.firstRange(of: "ARGUMENTS:\n") else { return help }
        var options = whole[arguments.lowerBound...]
        while options.last == "\n" { options.removeLast() }
        return help[..<start.lowerBound] + options + "\n\n" + help[end.lowerBound...]
    }
}

struct TrainCorpora: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpora", abstract: "Train on labelled records (the default).",
        discussion: """
            Example:
              plaint train corpora records.jsonl -o my.model
            """,
        shouldDisplay: false)

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Model (or counts) to write.", valueName: "file"))
    var output: String

    @OptionGroup var parameterOptions: ParameterOptions

    @Flag(name: .long, help: "Write counts, to be merged later.")
    var countsOnly = false

    @Option(
        name: .long,
        help: ArgumentHelp("Write what was read, rejected and learned there; - is standard error.", valueName: "file"))
    var report: String?

    @Flag(name: .long, help: "The files are conversations: learn when a person is to be called.")
    var conversations = false

    @OptionGroup var corpusOptions: CorpusOptions

    func validate() throws { try parameterOptions.refuse(withCountsOnly: countsOnly) }

    func run() throws {
        var written: [(path: String?, option: String)] = [(output, "-o")]
        if let report, report != "-" { written.append((report, "--report")) }
        try DistinctFiles.check(inputs: corpusOptions.corpora, outputs: written)
        if conversations { return try trainEscalation() }
        let corpus = try corpusOptions.load()
        if let refusal = try FrozenTests.refusal(
            corpus, paths: corpusOptions.corpora, reading: corpusOptions.readingOptions.recordOptions)
        {
            throw CorpusError(description: refusal)
        }
        let bytes: [UInt8]
        let result: TrainingReport
        if countsOnly {
            let counted = try Training.count(corpus)
            bytes = Training.file(counted.counts)
            result = counted.report
        } else {
            (bytes, result) = try Training.train(corpus, parameters: parameterOptions.parameters)
        }
        try writeFile(bytes, output)
        try show(result)
    }

    private func trainEscalation() throws {
        let paths = corpusOptions.corpora
        if let refusal = try FrozenTests.refusal(conversations: paths) { throw CorpusError(description: refusal) }
        let analyzer = Analyzer(lexicon: try .load(), model: try .load())
        let (bytes, count) = try EscalationTraining.train(paths: paths, analyzer: analyzer)
        try writeFile(bytes, output)
        Diagnostics.print("plaint: \(count) conversations")
    }

    private func show(_ result: TrainingReport) throws {
        if let findings = result.findings { TrainingNotes.print(findings) }
        TrainingNotes.print(result.modelFindings)
        var line = "plaint: \(result.records) records, \(result.features) features"
        for (labels, count) in result.labelSets.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
            line += ", \(TrainingReport.name(ofLabelSet: labels)) \(count)"
        }
        Diagnostics.print(line)
        if report == "-" {
            Diagnostics.print(result.text())
        } else if let report {
            try writeFile(Array(result.text().utf8), report)
        }
    }
}

/// What people should know of a corpus before they trust a model of it.
enum TrainingNotes {
    /// Lines of a kind that are printed; the report has all.
    private static let shownLines = 10

    static func print(_ findings: CorpusFindings) {
        show(findings.contradictions, "more contradictions")
        show(findings.duplicates, "more copies")
        for name in findings.emptyCategories { Diagnostics.print("plaint: no record has the category '\(name)'") }
    }

    static func print(_ modelFindings: [String]) {
        for line in modelFindings { Diagnostics.print("plaint: \(line)") }
    }

    private static func show(_ lines: [String], _ rest: String) {
        for line in lines.prefix(shownLines) { Diagnostics.print("plaint: \(line)") }
        guard lines.count > shownLines else { return }
        Diagnostics.print("plaint: \(lines.count - shownLines) \(rest): --report FILE lists them all")
    }
}

struct TrainMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Add counts up and make a model of them.",
        discussion: """
            Example:
              plaint train merge part1.counts part2.counts --calibrate part1.jsonl part2.jsonl -o my.model
            """)

    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Model to write.", valueName: "file"))
    var output: String

    @Flag(name: .long, help: "Write the merged counts instead of a model.")
    var countsOnly = false

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("The records that were counted: fits probabilities and thresholds.", valueName: "corpus"))
    var calibrate: [String] = []

    @OptionGroup var readingOptions: ReadingOptions

    @Flag(name: .long, help: "With --calibrate: take plaint's own labels, as they were counted.")
    var acceptLabels = false

    @OptionGroup var parameterOptions: ParameterOptions

    @Argument(help: ArgumentHelp("Files made by --counts-only.", valueName: "counts"))
    var counts: [String]

    func validate() throws { try parameterOptions.refuse(withCountsOnly: countsOnly) }

    func run() throws {
        try DistinctFiles.check(inputs: counts + calibrate, outputs: [(output, "-o")])
        var merged = try Training.readCounts(path: counts[0])
        for path in counts.dropFirst() { try merged.merge(try Training.readCounts(path: path)) }
        if countsOnly {
            try writeFile(Training.file(merged), output)
            return
        }
        var corpus: LabelledCorpus?
        if calibrate.isEmpty {
            Diagnostics.print(
                "plaint: without --calibrate the probabilities are those of raw naive Bayes, far too sure")
        } else {
            corpus = try loadCorpus(
                calibrate, label: merged.labelling.field, acceptLabels: acceptLabels, reading: readingOptions)
        }
        let made = try Training.model(merged, calibratedOn: corpus, parameters: parameterOptions.parameters)
        try writeFile(made.model, output)
        TrainingNotes.print(made.findings)
    }
}
