/// What annotation tools export, turned into plain records: an object with the text and the label under the name of the
/// field that is trained.
///
/// - Label Studio (JSON): `data` with the text, `annotations[].result[]` with `from_name` and `value.choices`
/// - Prodigy (JSONL): `answer` accept, reject or ignore; `accept` (choices) or `label` (one question a line)
/// - doccano (JSONL): `label` or `labels`, a list
enum AnnotationExport {
    enum Reading {
        case record(JSONValue)
        /// One answer to "does this label hold?": of Prodigy, where a text comes once for each label.
        case answer(label: String, holds: Bool, JSONValue)
        /// Left out, for nobody judged it.
        case unjudged
        case problem(String)
    }

    static func read(_ value: JSONValue, labelField: String) -> Reading {
        if case .object? = value["data"], let annotations = value["annotations"] ?? value["completions"],
            case .array(let all) = annotations
        {
            return LabelStudioTask.read(value, all, labelField: labelField)
        }
        if case .string(let answer)? = value["answer"], ["accept", "reject", "ignore"].contains(answer) {
            return prodigy(value, answer, labelField: labelField)
        }
        return .record(value)
    }

    private static func prodigy(_ value: JSONValue, _ answer: String, labelField: String) -> Reading {
        if answer == "ignore" { return .unjudged }
        if let accepted = value["accept"] {
            return answer == "accept" ? .record(value.with(accepted, as: labelField)) : .unjudged
        }
        if value[labelField] != nil { return answer == "accept" ? .record(value) : .unjudged }
        guard let label = value["label"]?.text else { return .unjudged }
        return .answer(label: label, holds: answer == "accept", value)
    }

    /// Where a record without the field for complaint categories may have them: singular, or as doccano names them.
    static let categoryFields = ["category", "labels", "label"]
}

/// A task of Label Studio's JSON export.
enum LabelStudioTask {
    static func read(_ task: JSONValue, _ annotations: [JSONValue], labelField: String) -> AnnotationExport.Reading {
        let kept = annotations.filter { $0["was_cancelled"]?.isTrue != true }
        guard let first = kept.first else { return .unjudged }
        guard case .object(var members)? = task["data"] else { return .unjudged }
        let chosen = kept.first { $0["ground_truth"]?.isTrue == true } ?? first
        var answers = choices(chosen)
        let names = Set(answers.map(\.control)).subtracting(["complaint", "sentiment"])
        if !answers.contains(where: { $0.control == labelField }), labelField == "categories" {
            // One question alone is the one that is meant.
            if names.count > 1 {
                let listed = names.sorted().joined(separator: ", ")
                return .problem("the task has several questions (\(listed)): name one with --label")
            }
            if let only = names.first {
                answers = answers.map { ($0.control == only ? labelField : $0.control, $0.labels) }
            } else if names.isEmpty {
                answers.append((labelField, []))
            }
        }
        if chosen["ground_truth"]?.isTrue != true,
            kept.dropFirst().contains(where: { differ(choices($0), choices(first)) })
        {
            return .problem("the annotators disagree: set one annotation as ground truth, or take the task out")
        }
        for (control, labels) in answers {
            members.removeAll { $0.key == control }
            let strings = labels.map { JSONValue.string($0) }
            // Fields that are no lists elsewhere are none here.
            members.append((control, control == labelField ? .array(strings) : strings.first ?? .null))
        }
        return .record(.object(members))
    }

    private static func differ(_ a: [(control: String, labels: [String])], _ b: [(control: String, labels: [String])])
        -> Bool
    {
        func flat(_ answers: [(control: String, labels: [String])]) -> Set<String> {
            Set(answers.flatMap { answer in answer.labels.map { "\(answer.control)\u{0}\($0)" } })
        }
        return flat(a) != flat(b)
    }

    /// Labels by the control that asked for them; a control may answer in several results.
    private static func choices(_ annotation: JSONValue) -> [(control: String, labels: [String])] {
        guard case .array(let results)? = annotation["result"] else { return [] }
        var answers: [(control: String, labels: [String])] = []
        for result in results {
            guard let control = result["from_name"]?.text, case .array(let chosen)? = result["value"]?["choices"] else {
                continue
            }
            let labels = chosen.compactMap(\.text)
            if let known = answers.firstIndex(where: { $0.control == control }) {
                answers[known].labels += labels
            } else {
                answers.append((control, labels))
            }
        }
        return answers
    }
}

extension JSONValue {
    /// An object with one member more, or another value of it.
    func with(_ value: JSONValue, as name: String) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members.removeAll { $0.key == name }
        members.append((name, value))
        return .object(members)
    }
}
