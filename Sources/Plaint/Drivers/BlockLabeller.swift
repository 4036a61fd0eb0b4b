/// Labels the records of one block after the other: one worker thread's share of a driver.
struct BlockLabeller: ~Copyable {
    private var parser = RecordParser()
    private var worker: AnalysisWorker
    private let options: DriverOptions

    init(_ analyzer: Analyzer, _ options: DriverOptions) throws(SegmentationError) {
        worker = try analyzer.makeWorker()
        self.options = options
    }

    /// Fills the item's output, counts and issues from its block.
    mutating func label(_ item: WorkItem) {
        item.output.removeAll(keepingCapacity: true)
        item.issues.removeAll(keepingCapacity: true)
        item.rejects.removeAll(keepingCapacity: true)
        var counts = RecordCounts()
        let hasTime = item.block.layout?.timeField != nil
        parser.begin(item.block)
        loop: while true {
            switch parser.next() {
            case .end: break loop
            case .skipped:
                counts.skipped += 1
                if options.isOneToOne {
                    RejectedRecord.appendInPlace(
                        line: parser.position.line, reason: "the line is blank", to: &item.output)
                }
            case .rejected(let issue):
                reject(issue, item, &counts)
                counts.read += 1
                // What comes after it is not wanted.
                if options.onError == .fail { break loop } else { continue loop }
            case .text:
                // The record stays where it is until the next one is asked for.
                worker.analyze(inPlace: parser.text)
                parser.appendObject(to: &item.output)
                worker.appendMember(to: &item.output)
                if hasTime { appendTime(to: &item.output) }
                item.output.append(.closeBrace)
                item.output.append(.lineFeed)
                counts.written += 1
            }
            counts.read += 1
        }
        counts.malformedUTF8 = parser.malformedUTF8 + item.block.replaced
        item.counts = counts
    }

    private func reject(_ issue: RecordIssue, _ item: WorkItem, _ counts: inout RecordCounts) {
        if options.rejectsPath != nil {
            RejectedRecord.append(issue, path: item.path, bytes: parser.rejectedBytes, to: &item.rejects)
        }
        if options.isOneToOne {
            RejectedRecord.appendInPlace(line: issue.line, reason: issue.reason.description, to: &item.output)
        }
        if options.onError == .skip {
            counts.skipped += 1
        } else {
            counts.rejected += 1
            item.issues.append(issue)
        }
    }

    /// Puts the time into the object that was just written, as its last member.
    private func appendTime(to output: inout [UInt8]) {
        output.removeLast()
        output.append(contentsOf: #","at":"#.utf8)
        if let time = RecordTime.iso(parser.time.span) {
            JSONText.appendString(time, to: &output)
        } else {
            output.append(contentsOf: "null".utf8)
        }
        output.append(.closeBrace)
    }
}
