/// Cuts plain lines into tokens, for `plaint segment`.
public struct SegmentDriver {
    private let lexicon: Lexicon
    private let json: Bool

    public init(lexicon: Lexicon, json: Bool) {
        self.lexicon = lexicon
        self.json = json
    }

    /// Every line gives one line, a blank one too.
    public func run(_ paths: [String]) throws {
        let output = try OutputFile(path: nil)
        var options = RecordOptions()
        options.format = .text
        options.maximumRecordBytes = 1 << 29
        var segmenter = TermSegmenter(lexicon: lexicon, segmenter: try WordSegmenter())
        var bytes: [UInt8] = []
        for (source, path) in paths.enumerated() {
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
}
