/// Labels the records of one block after the other: one worker thread's share of a driver.
struct BlockLabeller: ~Copyable {
    private var parser = RecordParser()
    private var worker: AnalysisWorker
    private var turns: TurnReader?
    private var masker: RecordMasker?

    init(_ analyzer: Analyzer) throws(SegmentationError) {
        worker = try analyzer.makeWorker()
        if let conversations = analyzer.options.conversations { turns = TurnReader(conversations, analyzer.lexicon) }
        if analyzer.options.masks { masker = RecordMasker() }
    }

    /// Fills the item's output, counts and issues from its block.
    mutating func label(_ item: WorkItem) {
        item.output.removeAll(keepingCapacity: true)
        item.issues.removeAll(keepingCapacity: true)
        item.turns.removeAll(keepingCapacity: true)
        var counts = RecordCounts()
        parser.begin(item.block)
        loop: while true {
            switch parser.next() {
            case .end: break loop
            case .skipped: counts.skipped += 1
            case .rejected(let issue):
                counts.rejected += 1
                item.issues.append(masker == nil ? issue : issue.withoutExcerpt)
            case .text:
                if write(item) { counts.written += 1 } else { counts.rejected += 1 }
            }
            counts.read += 1
        }
        counts.malformedUTF8 = parser.malformedUTF8
        item.counts = counts
        item.masked = masker?.takeCounts() ?? MaskCounts()
    }

    /// Writes the labelled record. False if it had to be withheld.
    private mutating func write(_ item: WorkItem) -> Bool {
        let start = item.output.count
        let text = turns?.text(of: parser) ?? parser.text
        worker.analyze(text)
        worker.places = masker?.places(in: parser.text, analysed: text) ?? .init(skipping: text, in: parser.text)
        parser.appendObject(to: &item.output)
        worker.appendMember(to: &item.output)
        let isMasked = masker?.mask(&item.output, from: start)
        if isMasked == false {
            item.output.removeLast(item.output.count - start)
            item.issues.append(
                RecordIssue(
                    line: parser.position.line, byte: 0, offset: parser.position.offset, reason: .notMasked, excerpt: ""
                ))
            return false
        }
        if var turn = turns?.read(parser, worker, path: item.path, insertAt: item.output.count - 1) {
            if isMasked != nil { masker?.mask(&turn.name) }
            item.turns.append(turn)
        }
        item.output.append(.closeBrace)
        item.output.append(.lineFeed)
        return true
    }
}
