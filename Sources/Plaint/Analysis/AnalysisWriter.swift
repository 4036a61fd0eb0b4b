/// Writes the results of a worker as the member `plaint` of an output line, version 1 of the format:
///
///     "plaint":{"v":1,"lang":"zh","sentiment":"negative","score":-0.380,"positive":1.900,"negative":-3.100,
///       "complaint":0.941,"category":"speed","categories":["speed"],"probability":{"product":0.062,…},"cues":["…"]}
///
/// `"origin":"quoted"` or `"template"` stands behind `lang` where no word is the writer's own. `clauses` (with `--clauses`), `raw`, `evidence` and `features` (with `--explain`) follow. Numbers have three decimals.
/// Offsets count Unicode scalars of the original text.
extension AnalysisWorker {
    /// Most features that an explanation lists.
    static let explainedFeatures = 10

    /// Appends `"plaint":{…}`, without a comma before or a brace behind.
    public mutating func appendMember(to output: inout [UInt8]) {
        member.removeAll()
        member.append(#""plaint":{"v":1,"lang":""#)
        member.append(language.text)
        if origin != .own {
            member.append(#"","origin":""#)
            member.append(origin.text)
        }
        member.append(#"","sentiment":""#)
        member.append(score.sentiment.text)
        member.append(#"","score":"#)
        member.appendThousandths(score.score)
        member.append(#","positive":"#)
        member.appendThousandths(score.positive)
        member.append(#","negative":"#)
        member.appendThousandths(score.negative)
        appendClassification()
        member.append(#","cues":["#)
        var isFirst = true
        for index in cues.selected.indices where !isMasked(cues.selected[index]) {
            if !isFirst { member.append(.comma) }
            isFirst = false
            member.appendString(cues.form(index))
        }
        member.append(.closeBracket)
        output.append(contentsOf: UnsafeBufferPointer(start: member.base, count: member.count))
        if analyzer.options.clauses { appendClauses(&output) }
        if analyzer.options.explains { appendExplanation(&output) }
        output.append(.closeBrace)
    }

    private mutating func appendClassification() {
        if analyzer.model.labelling.hasGate {
            member.append(#","complaint":"#)
            member.appendThousandths(classifier.complaint)
        }
        member.append(#","category":"#)
        if let first = classifier.categories.first {
            member.append(categoryNames[first])
        } else {
            member.append("null")
        }
        member.append(#","categories":["#)
        for (index, category) in classifier.categories.enumerated() {
            if index > 0 { member.append(.comma) }
            member.append(categoryNames[category])
        }
        member.append(#"],"probability":{"#)
        for (index, probability) in classifier.probabilities.enumerated() {
            if index > 0 { member.append(.comma) }
            member.append(categoryNames[index])
            member.append(":")
            member.appendThousandths(probability)
        }
        member.append(.closeBrace)
    }

    /// A cue that reaches into personal data is not written.
    private func isMasked(_ cue: CueSelector.Selected) -> Bool {
        guard places.hasMasks else { return false }
        return places.isMasked(
            clean.originalScalars(
                atStart: Int(cue.span.lowerBound))..<clean.originalScalars(atEnd: Int(cue.span.upperBound)))
    }

    private func append(_ text: StaticString, _ output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func append(_ text: String, _ output: inout [UInt8]) { output.append(contentsOf: text.utf8) }

    private func number(_ key: StaticString, _ value: Int32, _ output: inout [UInt8]) {
        append(key, &output)
        JSONText.appendThousandths(Int(value), to: &output)
    }

    private func appendClauses(_ output: inout [UInt8]) {
        append(#","clauses":["#, &output)
        for (index, clause) in clauseResults.enumerated() {
            if index > 0 { output.append(.comma) }
            appendSpan(clause.start, clause.end, &output)
            append(#","sentiment":""#, &output)
            append(clause.score.sentiment.rawValue, &output)
            number(#"","score":"#, clause.score.score, &output)
            append(#","category":"#, &output)
            if let category = clause.category {
                JSONText.appendString(analyzer.model.labelling.categories[category], to: &output)
            } else {
                append("null", &output)
            }
            append("}", &output)
        }
        append("]", &output)
    }

    /// Appends `{"start":…,"end":…` in scalars of the original.
    private func appendSpan(_ start: Int32, _ end: Int32, _ output: inout [UInt8]) {
        append(#"{"start":"#, &output)
        append(String(places.start(clean.originalScalars(atStart: Int(start)))), &output)
        append(#","end":"#, &output)
        append(String(places.end(clean.originalScalars(atEnd: Int(end)))), &output)
    }

    private func appendExplanation(_ output: inout [UInt8]) {
        number(#","raw":"#, score.raw, &output)
        append(#","evidence":["#, &output)
        for (index, evidence) in scorer.evidence.enumerated() {
            if index > 0 { output.append(.comma) }
            appendSpan(evidence.start, evidence.end, &output)
            append(#","term":"#, &output)
            JSONText.appendString(analyzer.lexicon.term(evidence.entry), to: &output)
            append(#","rule":""#, &output)
            append(evidence.rule.rawValue, &output)
            number(#"","value":"#, evidence.value, &output)
            append("}", &output)
        }
        append(#"],"features":["#, &output)
        for (index, feature) in largestFeatures(limit: Self.explainedFeatures).enumerated() {
            if index > 0 { output.append(.comma) }
            append(#"{"feature":"#, &output)
            JSONText.appendString(feature.feature, to: &output)
            append(#","category":"#, &output)
            JSONText.appendString(feature.category, to: &output)
            number(#","value":"#, feature.value, &output)
            append("}", &output)
        }
        append("]", &output)
    }
}
