/// Labels the records of one block after the other: one worker thread's share of a driver.
struct BlockLabeller: ~Copyable {
    private var parser = RecordParser()
    private var worker: AnalysisWorker

    init(_ analyzer: Analyzer) throws(SegmentationError) { worker = try analyzer.makeWorker() }

    /// Fills the item's output, counts and issues from its block.
    mutating func label(_ item: WorkItem) {
        item.output.removeAll(keepingCapacity: true)
        item.issues.removeAll(keepingCapacity: true)
        var counts = RecordCounts()
        parser.begin(item.block)
        loop: while true {
            switch parser.next() {
            case .end: break loop
            case .skipped: counts.skipped += 1
            case .rejected(let issue):
                counts.rejected += 1
                item.issues.append(issue)
            case .text:
                // The record stays where it is until the next one is asked for.
                worker.analyze(inPlace: parser.text)
                parser.appendObject(to: &item.output)
                worker.appendMember(to: &item.output)
                item.output.append(.closeBrace)
                item.output.append(.lineFeed)
                counts.written += 1
            }
            counts.read += 1
        }
        counts.malformedUTF8 = parser.malformedUTF8
        item.counts = counts
    }
}
