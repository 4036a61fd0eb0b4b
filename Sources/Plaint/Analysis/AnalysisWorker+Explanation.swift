extension AnalysisWorker {
    /// The last text's analysis for people: clean view, tokens, terms with what the rules did, score, and what decided
    /// complaint and category. Only with `explains` set.
    public func explanation(coloured: Bool) -> String {
        let paint = Paint(coloured: coloured)
        var out = ""
        let view = clean.bytes
        out += paint.title("text     ") + String(decoding: view, as: UTF8.self) + "\n"
        out += paint.title("language ") + language.rawValue + "\n"
        if origin != .own { out += paint.title("origin   ") + origin.rawValue + "\n" }
        out += paint.title("tokens   ") + tokenLine(view) + "\n"
        out += paint.title("evidence") + "\n" + evidenceLines(paint, view)
        out += paint.title("clauses") + "\n" + clauseLines(paint, view)
        out += paint.title("sentiment ") + paint.sentiment(score.sentiment)
        out += "  score \(Self.thousandths(score.score))  = raw \(Self.thousandths(score.raw))"
        out += " (praise \(Self.thousandths(score.positive)), blame \(Self.thousandths(score.negative)))\n"
        return out + classificationLines(paint)
    }

    private func tokenLine(_ view: [UInt8]) -> String {
        var words: [String] = []
        for token in matcher.tokens where token.kind != .space {
            words.append(String(decoding: view[token.range], as: UTF8.self))
        }
        return words.joined(separator: "|")
    }

    private func evidenceLines(_ paint: Paint, _ view: [UInt8]) -> String {
        if scorer.evidence.isEmpty { return "  (no term of the lexicon with a valence)\n" }
        var out = ""
        for evidence in scorer.evidence {
            let span = view[Int(evidence.start)..<Int(evidence.end)]
            let value = paint.value(evidence.value, Self.thousandths(evidence.value))
            out += "  \(value)  \(evidence.rule.rawValue)  \(String(decoding: span, as: UTF8.self))"
            let term = analyzer.lexicon.term(evidence.entry)
            out += term.utf8.elementsEqual(span) ? "\n" : "  [\(term)]\n"
        }
        return out
    }

    private func clauseLines(_ paint: Paint, _ view: [UInt8]) -> String {
        var out = ""
        for clause in clauseResults {
            let span = String(decoding: view[Int(clause.start)..<Int(clause.end)], as: UTF8.self)
            let value = paint.value(clause.score.score, Self.thousandths(clause.score.score))
            let category = clause.category.map { "  " + analyzer.model.labelling.categories[$0] } ?? ""
            out += "  \(value)\(category)  \(span)\n"
        }
        return out
    }

    private func classificationLines(_ paint: Paint) -> String {
        var out = ""
        let model = analyzer.model
        if model.labelling.hasGate {
            out += paint.title("complaint ") + Self.thousandths(classifier.complaint)
            out += "  (from \(Self.thousandths(model.thresholds[0])) on)\n"
        }
        let names = classifier.categories.map { model.labelling.categories[$0] }
        out += paint.title("category  ") + (names.isEmpty ? "none" : names.joined(separator: ", "))
        for (name, probability) in zip(model.labelling.categories, classifier.probabilities) {
            out += "  \(name) \(Self.thousandths(probability))"
        }
        out += "\n" + paint.title("features") + "\n"
        for feature in largestFeatures(limit: Self.explainedFeatures) {
            out +=
                "  \(paint.value(feature.value, Self.thousandths(feature.value)))  \(feature.category)  \(feature.feature)\n"
        }
        return out
    }

    private static func thousandths(_ value: Int32) -> String {
        var bytes: [UInt8] = []
        JSONText.appendThousandths(Int(value), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Colours for a terminal.
private struct Paint {
    let coloured: Bool

    private func wrap(_ text: String, _ code: String) -> String { coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    func title(_ text: String) -> String { wrap(text, "1") }
    func value(_ value: Int32, _ text: String) -> String {
        let padded = String(repeating: " ", count: max(0, 7 - text.utf8.count)) + text
        return value == 0 ? padded : wrap(padded, value > 0 ? "32" : "31")
    }
    func sentiment(_ sentiment: Sentiment) -> String {
        switch sentiment {
        case .positive: wrap(sentiment.rawValue, "32")
        case .neutral: sentiment.rawValue
        case .negative: wrap(sentiment.rawValue, "31")
        }
    }
}
