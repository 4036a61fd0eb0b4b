import ArgumentParser
import Plaint

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare labels with those that people gave.",
        discussion: """
            Examples:
              plaint evaluate corpora/test/*.jsonl
              plaint evaluate --folds 5 my-records.jsonl       train and test on parts of your own records
              plaint evaluate --model my.model test.jsonl --json | jq .
              plaint evaluate --conversations corpora/conversations/test/*.jsonl     escalations in chats
            """)

    @OptionGroup var modelOptions: ModelOptions

    @Option(name: .long, help: ArgumentHelp("Train on all folds but one and test on that, for each.", valueName: "k"))
    var folds: Int?

    @Option(name: .long, help: ArgumentHelp("Field to evaluate; else that of the model.", valueName: "field"))
    var label: String?

    @OptionGroup var parameterOptions: ParameterOptions

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    @Flag(name: .long, help: "Take the labels that plaint wrote itself where a record has none by hand.")
    var acceptLabels = false

    @Flag(name: .long, help: "The files are conversations: judge when a person is called.")
    var conversations = false

    @Argument(help: ArgumentHelp("Files of labelled records.", valueName: "corpus"))
    var corpora: [String]

    func validate() throws {
        if let folds, folds < 2 { throw ValidationError("--folds is \(folds): use 2 or more") }
    }

    func run() throws {
        if conversations {
            let report = try ConversationEvaluation(paths: corpora, analyzer: try modelOptions.analyzer())
            try writeStandardOutput(json ? report.json() : Array(report.text().utf8))
            return
        }
        let report: EvaluationReport
        if let folds {
            let corpus = try loadCorpus(corpora, label: label ?? "categories", acceptLabels: acceptLabels)
            report = try Evaluation.crossValidate(
                corpus, folds: folds, lexicon: try modelOptions.lexiconOptions.load(),
                parameters: parameterOptions.parameters)
        } else {
            let analyzer = try modelOptions.analyzer()
            let corpus = try loadCorpus(
                corpora, label: label ?? analyzer.model.labelling.field, acceptLabels: acceptLabels)
            report = try Evaluation.evaluate(corpus, analyzer: analyzer)
        }
        try writeStandardOutput(json ? report.json() : Array(report.text().utf8))
    }
}
