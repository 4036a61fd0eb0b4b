import Plaint

/// The line at the end of a run, and the progress during it.
struct RunSummary {
    private let started = monotonicSeconds()
    private var lastShown = 0.0
    private let totalBytes: Int?

    /// `totalBytes` is the size of all inputs, if all are files.
    init(totalBytes: Int?) { self.totalBytes = totalBytes }

    /// Shows rate and time left, at most five times a second.
    mutating func show(_ counts: RecordCounts) {
        guard Diagnostics.isTerminal else { return }
        let seconds = monotonicSeconds() - started
        guard seconds - lastShown >= 0.2 else { return }
        lastShown = seconds
        var text = "\(counts.read) records, \(decimal(Double(counts.bytes) / seconds / 1e6, 1)) MB/s"
        if let totalBytes, counts.bytes > 0 {
            let left = seconds * Double(max(0, totalBytes - counts.bytes)) / Double(counts.bytes)
            text +=
                ", \(decimal(100 * Double(counts.bytes) / Double(max(1, totalBytes)), 0)) %, \(decimal(left, 0)) s left"
        }
        Diagnostics.showProgress(text)
    }

    /// Prints the counts, checks that none is lost, and says what the exit status must be.
    func finish(_ outcome: BatchDriver.Outcome, toleratesRejected: Bool) -> Int32 {
        let counts = outcome.counts
        let seconds = monotonicSeconds() - started
        var line =
            "plaint: in \(counts.read), out \(counts.written), rejected \(counts.rejected), skipped \(counts.skipped)"
        line += ", \(decimal(seconds, 2)) s, \(decimal(Double(counts.bytes) / max(seconds, 1e-6) / 1e6, 1)) MB/s"
        if counts.malformedUTF8 > 0 { line += ", \(counts.malformedUTF8) malformed UTF-8 sequences replaced" }
        Diagnostics.print(line)
        guard counts.isConserved else {
            Diagnostics.print(
                "plaint: in is not out + rejected + skipped: this is a fault of plaint; do not use the output")
            return Exit.failure
        }
        if outcome.failed { return Exit.failure }
        return counts.rejected > 0 && !toleratesRejected ? Exit.found : Exit.success
    }
}
