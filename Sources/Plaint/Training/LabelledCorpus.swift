/// Labelled records of some files, with what could not be read.
public struct LabelledCorpus: Sendable {
    public private(set) var records: [LabelledRecord] = []
    /// One sentence each, with file and line.
    public internal(set) var problems: [String] = []
    /// What was decided while reading, for people: a sentence each.
    public private(set) var notices: [String] = []
    /// Records without the label, or with only Plaint's own.
    public internal(set) var unlabelled = 0
    /// Records that an annotator skipped, or only said no to.
    public private(set) var unjudged = 0
    public let labelField: String

    /// Whether this label field is that of the complaint categories, which have a gate before them.
    public static func hasGate(_ labelField: String) -> Bool { labelField == "categories" }

    let acceptLabels: Bool
    /// Texts of which only single questions were answered (Prodigy): the record, or nil while every answer was no.
    private var answered: [String: Int?] = [:]
    private var noticed: Set<String> = []

    /// Reads corpora: JSONL, CSV, TSV, a JSON array, fastText's format, and what annotation tools export (see
    /// `AnnotationExport`).
    ///
    /// - Parameters:
    ///   - labelField: holds a string, a number, or a list of them; in CSV and TSV a list is split at `,`, `;` and `|`.
    ///   - acceptLabels: the labels that Plaint wrote itself (under `plaint`) count where a record has none by hand.
    ///   - textField: where the text is; else found by the usual names.
    /// - Throws: if a file cannot be read.
    public init(
        paths: [String], labelField: String = "categories", acceptLabels: Bool = false, textField: String? = nil
    ) throws {
        self.labelField = labelField
        self.acceptLabels = acceptLabels
        for (source, path) in paths.enumerated() {
            switch CorpusFile.kind(of: path) {
            case .array:
                try JSONArrayFile.forEach(path) { element, line in
                    takeElement(JSONValue.parse(element), textField, "\(path):\(line)", path)
                }
            case .fastText: try readRecords(path, source, RecordOptions(format: .text), isFastText: true)
            case .records: try readRecords(path, source, RecordOptions(textField: textField), isFastText: false)
            }
        }
        unjudged += answered.values.count { $0 == nil }
        answered = [:]
    }

    /// Takes a record; `own` is what Plaint wrote itself, where that is accepted.
    mutating func take(
        _ value: JSONValue, own: JSONValue?, _ text: String, isRow: Bool, _ place: String, _ path: String
    ) {
        guard !text.allSatisfy(\.isWhitespace) else {
            problems.append("\(place): the text is empty: take the record out, or give it a text")
            return
        }
        switch AnnotationExport.read(value, labelField: labelField) {
        case .unjudged: unjudged += 1
        case .problem(let problem): problems.append("\(place): \(problem)")
        case .answer(let label, let holds, let value):
            takeAnswer(label, holds, value.with(.array([.string(label)]), as: labelField), text, place)
        case .record(let value):
            let isList = isRow || Self.hasGate(labelField)
            let drops = Self.hasGate(labelField)
            let byHand = LabelText.labels(
                labelValue(value, path), isSplit: isList, dropsNone: drops)
            let labels =
                byHand ?? own.flatMap { LabelText.labels($0[labelField], isSplit: isList, dropsNone: drops) }
            guard var labels else {
                unlabelled += 1
                return
            }
            if byHand == nil, let own, let problem = Self.correct(&labels, by: own) {
                problems.append("\(place): \(problem)")
                return
            }
            add(labels, value, byHand == nil ? own : nil, text, place)
        }
    }

    /// The field that is trained; for complaint categories also the names that other tools give it.
    private mutating func labelValue(_ value: JSONValue, _ path: String) -> JSONValue? {
        if let found = value[labelField] { return found }
        guard Self.hasGate(labelField) else { return nil }
        for name in AnnotationExport.categoryFields {
            guard let found = value[name] else { continue }
            if noticed.insert("\(path)\u{0}\(name)").inserted {
                notices.append("\(path): the categories are taken from \"\(name)\"")
            }
            return found
        }
        return nil
    }

    /// In Plaint's own output the category that a person put right goes before the list.
    private static func correct(_ labels: inout [String], by own: JSONValue) -> String? {
        guard let category = own["category"] else { return nil }
        guard let primary = category.text else {
            return labels.isEmpty
                ? nil : "\"category\" is null but \"categories\" is \(labels): put one of the two right"
        }
        labels = [primary] + labels.filter { $0 != primary }
        return nil
    }

    private mutating func takeAnswer(
        _ label: String, _ holds: Bool, _ value: JSONValue, _ text: String, _ place: String
    ) {
        if let known = answered[text] ?? nil {
            if holds, !records[known].labels.contains(label) { records[known].labels.append(label) }
        } else if holds {
            let before = records.count
            add([label], value, nil, text, place)
            if records.count > before { answered[text] = before }
        } else {
            answered[text] = .some(nil)
        }
    }

    private mutating func add(
        _ labels: [String], _ value: JSONValue, _ own: JSONValue?, _ text: String, _ place: String
    ) {
        if let bad = labels.first(where: { !LabelText.isUsable($0) }) {
            problems.append(
                "\(place): the label \(bad.debugDescription) has a comma or a control character, or is '-': give it another name"
            )
            return
        }
        var isComplaint = true
        if Self.hasGate(labelField) {
            let said = own == nil ? value["complaint"]?.text : Self.complaint(own)
            if let said, !said.isEmpty {
                guard let truth = LabelText.truth(said) else {
                    problems.append("\(place): \"complaint\" is '\(said)': use true or false")
                    return
                }
                isComplaint = truth
            } else {
                isComplaint = !labels.isEmpty
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
        guard own?["category"]?.isNull == true else { return nil }
        return own?["complaint"]?.text.flatMap { Double($0) }.map { $0 >= 0.5 ? "true" : "false" }
    }
}
