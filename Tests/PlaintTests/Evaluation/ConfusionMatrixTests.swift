import Testing

@testable import Plaint

@Suite struct ConfusionMatrixTests {
    /// Rows are gold a, b, c.
    private func matrix(_ rows: [[Int]]) -> ConfusionMatrix {
        var matrix = ConfusionMatrix(labels: ["a", "b", "c"])
        for (gold, row) in rows.enumerated() {
            for (predicted, count) in row.enumerated() {
                for _ in 0..<count { matrix.add(gold: gold, predicted: predicted) }
            }
        }
        return matrix
    }

    @Test func scoresByHand() {
        let matrix = matrix([[5, 1, 0], [2, 3, 1], [0, 0, 4]])
        #expect(matrix[1, 0] == 2)
        #expect(matrix["b", "a"] == 2)
        #expect(matrix["b", "unknown"] == 0)
        #expect(matrix.total == 16)
        #expect(matrix.accuracy == Proportion(12, of: 16))
        #expect(matrix.precision(of: 0) == 5.0 / 7)
        #expect(matrix.recall(of: 0) == 5.0 / 6)
        #expect(matrix.f1(of: 0) == 10.0 / 13)
        #expect(matrix.classCounts(of: 1) == ClassCounts(truePositives: 3, falsePositives: 1, falseNegatives: 3))
        // (10/13 + 6/10 + 8/9) / 3
        #expect(abs(matrix.macroF1! - 0.752_706_552_706_552) < 1e-12)
    }

    @Test func perfectAnswersScoreOne() {
        let matrix = matrix([[3, 0, 0], [0, 2, 0], [0, 0, 1]])
        #expect(matrix.accuracy.value == 1)
        #expect(matrix.macroF1 == 1)
        for label in 0..<3 { #expect(matrix.f1(of: label) == 1) }
    }

    @Test func wrongAnswersScoreZero() {
        let matrix = matrix([[0, 3, 0], [0, 0, 2], [1, 0, 0]])
        #expect(matrix.accuracy.value == 0)
        #expect(matrix.macroF1 == 0)
        #expect(matrix.precision(of: 0) == 0)
        #expect(matrix.recall(of: 0) == 0)
    }

    @Test func absentLabelIsUndefinedAndLeftOutOfTheMean() {
        let matrix = matrix([[3, 1, 0], [0, 2, 0], [0, 0, 0]])
        #expect(matrix.precision(of: 2) == nil)
        #expect(matrix.recall(of: 2) == nil)
        #expect(matrix.f1(of: 2) == nil)
        // Of the two that occur: (6/7 + 4/5) / 2
        let mean: Double = (6.0 / 7 + 0.8) / 2
        #expect(matrix.macroF1 == mean)
    }

    @Test func neverAnsweredLabelScoresZeroWithUndefinedPrecision() {
        let matrix = matrix([[3, 0, 0], [2, 0, 0], [0, 0, 0]])
        #expect(matrix.precision(of: 1) == nil)
        #expect(matrix.recall(of: 1) == 0)
        #expect(matrix.f1(of: 1) == 0)
    }

    @Test func answerThatTheGoldNeverUsesHasNoRecall() {
        let matrix = matrix([[3, 0, 1], [0, 2, 0], [0, 0, 0]])
        #expect(matrix.recall(of: 2) == nil)
        #expect(matrix.precision(of: 2) == 0)
        // It costs only as a miss of `a`.
        let mean: Double = (6.0 / 7 + 1) / 2
        #expect(matrix.macroF1 == mean)
    }

    @Test func singleLabelAndNoRecords() {
        var single = ConfusionMatrix(labels: ["only"])
        #expect(single.accuracy.value == nil)
        #expect(single.macroF1 == nil)
        single.add(gold: 0, predicted: 0)
        #expect(single.accuracy.value == 1)
        #expect(single.macroF1 == 1)
    }
}
