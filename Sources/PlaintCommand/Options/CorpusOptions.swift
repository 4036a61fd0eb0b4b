import ArgumentParser
import Plaint

/// Which labelled records, and where their text and label stand.
struct CorpusOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Field or column that holds the label (categories, unless told).", valueName: "field"))
    var label: String?

    @OptionGroup var readingOptions: ReadingOptions

    @Flag(name: .long, help: "Take the labels that plaint wrote itself where a record has none by hand.")
    var acceptLabels = false

    @Argument(help: ArgumentHelp("Files of labelled records.", valueName: "corpus"))
    var corpora: [String]

    /// Reads the records, and says what was wrong with them. `label` goes before the option's default.
    func load(label usual: String = "categories") throws -> LabelledCorpus {
        try loadCorpus(corpora, label: label ?? usual, acceptLabels: acceptLabels, reading: readingOptions)
    }
}

/// Reads corpora for training and evaluation, and says what was wrong with them.
func loadCorpus(
    _ paths: [String], label: String, acceptLabels: Bool, reading: ReadingOptions
) throws -> LabelledCorpus {
    let corpus = try LabelledCorpus(
        paths: paths, labelField: label, acceptLabels: acceptLabels, reading: reading.recordOptions)
    for notice in corpus.notices { Diagnostics.print("plaint: \(notice)") }
    for problem in corpus.problems { Diagnostics.print("plaint: \(problem)") }
    if corpus.unlabelled > 0 {
        Diagnostics.print("plaint: \(corpus.unlabelled) records have no \"\(label)\" and were left out")
    }
    if corpus.unjudged > 0 {
        Diagnostics.print("plaint: \(corpus.unjudged) records were not judged by an annotator and were left out")
    }
    if !corpus.problems.isEmpty { Exit.raise(to: Exit.found) }
    guard !corpus.records.isEmpty else {
        throw CorpusError(description: "no record with a text and a \"\(label)\" was read")
    }
    return corpus
}
