/// Logistic regression with a squared penalty on the weights: minimises ½‖w‖² + C·Σ ln(1 + e^(−y·w·x)), one weight after
/// another (cyclic coordinate descent; Yuan et al. 2010 compare such methods). Each step goes to the minimum of a parabola
/// that lies above the objective, whose curvature is 1 + C/4·Σx², so that it never rises and no step need be tried.
///
/// Additions, multiplications and divisions alone (`PortableMath`): the same weights on every machine.
struct LogisticRegression {
    /// C: how much a sample weighs against the penalty.
    var sampleWeight = 0.1
    /// Rounds over all weights at most, and the change below which a round is the last.
    var mostRounds = 200
    var tolerance = 0.000_5

    /// The samples that have a feature, and the value that they have of it.
    struct Column {
        var samples: [Int32] = []
        var value = 1.0
        /// Of an intercept the size costs nothing.
        var isPenalised = true
    }

    /// The weight of each column.
    func fit(_ columns: [Column], _ labels: [Bool]) -> [Double] {
        var weights = [Double](repeating: 0, count: columns.count)
        var margins = [Double](repeating: 0, count: labels.count)
        /// What the model says too much of each sample: its probability without its label.
        var excess = labels.map { $0 ? -0.5 : 0.5 }
        for _ in 0..<mostRounds {
            var change = 0.0
            for (number, column) in columns.enumerated() where !column.samples.isEmpty {
                var sum = 0.0
                for sample in column.samples { sum += excess[Int(sample)] }
                let penalty = column.isPenalised ? 1.0 : 0.0
                let count = Double(column.samples.count)
                let curvature = penalty + sampleWeight / 4 * column.value * column.value * count
                let step = -(penalty * weights[number] + sampleWeight * column.value * sum) / curvature
                // Too small a step is not worth the samples' new probabilities.
                guard abs(step) > tolerance / 4 else { continue }
                weights[number] += step
                change = max(change, abs(step))
                for sample in column.samples {
                    let place = Int(sample)
                    margins[place] += step * column.value
                    excess[place] = PortableMath.sigmoid(margins[place]) - (labels[place] ? 1 : 0)
                }
            }
            if change < tolerance { break }
        }
        return weights
    }
}
