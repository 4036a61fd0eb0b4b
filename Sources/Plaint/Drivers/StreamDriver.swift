/// Labels standard input line by line as it comes: what is there is answered as soon as the input pauses, so a single
/// line is answered before the next arrives, and a fast input is read in large blocks.
public struct StreamDriver {
    private let driver: BatchDriver

    public init(analyzer: Analyzer, records: RecordOptions, threads: Int, report: @escaping (DriverNotice) -> Void) {
        driver = BatchDriver(analyzer: analyzer, records: records, threads: threads, report: report)
    }

    public func run(outputPath: String?) throws -> BatchDriver.Outcome {
        try driver.run(SourceFeed(paths: ["-"], options: driver.records, live: true), outputPath)
    }
}
