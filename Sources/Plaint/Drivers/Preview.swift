/// Shows what would be read, without labelling: what is decided for each source, and its first records.
public struct Preview {
    /// Records shown of each source.
    public static let records = 5

    private var options: RecordOptions
    private let report: (DriverNotice) -> Void

    /// - Parameter lexicon: the one of the run that is looked at beforehand.
    public init(records options: RecordOptions, lexicon: Lexicon, report: @escaping (DriverNotice) -> Void) {
        self.options = options
        self.options.roles = RoleNames(lexicon: lexicon, agents: [])
        self.report = report
    }

    /// Writes the records of `paths` as lines of JSON, with the text, the time, and what else was found under `plaint`.
    /// Returns false if a source cannot be read.
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
                appendFindings(parser: &parser, item.block.layout?.fields, to: &lines)
                shown += 1
            }
        }
        return lines
    }

    /// The member `plaint` and the closing brace.
    private func appendFindings(parser: inout RecordParser, _ fields: RecordFields?, to lines: inout [UInt8]) {
        lines.append(contentsOf: #""plaint":{"text":"#.utf8)
        JSONText.appendString(parser.text.span, to: &lines)
        var findings: [(name: String, value: String?)] = []
        if fields?.time != nil {
            findings.append(("at", RecordTime.iso(parser.time.span, seenAt: parser.crawlTime.span)))
        }
        for (name, field) in [("id", fields?.id), ("rating", fields?.rating)] {
            if let field { findings.append((name, parser.value(at: field.name))) }
        }
        for (name, value) in findings {
            lines.append(contentsOf: ",\"\(name)\":".utf8)
            if let value { JSONText.appendString(value, to: &lines) } else { lines.append(contentsOf: "null".utf8) }
        }
        lines.append(contentsOf: "}}\n".utf8)
    }
}
