extension Analyzer {
    /// Begins, on a thread of its own, what each run needs before its first text and what no option changes: ICU's rules and
    /// dictionary, the check that they agree with ICU's iterator, the digest of the segmentation that models are compared
    /// with; a quarter of a start's work. Returns at once; whoever needs the results waits for them.
    public static func prepare() {
        WorkerThread { _ = try? SegmentationCanary.digest() }.detach()
    }
}
