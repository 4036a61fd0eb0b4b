import ArgumentParser
import Plaint

struct Stream: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Label standard input line by line, each line at once.",
        discussion: """
            Each line is answered as soon as it has arrived. If the first line begins with { the input is JSON Lines, else
            plain text.

            Examples:
              tail -f chat.log | plaint stream
              kcat -C -t chats | plaint stream | jq -c 'select(.plaint.score < -0.6)'
            """)

    @OptionGroup var options: LabelOptions

    func run() throws {
        let summary = RunSummary(totalBytes: nil)
        // One thread answers a single line soonest; more are worth it only for a full pipe.
        let driver = StreamDriver(
            analyzer: try options.analyzer(), records: options.recordOptions, options: options.driverOptions,
            threads: options.threads ?? 1,
            report: Diagnostics.notice)
        let outcome = try driver.run(outputPath: options.output)
        Exit.raise(to: summary.finish(outcome, toleratesRejected: options.toleratesRejected))
    }
}
