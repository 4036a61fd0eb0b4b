/// Corrects naive Bayes where its witnesses are not independent: words that always come together speak once for each of
/// them, and their weights add up to more than they know. Around the naive Bayes score a linear support vector machine
/// learns, for each feature and stage, by how much its weight is to move; without need it moves nothing.
///
/// Wang & Manning (2012), Baselines and Bigrams, interpolate a support vector machine over log-count ratios with those
/// ratios; here the ratios stay whole and the machine learns only the difference, around scores that each record got from
/// the counts of all others (`LeaveOneOut`), so that what is known of unseen features, cues above all, keeps its worth.
///
/// The categories of a complaint learn together: of each the machine is asked whether it holds, and of several that hold,
/// that the primary one stand above the others. Figures: Tests/Benchmarks/classification.md.
struct MarginCorrections: Sendable {
    let parameters: NaiveBayesParameters
    /// In an order that does not depend on how they came.
    let samples: [TrainingSample]
    /// All features of each sample, and those that a model without it would know.
    let rows: SampleRows
    let known: SampleRows
    let features: FeatureRows
    /// Whether the first stage is the gate.
    let hasGate: Bool

    /// Parts of the samples; each is scored by corrections that the others made.
    static let folds = 5
    /// Fewer samples are not worth another thread.
    static let samplesPerThread = 2_000

    /// What the categories' machine takes of `correction-share`: it is told to move more than the gate's. Of .5, .7 and 1 by
    /// writers left out, and by texts of other sources.
    static let categoryShare = 0.7

    /// How strongly a feature moves in the gate: its inverse document frequency (Spärck Jones 1972), 1 for one that one record
    /// in two hundred has, less for a commoner one; in steps of 1/1024, as weights are. Categories learn without: it helped
    /// in folds and harmed on texts of other sources.
    static func gain(records: Int, of all: Int) -> Double {
        let inverse = PortableMath.log(1 + Double(all) / Double(max(1, records))) / PortableMath.log(200)
        return (inverse * 1_024).rounded() / 1_024
    }

    /// For each stage the corrections of all rows in 1/1024 nat. `scores` are those of naive Bayes, out of sample, and
    /// become those with the corrections that the other folds made. Nothing depends on the number of threads.
    func make(_ scores: inout [[LeaveOneOut.Score?]]) -> [[Int32]] {
        let stages = Array(scores.indices)
        let groups = hasGate ? [Array(stages.prefix(1)), Array(stages.dropFirst())] : [stages]
        let machines = groups.filter { !$0.isEmpty }.map { machine($0, scores) }
        // A machine of all samples, then one without each fold.
        let jobs = machines.indices.flatMap { number in (-1..<Self.folds).map { (machine: number, without: $0) } }
        let corrections = made(
            jobs.map { job in
                let machine = machines[job.machine]
                return (
                    work: machine.margins.count, make: { self.corrections(machine, without: job.without) }
                )
            })
        var all = scores.map { _ in [Int32](repeating: 0, count: features.count) }
        for (job, made) in zip(jobs, corrections) {
            let machine = machines[job.machine]
            if job.without < 0 {
                for (output, stage) in machine.stages.enumerated() { all[stage] = made[output] }
            } else {
                correct(&scores, machine, made, fold: job.without)
            }
        }
        return all
    }

    /// Stages that learn together.
    private struct Machine: Sendable {
        var stages: [Int]
        /// What the scores of naive Bayes are taken times before the machine sees them.
        var share: Double
        /// How strongly each row moves.
        var gains: [Double]
        var points: [LinearSVM.Point] = []
        /// The part that each point is in.
        var folds: [Int] = []
        var margins: [LinearSVM.Margin] = []
    }

