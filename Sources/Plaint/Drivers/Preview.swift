/// Shows what would be read, without labelling: what is decided for each source, and its first records.
public struct Preview {
    /// Records shown of each source.
    public static let records = 5

    private let options: RecordOptions
    private let report: (DriverNotice) -> Void

    public init(records options: RecordOptions, report: @escaping (DriverNotice) -> Void) {
        self.options = options
        self.report = report
    }

    /// Writes the records of `paths` as lines of JSON, with the text and the time that were found under `plaint`. Returns
    /// false if a source cannot be read.
    public func run(_ paths: [String]) throws -> Bool {
        let output = try OutputFile(path: nil)
        var feed = SourceFeed(paths: paths, options: options, live: false)
        let item = WorkItem()
        var parser = RecordParser()
        var isReadable = true
        while feed.fill(item) {
            for notice in item.notices {
                if case .failure = notice { isReadable = false }
                report(notice)
            }
            try output.write(lines(of: item, &parser))
            if item.block.count > 0 { feed.leaveSource() }
        }
        return isReadable
    }

    private func lines(of item: WorkItem, _ parser: inout RecordParser) -> [UInt8] {
        var lines: [UInt8] = []
        var shown = 0
        parser.begin(item.block)
        while shown < Self.records {
            switch parser.next() {
            case .end: return lines
            case .skipped: continue
            case .rejected(let issue): report(.issue(path: item.path, issue))
            case .text:
                parser.appendObject(to: &lines)
                lines.append(contentsOf: #""plaint":{"text":"#.utf8)
                JSONText.appendString(parser.text.span, to: &lines)
                if item.block.layout?.timeField != nil {
                    lines.append(contentsOf: #","at":"#.utf8)
                    if let time = RecordTime.iso(parser.time.span) {
                        JSONText.appendString(time, to: &lines)
                    } else {
                        lines.append(contentsOf: "null".utf8)
                    }
                }
                lines.append(contentsOf: "}}\n".utf8)
                shown += 1
            }
        }
        return lines
    }
}
