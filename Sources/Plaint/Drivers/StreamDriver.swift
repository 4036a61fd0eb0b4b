/// Labels standard input line by line as it comes: what is there is answered as soon as the input pauses, so a single
/// line is answered before the next arrives, and a fast input is read in large blocks.
public struct StreamDriver {
    private let driver: BatchDriver

    public init(
        analyzer: Analyzer, records: RecordOptions, options: DriverOptions = DriverOptions(), threads: Int,
        report: @escaping (DriverNotice) -> Void
    ) {
        driver = BatchDriver(
            analyzer: analyzer, records: records, options: options, threads: threads, report: report)
    }

    public func run(outputPath: String?) throws -> BatchDriver.Outcome {
        try driver.run(["-"], outputPath, live: true)
    }
}