    private func machine(_ stages: [Int], _ scores: [[LeaveOneOut.Score?]]) -> Machine {
        let (isGate, isCategories) = (hasGate && stages[0] == 0, hasGate && stages[0] > 0)
        var machine = Machine(
            stages: stages,
            share: Double(parameters.correctionShare) / 1_000 * (isCategories ? Self.categoryShare : 1),
            gains: (0..<features.count).map {
                isGate ? Self.gain(records: features.records($0), of: samples.count) : 1
            })
        for record in samples.indices {
            // A stage that does not judge the record has no score, and then none of its machine has.
            let own = stages.compactMap { scores[$0][record] }
            guard own.count == stages.count else { continue }
            let point = machine.points.count
            let factor = LengthNormalisation.factor(known: rows[record].count, parameters: parameters)
            machine.points.append(
                LinearSVM.Point(
                    record: record, scores: own.map { machine.share * Double($0.logOdds) / 1_024 },
                    factor: Double(factor) / 1_024))
            // Not the bytes that the folds of an evaluation go by, or one of these would be empty there.
            machine.folds.append(Folds.index(digest: Array(samples[record].digest.dropFirst(8)), of: Self.folds))
            for (output, score) in own.enumerated() {
                machine.margins.append(
                    score.holds ? .init(point: point, above: output) : .init(point: point, below: output))
            }
            // Of other labels than a complaint's it is not known that the first one is the primary.
            guard isCategories, let primary = samples[record].labels.categories.first else { continue }
            for other in samples[record].labels.categories.dropFirst() {
                machine.margins.append(.init(point: point, above: primary, below: other))
            }
        }
        return machine
    }

    /// What the jobs make, in their order; half of the work by another thread.
    private func made(_ jobs: [(work: Int, make: @Sendable () -> [[Int32]])]) -> [[[Int32]]] {
        guard samples.count >= Self.samplesPerThread else { return jobs.map { $0.make() } }
        let all = jobs.reduce(0) { $0 + $1.work }
        var (first, sum) = (0, 0)
        while first < jobs.count, sum * 2 < all {
            sum += jobs[first].work
            first += 1
        }
        let others = jobs[first...].map(\.make)
        let slot = JobSlot()
        let helper = WorkerThread { slot.made = others.map { $0() } }
        let own = jobs[..<first].map { $0.make() }
        helper.join()
        return own + slot.made
    }

    /// Carries what the other thread made; read once it has ended.
    private final class JobSlot: @unchecked Sendable { var made: [[[Int32]]] = [] }

    /// Corrections of all rows in 1/1024 nat for each stage of a machine; none for one where a side has no sample.
    private func corrections(_ machine: Machine, without fold: Int) -> [[Int32]] {
        let margins = machine.margins.filter { machine.folds[$0.point] != fold }
        let outputs = machine.stages.count
        let weights = LinearSVM(cost: Double(parameters.correctionCost) / 1_000, outputs: outputs)
            .weights(machine.points, margins, rows, gains: machine.gains)
        return (0..<outputs).map { output in
            let isAsked =
                margins.contains { $0.above == output && $0.below == nil }
                && margins.contains { $0.below == output && $0.above == nil }
            return (0..<features.count).map { row in
                guard isAsked else { return 0 }
                let correction = weights[row * outputs + output] / machine.share * 1_024
                return Int32(max(-Self.bound, min(correction, Self.bound)).rounded())
            }
        }
    }

    /// Adds the corrections that were made without a fold to the scores of its records.
    private func correct(
        _ scores: inout [[LeaveOneOut.Score?]], _ machine: Machine, _ corrections: [[Int32]], fold: Int
    ) {
        for (point, its) in zip(machine.points, machine.folds) where its == fold {
            for (output, stage) in machine.stages.enumerated() {
                let sum = known.sum(point.record, isCategory: hasGate && stage > 0, parameters: parameters) {
                    corrections[output][$0]
                }
                scores[stage][point.record]?.logOdds += LengthNormalisation.apply(
                    sum, known: known[point.record].count, parameters: parameters)
            }
        }
    }

    /// What a model can hold of a weight.
    private static let bound = Double(Int16.max)
}
