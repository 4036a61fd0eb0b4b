/// Cuts plain lines into tokens, for `plaint segment`.
public struct SegmentDriver {
    private let lexicon: Lexicon
    private let json: Bool

    private let report: (DriverNotice) -> Void

    public init(lexicon: Lexicon, json: Bool, report: @escaping (DriverNotice) -> Void) {
        self.lexicon = lexicon
        self.json = json
        self.report = report
    }

    /// Every line gives one line, a blank one too. Returns false if a file could not be read; the others are cut all the
    /// same.
    public func run(_ paths: [String]) throws -> Bool {
        let output = try OutputFile(path: nil)
        var options = RecordOptions()
        options.format = .text
        options.maximumRecordBytes = 1 << 29
        var segmenter = TermSegmenter(lexicon: lexicon, segmenter: try WordSegmenter())
        var isReadable = true
        for (source, path) in paths.enumerated() {
            do {
                try segment(path, source, options, &segmenter, output)
            } catch let error as RecordSourceError {
                report(.failure(error.description))
                isReadable = false
            }
        }
        return isReadable
    }

    private func segment(
        _ path: String, _ source: Int, _ options: RecordOptions, _ segmenter: inout TermSegmenter, _ output: OutputFile
    ) throws {
        var bytes: [UInt8] = []
        var reader = try RecordReader(path: path, source: source, options: options, live: false)
        let block = RecordBlock()
        while try reader.read(into: block) {
            bytes.removeAll(keepingCapacity: true)
            block.forEachLine { line in
                segmenter.segment(line)
                if json { segmenter.appendJSON(to: &bytes) } else { segmenter.appendPlain(to: &bytes) }
                bytes.append(.lineFeed)
            }
            try output.write(bytes)
        }
    }
}
