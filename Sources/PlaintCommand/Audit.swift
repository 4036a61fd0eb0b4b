import ArgumentParser
import Plaint

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List labels of a corpus that are probably wrong.",
        discussion: """
            Each record is judged by models trained on the other records. Listed are the labels that those hold for
            improbable, the worst first; the exit status is then 1. Look before you change one: a rare truth is listed too.

            Examples:
              plaint audit records.jsonl
              plaint audit --label touchpoint --below 0.02 records.csv
              plaint audit --json corpora/train/*.jsonl | jq -r .place
            """)

    @Option(name: .long, help: ArgumentHelp("Parts in which the records are judged.", valueName: "k"))
    var folds = LabelAudit.usualFolds

    @Option(name: .long, help: ArgumentHelp("List labels of a lower probability than this (0…1).", valueName: "p"))
    var below = LabelAudit.usualBound

    @Flag(name: .long, help: "Print a JSON object for each doubted label.")
    var json = false

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var parameterOptions: ParameterOptions

    func validate() throws {
        if folds < 2 { throw ValidationError("--folds is \(folds): use 2 or more") }
        if !(0...1).contains(below) { throw ValidationError("--below is \(below): use a number from 0 to 1") }
    }

    func run() throws {
        let corpus = try corpusOptions.load()
        let audit = try LabelAudit(
            corpus, folds: folds, below: below, lexicon: try Lexicon.load(), parameters: parameterOptions.parameters)
        try writeStandardOutput(json ? audit.json() : Array(audit.text().utf8))
        Diagnostics.print("plaint: \(audit.doubts.count) of \(audit.records) records have a doubtful label")
        if !audit.doubts.isEmpty { Exit.raise(to: Exit.found) }
    }
}
