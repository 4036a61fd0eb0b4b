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

    @Option(
        name: .long, help: ArgumentHelp("auto, jsonl, json, csv, tsv, text, chat or fasttext.", valueName: "format"))
    var inputFormat = "auto"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How characters are written: utf-8, gb18030, big5, utf-16le, windows-1252 …; else found by the content.",
            valueName: "name"))
    var encoding: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Field or column that holds the text, or the way to it (source.body); else found by its name, or its content.",
            valueName: "name"))
    var textField: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Field or column that holds the time, which comes out as \"at\"; else found by its name.", valueName: "name"
        ))
    var timeField: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "File that gets every rejected record, with its bytes (without them where --mask is given).",
            valueName: "file"))
    var rejects: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What to do with a record that cannot be read: reject, skip or fail.", valueName: "what"))
    var onError = RejectionPolicy.reject.rawValue

    @Flag(name: .long, help: "Write a line for every record and blank line; a bad one has \"error\" in \"plaint\".")
    var oneToOne = false

    @Option(
        name: .long, help: ArgumentHelp("jsonl or csv; else csv if -o ends with .csv, or jsonl.", valueName: "format"))
    var outputFormat: String?

    @Flag(name: .long, help: "CSV that Excel opens rightly: byte order mark, CRLF, formulas disarmed.")
    var excel = false

    @Option(
        name: .long, help: ArgumentHelp("Threads that label; else as many as there are processors.", valueName: "n"))
    var threads: Int?

    @Flag(name: .long, help: "Add the raw sum, all evidence behind it, and the features that decided.")
    var explain = false

    @Flag(name: .long, help: "Add the clauses with their own labels.")
    var clauses = false

    // A number below zero looks like an option.
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "Name a category from this probability on (0…1), instead of the model's own thresholds.", valueName: "p"))
    var minProbability: Double?

    @OptionGroup var priorOptions: PriorOptions

    @Option(name: .long, help: ArgumentHelp("Longest record; a longer one is rejected.", valueName: "bytes"))
    var maxRecord = 1 << 20

    @OptionGroup var conversationFlags: ConversationFlags

    func validate() throws {
        if inputFormat != "auto", RecordFormat(rawValue: inputFormat) == nil {
            throw ValidationError(
                "--input-format is '\(inputFormat)': use auto, jsonl, json, csv, tsv, text, chat or fasttext")
        }
        try ReadingOptions.check(encoding: encoding, maxRecord: maxRecord)
        if RejectionPolicy(rawValue: onError) == nil {
            throw ValidationError("--on-error is '\(onError)': use reject, skip or fail")
        }
        if let outputFormat, OutputFormat(rawValue: outputFormat) == nil {
            throw ValidationError("--output-format is '\(outputFormat)': use jsonl or csv")
        }
        try OutputName.check(output, of: "-o")
        try OutputName.check(rejects, of: "--rejects")
        if excel, outputFormat == OutputFormat.jsonl.rawValue {
            throw ValidationError("--excel writes CSV: leave it out, or --output-format jsonl")
        }
        if oneToOne, writtenFormat != .jsonl {
            throw ValidationError(
                "--one-to-one writes lines of JSON: leave out --excel and --output-format, and .csv at the end of -o")
        }
        if let minProbability, !(0...1).contains(minProbability) {
            throw ValidationError("--min-probability is \(minProbability): use a number from 0 to 1")
        }
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads is \(threads): use 1 to 256") }
    }

    /// Told, or by the name of the output.
    private var writtenFormat: OutputFormat {
        if excel { return .csv }
        return outputFormat.flatMap { OutputFormat(rawValue: $0) } ?? OutputName.format(of: output)
    }

    var recordOptions: RecordOptions {
        var options = RecordOptions(
            format: RecordFormat(rawValue: inputFormat), textField: textField, maximumRecordBytes: maxRecord)
        options.timeField = timeField
        options.encoding = encoding.flatMap { TextEncoding(named: $0) }
        return options
    }

    var driverOptions: DriverOptions {
        var options = DriverOptions()
        options.onError = RejectionPolicy(rawValue: onError) ?? .reject
        options.isOneToOne = oneToOne
        options.outputFormat = writtenFormat
        options.isForExcel = excel
        options.rejectsPath = rejects
        options.resources = modelOptions.files + conversationFlags.files
        // What decides the bytes of the output, for a run that is gone on with.
        options.fingerprint = [
            "plaint \(VersionText.version)",
            "options \(inputFormat) \(encoding ?? "-") \(textField ?? "-") \(timeField ?? "-") \(maxRecord) \(onError)"
                + " \(oneToOne) \(writtenFormat.rawValue) \(excel) \(explain) \(clauses) \(minProbability ?? -1)",
            "conversations \(conversationFlags.areGiven) mask \(conversationFlags.mask)",
            "rejects \(rejects ?? "-")", "prior \(priorOptions.prior.joined(separator: " "))",
        ]
        return options
    }

    /// What the exit status makes of rejected records: with a line for each they have been told in their places.
    var toleratesRejected: Bool { oneToOne }

    func analyzer() throws -> Analyzer {
        var options = AnalysisOptions()
        options.explains = explain
        options.clauses = clauses
        options.minimumProbability = minProbability.map { Int32(($0 * 1_000).rounded()) }
        options.conversations = try conversationFlags.load()
        options.masks = conversationFlags.mask
        return try modelOptions.analyzer(options, prior: priorOptions.shift)
    }

    static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
