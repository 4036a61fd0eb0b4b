import Glibc

/// What passes one by one, in the order of the input: output, counts, notices, progress. Runs on one thread.
struct OrderedStage {
    private let output: OutputFile
    private let report: (DriverNotice) -> Void
    private let progress: ((RunProgress) -> Void)?
    private(set) var counts = RecordCounts()
    private(set) var failed = false
    /// Follows conversations, where that is wanted.
    var conversations: ConversationStage?
    private(set) var masked = MaskCounts()
    private var bytesBySource: [Int: Int] = [:]

    init(
        output: OutputFile, report: @escaping (DriverNotice) -> Void, progress: ((RunProgress) -> Void)?
    ) {
        self.output = output
        self.report = report
        self.progress = progress
    }

    mutating func take(_ item: WorkItem) throws(OutputError) {
        for notice in item.notices {
            if case .failure = notice { failed = true }
            report(notice)
        }
        for issue in item.issues { report(.issue(path: item.path, issue)) }
        try conversations?.take(item)
        masked.add(item.masked)
        if !item.output.isEmpty { try output.write(item.output) }
        counts.add(item.counts)
        bytesBySource[item.block.source] = item.bytesRead
        counts.bytes = bytesBySource.values.reduce(0, +)
        progress?(RunProgress(counts: counts))
    }
}

/// How far a run is.
public struct RunProgress: Sendable {
    public var counts: RecordCounts
}
