import Glibc

@testable import Plaint

/// What must hold whatever the bytes are that come in. Inputs are made at random by `FuzzTests`, and by libFuzzer, which this
/// file is compiled for as well (Tests/Fuzzing): so it must not know of the testing library.
struct FuzzLaws {
    /// What the bytes are taken for.
    enum Target: String, CaseIterable {
        case jsonl, json, csv, text, chat, fasttext
        /// By name and content.
        case any
        /// A part of a workbook's XML.
        case workbook
        /// A packed file.
        case packed
        /// Characters of any encoding, told or not.
        case encoding
        /// The file of a model, of a lexicon; an image as it stands in the program.
        case model, lexicon, image
        /// Bytes in, labelled output out.
        case pipeline
    }

    /// A broken law.
    struct Broken: Error { var law: String }

    private let folder: String
    let analyzer: Analyzer

    /// - Parameter folder: an empty folder for files.
    init(folder: String, analyzer: Analyzer) {
        self.folder = folder
        self.analyzer = analyzer
    }

    /// The law that `input` breaks; nil if all hold. The first byte of `input` chooses among options.
    func broken(by input: [UInt8], as target: Target) -> String? {
        guard let choice = input.first else { return nil }
        let bytes = Array(input.dropFirst())
        do {
            switch target {
            case .jsonl, .json, .csv, .text, .chat, .fasttext:
                try checkReading(of: bytes, as: "in", target.rawValue, choice)
            case .any, .packed: try checkReading(of: bytes, as: "in", nil, choice)
            case .encoding: try checkReading(of: bytes, as: "in.txt", nil, choice, Self.encoding(choice >> 2))
            case .workbook: try checkReading(of: FuzzWorkbook.bytes(with: bytes, as: choice), as: "in.xlsx", nil, 0)
            case .model: try checkModel(bytes)
            case .lexicon: try checkLexicon(bytes)
            case .image: try FuzzImage.check(bytes)
            case .pipeline: try checkPipeline(bytes, choice)
            }
            return nil
        } catch let broken as Broken {
            return broken.law
        } catch {
            return "an error that nobody expects: \(error)"
        }
    }

    static func require(_ holds: Bool, _ law: @autoclosure () -> String) throws(Broken) {
        if !holds { throw Broken(law: law()) }
    }

    /// What a run may leave in the folder.
    static let outputs = ["out", "out.part", "rejects", "rejects.part", "out.checkpoint", "out.checkpoint.part"]

    private static func encoding(_ choice: UInt8) -> TextEncoding? {
        let all: [TextEncoding?] = [nil, .utf8, .gb18030, .big5, .utf16LE, .utf16BE, .utf32LE, .windows1252]
        return all[Int(choice) % all.count]
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ bytes: [UInt8], as name: String) throws(Broken) -> String {
        let file = path(name)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            try Self.require(written > 0, "cannot write \(file)")
            start += written
        }
        return file
    }

    func contents(of name: String) -> [UInt8] {
        guard let file = try? FileBytes(path: path(name)) else { return [] }
        return Array(file.buffer)
    }

    static func isJSON(_ bytes: [UInt8]) -> Bool {
        var checker = JSONChecker()
        return checker.fault(in: bytes.span) == nil
    }
}

/// Model, lexicon, pipeline.
extension FuzzLaws {
    /// Whatever a model file holds, it is refused with a sentence or answers with probabilities.
    private func checkModel(_ bytes: [UInt8]) throws {
        let file = bytes + Array("#! checksum \(Digest.sha256(bytes))\n".utf8)
        do {
            let model = try file.withUnsafeBufferPointer { try ModelFile.read($0, name: "m") }
            var worker = try Analyzer(lexicon: analyzer.lexicon, model: model).makeWorker()
            let probabilities = worker.analyze("broken and late, 客服不理人").probability.values
            try Self.require(probabilities.allSatisfy { (0...1).contains($0) }, "a probability outside 0…1")
        } catch let error as ModelFileError {
            try Self.require(!error.reason.isEmpty, "a refusal without a reason")
        }
    }

