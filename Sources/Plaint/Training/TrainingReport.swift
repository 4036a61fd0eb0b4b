/// What a training run read, rejected and learned.
public struct TrainingReport: Sendable {
    public var records = 0
    /// Number of records for each set of labels; keys as in `FeatureCounts.labelSets`.
    public var labelSets: [String: Int] = [:]
    public var features = 0
    public var problems: [String] = []
    public var unlabelled = 0
    /// Records that an annotator skipped or only said no to.
    public var unjudged = 0
    public var findings: CorpusFindings?
    /// What people should know of the model, a sentence each.
    public var modelFindings: [String] = []
    /// For the gate (named `complaint`) and each category the features that speak most for it.
    public var learned: [(name: String, features: [LearnedFeature])] = []

    /// A feature of a model as people see it.
    public struct LearnedFeature: Sendable, Equatable {
        /// As spelled in counts and models.
        public var feature: String
        /// Weight in 1/1024 nat.
        public var weight: Int32
        /// Records of the class that have it.
        public var records: Int
    }

    /// Features listed for each category.
    static let listedFeatures = 15

    /// The features of a model that speak most for each stage, by weight · √records: strong ones that are not too rare.
    static func learned(_ contents: ModelFile.Contents, totals: [Int]) -> [(name: String, features: [LearnedFeature])] {
        let labelling = contents.counts.labelling
        let formula = WeightFormula(totals: totals, hasGate: labelling.hasGate, parameters: contents.parameters)
        let knowledge = FeatureKnowledge(labelling, contents.parameters)
        let names = (labelling.hasGate ? ["complaint"] : []) + labelling.categories
        var best = [[(score: Double, feature: LearnedFeature)]](repeating: [], count: names.count)
        for (spelling, counts) in contents.counts.features {
            guard let key = withUTF8(spelling, { FeatureKey.key(ofSpelling: $0) }) else { continue }
            for stage in names.indices {
                let counted = knowledge.weight(key, stage) { formula.weight(counts, stage, $0) }
                let weight = counted + (contents.corrections[spelling]?[stage] ?? 0)
                let column = labelling.hasGate ? stage + 1 : stage + 2
                guard weight > 0, counts[column] > 0 else { continue }
                let score = Double(weight) * Double(counts[column]).squareRoot()
                best[stage].append(
                    (score, LearnedFeature(feature: spelling, weight: weight, records: Int(counts[column]))))
            }
        }
        return names.indices.map { stage in
            let sorted = best[stage].sorted { a, b in
                a.score != b.score ? a.score > b.score : CountsFile.precedes(a.feature.feature, b.feature.feature)
            }
            return (names[stage], sorted.prefix(listedFeatures).map(\.feature))
        }
    }

    private static func withUTF8<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }

    /// How a set of labels reads.
    public static func name(ofLabelSet labels: String) -> String {
        labels.isEmpty ? "complaint without category" : labels == "-" ? "no complaint" : labels
    }

    /// The report as text, with sections; every problem, copy and contradiction is in it.
    public func text() -> String {
        var table = TextTable(leftAligned: 1)
        table.add(["records", "\(records)"])
        table.add(["without the label", "\(unlabelled)"])
        table.add(["not judged by an annotator", "\(unjudged)"])
        table.add(["rejected", "\(problems.count)"])
        table.add(["copies", "\(findings?.duplicates.count ?? 0)"])
        table.add(["contradictions", "\(findings?.contradictions.count ?? 0)"])
        table.add(["features", "\(features)"])
        var text = "Read\n" + table.text
        var sets = TextTable(leftAligned: 1)
        for (labels, count) in labelSets.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            sets.add([TextTable.printable(Self.name(ofLabelSet: labels)), "\(count)"])
        }
        text += "\nLabels\n" + sets.text
        if let findings {
            text += Self.section("No record for the category", findings.emptyCategories)
            text += Self.section(
                "Too few records to fit a probability", findings.rareCategories.map { "\($0.name): \($0.count)" })
            text += Self.section("Contradictions", findings.contradictions)
            text += Self.section("Copies", findings.duplicates)
        }
        text += Self.section("Rejected", problems)
        text += Self.section("Of the model", modelFindings)
        for (name, features) in learned where !features.isEmpty {
            var table = TextTable(header: [TextTable.printable(name), "weight, nat", "records"])
            for feature in features {
                table.add(
                    [
                        TextTable.printable(feature.feature),
                        DecimalText.text(Double(feature.weight) / 1_024, decimals: 2),
                        "\(feature.records)",
                    ])
            }
            text += "\nLearned for " + table.text.drop { $0 == " " }
        }
        return text
    }

    private static func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n\(title)\n" + lines.map { "  \(TextTable.printable($0))\n" }.joined()
    }
}
