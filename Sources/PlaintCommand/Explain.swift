import ArgumentParser
import Glibc
import Plaint

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show why a text gets its labels.",
        discussion: """
            Example:
              plaint explain "味道不错，但是等了一个小时"
            """)

    @OptionGroup var modelOptions: ModelOptions

    // Unrecognised options are part of the text: it may begin with a hyphen.
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("The text, in quotes.", valueName: "text"))
    var text: [String]

    func run() throws {
        var options = AnalysisOptions()
        options.explains = true
        options.clauses = true
        let analyzer = try modelOptions.analyzer(options)
        var worker = try analyzer.makeWorker()
        // Arguments may be any bytes; a String has repaired them already.
        // What only ends the options is no part of it.
        let words = text.count > 1 && text.first == "--" ? text.dropFirst() : text[...]
        _ = worker.analyze(words.joined(separator: " "))
        let coloured = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
        try writeStandardOutput(Array(worker.explanation(coloured: coloured).utf8))
    }
}
