/// How well categories, or the labels of any other field, are told.
///
/// The primary answer is the first of the categories that hold, which is none where none holds; the primary gold label
/// is the first one. With a gate, no complaint and a complaint without a category both count as none.
public struct CategoryEvaluation: Sendable {
    /// Accuracy and macro-F1 of the primary answer; on records with a label, accuracy of the most probable one; for
    /// models with a gate also hits and macro-F1 of the label sets. The lexicon's baseline answers with the category
    /// whose cues are strongest, and with none if the sentiment is not negative.
    public let scores: [Score]
    /// With a gate the labels as sets, else the primary answers one against the others.
    public let classes: [ClassScore]
    /// Gold primary × primary answer.
    public let confusion: ConfusionMatrix
    public let coverage: [CoverageRow]
    /// The same for the lexicon alone and for the most frequent category.
    public let baselineCoverage: [CoverageRow]
    /// Probabilities of all categories that occur in the gold, pooled, on the records that have a label. (A model's
    /// probability of a category is given that the text complains; other texts say nothing of it.)
    public let calibration: CalibrationMetrics

    /// `hasLexicon`: whether the lexicon can say anything of these labels.
    init(_ judgements: [Judgement], _ space: LabelSpace, hasLexicon: Bool) {
        let primary = Self.answers(judgements, space, hasLexicon, none: space.none) {
            $0.answer.categories.first ?? space.none
        } majority: {
            $0.majority.primary
        }
        var scores = [primary.proportion(.accuracy, \.accuracy), primary.macroF1()]
        let labelled = judgements.filter { !$0.gold.categories.isEmpty }
        // A corpus that was never labelled for a category must not be scored on it.
        let asked = space.known.filter { label in labelled.contains { $0.gold.categories.contains(label) } }
        let largest = Self.answers(labelled, space, hasLexicon, none: space.none) {
            $0.answer.largest(among: asked) ?? space.none
        } majority: {
            $0.majority.category ?? space.none
        }
        scores.append(largest.proportion(.largestAccuracy, \.accuracy))
        if space.hasGate {
            scores.append(Self.hits(labelled, largest))
            let sets = LabelSets(judgements, space, hasLexicon)
            scores.append(sets.macroF1)
            classes = sets.model.classes.filter { $0.counts.f1 != nil }
        } else {
            classes = primary.model.classes
        }
        self.scores = scores
        confusion = primary.model.confusion
        coverage = CoverageRow.table(judgements, space)
        baselineCoverage = CoverageRow.baselines(judgements, space, hasLexicon: hasLexicon)
        calibration = CalibrationMetrics(
            groups: asked.map { label in
                labelled.map {
                    Forecast(probability: $0.answer.probabilities[label], holds: $0.gold.categories.contains(label))
                }
            })
    }

    private static func answers(
        _ judgements: [Judgement], _ space: LabelSpace, _ hasLexicon: Bool, none: Int, model: (Judgement) -> Int,
        majority: (Judgement) -> Int
    ) -> ComparedAnswers {
        ComparedAnswers(
            labels: space.namesWithNone, gold: judgements.map { $0.gold.categories.first ?? none },
            model: judgements.map(model), majority: judgements.map(majority),
            lexicon: hasLexicon ? judgements.map { $0.lexicon.category ?? none } : nil)
    }

    private static func hits(_ labelled: [Judgement], _ largest: ComparedAnswers) -> Score {
        func hits(_ answers: PairedAnswers) -> Proportion {
            let hits = zip(labelled, answers.predicted).count { $0.gold.categories.contains($1) }
            return Proportion(hits, of: labelled.count)
        }
        return Score(
            .hit, hits(largest.model), majority: hits(largest.majority), lexicon: largest.lexicon.map { hits($0) })
    }

    /// The answers as sets of labels, of the model and of the baselines.
    private struct LabelSets {
        let model: PairedLabelSets
        let majority: PairedLabelSets
        let lexicon: PairedLabelSets?

        init(_ judgements: [Judgement], _ space: LabelSpace, _ hasLexicon: Bool) {
            func sets(_ answer: (Judgement) -> [Int]) -> PairedLabelSets {
                PairedLabelSets(
                    labels: space.names, gold: judgements.map(\.gold.categories), predicted: judgements.map(answer))
            }
            model = sets(\.answer.categories)
            majority = sets { $0.majority.primary == space.none ? [] : [$0.majority.primary] }
            lexicon = hasLexicon ? sets { $0.lexicon.category.map { [$0] } ?? [] } : nil
        }

        var macroF1: Score {
            Score(
                .labelSetMacroF1, model.macroF1Estimate(), count: model.gold.count, majority: majority.macroF1,
                lexicon: lexicon?.macroF1)
        }
    }
}
