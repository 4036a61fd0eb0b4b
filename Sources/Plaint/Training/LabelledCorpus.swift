/// A record of a corpus: a text with its labels by hand.
public struct LabelledRecord: Sendable {
    public var text: String
    /// Labels of the field that is trained, distinct, as written; the first is the primary one.
    public var labels: [String]
    /// Whether it complains; for labellings with a gate.
    public var isComplaint: Bool
    public var sentiment: Sentiment?
    /// For messages: the file and the line.
    public var place: String
}

/// A corpus could not be used.
public struct CorpusError: Error, CustomStringConvertible {
    public let description: String
    public init(description: String) { self.description = description }
}

/// Labelled records of some files, with what could not be read.
public struct LabelledCorpus: Sendable {
    public private(set) var records: [LabelledRecord] = []
    /// One sentence each, with file and line.
    public private(set) var problems: [String] = []
    /// Records without the label, or with only Plaint's own.
    public private(set) var unlabelled = 0
    public let labelField: String

    /// Whether this label field is that of the complaint categories, which have a gate before them.
    public static func hasGate(_ labelField: String) -> Bool { labelField == "categories" }

    /// Reads corpora (JSONL, CSV or TSV). `labelField` holds a string, a number, or an array of them; with
    /// `acceptLabels` the labels that Plaint wrote itself (under `plaint`) count where a record has none by hand.
    public init(paths: [String], labelField: String = "categories", acceptLabels: Bool = false) throws {
        self.labelField = labelField
        for (source, path) in paths.enumerated() {
            var reader = try RecordReader(path: path, source: source, options: RecordOptions(), live: false)
            let block = RecordBlock()
            var parser = RecordParser()
            while try reader.read(into: block) {
                parser.begin(block)
                read(&parser, path, acceptLabels)
            }
        }
    }

    /// Calls `body` with the text of each record, labelled or not, and its place.
    static func forEachText(of path: String, _ body: (String, String) -> Void) throws {
        var reader = try RecordReader(path: path, source: 0, options: RecordOptions(), live: false)
        let block = RecordBlock()
        var parser = RecordParser()
        while try reader.read(into: block) {
            parser.begin(block)
            loop: while true {
                switch parser.next() {
                case .end: break loop
                case .skipped, .rejected: continue
                case .text:
                    body(String(decoding: parser.text, as: UTF8.self), "\(path):\(parser.position.line)")
                }
            }
        }
    }

    private mutating func read(_ parser: inout RecordParser, _ path: String, _ acceptLabels: Bool) {
        while true {
            switch parser.next() {
            case .end: return
            case .skipped: continue
            case .rejected(let issue): problems.append("\(path):\(issue.line): \(issue.message)")
            case .text:
                let text = String(decoding: parser.text, as: UTF8.self)
                let own = acceptLabels && parser.shape == .object ? JSONValue.parse(parser.record.span)["plaint"] : nil
                var object: [UInt8] = []
                // Plaint's own member is left out of this.
                parser.appendObject(to: &object)
                if object.last == .comma { object.removeLast() }
                object.append(.closeBrace)
                take(JSONValue.parse(object.span), own: own, text, "\(path):\(parser.position.line)")
            }
        }
    }

    /// Takes a record; `own` is what Plaint wrote itself, where that is accepted.
    private mutating func take(_ value: JSONValue, own: JSONValue?, _ text: String, _ place: String) {
        guard !text.allSatisfy(\.isWhitespace) else {
            problems.append("\(place): the text is empty: take the record out, or give it a text")
            return
        }
        let gate = Self.hasGate(labelField)
        let byHand = Self.labels(value[labelField], isList: gate)
        guard let labels = byHand ?? own.flatMap({ Self.labels($0[labelField], isList: gate) }) else {
            unlabelled += 1
            return
        }
        if let bad = labels.first(where: { !Self.isUsable($0) }) {
            problems.append(
                "\(place): the label \(bad.debugDescription) has a comma or a control character, or is '-': give it another name"
            )
            return
        }
        var isComplaint = true
        if gate {
            switch byHand == nil ? Self.complaint(own) : value["complaint"]?.text {
            case "true", "1": isComplaint = true
            case "false", "0": isComplaint = false
            case nil: isComplaint = !labels.isEmpty
            case let other?:
                problems.append("\(place): \"complaint\" is '\(other)': use true or false")
                return
            }
            if !isComplaint, !labels.isEmpty {
                problems.append("\(place): no complaint, but categories \(labels): take one of the two out")
                return
            }
        }
        records.append(
            LabelledRecord(
                text: text, labels: labels, isComplaint: isComplaint,
                sentiment: value["sentiment"]?.text.flatMap(Sentiment.init(rawValue:)), place: place))
    }

    /// What Plaint's own probability of a complaint comes to.
    private static func complaint(_ own: JSONValue?) -> String? {
        guard own?["category"] == .null else { return nil }
        return own?["complaint"]?.text.flatMap { Double($0) }.map { $0 >= 0.5 ? "true" : "false" }
    }

    /// Counts and models hold labels in lines, joined by commas; "-" is there for no complaint.
    private static func isUsable(_ label: String) -> Bool {
        label != "-" && !label.isEmpty && !label.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: ",") }
    }

    /// Labels of a field: an array, or one value; in CSV a list is written with commas. `nil` if there are none to be had.
    private static func labels(_ value: JSONValue?, isList: Bool) -> [String]? {
        var found: [String]
        switch value {
        case .array(let elements)?: found = elements.compactMap(\.text)
        case .string(let text)? where isList:
            found = text.split(whereSeparator: { ",;|".contains($0) }).map(String.init)
        case let single?:
            guard let text = single.text, !text.isEmpty else { return nil }
            found = [text]
        case nil: return nil
        }
        found = found.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty && $0 != "none" || !isList }
        var distinct: [String] = []
        for label in found where !distinct.contains(label) { distinct.append(label) }
        return distinct
    }
}
