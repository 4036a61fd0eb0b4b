/// Labelled records of some files, with what could not be read.
public struct LabelledCorpus: Sendable {
    public private(set) var records: [LabelledRecord] = []
    /// One sentence each, with file and line.
    public internal(set) var problems: [String] = []
    /// What was decided while reading, for people: a sentence each.
    public internal(set) var notices: [String] = []
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
    ///   - reading: where the text is, if not under one of the usual names; the encoding; the longest record.
    /// - Throws: if a file cannot be read.
    public init(
        paths: [String], labelField: String = "categories", acceptLabels: Bool = false,
        reading options: RecordOptions = RecordOptions()
    ) throws {
        self.labelField = labelField
        self.acceptLabels = acceptLabels
        for (source, path) in paths.enumerated() {
            switch CorpusFile.kind(of: path) {
            case .array:
                try JSONArrayFile.forEach(path) { element, number in
                    takeElement(JSONValue.parse(element), options.textField, "\(path):\(number)", path)
                }
            case .fastText:
                var lines = options
                (lines.format, lines.textField) = (.text, nil)
                try readRecords(path, source, lines, isFastText: true)
            case .records: try readRecords(path, source, options, isFastText: false)
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
            do throws(LabelProblem) {
                try takeRecord(value, own: own, text, isRow: isRow, place, path)
            } catch {
                problems.append("\(place): \(error.description)")
            }
        }
    }

    private mutating func takeRecord(
        _ value: JSONValue, own: JSONValue?, _ text: String, isRow: Bool, _ place: String, _ path: String
    ) throws(LabelProblem) {
        let hasGate = Self.hasGate(labelField)
        let isList = isRow || hasGate
        if let labels = try labelsByHand(value, isSplit: isList, path) { return add(labels, value, nil, text, place) }
        guard let own, var labels = try LabelText.labels(own[labelField], isSplit: isList, dropsNone: hasGate) else {
            unlabelled += 1
            return
        }
        try Self.correct(&labels, by: own)
        add(labels, value, own, text, place)
    }

    /// The labels that a person gave; `nil` where nobody did.
    private mutating func labelsByHand(
        _ value: JSONValue, isSplit: Bool, _ path: String
    ) throws(LabelProblem) -> [String]? {
        let given = labelValue(value, path)
        guard Self.hasGate(labelField) else { return try LabelText.labels(given, isSplit: isSplit, dropsNone: false) }
        let complaint = value["complaint"]
        let isSilent = given == nil || given?.isNull == true
        // A plain no says all there is to say of categories.
        if isSilent, complaint?.text.flatMap(LabelText.truth) == false { return [] }
        // Both cells of a row empty: not looked at yet. Without the other column an empty list is all that can say no.
        if LabelText.isBlank(given), LabelText.isBlank(complaint) || complaint?.isNull == true { return nil }
        return try LabelText.labels(given, isSplit: isSplit, dropsNone: true)
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

    /// In Plaint's own output the category that a person put right takes the place of the first of the list.
    private static func correct(_ labels: inout [String], by own: JSONValue) throws(LabelProblem) {
        guard let category = own["category"] else { return }
        if category.isNull {
            guard labels.isEmpty else {
                throw LabelProblem("\"category\" is null but \"categories\" is \(labels): put one of the two right")
            }
            return
        }
        guard let primary = category.text.map(LabelText.trimmed) else { throw LabelProblem(notAName: category) }
        if LabelText.isNone(primary) {
            labels = []
        } else {
            labels = [primary] + labels.dropFirst().filter { $0 != primary }
        }
    }

    private mutating func takeAnswer(
        _ label: String, _ holds: Bool, _ value: JSONValue, _ text: String, _ place: String
    ) {
        // Yes to "none" says that it is no complaint; no to it does not say what it complains of.
        let isNone = Self.hasGate(labelField) && LabelText.isNone(label)
        if let known = answered[text] ?? nil {
            guard holds, !isNone, !records[known].labels.contains(label) else { return }
            records[known].labels.append(label)
            records[known].isComplaint = true
        } else if holds {
            let before = records.count
            add(isNone ? [] : [label], value, nil, text, place)
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
            // What stands at the top was said by hand, and goes before the program's own.
            let byHand = value["complaint"]?.text.flatMap { $0.isEmpty ? nil : $0 }
            if let said = byHand ?? Self.complaint(own) {
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
