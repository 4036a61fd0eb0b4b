/// By how much a word belongs to one of two groups of texts rather than to the other: the log-odds ratio under an
/// informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16(4), equations 15,
/// 16, 19 and 22). The prior holds rare words back, and z tells what chance would do as well.
struct LogOdds: Equatable, Sendable {
    /// In nats; above 0: belongs to the first group.
    var value: Double
    /// `value` in units of its standard deviation.
    var z: Double

    /// Weight of the whole prior, in words: 1000, which is a hundred short records (300 and 3000 chose nearly the same
    /// words on reviews of hotels and meals), but at most an eighth of a small corpus, which it would drown. Shares of
    /// words in the prior are those of both groups and the rest together.
    static func priorWeight(words: Int) -> Double { min(1_000, Double(words) / 8) }

    /// - Parameters:
    ///   - first, second: how often the word occurs in the groups
    ///   - background: how often it occurs at all, 1 or more; `totals` are the same counts of all words together
    init(
        first: Int, second: Int, background: Int, totals: (first: Int, second: Int, background: Int),
        priorWeight given: Double? = nil
    ) {
        let priorWeight = given ?? Self.priorWeight(words: totals.background)
        let prior = priorWeight * Double(background) / Double(totals.background)
        let inFirst = Double(first) + prior
        let inSecond = Double(second) + prior
        // A corpus of one word leaves nothing for the others.
        let outOfFirst = max(Double(totals.first) + priorWeight - inFirst, prior)
        let outOfSecond = max(Double(totals.second) + priorWeight - inSecond, prior)
        value = PortableMath.log(inFirst / outOfFirst) - PortableMath.log(inSecond / outOfSecond)
        z = value / (1 / inFirst + 1 / inSecond).squareRoot()
    }
}
