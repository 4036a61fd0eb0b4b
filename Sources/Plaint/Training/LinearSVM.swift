/// A linear support vector machine with squared hinge loss around scores that are given: finds weights w and an offset b
/// that minimise
///
///     ½·(|w|² + b²) + C · Σ max(0, 1 − y·(score + factor·Σw[row] + b))²
///
/// by coordinate descent in the dual (Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, A Dual Coordinate Descent Method for
/// Large-scale Linear SVM, algorithm 1). Additions and multiplications of doubles in an order that is always the same, so
/// the result is the same bits on any machine.
struct LinearSVM {
    /// One record.
    struct Point {
        /// Its place in `SampleRows`.
        var record: Int
        /// On the side y = 1, or on the side y = -1.
        var holds: Bool
        /// What its score is before anything is learned here.
        var score: Double
        /// What the sum of its weights is taken times (length normalisation).
        var factor: Double
    }

    /// C.
    var cost: Double
    /// Rounds over all records. After 5 the accuracies in folds are those after 20.
    static let rounds = 6

    /// The weights of `features` rows. What b becomes is not told: a calibration that is fitted afterwards has an offset
    /// of its own.
    func weights(_ points: [Point], _ rows: SampleRows, features: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: features)
        var offset = 0.0
        var dual = [Double](repeating: 0, count: points.count)
        let diagonal = 1 / (2 * cost)
        // The squared length of each record, its offset's coordinate among them.
        let curvatures = points.map { $0.factor * $0.factor * Double(rows[$0.record].count) + 1 + diagonal }
        var order = Array(points.indices)
        var random = Shuffle()
        rows.rows.withUnsafeBufferPointer { all in
            weights.withUnsafeMutableBufferPointer { weights in
                for _ in 0..<Self.rounds {
                    random.shuffle(&order)
                    for index in order {
                        let point = points[index]
                        let own = rows.starts[point.record]..<rows.starts[point.record + 1]
                        let side: Double = point.holds ? 1 : -1
                        var sum = 0.0
                        for place in own { sum += weights[Int(all[place])] }
                        let score = point.score + point.factor * sum + offset
                        let gradient = side * score - 1 + diagonal * dual[index]
                        let moved = max(0, dual[index] - gradient / curvatures[index])
                        let step = (moved - dual[index]) * side
                        guard step != 0 else { continue }
                        dual[index] = moved
                        offset += step
                        let share = step * point.factor
                        for place in own { weights[Int(all[place])] += share }
                    }
                }
            }
        }
        return weights
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
