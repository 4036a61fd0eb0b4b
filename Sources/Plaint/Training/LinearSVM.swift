/// A linear support vector machine with squared hinge loss around scores that are given, for several outputs at once. Of
/// each record it may be asked that one output be above the border, or below it, or above another output: what is asked
/// is a margin. Finds weights w and offsets b that minimise
///
///     ½·(|w|² + |b|²) + C · Σ max(0, 1 − margin)²
///
/// where a margin is score + factor·Σ gain[row]·w[row] + b of its upper output, less that of its lower one, by coordinate
/// descent in the dual (Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, A Dual Coordinate Descent Method for Large-scale
/// Linear SVM, algorithm 1; margins between outputs after Elisseeff & Weston 2001, A Kernel Method for Multi-labelled
/// Classification). Additions and multiplications of doubles in an order that is always the same, so the result is the
/// same bits on any machine.
struct LinearSVM {
    /// One record.
    struct Point {
        /// Its place in `SampleRows`.
        var record: Int
        /// What its scores are before anything is learned here, one for each output.
        var scores: [Double]
        /// What the sum of its weights is taken times (length normalisation).
        var factor: Double
    }

    /// What is asked of a point: that the output `above` be at least 1 above the output `below`; `nil` is the border, 0.
    struct Margin {
        var point: Int
        var above: Int?
        var below: Int?
    }

    /// C.
    var cost: Double
    let outputs: Int
    /// Rounds over all margins. After 5 the accuracies in folds are those after 20.
    static let rounds = 6

    /// For each row and output, gain·w: what the row adds to the output's sum. What b becomes is not told: a calibration
    /// that is fitted afterwards has an offset of its own. `gains`: one for each row.
    func weights(_ points: [Point], _ margins: [Margin], _ rows: SampleRows, gains: [Double]) -> [Double] {
        var weights = Weights(
            rows: rows, squares: gains.map { $0 * $0 }, outputs: outputs,
            sums: [Double](repeating: 0, count: gains.count * outputs), offsets: [Double](repeating: 0, count: outputs))
        var dual = [Double](repeating: 0, count: margins.count)
        let diagonal = 1 / (2 * cost)
        let lengths = points.map { weights.length($0) }
        var order = Array(margins.indices)
        var random = Shuffle()
        for _ in 0..<Self.rounds {
            random.shuffle(&order)
            for index in order {
                let margin = margins[index]
                let point = points[margin.point]
                let length = lengths[margin.point] * (margin.above != nil && margin.below != nil ? 2 : 1)
                let distance = weights.score(margin.above, point) - weights.score(margin.below, point)
                let moved = max(0, dual[index] - (distance - 1 + diagonal * dual[index]) / (length + diagonal))
                let step = moved - dual[index]
                guard step != 0 else { continue }
                dual[index] = moved
                weights.move(margin.above, by: step, point)
                weights.move(margin.below, by: -step, point)
            }
        }
        return weights.sums
    }

    /// The weights while they move.
    private struct Weights {
        let rows: SampleRows
        /// gain² of each row.
        let squares: [Double]
        let outputs: Int
        /// gain·w of each row and output.
        var sums: [Double]
        var offsets: [Double]

        /// The squared length of a point's vector for one output, the offset's coordinate with it.
        func length(_ point: Point) -> Double {
            point.factor * point.factor * rows[point.record].reduce(0) { $0 + squares[Int($1)] } + 1
        }

        func score(_ output: Int?, _ point: Point) -> Double {
            guard let output else { return 0 }
            var sum = 0.0
            for row in rows[point.record] { sum += sums[Int(row) * outputs + output] }
            return point.scores[output] + point.factor * sum + offsets[output]
        }

        mutating func move(_ output: Int?, by step: Double, _ point: Point) {
            guard let output else { return }
            offsets[output] += step
            let share = step * point.factor
            for row in rows[point.record] { sums[Int(row) * outputs + output] += share * squares[Int(row)] }
        }
    }

    /// Random orders that are the same in every run: xorshift64 (Marsaglia 2003, Xorshift RNGs) and Fisher and Yates's shuffle.
    private struct Shuffle {
        var state: UInt64 = 88_172_645_463_325_252

        mutating func shuffle(_ order: inout [Int]) {
            for index in order.indices.dropFirst().reversed() {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                order.swapAt(index, Int(state % UInt64(index + 1)))
            }
        }
    }
}
