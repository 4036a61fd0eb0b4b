import ArgumentParser
import Plaint

/// The command `plaint`: its subcommands, and the one place that sets the exit status.
@main
struct PlaintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plaint",
        abstract:
            "Reads customer feedback, Chinese and English: how the writer feels, whether it complains, and about what.",
        discussion: """
            Examples:
              plaint batch posts.csv -o posts.jsonl          label a file
              tail -f chat.log | plaint stream               label lines as they come
              plaint explain "味道不错，但是等了一个小时"         see why
              plaint train records.jsonl -o my.model         train on your own records
            """,
        version: VersionText.make(),
        subcommands: [
            Batch.self, Stream.self, Train.self, Evaluate.self, Audit.self, Segment.self, Explain.self,
            LexiconCommand.self, Compile.self,
        ])

    static func main() {
        // Before anything is opened.
        StandardDescriptors.fillClosed()
        Interruption.install()
        // Beside the reading of the command line.
        Analyzer.prepare()
        do {
            try checkHelp(CommandLine.arguments.dropFirst())
            var command = try parseAsRoot()
            try command.run()
            Exit.end(with: Exit.status)
        } catch let error as OutputError where error.isClosedPipe {
            // Whoever read has had enough: not our failure.
            Exit.end(with: Exit.success)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                // --help and --version arrive here.
                print(Train.withOptions(fullMessage(for: error)))
                Exit.end(with: Exit.success)
            }
            Diagnostics.print(fullMessage(for: error))
            Exit.end(with: Exit.failure)
        }
    }

    /// Refuses `help` for a subcommand that is not there: the parser would show the help of what stands before it.
    private static func checkHelp(_ arguments: ArraySlice<String>) throws {
        guard arguments.first == "help" else { return }
        var command: any ParsableCommand.Type = Self.self
        var name = _commandName
        for word in arguments.dropFirst() {
            // Options are the parser's business, and so is the help of `help` itself.
            if word.hasPrefix("-") || word == "help" { return }
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
                throw ValidationError("'\(name)' has no subcommand '\(word)': see '\(name) --help'")
            }
            command = next
            name += " \(word)"
        }
    }
}
