/// Labels the records of one block after the other: one worker thread's share of a driver.
struct BlockLabeller: ~Copyable {
    /// Rejected records of a run that are told on standard error, each with its place.
    static let mostIssues = 1_000

    private var parser = RecordParser()
    private var worker: AnalysisWorker
    private let options: DriverOptions
    private var turns: TurnReader?
    private var masker: RecordMasker?
    /// Fields whose absence this worker has shown with the members of a record.
    private var shownAbsences: [Bool]

    init(_ analyzer: Analyzer, _ options: DriverOptions) throws(SegmentationError) {
        worker = try analyzer.makeWorker()
        self.options = options
        shownAbsences = FieldAbsences.Field.allCases.map { _ in false }
        if let conversations = analyzer.options.conversations { turns = TurnReader(conversations, analyzer.lexicon) }
        if analyzer.options.masks { masker = RecordMasker() }
    }

    /// Fills the item's output, counts and issues from its block.
    mutating func label(_ item: WorkItem) {
        item.output.removeAll(keepingCapacity: true)
        item.issues.removeAll(keepingCapacity: true)
        item.rejects.removeAll(keepingCapacity: true)
        item.turns.removeAll(keepingCapacity: true)
        item.absences.removeAll()
        var counts = RecordCounts()
        let hasTime = item.block.layout?.fields.time != nil
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
                guard write(item, hasTime: hasTime) else {
                    reject(
                        RecordIssue(
                            line: parser.position.line, byte: 0, offset: parser.position.offset, reason: .notMasked,
                            excerpt: ""), item, &counts)
                    counts.read += 1
                    if options.onError == .fail { break loop } else { continue loop }
                }
                counts.written += 1
            }
            counts.read += 1
        }
        counts.malformedUTF8 = parser.malformedUTF8 + item.block.replaced
        item.counts = counts
        item.strayLines = parser.strayLines
        item.strayLines.utf8 = item.block.utf8Lines
        item.unknownRoles = turns?.takeUnknownRoles() ?? UnknownRoles()
        item.masked = masker?.takeCounts() ?? MaskCounts()
    }

    /// Writes the labelled record. False if it had to be withheld.
    private mutating func write(_ item: WorkItem, hasTime: Bool) -> Bool {
        let start = item.output.count
        // The record stays where it is until the next one is asked for.
        let text = turns?.begin(parser) ?? parser.text
        if let turns { worker.signals.sides = turns.sides }
        countAbsences(item)
        worker.analyze(inPlace: text)
        if turns != nil || masker != nil {
            worker.places = masker?.places(in: parser.text, analysed: text) ?? .init(skipping: text, in: parser.text)
        }
        parser.appendObject(to: &item.output)
        worker.appendMember(to: &item.output)
        if hasTime { appendTime(to: &item.output) }
        if let masker, !masker.mask(&item.output, from: start) {
            item.output.removeLast(item.output.count - start)
            return false
        }
        if var turn = turns?.finish(worker, path: item.path, insertAt: item.output.count - 1) {
            if let masker, let turns {
                turn.isNameMasked = masker.mask(&turn.name, named: turns.conversationName)
            }
            item.turns.append(turn)
        }
        item.output.append(.closeBrace)
        item.output.append(.lineFeed)
        return true
    }

    /// Of the fields that somebody relies on, those that the current record lacks. A table's header has shown that it has the
    /// columns that were told.
    private mutating func countAbsences(_ item: WorkItem) {
        if let turns {
            count(.conversation, isLacking: turns.lacksConversation, item)
            if turns.isRoleTold, parser.shape == .object { count(.role, isLacking: turns.lacksRole, item) }
        }
        if item.block.layout?.fields.time?.origin == .option, parser.shape != .row {
            count(.time, isLacking: parser.time.isEmpty, item)
        }
    }

    private mutating func count(_ field: FieldAbsences.Field, isLacking: Bool, _ item: WorkItem) {
        item.absences.count(field, isLacking: isLacking)
        guard isLacking, !shownAbsences[field.rawValue] else { return }
        shownAbsences[field.rawValue] = true
        item.absences.setMembers(parser.memberNames(upTo: FieldAbsences.mostMembers), lacking: field)
    }

    private func reject(_ issue: RecordIssue, _ item: WorkItem, _ counts: inout RecordCounts) {
        let issue = masker == nil ? issue : issue.withoutExcerpt
        if options.rejectsPath != nil {
            let bytes = masker == nil ? parser.rejectedBytes : nil
            RejectedRecord.append(issue, path: item.path, bytes: bytes, to: &item.rejects)
        }
        if options.isOneToOne {
            RejectedRecord.appendInPlace(line: issue.line, reason: issue.reason.description, to: &item.output)
        }
        if options.onError == .skip {
            counts.skipped += 1
        } else {
            counts.rejected += 1
            if item.issues.count < Self.mostIssues { item.issues.append(issue) }
        }
    }

    /// Puts the time into the object that was just written, as its last member.
    private func appendTime(to output: inout [UInt8]) {
        output.removeLast()
        output.append(contentsOf: #","at":"#.utf8)
        if let time = RecordTime.iso(parser.time.span, seenAt: parser.crawlTime.span) {
            JSONText.appendString(time, to: &output)
        } else {
            output.append(contentsOf: "null".utf8)
        }
        output.append(.closeBrace)
    }
}
