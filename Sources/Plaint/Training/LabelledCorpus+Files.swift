/// Reading the files of a corpus, record by record.
extension LabelledCorpus {
    /// Calls `read` with a reader of each source that lies in a file, and its name: the file itself, the sheets of a
    /// workbook, the files of a zip archive. Returns the sheets that were passed over, having no text; one must have.
    @discardableResult static func forEachReader(
        of path: String, _ source: Int, _ options: RecordOptions,
        _ read: (inout RecordReader, String) throws -> Void
    ) throws -> [String] {
        let members = try SourceMember.list(in: path)
        guard !members.isEmpty else {
            var reader = try RecordReader(path: path, source: source, options: options, live: false)
            try read(&reader, path)
            return []
        }
        var passedOver: [String] = []
        for member in members {
            let name = "\(path)/\(member.label)"
            do {
                var reader = try RecordReader(
                    path: path, member: member, source: source, options: options, live: false)
                try read(&reader, name)
            } catch let error as RecordSourceError {
                guard case .sheet = member, case .textColumnMissing(nil, _) = error.reason,
                    passedOver.count + 1 < members.count
                else { throw CorpusError(description: error.description(of: name)) }
                passedOver.append(name)
            }
        }
        return passedOver
    }

    /// Calls `body` with the text of each record, labelled or not, and its place.
    static func forEachText(of path: String, _ options: RecordOptions, _ body: (String, String) -> Void) throws {
        try forEachReader(of: path, 0, options) { reader, name in try forEachText(of: &reader, name, body) }
    }

    static func forEachText(
        of reader: inout RecordReader, _ name: String, _ body: (String, String) -> Void
    ) throws(RecordSourceError) {
        let block = RecordBlock()
        var parser = RecordParser()
        while try reader.read(into: block) {
            parser.begin(block)
            loop: while true {
                switch parser.next() {
                case .end: break loop
                case .skipped, .rejected: continue
                case .text:
                    body(String(decoding: parser.text, as: UTF8.self), "\(name):\(parser.position.line)")
                }
            }
        }
    }

    mutating func readRecords(
        _ path: String, _ source: Int, _ options: RecordOptions, isFastText: Bool
    ) throws {
        let passedOver = try Self.forEachReader(of: path, source, options) { reader, name in
            let block = RecordBlock()
            var parser = RecordParser()
            while try reader.read(into: block) {
                parser.begin(block)
                read(&parser, name, isFastText: isFastText)
            }
        }
        notices += passedOver.map { "\($0): passed over, for no column looks like a text" }
    }

    private mutating func read(_ parser: inout RecordParser, _ path: String, isFastText: Bool) {
        var object: [UInt8] = []
        while true {
            switch parser.next() {
            case .end: return
            case .skipped: continue
            case .rejected(let issue): problems.append("\(path):\(issue.line): \(issue.message)")
            case .text:
                let text = String(decoding: parser.text, as: UTF8.self)
                let place = "\(path):\(parser.position.line)"
                if isFastText {
                    takeFastText(text, place, path)
                    continue
                }
                let own = acceptLabels && parser.shape == .object ? JSONValue.parse(parser.record.span)["plaint"] : nil
                object.removeAll(keepingCapacity: true)
                // Plaint's own member is left out of this.
                parser.appendObject(to: &object)
                if object.last == .comma { object.removeLast() }
                object.append(.closeBrace)
                take(JSONValue.parse(object.span), own: own, text, isRow: parser.shape == .row, place, path)
            }
        }
    }

    private mutating func takeFastText(_ line: String, _ place: String, _ path: String) {
        guard let (labels, text) = CorpusFile.splitFastText(line) else {
            unlabelled += 1
            return
        }
        let list = JSONValue.array(labels.map { .string($0) })
        take(.object([(labelField, list)]), own: nil, text, isRow: false, place, path)
    }

    /// An object of a JSON array.
    mutating func takeElement(_ value: JSONValue, _ textField: String?, _ place: String, _ path: String) {
        do throws(LabelProblem) {
            let text = try Self.text(ofElement: value, textField)
            let own = acceptLabels ? value["plaint"] : nil
            take(value.without("plaint"), own: own, text, isRow: false, place, path)
        } catch {
            problems.append("\(place): \(error.description)")
        }
    }

    static func text(ofElement value: JSONValue, _ textField: String?) throws(LabelProblem) -> String {
        let holder = value["data"].flatMap { data in if case .object = data { data } else { nil } } ?? value
        guard case .object(let members) = holder else {
            throw LabelProblem("the element is no object: each must be one record")
        }
        let names = members.map(\.key)
        guard let name = textField ?? TextField.choose(among: names).map({ names[$0] }),
            let found = holder[name] ?? value.value(at: name)
        else { throw LabelProblem("the record has no text: name its member with --text-field") }
        guard case .string(let text) = found else {
            throw LabelProblem("the member \"\(name)\" is no string: name another one with --text-field")
        }
        return text
    }
}

extension JSONValue {
    /// What stands at the end of a way of names with dots between, `source.body`.
    func value(at way: String) -> JSONValue? {
        way.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
    }

    /// An object without the members of a name.
    func without(_ name: String) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != name })
    }
}
