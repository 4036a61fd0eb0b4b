extension EvaluationReport {
    /// The report as aligned tables for a terminal, without colours; three decimals, "—" for what is undefined.
    public func text() -> String {
        var text = subject.text
        if let gate { text += gate.text }
        if let categories { text += categories.text(hasGate: gate != nil) }
        if let sentiment { text += sentiment.text }
        return text
    }
}

extension EvaluationReport.Subject {
    fileprivate var text: String {
        var table = TextTable(leftAligned: 2)
        table.add(["records", "\(records)"])
        if unlabelled > 0 { table.add(["left out", "\(unlabelled) without this label"]) }
        if problems > 0 { table.add([unlabelled > 0 ? "" : "left out", "\(problems) with problems"]) }
        table.add(["label", TextTable.printable(labelField)])
        table.add(["categories", TextTable.printable(categories.joined(separator: ", "))])
        switch model {
        case .trained(let digest): table.add(["model", digest])
        case .crossValidated(let folds): table.add(["model", "\(folds) folds, one model each"])
        }
        table.add(["lexicon", lexiconDigest])
        table.add(["languages", languages.map { "\($0.language.rawValue) \($0.records)" }.joined(separator: ", ")])
        return "Evaluated\n" + table.text
    }
}

extension GateEvaluation {
    fileprivate var text: String {
        let text = "\nComplaint or not\n" + TextTable(scores).text + "\n" + TextTable(confusion).text + "\n"
        let at = precisionAtRecall
        var table = TextTable(header: ["at recall 0.8 or more", "threshold", "recall", "precision", "95 % interval"])
        table.add(
            ["as in these records"] + [at.threshold, at.recall.value, at.precision.value].map(TextTable.number)
                + [TextTable.interval(at.precision.interval)])
        table.add(
            ["if 10 % were complaints"] + [at.threshold, at.recall.value, at.atLowPrevalence].map(TextTable.number)
                + [TextTable.undefined])
        for row in baselines {
            let name = row.answerer == .lexicon ? "lexicon only" : "every text"
            for (title, precision) in [(name, row.precision.value), ("\(name), 10 %", row.atLowPrevalence)] {
                table.add([title, TextTable.undefined] + [row.recall.value, precision].map(TextTable.number))
            }
        }
        return text + table.text + "\n" + calibration.text
    }
}

extension CategoryEvaluation {
    fileprivate func text(hasGate: Bool) -> String {
        var text = hasGate ? "\nCategories (primary answer; none if it is no complaint)\n" : "\nLabels\n"
        text += TextTable(scores).text + "\n" + TextTable(classes, title: hasGate ? "label set" : "label").text
        text += "\n" + TextTable(confusion).text + "\n"
        var table = TextTable(header: ["--min-probability", "answered", "right", "95 % interval", "in gold", "n"])
        for row in coverage + baselineCoverage {
            table.add(
                [row.title]
                    + [TextTable.number(row.coverage.value), TextTable.number(row.precision.value)]
                    + [TextTable.interval(row.precision.interval), TextTable.number(row.hit.value)]
                    + ["\(row.precision.count)"])
        }
        return text + table.text + "\n" + calibration.text
    }
}

extension CoverageRow {
    fileprivate var title: String {
        switch answerer {
        case .model: minimumProbability.map { DecimalText.text($0, decimals: 1) } ?? "as answered"
        case .lexicon: "lexicon only"
        case .majority: "most frequent"
        }
    }
}

extension SentimentEvaluation {
    fileprivate var text: String {
        "\nSentiment (lexicon: without rules)\n" + TextTable(scores).text + "\n"
            + TextTable(classes, title: "label").text + "\n" + TextTable(confusion).text
    }
}

extension CalibrationMetrics {
    fileprivate var text: String {
        var summary = TextTable(header: [
            "probabilities", "Brier", "of base rates", "skill", "ECE", "ECE if perfect", "n",
        ])
        summary.add(
            ["all"] + [brier, baseRateBrier, brierSkill, ece, expectedECE].map(TextTable.number) + ["\(count)"])
        var table = TextTable(header: ["from … to", "mean said", "came true", "n"])
        for bin in bins {
            table.add(
                ["\(TextTable.number(bin.lowest)) … \(TextTable.number(bin.highest))"]
                    + [bin.meanProbability, bin.frequency].map(TextTable.number) + ["\(bin.count)"])
        }
        return summary.text + "\n" + table.text
    }
}

extension TextTable {
    fileprivate init(_ scores: [Score]) {
        self.init(header: ["score", "value", "95 % interval", "n", "majority", "lexicon"])
        for score in scores {
            add(
                [score.metric.title, Self.number(score.estimate.value), Self.interval(score.estimate.interval)]
                    + ["\(score.count)", Self.number(score.majority), Self.number(score.lexicon)])
        }
    }

    fileprivate init(_ classes: [ClassScore], title: String) {
        self.init(header: [title, "precision", "recall", "F1", "support"])
        for row in classes {
            add(
                [Self.printable(row.label)]
                    + [row.counts.precision.value, row.counts.recall.value, row.counts.f1].map(Self.number)
                    + ["\(row.counts.support)"])
        }
    }

    /// A row for each label in the gold, a column for each label in the gold or among the answers.
    fileprivate init(_ matrix: ConfusionMatrix) {
        let shown = matrix.labels.indices.filter { matrix.f1(of: $0) != nil }
        let names = shown.map { Self.printable(matrix.labels[$0]) }
        self.init(header: ["gold \\ answer"] + names)
        for (gold, name) in zip(shown, names) where matrix.classCounts(of: gold).support > 0 {
            add([name] + shown.map { "\(matrix[gold, $0])" })
        }
    }
}
