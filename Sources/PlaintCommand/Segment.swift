import ArgumentParser
import Plaint

struct Segment: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cut lines of text into words.",
        discussion: """
            Prints the tokens of each line with single spaces between, white space left out. With --json: all tokens as an
            array; joined they give the line.

            Examples:
              echo 客服态度很差 | plaint segment
              plaint segment --json reviews.txt
            """)

    @OptionGroup var lexiconOptions: LexiconOptions

    @Flag(name: .long, help: "Print a JSON array for each line.")
    var json = false

    @Argument(help: ArgumentHelp("Files of plain lines; - is standard input.", valueName: "file"))
    var files: [String] = ["-"]

    func run() throws {
        let driver = SegmentDriver(
            lexicon: try lexiconOptions.load(), json: json, report: Diagnostics.notice)
        if try !driver.run(files) { Exit.raise(to: Exit.failure) }
    }
}
