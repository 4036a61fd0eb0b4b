/// Applies a model to the features of a text. One per worker; all memory is reused.
struct ComplaintClassifier: ~Copyable {
    /// Probability of complaint in thousandths; 1000 for models without a gate.
    private(set) var complaint: Int32 = 0
    /// For each category of the model the probability, in thousandths, that it holds given that the text complains.
    private(set) var probabilities: [Int32] = []
    /// Categories that hold, the most probable first.
    private(set) var categories: [Int] = []
    /// Slots of the model's features that the text has, each once.
    private(set) var slots = ScratchBuffer<Int32>()
    /// Number of slots in front that are of the text's first half.
    private(set) var leadingSlots = 0

    /// For each slot the number of the text that last had it.
    private var seen = ScratchBuffer<UInt8>(capacity: 1)
    private var generation: UInt8 = 0
    /// Keys that may be those of features.
    private var candidates = ScratchBuffer<UInt64>()
    private var sums = ScratchBuffer<Int64>()
    /// The part of the sums that is of the first half.
    private var leadingSums = ScratchBuffer<Int64>()

    /// Classifies one text, of whose keys the first `leading` are of its first half. `minimumProbability` (thousandths) overrides the model's thresholds of the categories.
    mutating func classify(
        _ keys: borrowing ScratchBuffer<UInt64>, leading: Int, _ language: Language, _ model: NaiveBayesModel,
        minimumProbability: Int32?
    ) {
        sum(keys, leading: leading, model.features)
        probabilities.removeAll(keepingCapacity: true)
        categories.removeAll(keepingCapacity: true)
        let gate = model.labelling.hasGate ? 1 : 0
        complaint = gate == 1 ? probability(0, language, model) : 1_000
        for category in model.labelling.categories.indices {
            probabilities.append(probability(category + gate, language, model))
        }
        guard gate == 0 || complaint >= model.thresholds[0] else { return }
        for category in model.labelling.categories.indices {
            let threshold = minimumProbability ?? model.thresholds[category + gate]
            if probabilities[category] >= threshold { categories.append(category) }
        }
        guard categories.count > 1 else { return }
        let probabilities = self.probabilities
        categories.sort { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
    }

    /// A text with nothing in it: no complaint, no category.
    mutating func clear(_ model: NaiveBayesModel) {
        complaint = 0
        slots.removeAll()
        leadingSlots = 0
        categories.removeAll(keepingCapacity: true)
        probabilities.removeAll(keepingCapacity: true)
        for _ in model.labelling.categories { probabilities.append(0) }
    }

    /// Adds up the weights of the features, each once.
    private mutating func sum(_ keys: borrowing ScratchBuffer<UInt64>, leading: Int, _ features: FeatureTable) {
        slots.removeAll()
        sums.fill(0, count: features.stages)
        leadingSums.fill(0, count: features.stages)
        leadingSlots = 0
        if seen.count != features.slotCount || generation == .max {
            seen.fill(0, count: features.slotCount)
            generation = 0
        }
        generation &+= 1
        let generation = self.generation
        let isNarrow = features.stages <= FeatureTable.narrowStages
        var narrow = SIMD8<Int32>.zero
        candidates.removeAll()
        candidates.reserve(keys.count)
        slots.reserve(keys.count)
        // All slots are asked for before the first is read. No branch: half of the keys are kept, at random.
        let (source, kept, seen) = (keys.base, candidates.base, self.seen.base)
        var held = 0
        var heldLeading = 0
        for index in keys.indices {
            if index == leading { heldLeading = held }
            let key = source[index]
            kept[held] = key
            held &+= features.mayHold(key) ? 1 : 0
        }
        if leading == keys.count { heldLeading = held }
        for index in 0..<held { features.prefetch(kept[index]) }
        for index in 0..<held {
            if index == heldLeading { noteLeading(narrow, isNarrow) }
            let slot = features.findHeld(kept[index])
            guard slot >= 0, seen[Int(slot)] != generation else { continue }
            seen[Int(slot)] = generation
            slots.appendReserved(slot)
            // A sum of 2¹⁶ weights fits into 32 bits; longer texts take the other way.
            if isNarrow, slots.count < 1 << 16 {
                features.addNarrow(slot: slot, to: &narrow)
            } else {
                features.add(slot: slot, to: sums.base)
            }
        }
        if heldLeading == held { noteLeading(narrow, isNarrow) }
        guard isNarrow else { return }
        for stage in 0..<features.stages { sums[stage] &+= Int64(narrow[3 &+ stage]) }
    }

    /// Keeps the sums as they stand behind the first half.
    private mutating func noteLeading(_ narrow: SIMD8<Int32>, _ isNarrow: Bool) {
        leadingSlots = slots.count
        for stage in sums.indices { leadingSums[stage] = sums[stage] + (isNarrow ? Int64(narrow[3 + stage]) : 0) }
    }

    private func probability(_ stage: Int, _ language: Language, _ model: NaiveBayesModel) -> Int32 {
        let logOdds = model.logOdds(
            stage: stage, sum: sums[stage], leading: leadingSums[stage], known: slots.count)
        return model.probability(stage: stage, logOdds: logOdds, language: language)
    }
}
