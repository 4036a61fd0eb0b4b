import ArgumentParser
import Glibc
import Plaint

/// The options that `batch` and `stream` share.
struct LabelOptions: ParsableArguments {
    @OptionGroup var modelOptions: ModelOptions

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("File to write; else standard output.", valueName: "file"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp("auto, jsonl, csv, tsv or text.", valueName: "format"))
    var inputFormat = "auto"

    @Option(
        name: .long,
        help: ArgumentHelp("Field or column that holds the text; else found by its name.", valueName: "name"))
    var textField: String?

    @Option(
        name: .long, help: ArgumentHelp("Threads that label; else as many as there are processors.", valueName: "n"))
    var threads: Int?

    @Flag(name: .long, help: "Add the raw sum, all evidence behind it, and the features that decided.")
    var explain = false

    @Flag(name: .long, help: "Add the clauses with their own labels.")
    var clauses = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Name a category from this probability on (0…1), instead of the model's own thresholds.", valueName: "p"))
    var minProbability: Double?

    @Option(name: .long, help: ArgumentHelp("Longest record; a longer one is rejected.", valueName: "bytes"))
    var maxRecord = 1 << 20

    @OptionGroup var conversationFlags: ConversationFlags

    func validate() throws {
        if inputFormat != "auto", RecordFormat(rawValue: inputFormat) == nil {
            throw ValidationError("--input-format is '\(inputFormat)': use auto, jsonl, csv, tsv or text")
        }
        if let minProbability, !(0...1).contains(minProbability) {
            throw ValidationError("--min-probability is \(minProbability): use a number from 0 to 1")
        }
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads is \(threads): use 1 to 256") }
        if maxRecord < 1 || maxRecord >= 1 << 30 {
            throw ValidationError("--max-record is \(maxRecord): use a number of bytes from 1 to 1073741823")
        }
    }

    var recordOptions: RecordOptions {
        RecordOptions(
            format: RecordFormat(rawValue: inputFormat), textField: textField, maximumRecordBytes: maxRecord)
    }

    func analyzer() throws -> Analyzer {
        var options = AnalysisOptions()
        options.explains = explain
        options.clauses = clauses
        options.minimumProbability = minProbability.map { Int32(($0 * 1_000).rounded()) }
        options.conversations = conversationFlags.options
        options.masks = conversationFlags.mask
        return try modelOptions.analyzer(options)
    }

    static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
