import ArgumentParser
import Glibc
import Plaint

struct Batch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Label the records of files.",
        discussion: """
            Reads JSON Lines, JSON, CSV, TSV, Excel workbooks, exported chats, fastText or plain lines, in UTF-8, UTF-16,
            GB18030 or Big5, packed (.gz .zst .bz2 .xz .zip) or not, and writes each record as one line of JSON with the
            member "plaint" added, in the order of the input. What was decided is printed; --dry-run shows it beforehand.

            Examples:
              plaint batch posts.csv -o posts.jsonl
              plaint batch export.xlsx --excel -o labelled.csv
              plaint batch --text-field source.body export.json.gz -o labelled.jsonl.gz
              plaint batch --explain --clauses reviews.tsv | jq .plaint.evidence
            """)

    @OptionGroup var options: LabelOptions

    @Flag(name: .long, help: "Go on where an earlier run of the same command was ended; needs files and -o.")
    var resume = false

    @Flag(name: .long, help: "Only show what was decided for each file, and its first five records.")
    var dryRun = false

    @Argument(help: ArgumentHelp("Files to label; - is standard input.", valueName: "file"))
    var files: [String] = ["-"]

    func validate() throws {
        if dryRun, options.conversationFlags.mask {
            throw ValidationError("--dry-run shows records as they came: leave out --mask")
        }
    }

    func run() throws {
        if dryRun {
            let preview = Preview(
                records: options.recordOptions, lexicon: try options.modelOptions.lexiconOptions.load(),
                report: Diagnostics.notice)
            if try !preview.run(files) { Exit.raise(to: Exit.failure) }
            return
        }
        var summary = RunSummary(totalBytes: Self.totalSize(files))
        var driver = BatchDriver(
            analyzer: try options.analyzer(), records: options.recordOptions, options: options.driverOptions,
            threads: options.threads ?? LabelOptions.processors, report: Diagnostics.notice)
        driver.options.resumes = resume
        driver.progress = { summary.show($0.counts) }
        let outcome = try driver.run(files, outputPath: options.output)
        Exit.raise(to: summary.finish(outcome, toleratesRejected: options.toleratesRejected))
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
