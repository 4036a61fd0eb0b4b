/// Labels files: reader, stateless workers, one ordered stage. The bytes written are the same for any number of
/// threads.
public struct BatchDriver {
    public var analyzer: Analyzer
    public var records: RecordOptions
    /// Number of workers; 1 runs everything on the calling thread.
    public var threads: Int
    /// Told in the order of the input, on the calling thread.
    public var report: (DriverNotice) -> Void
    /// Told after each block.
    public var progress: ((RunProgress) -> Void)?

    public init(analyzer: Analyzer, records: RecordOptions, threads: Int, report: @escaping (DriverNotice) -> Void) {
        self.analyzer = analyzer
        self.records = records
        self.threads = max(1, threads)
        self.report = report
    }

    /// What came of a run.
    public struct Outcome: Sendable {
        public var counts: RecordCounts
        /// A named source could not be read.
        public var failed: Bool
    }

    /// Labels `paths` ("-" is standard input) and writes to `outputPath` (`nil` is standard output).
    public func run(_ paths: [String], outputPath: String?) throws -> Outcome {
        try run(SourceFeed(paths: paths, options: records, live: false), outputPath)
    }

    func run(_ feed: consuming SourceFeed, _ outputPath: String?) throws -> Outcome {
        let output = try OutputFile(path: outputPath)
        var stage = OrderedStage(output: output, report: report, progress: progress)
        stage.conversations = try analyzer.options.conversations.map { try ConversationStage($0) }
        if threads == 1 {
            try runSerial(feed, &stage)
        } else {
            try runParallel(feed, &stage)
        }
        if Interruption.signal == nil { try output.finish() }
        try stage.conversations?.finish()
        if let conversations = stage.conversations { report(.summary(conversations.summary)) }
        if analyzer.options.masks { report(.summary(stage.masked.summary)) }
        return Outcome(counts: stage.counts, failed: stage.failed)
    }

    private func runSerial(_ feed: consuming SourceFeed, _ stage: inout OrderedStage) throws {
        var feed = feed
        var labeller = try BlockLabeller(analyzer)
        let item = WorkItem()
        while feed.fill(item) {
            labeller.label(item)
            try stage.take(item)
        }
    }

    /// The reader has a thread of its own; the ordered stage runs here. Blocks in flight: one being read, one at each
    /// worker, and as many waiting on either side.
    private func runParallel(_ feed: consuming SourceFeed, _ stage: inout OrderedStage) throws {
        let exchange = BlockExchange(capacity: 2 * threads + 2)
        let analyzer = analyzer
        // A worker that cannot be made must fail here, not on its thread.
        _ = try BlockLabeller(analyzer)
        let box = FeedBox(feed)
        let reader = WorkerThread {
            var feed = box.take()
            while let item = exchange.takeFree(), feed.fill(item) { exchange.submit(item) }
            exchange.close()
        }
        let workers = (0..<threads).map { _ in
            WorkerThread {
                guard var labeller = try? BlockLabeller(analyzer) else { fatalError("ICU could not be opened again") }
                while let (number, item) = exchange.takeWork() {
                    labeller.label(item)
                    exchange.finish(number, item)
                }
            }
        }
        do {
            while let item = exchange.takeOrdered() {
                try stage.take(item)
                exchange.giveBack(item)
            }
        } catch {
            exchange.cancel()
            for worker in workers { worker.join() }
            // The reader may be waiting for input that never comes. It ends by itself with the next block.
            reader.detach()
            throw error
        }
        for worker in workers { worker.join() }
        reader.join()
    }
}

/// Carries the feed to the reader's thread.
private final class FeedBox: @unchecked Sendable {
    private var feed: SourceFeed?
    init(_ feed: consuming SourceFeed) { self.feed = consume feed }
    func take() -> SourceFeed {
        guard let feed = feed.take() else { fatalError("the feed was taken already") }
        return feed
    }
}
