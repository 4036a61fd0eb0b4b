import Glibc

/// Reads the inputs one after the other into work items. One thread.
struct SourceFeed: ~Copyable {
    private let paths: [String]
    private let options: RecordOptions
    private let live: Bool
    private var source: OpenSource?
    private var next = 0
    private var hasTold = false

    init(paths: [String], options: RecordOptions, live: Bool) {
        self.paths = paths
        self.options = options
        self.live = live
    }

    /// Fills `item` with the next block, or with the failure of a source. False when nothing is left.
    mutating func fill(_ item: WorkItem) -> Bool {
        item.notices.removeAll(keepingCapacity: true)
        item.output.removeAll(keepingCapacity: true)
        item.issues.removeAll(keepingCapacity: true)
        item.counts = RecordCounts()
        while Interruption.signal == nil {
            do throws(RecordSourceError) {
                if source == nil {
                    guard next < paths.count else { return false }
                    next += 1
                    hasTold = false
                    source = OpenSource(
                        try RecordReader(path: paths[next - 1], source: next - 1, options: options, live: live))
                }
                guard let source else { return false }
                if try read(source, into: item) { return true }
                self.source = nil
            } catch {
                source = nil
                item.block.clear()
                item.notices.append(.failure(error.description))
                return true
            }
        }
        return false
    }

    private mutating func read(_ source: OpenSource, into item: WorkItem) throws(RecordSourceError) -> Bool {
        item.path = paths[next - 1]
        let hasBlock = try source.reader.read(into: item.block)
        item.bytesRead = source.reader.bytesRead
        if !hasTold, let layout = source.reader.layout {
            item.notices.append(.layout(path: item.path, summary: layout.summary))
            hasTold = true
        }
        return hasBlock
    }
}

/// An optional reader: an optional of a type that cannot be copied cannot be changed in place.
private final class OpenSource {
    var reader: RecordReader
    init(_ reader: consuming RecordReader) { self.reader = reader }
}