    /// A lexicon is refused with a sentence, or scores a text.
    private func checkLexicon(_ bytes: [UInt8]) throws {
        do {
            try bytes.withUnsafeBufferPointer { buffer in
                let file = try LexiconFile(name: "x.tsv", bytes: buffer)
                let lexicon = try LexiconBuilder.build(files: [file], overlays: [])
                var worker = try Analyzer(lexicon: lexicon, model: analyzer.model).makeWorker()
                _ = worker.analyze("not very good, 等了两个小时 20 minutes 太差了")
            }
        } catch let error as LexiconError {
            try Self.require(!error.description.isEmpty, "a refusal without a reason")
        }
    }

    /// in = out + rejected + skipped; every line that comes out is JSON, every row of a table as wide as its header.
    private func checkPipeline(_ bytes: [UInt8], _ choice: UInt8) throws {
        let name = ["in", "in.jsonl", "in.csv", "in.json", "in.txt"][Int(choice >> 4) % 5]
        var records = RecordOptions(maximumRecordBytes: choice & 8 == 0 ? 1 << 20 : 200)
        if choice & 128 != 0 { records.textField = "text" }
        var analysis = analyzer.options
        analysis.masks = choice & 7 == 6
        analysis.conversations = choice & 7 == 7 ? ConversationOptions() : nil
        var driver = BatchDriver(
            analyzer: Analyzer(lexicon: analyzer.lexicon, model: analyzer.model, options: analysis), records: records,
            threads: 1
        ) { _ in }
        driver.options.isOneToOne = choice & 7 == 1
        driver.options.onError = choice & 7 == 2 ? .skip : .reject
        driver.options.isForExcel = choice & 7 == 3
        driver.options.outputFormat = choice & 7 == 3 || choice & 7 == 4 ? .csv : .jsonl
        driver.options.rejectsPath = path("rejects")
        for name in Self.outputs { unlink(path(name)) }
        let counts = try driver.run([write(bytes, as: name)], outputPath: path("out")).counts
        try Self.require(counts.isConserved, "in is not out + rejected + skipped: \(counts)")
        // A source that broke off leaves what was labelled without a name.
        func written(_ name: String) -> [UInt8] {
            contents(of: access(path(name), F_OK) == 0 ? name : name + ".part")
        }
        let output = written("out")
        if driver.options.outputFormat == .csv {
            try checkTable(output, rows: counts.written)
        } else {
            let expected = driver.options.isOneToOne ? counts.read : counts.written
            try checkLines(output, count: expected, "of the output")
        }
        if driver.options.onError == .reject {
            try checkLines(written("rejects"), count: counts.rejected, "of the rejects")
        }
    }

    private func checkLines(_ bytes: [UInt8], count: Int, _ what: String) throws {
        let lines = bytes.split(separator: .lineFeed, omittingEmptySubsequences: false).dropLast()
        try Self.require(lines.count == count && bytes.last ?? .lineFeed == .lineFeed, "\(lines.count) lines \(what)")
        for line in lines {
            try Self.require(Self.isJSON(Array(line)), "a line \(what) is no JSON")
        }
    }

    private func checkTable(_ bytes: [UInt8], rows: Int) throws {
        var row = DelimitedRow()
        var start = 0
        var widths: [Int] = []
        while start < bytes.count {
            start = row.parse(bytes.span, from: start, separator: .comma)
            widths.append(row.fields.count)
            try Self.require(row.isClosed && row.isTerminated, "a row that does not end")
        }
        try Self.require(widths.count == (rows == 0 ? 0 : rows + 1), "\(widths.count) rows for \(rows) records")
        try Self.require(Set(widths).count <= 1, "rows of different widths")
    }
}
