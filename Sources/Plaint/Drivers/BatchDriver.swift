/// Labels files: reader, stateless workers, one ordered stage. The bytes written are the same for any number of
/// threads.
public struct BatchDriver {
    public var analyzer: Analyzer
    public var records: RecordOptions
    public var options: DriverOptions
    /// Number of workers; 1 runs everything on the calling thread.
    public var threads: Int
    /// Told in the order of the input, on the calling thread.
    public var report: (DriverNotice) -> Void
    /// Told after each block.
    public var progress: ((RunProgress) -> Void)?

    public init(
        analyzer: Analyzer, records: RecordOptions, options: DriverOptions = DriverOptions(), threads: Int,
        report: @escaping (DriverNotice) -> Void
    ) {
        self.analyzer = analyzer
        self.records = records
        self.options = options
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
    ///
    /// A run that writes a regular file from regular files leaves checkpoints beside it until it is done.
    public func run(_ paths: [String], outputPath: String?) throws -> Outcome {
        try run(paths, outputPath, live: false)
    }

    func run(_ paths: [String], _ outputPath: String?, live: Bool) throws -> Outcome {
        try checkFiles(paths, outputPath)
        var driver = self
        let canBeReadAgain = !live && paths.allSatisfy { Checkpoint.identity(of: $0) != nil }
        if canBeReadAgain { driver.options.fingerprint = fingerprint(paths) }
        let start = try startingPoint(paths, outputPath)
        var stage = try OrderedStage(
            outputPath: outputPath, options: driver.options, startingAt: start,
            canBeReadAgain: canBeReadAgain,
            hasOneTable: paths.count == 1 && isTable(paths[0]), report: masking(report), progress: progress)
        stage.conversations = try analyzer.options.conversations.map { try ConversationStage($0) }
        stage.toldFields = driver.toldFields
        stage.isLive = live
        driver.records.conversationField = driver.toldFields.conversation
        driver.records.roleField = driver.toldFields.role
        driver.records.roles = RoleNames(
            lexicon: analyzer.lexicon, agents: analyzer.options.conversations?.agents ?? [])
        let feed = SourceFeed(paths: paths, options: driver.records, live: live, startingAt: start)
        if threads == 1 {
            try runSerial(feed, &stage)
        } else {
            try runParallel(feed, &stage)
        }
        if Interruption.signal == nil { try stage.finish() } else { try stage.interrupt() }
        try stage.conversations?.finish()
        stage.warn()
        if let conversations = stage.conversations { report(.summary(conversations.summary)) }
        if analyzer.options.masks { report(.summary(stage.masked.summary)) }
        return Outcome(counts: stage.counts, failed: stage.failed)
    }

    /// Before anything is opened for writing.
    private func checkFiles(_ paths: [String], _ outputPath: String?) throws(DriverError) {
        var files = DistinctFiles(inputs: paths)
        for resource in options.resources { files.read(resource.path, as: resource.use) }
        try files.add(outputPath, as: "-o", leavesCheckpoints: true)
        if let path = options.rejectsPath { try files.add(path, as: "--rejects") }
        guard let conversations = analyzer.options.conversations else { return }
        if let path = conversations.statePath { try files.add(path, as: "--state") }
        if let target = conversations.alerts { try files.add(alerts: target) }
    }

    /// What must be the same in a run that goes on: options, lexicon, model, and the files in their order. Lexicon and model
    /// go by their digests, since another build has others under the same name.
    func fingerprint(_ paths: [String]) -> [String] {
        options.fingerprint + ["lexicon \(analyzer.lexicon.digest)", "model \(analyzer.model.digest)"]
            + paths.map { Checkpoint.identity(of: $0) ?? $0 }
    }

    /// The fields that the options name.
    private var toldFields: ToldFields {
        let conversations = analyzer.options.conversations
        return ToldFields(
            conversation: conversations?.conversationField, role: conversations?.roleField, time: records.timeField)
    }

    /// Names of columns, which a message may quote, can be a record's first line.
    private func masking(_ report: @escaping (DriverNotice) -> Void) -> (DriverNotice) -> Void {
        guard analyzer.options.masks else { return report }
        let masker = RecordMasker()
        return { report(.masked(masker.masked($0.text))) }
    }

    /// Where to begin: at the beginning, or at the checkpoint of an earlier run.
    private func startingPoint(_ paths: [String], _ outputPath: String?) throws(DriverError) -> Checkpoint {
        guard options.resumes else { return Checkpoint() }
        guard analyzer.options.conversations == nil else {
            throw DriverError(
                description: "--resume cannot go on with conversations: how they stood is not kept with it")
        }
        guard let outputPath, outputPath != "-", !paths.contains("-") else {
            throw DriverError(
                description: "--resume needs named files, and -o FILE: a pipe cannot be read or written again")
        }
        guard let checkpoint = Checkpoint.load(beside: outputPath) else {
            report(.nothingToResume(path: outputPath))
            return Checkpoint()
        }
        if let difference = checkpoint.difference(from: fingerprint(paths)) {
            throw DriverError(
                description: "--resume: not the same run as before, \(difference); give the command of that run, with"
                    + " its files in their order, or run again without --resume")
        }
        for (path, length) in [(outputPath, checkpoint.outputLength), (options.rejectsPath, checkpoint.rejectsLength)] {
            guard let path, length > 0, OutputFile.unfinishedLength(of: path) < length else { continue }
            throw DriverError(
                description: "--resume: the unfinished \(path).part is shorter than its checkpoint says; "
                    + "run again without --resume")
        }
        report(.resumed(path: outputPath, counts: checkpoint.counts))
        return checkpoint
    }

    /// True if the source has one header for all its records.
    private func isTable(_ path: String) -> Bool {
        if let format = records.format { return format.separator != nil }
        return FormatDetection.byName(path)?.separator != nil && FormatDetection.ending(path) != "zip"
    }

    private func runSerial(_ feed: consuming SourceFeed, _ stage: inout OrderedStage) throws {
        var feed = feed
        var labeller = try BlockLabeller(analyzer, options)
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
        let (analyzer, options) = (analyzer, options)
        // A worker that cannot be made must fail here, not on its thread.
        _ = try BlockLabeller(analyzer, options)
        let box = FeedBox(feed)
        let reader = WorkerThread {
            var feed = box.take()
            while let item = exchange.takeFree(), feed.fill(item) { exchange.submit(item) }
            exchange.close()
        }
        let workers = (0..<threads).map { _ in
            WorkerThread {
                guard var labeller = try? BlockLabeller(analyzer, options) else {
                    fatalError("ICU could not be opened again")
                }
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
