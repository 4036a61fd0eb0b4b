import ArgumentParser
import Glibc
import Plaint

struct Batch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Label the records of files.",
        discussion: """
            Reads JSON Lines, CSV, TSV or plain lines, and writes each record as one line of JSON with the member
            "plaint" added, in the order of the input.

            Examples:
              plaint batch posts.csv -o posts.jsonl
              zcat export.jsonl.gz | plaint batch --text-field body - > labelled.jsonl
              plaint batch --explain --clauses reviews.tsv | jq .plaint.evidence
            """)

    @OptionGroup var options: LabelOptions

    @Argument(help: ArgumentHelp("Files to label; - is standard input.", valueName: "file"))
    var files: [String] = ["-"]

    func run() throws {
        var summary = RunSummary(totalBytes: Self.totalSize(files))
        var driver = BatchDriver(
            analyzer: try options.analyzer(), records: options.recordOptions,
            threads: options.threads ?? LabelOptions.processors, report: Diagnostics.notice)
        driver.progress = { summary.show($0.counts) }
        let outcome = try driver.run(files, outputPath: options.output)
        Exit.raise(to: summary.finish(outcome))
    }

    private static func totalSize(_ files: [String]) -> Int? {
        var total = 0
        for file in files {
            var status = stat()
            guard file != "-", stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            total += Int(status.st_size)
        }
        return total
    }
}
