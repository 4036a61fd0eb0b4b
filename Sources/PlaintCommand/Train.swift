import ArgumentParser
import Plaint

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model on labelled records, or merge counts.",
        discussion: """
            Records are JSON Lines (or CSV) with "text" and the label: "categories", a list of product, service, process
            and speed, and "complaint", true or false. Any other field can be trained with --label.

            Examples:
              plaint train records.jsonl -o my.model
              plaint train --label touchpoint records.jsonl -o touchpoint.model
              plaint train --counts-only part1.jsonl -o part1.counts
              plaint train merge part1.counts part2.counts --calibrate part1.jsonl part2.jsonl -o my.model
            """,
        subcommands: [TrainCorpora.self, TrainMerge.self], defaultSubcommand: TrainCorpora.self)
}

/// Reads corpora for training and evaluation, and says what was wrong with them.
func loadCorpus(_ paths: [String], label: String, acceptLabels: Bool) throws -> LabelledCorpus {
    let corpus = try LabelledCorpus(paths: paths, labelField: label, acceptLabels: acceptLabels)
    for problem in corpus.problems { Diagnostics.print("plaint: \(problem)") }
    if corpus.unlabelled > 0 {
        Diagnostics.print("plaint: \(corpus.unlabelled) records have no \"\(label)\" and were left out")
    }
    if !corpus.problems.isEmpty { Exit.raise(to: Exit.found) }
    guard !corpus.records.isEmpty else {
        throw CorpusError(description: "no record with a text and a \"\(label)\" was read")
    }
    return corpus
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

    @Option(name: .long, help: ArgumentHelp("Field to train.", valueName: "field"))
    var label = "categories"

    @OptionGroup var parameterOptions: ParameterOptions

    @Flag(name: .long, help: "Write counts, to be merged later.")
    var countsOnly = false

    @Flag(name: .long, help: "Take the labels that plaint wrote itself where a record has none by hand.")
    var acceptLabels = false

    @Argument(help: ArgumentHelp("Files of labelled records.", valueName: "corpus"))
    var corpora: [String]

    func run() throws {
        let corpus = try loadCorpus(corpora, label: label, acceptLabels: acceptLabels)
        if let refusal = try FrozenTests.refusal(corpus, paths: corpora) { throw CorpusError(description: refusal) }
        let bytes: [UInt8]
        let report: TrainingReport
        if countsOnly {
            let counted = try Training.count(corpus)
            bytes = Training.file(counted.counts)
            report = counted.report
        } else {
            (bytes, report) = try Training.train(corpus, parameters: parameterOptions.parameters)
        }
        try writeFile(bytes, output)
        var line = "plaint: \(report.records) records, \(report.features) features"
        for (labels, count) in report.labelSets.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
            line +=
                ", \(labels.isEmpty ? "complaint without category" : labels == "-" ? "no complaint" : labels) \(count)"
        }
        Diagnostics.print(line)
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

    @Argument(help: ArgumentHelp("Files made by --counts-only.", valueName: "counts"))
    var counts: [String]

    func run() throws {
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
            corpus = try loadCorpus(calibrate, label: merged.labelling.field, acceptLabels: false)
        }
        try writeFile(try Training.model(merged, calibratedOn: corpus), output)
    }
}
