import Testing

@testable import Plaint

@Suite struct ClassificationMetricsTests {
    @Test func labelSetsByHand() {
        let sets = PairedLabelSets(
            labels: ["a", "b", "c"], gold: [[0], [0, 1], [], [1]], predicted: [[0, 1], [1], [0], []])
        #expect(
            sets.classes == [
                ClassScore(
                    label: "a", counts: ClassCounts(truePositives: 1, falsePositives: 1, falseNegatives: 1)),
                ClassScore(
                    label: "b", counts: ClassCounts(truePositives: 1, falsePositives: 1, falseNegatives: 1)),
                ClassScore(label: "c", counts: ClassCounts()),
            ])
        #expect(sets.macroF1 == 0.5)
    }

    @Test func setsWithoutAnyLabelAreUndefined() {
        let sets = PairedLabelSets(labels: ["a"], gold: [[], []], predicted: [[], [0]])
        #expect(sets.macroF1 == nil)
        #expect(sets.macroF1Estimate() == Estimate(nil, nil))
    }

    @Test func perfectAnswersHaveNoSpread() {
        let answers = PairedAnswers(labels: ["a", "b"], gold: [0, 1, 1, 0], predicted: [0, 1, 1, 0])
        #expect(answers.macroF1() == Estimate(1, Interval(1, 1)))
        #expect(answers.f1(of: 0).value == 1)
    }

    @Test func intervalHoldsTheValue() throws {
        let gold = (0..<200).map { $0 % 2 }
        let predicted = (0..<200).map { $0 % 10 < 3 ? 0 : $0 % 2 }
        let estimate = PairedAnswers(labels: ["a", "b"], gold: gold, predicted: predicted).macroF1()
        let value = try #require(estimate.value)
        let interval = try #require(estimate.interval)
        #expect(interval.lower < value && value < interval.upper)
        #expect(interval.upper - interval.lower < 0.2)
    }

    @Test func tableLeavesOutLabelsThatNeverOccur() {
        let answers = PairedAnswers(labels: ["a", "b", "none"], gold: [0, 0], predicted: [0, 2])
        #expect(answers.classes.map(\.label) == ["a", "none"])
    }
}
