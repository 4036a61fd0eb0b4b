/// Fits p = σ(a·z + d) to scores with known outcomes (Platt 1999, Probabilistic Outputs for Support Vector Machines), by
/// Newton's method with backtracking as in Lin, Lin & Weng (2007), A Note on Platt's Probabilistic Outputs.
enum PlattScaling {
    /// Fewer outcomes than this of either side cannot be fitted.
    static let minimumOutcomes = 15
    /// The slope stays positive: a category never grows less probable as its evidence grows.
    static let minimumSlope = 0.02

    /// `scores` in 1/1024 nat; the fitted line in 1/1024, or `nil` with too few outcomes of either side.
    static func fit(_ scores: [(logOdds: Int64, holds: Bool)]) -> Calibration.Line? {
        let positives = Double(scores.count(where: \.holds))
        let negatives = Double(scores.count) - positives
        guard positives >= Double(minimumOutcomes), negatives >= Double(minimumOutcomes) else { return nil }
        // Platt's targets keep the fit from certainty.
        let high = (positives + 1) / (positives + 2)
        let low = 1 / (negatives + 2)
        let points = scores.map { (z: Double($0.logOdds) / 1_024, t: $0.holds ? high : low) }
        var slope = 1.0
        var offset = 0.0
        var loss = self.loss(points, slope, offset)
        for _ in 0..<100 {
            let step = newtonStep(points, slope, offset)
            // The line is rounded to 1/1024: this is as near as it gets.
            guard abs(step.slope) + abs(step.offset) > 1e-6 else { break }
            var scale = 1.0
            var moved = false
            while scale > 1e-6 {
                let tried = (slope: slope + scale * step.slope, offset: offset + scale * step.offset)
                let newLoss = self.loss(points, tried.slope, tried.offset)
                if newLoss < loss {
                    moved = loss - newLoss > 1e-10
                    (slope, offset, loss) = (tried.slope, tried.offset, newLoss)
                    break
                }
                scale /= 2
            }
            if !moved { break }
        }
        slope = max(minimumSlope, min(slope, 100))
        offset = max(-100, min(offset, 100))
        return Calibration.Line(slope: Int32((slope * 1_024).rounded()), offset: Int32((offset * 1_024).rounded()))
    }

    private static func newtonStep(
        _ points: [(z: Double, t: Double)], _ slope: Double, _ offset: Double
    ) -> (slope: Double, offset: Double) {
        // A little on the diagonal keeps the matrix regular.
        var (h11, h22, h21, g1, g2) = (1e-9, 1e-9, 0.0, 0.0, 0.0)
        for point in points {
            let p = PortableMath.sigmoid(slope * point.z + offset)
            let weight = p * (1 - p)
            h11 += point.z * point.z * weight
            h22 += weight
            h21 += point.z * weight
            g1 += point.z * (p - point.t)
            g2 += p - point.t
        }
        let determinant = h11 * h22 - h21 * h21
        return (-(h22 * g1 - h21 * g2) / determinant, -(h11 * g2 - h21 * g1) / determinant)
    }

    /// Cross entropy.
    private static func loss(_ points: [(z: Double, t: Double)], _ slope: Double, _ offset: Double) -> Double {
        var sum = 0.0
        for point in points {
            let x = slope * point.z + offset
            // ln(1+e^x) - t·x, written so that nothing overflows.
            let rest = PortableMath.log(1 + PortableMath.exp(-abs(x)))
            sum += max(x, 0) + rest - point.t * x
        }
        return sum
    }
}
