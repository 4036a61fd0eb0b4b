import ArgumentParser
import Plaint

/// Where the text of labelled records stands, and how they are written.
struct ReadingOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Field or column that holds the text; else found by its name.", valueName: "name"))
    var textField: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How characters are written: utf-8, gb18030, big5, utf-16le, windows-1252 …; else found by the content.",
            valueName: "name"))
    var encoding: String?

    @Option(name: .long, help: ArgumentHelp("Longest record; a longer one is rejected.", valueName: "bytes"))
    var maxRecord = 1 << 20

    func validate() throws { try Self.check(encoding: encoding, maxRecord: maxRecord) }

    /// For whatever reads records.
    static func check(encoding: String?, maxRecord: Int) throws {
        if let encoding, TextEncoding(named: encoding) == nil {
            throw ValidationError(
                "--encoding is '\(encoding)': use utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252, or a name of ICU"
            )
        }
        if maxRecord < 1 || maxRecord >= 1 << 30 {
            throw ValidationError("--max-record is \(maxRecord): use a number of bytes from 1 to 1073741823")
        }
    }

    var recordOptions: RecordOptions {
        var options = RecordOptions(textField: textField, maximumRecordBytes: maxRecord)
        options.encoding = encoding.flatMap { TextEncoding(named: $0) }
        return options
    }
}
