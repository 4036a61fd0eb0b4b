import Glibc

/// What passes one by one, in the order of the input: output, rejects, counts, checkpoints, notices, progress. Runs on one
/// thread.
struct OrderedStage {
    private let output: OutputFile
    private let outputPath: String?
    private let rejects: OutputFile?
    private var table: TableOutput?
    private let options: DriverOptions
    private let report: (DriverNotice) -> Void
    private let progress: ((RunProgress) -> Void)?
    /// Where the run is; written down only if `keepsCheckpoints`.
    private var position: Checkpoint
    private let keepsCheckpoints: Bool
    /// Follows conversations, where that is wanted.
    var conversations: ConversationStage?
    private(set) var masked = MaskCounts()
    /// Names of fields that were told, whether the input may have no end, and what was found of them.
    var toldFields = ToldFields()
    var isLive = false
    private var absences = FieldAbsences()
    private var unknownRoles = UnknownRoles()
    private var strayLines: [(path: String, lines: StrayLines)] = []
    /// Sources whose stray lines are told.
    private static let mostStraySources = 100
    private var hasWarnedEarly = false
    /// Bytes of the sources before the one that is being read, and of that one.
    private var bytesBefore = 0
    private var currentSource = (number: 0, bytes: 0)
    /// Rejected records that were told on standard error. A file of the wrong format would have millions.
    private var issuesTold = 0

    var counts: RecordCounts { position.counts }
    var failed: Bool { position.failed }

    /// - Parameters:
    ///   - position: where an earlier run was ended, or the beginning.
    ///   - canBeReadAgain: true if every source is a file.
    ///   - hasOneTable: true if all records have the same members.
    init(
        outputPath: String?, options: DriverOptions, startingAt position: Checkpoint, canBeReadAgain: Bool,
        hasOneTable: Bool, report: @escaping (DriverNotice) -> Void, progress: ((RunProgress) -> Void)?
    ) throws(OutputError) {
        // What an earlier run left says nothing of this one, whose first checkpoint may never come.
        if position == Checkpoint(), let outputPath { Checkpoint.remove(beside: outputPath) }
        output = try OutputFile(path: outputPath, packsByName: true, keeping: position.outputLength)
        rejects = try options.rejectsPath.map { (path) throws(OutputError) in
            try OutputFile(path: path, packsByName: true, keeping: position.rejectsLength)
        }
        self.outputPath = outputPath
        self.options = options
        self.position = position
        self.report = report
        self.progress = progress
        keepsCheckpoints = canBeReadAgain && output.isNamedAtEnd && rejects?.isNamedAtEnd != false
        if options.outputFormat == .csv {
            table = TableOutput(isForExcel: options.isForExcel, isFixed: hasOneTable, columns: position.columns)
        }
    }

    mutating func take(_ item: WorkItem) throws {
        for notice in item.notices {
            if case .failure = notice { position.failed = true }
            report(notice)
        }
        if item.brokeOff { position.brokeOff = true }
        for issue in item.issues.prefix(BlockLabeller.mostIssues - issuesTold) {
            report(.issue(path: item.path, issue))
            issuesTold += 1
        }
        try conversations?.take(item)
        masked.add(item.masked)
        absences.add(item.absences)
        unknownRoles.add(item.unknownRoles)
        if !item.strayLines.isEmpty { add(item.strayLines, of: item.path) }
        if isLive, !hasWarnedEarly { warnEarly() }
        try write(item.output)
        if !item.rejects.isEmpty { try rejects?.write(item.rejects) }
        position.counts.add(item.counts)
        if item.block.source != currentSource.number {
            bytesBefore += currentSource.bytes
            currentSource.number = item.block.source
        }
        currentSource.bytes = item.bytesRead
        position.counts.bytes = bytesBefore + item.bytesRead
        progress?(RunProgress(counts: counts))
        if options.onError == .fail, item.counts.rejected > 0 {
            throw DriverError(description: "stopped at the first rejected record, as --on-error fail says")
        }
        if item.block.count > 0 { try passBlock(item.block) }
    }

    private mutating func add(_ lines: StrayLines, of path: String) {
        if strayLines.last?.path == path {
            strayLines[strayLines.count - 1].lines.add(lines)
        } else if strayLines.count < Self.mostStraySources {
            strayLines.append((path, lines))
        }
    }

    /// A stream may have no end at which to say that no record has a field.
    private static let recordsBeforeWarning = 100

    private mutating func warnEarly() {
        for field in FieldAbsences.Field.allCases {
            let count = absences.counts[field.rawValue]
            guard count.records >= Self.recordsBeforeWarning, count.lacking == count.records,
                let warning = absences.warning(field, toldFields, amongFirst: Self.recordsBeforeWarning)
            else { continue }
            hasWarnedEarly = true
            report(.warning(warning))
        }
    }

    /// Says what was missing from the records, at the end of a run.
    func warn() {
        for field in FieldAbsences.Field.allCases {
            if let warning = absences.warning(field, toldFields) { report(.warning(warning)) }
        }
        if let warning = unknownRoles.summary { report(.warning(warning)) }
        for (path, lines) in strayLines {
            for warning in lines.warnings(path) { report(.warning(warning)) }
        }
    }

    private mutating func write(_ lines: [UInt8]) throws(OutputError) {
        guard !lines.isEmpty else { return }
        guard table != nil else { return try output.write(lines) }
        var rows: [UInt8] = []
        table?.append(lines, to: &rows)
        try output.write(rows)
    }

    /// Counts the block, and writes a checkpoint at fixed numbers of them.
    private mutating func passBlock(_ block: RecordBlock) throws(OutputError) {
        if block.source != position.source { position.blocksOfSource = 0 }
        position.source = block.source
        position.blocksOfSource += 1
        position.blocksInAll += 1
        position.offset = block.offset + block.count
        if keepsCheckpoints, position.blocksInAll.isMultiple(of: Checkpoint.blocks) { try saveCheckpoint() }
    }

    private mutating func saveCheckpoint() throws(OutputError) {
        guard let outputPath else { return }
        try output.endFrame()
        try rejects?.endFrame()
        position.outputLength = output.length
        position.rejectsLength = rejects?.length ?? 0
        position.columns = table?.columns
        position.fingerprint = options.fingerprint
        try position.save(beside: outputPath)
    }

    /// After a signal: a last checkpoint, so that nothing need be done again. A compressed output has none between the
    /// fixed ones, because a frame would end there.
    mutating func interrupt() throws(OutputError) {
        guard keepsCheckpoints, !output.isPacked, rejects?.isPacked != true else { return }
        try saveCheckpoint()
    }

    /// All files get their names, unless the rest of a source is missing in them.
    func finish() throws(OutputError) {
        if counts.rejected > issuesTold, options.onError != .skip {
            report(.more(rejected: counts.rejected - issuesTold, areKept: options.rejectsPath != nil))
        }
        if keepsCheckpoints, let outputPath { Checkpoint.remove(beside: outputPath) }
        // A source that is not there at all is told, and the others are whole without it.
        let isWhole = !position.brokeOff && !(failed && counts.read == 0)
        for file in [rejects, output].compactMap({ $0 }) {
            try file.finish(isWhole: isWhole)
            if !isWhole, let path = file.partial { report(.unnamed(path: path)) }
        }
    }
}

/// How far a run is.
public struct RunProgress: Sendable {
    public var counts: RecordCounts
}
