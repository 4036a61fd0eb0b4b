import Glibc

/// Reads the inputs one after the other into work items. One thread.
struct SourceFeed: ~Copyable {
    private let paths: [String]
    private let options: RecordOptions
    private let live: Bool
    /// Where an earlier run was ended.
    private let start: Checkpoint
    private var source: OpenSource?
    private var nextPath = 0
    /// What is left of the sources in the path before `nextPath`.
    private var members: ArraySlice<SourceMember?> = []
    private var nextSource = 0
    /// Sheets of the workbook that have been read, and whether all so far had no text.
    private var workbook = (sheets: 0, withText: 0)

    init(paths: [String], options: RecordOptions, live: Bool, startingAt start: Checkpoint = Checkpoint()) {
        self.paths = paths
        self.options = options
        self.live = live
        self.start = start
    }

    /// Fills `item` with the next block, or with the failure of a source. False when nothing is left.
    mutating func fill(_ item: WorkItem) -> Bool {
        item.clear()
        while Interruption.signal == nil {
            do throws(RecordSourceError) {
                if source == nil, try !openNext() { return false }
                guard let source else { continue }
                item.path = source.name
                if try read(source, into: item) { return true }
                workbook.withText += 1
                self.source = nil
            } catch {
                let isSheetWithoutText = self.isSheetWithoutText(error)
                let name = source?.name ?? error.path
                item.brokeOff = source?.hasGiven == true
                source = nil
                item.block.clear()
                item.notices.append(
                    isSheetWithoutText
                        ? .passedOver(path: name, reason: "no column looks like a text")
                        : .failure(error.description(of: name)))
                return true
            }
        }
        return false
    }

    /// Reads no more of the source that the last item came from.
    mutating func leaveSource() { source = nil }

    /// A workbook has sheets that are no records; it must have one that is.
    private func isSheetWithoutText(_ error: RecordSourceError) -> Bool {
        guard workbook.sheets > 1, case .textColumnMissing(nil, _) = error.reason else { return false }
        return !members.isEmpty || workbook.withText > 0
    }

    /// Opens the next source. False when there is none.
    private mutating func openNext() throws(RecordSourceError) -> Bool {
        while members.isEmpty {
            guard nextPath < paths.count else { return false }
            nextPath += 1
            let path = paths[nextPath - 1]
            // What cannot be opened here is told when it is opened to be read.
            let found = live ? [] : (try? SourceMember.list(in: path)) ?? []
            members = found.isEmpty ? [nil] : found.map { $0 }[...]
            workbook = (found.count, 0)
        }
        let member = members.removeFirst()
        nextSource += 1
        guard nextSource - 1 >= start.source else {
            workbook.withText += 1
            return true
        }
        let path = paths[nextPath - 1]
        let name = member.map { "\(path)/\($0.label)" } ?? path
        source = OpenSource(
            try RecordReader(path: path, member: member, source: nextSource - 1, options: options, live: live), name)
        if nextSource - 1 == start.source { try skipDone() }
        return true
    }

    /// Passes over the blocks that an earlier run has labelled.
    private func skipDone() throws(RecordSourceError) {
        guard let source, start.blocksOfSource > 0 else { return }
        let block = RecordBlock()
        for _ in 0..<start.blocksOfSource {
            guard try source.reader.read(into: block) else { break }
        }
        guard block.offset + block.count == start.offset else {
            throw RecordSourceError(path: source.name, reason: .changed)
        }
        source.hasTold = true
        source.hasGiven = true
        source.toldEncoding = source.reader.encoding
    }

    private func read(_ source: OpenSource, into item: WorkItem) throws(RecordSourceError) -> Bool {
        let hasBlock = try source.reader.read(into: item.block)
        item.bytesRead = source.reader.bytesRead
        if !source.hasTold, let layout = source.reader.layout {
            item.notices.append(.layout(path: source.name, summary: layout.summary))
            source.hasTold = true
        }
        if let encoding = source.reader.encoding, encoding != source.toldEncoding {
            source.toldEncoding = encoding
            let isTold = options.encoding != nil
            item.notices.append(.encoding(path: source.name, name: encoding.name, isTold: isTold))
        }
        if let line = source.reader.firstUndecidedLine, !source.hasToldUndecided {
            source.hasToldUndecided = true
            item.notices.append(.undecided(path: source.name, line: line))
        }
        if hasBlock { source.hasGiven = true }
        return hasBlock
    }
}

/// An optional reader: an optional of a type that cannot be copied cannot be changed in place.
private final class OpenSource {
    var reader: RecordReader
    let name: String
    var hasTold = false
    var hasGiven = false
    var hasToldUndecided = false
    /// UTF-8 goes without saying.
    var toldEncoding: TextEncoding? = .utf8

    init(_ reader: consuming RecordReader, _ name: String) {
        self.reader = reader
        self.name = name
    }
}
