import ArgumentParser
import Plaint

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare labels with those that people gave.",
        discussion: """
            Examples:
              plaint evaluate corpora/test/*.jsonl
              plaint evaluate --folds 5 my-records.jsonl       train and test on parts of your own records
              plaint evaluate --prior 0.1 my-records.jsonl     as if one text in ten complained
              plaint evaluate --model my.model test.jsonl --json | jq .
              plaint evaluate --conversations corpora/conversations/test/*.jsonl     escalations in chats
            """)

    @OptionGroup var modelOptions: ModelOptions

    // A number below zero looks like an option.
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Train on all folds but one and test on that, for each.", valueName: "k"))
    var folds: Int?

    @OptionGroup var priorOptions: PriorOptions

    @OptionGroup var parameterOptions: ParameterOptions

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    @Flag(name: .long, help: "The files are conversations: judge when a person is called.")
    var conversations = false

    @Option(
        name: .long,
        help: ArgumentHelp("With --conversations: a model made by train --conversations.", valueName: "file"))
    var escalationModel: String?

    @OptionGroup var corpusOptions: CorpusOptions

    func validate() throws {
        if let folds, folds < 2 { throw ValidationError("--folds is \(folds): use 2 or more") }
        if conversations {
            if let option = optionsOfRecords.first(where: \.isGiven)?.name {
                throw ValidationError("\(option) says nothing of conversations: leave it out, or --conversations")
            }
        } else if folds != nil, modelOptions.model != nil {
            throw ValidationError("--folds trains models of its own: leave out --model, or --folds")
        } else if folds == nil, !parameterOptions.parameter.isEmpty {
            throw ValidationError("--parameter is one of training: give --folds, too, or leave it out")
        }
    }

    /// What the judging of conversations knows nothing of.
    private var optionsOfRecords: [(name: String, isGiven: Bool)] {
        [
            ("--folds", folds != nil), ("--prior", !priorOptions.prior.isEmpty),
            ("--parameter", !parameterOptions.parameter.isEmpty), ("--label", corpusOptions.label != nil),
            ("--text-field", corpusOptions.readingOptions.textField != nil),
            ("--accept-labels", corpusOptions.acceptLabels),
        ]
    }

    func run() throws {
        if conversations {
            var options = AnalysisOptions()
            options.conversations = ConversationOptions()
            if let escalationModel { options.conversations?.escalation = try .load(path: escalationModel) }
            let report = try ConversationEvaluation(
                paths: corpusOptions.corpora, analyzer: try modelOptions.analyzer(options))
            try writeStandardOutput(json ? report.json() : Array(report.text().utf8))
            return
        }
        let report: EvaluationReport
        if let folds {
            let corpus = try corpusOptions.load()
            report = try Evaluation.crossValidate(
                corpus, folds: folds, lexicon: try modelOptions.lexiconOptions.load(),
                parameters: parameterOptions.parameters, prior: priorOptions.shift)
        } else {
            let analyzer = try modelOptions.analyzer(prior: priorOptions.shift)
            let corpus = try corpusOptions.load(label: analyzer.model.labelling.field)
            report = try Evaluation.evaluate(corpus, analyzer: analyzer)
        }
        try writeStandardOutput(json ? report.json() : Array(report.text().utf8))
    }
}
