/// What `LexiconInduction` may choose. The values were chosen on halves of four public review sets and of the project's
/// training records (the other halves judged): from 1.6 to 2.5 standard deviations and from 2 to 4 records the gain
/// differs by less than a point.
public struct InductionParameters: Sendable {
    /// Fewest records that a term must stand in, and fewest on the side that it gets.
    public var minimumCount = 4
    public var minimumOnSide = 3
    /// Least |z| of the log-odds: 1.96 is what one in twenty of unpolar words would reach by chance.
    public var minimumZ = 1.96
    /// Valence points for a nat of log-odds, and the largest valence.
    public var pointsPerNat = 0.8
    public var largestTenths = 30
    /// A row of less than this many tenths would move no label.
    public var smallestTenths = 4
    /// The lexicon's own verdict of a term must reach this to count as one, in thousandths.
    public var verdict: Int32 = 500
    /// Records that the lexicon answers on the other side of a term must outnumber those on its own side by this many,
    /// and by this factor: where it errs to both sides alike, the term is not the cause.
    public var minimumSurplus = 2
    public var minimumRatio = 2
    /// Records that the row puts right, less those that it puts wrong. This keeps the number of rows down; it is not what
    /// makes them better.
    public var minimumGain = 1

    public init() {}
}

/// Finds terms whose polarity the lexicon misses or has wrong in labelled records: a user's own domain.
///
/// Terms are ranked by log-odds between praise and blame (`LogOdds`), so that the frequent neutral words of a domain stay
/// out. A term is kept only if the lexicon does not know its side, and if the records that it stands in are
/// those the lexicon answers too high (or too low); each term kept corrects those records before the next is looked
/// at, so that one cause is not listed under ten names. The result does not depend on the order of the records.
public struct LexiconInduction {
    private let corpus: PolarCorpus
    private let parameters: InductionParameters
    private let scoring = SentimentParameters()
    private let counts: TermCounts
    private var raw: [Int32]
    /// Words of the terms kept, and their sides.
    private var sides: [Substring: Int] = [:]

    /// The terms, those that the labels speak of most surely first. Throws if praise or blame is missing.
    public static func terms(
        of corpus: PolarCorpus, lexicon: Lexicon, parameters: InductionParameters = .init()
    ) throws -> [InducedTerm] {
        guard corpus.records.contains(where: { $0.sentiment == .positive }),
            corpus.records.contains(where: { $0.sentiment == .negative })
        else {
            throw CorpusError(
                description: "terms are found by comparing praise with blame: records of both are needed,"
                    + " here are \(corpus.records.count) with a label")
        }
        var extractor = try TermExtractor(lexicon)
        var induction = LexiconInduction(corpus, parameters, TermCounts(corpus, &extractor))
        return induction.candidates().compactMap { induction.judge($0, &extractor) }
    }

    private init(_ corpus: PolarCorpus, _ parameters: InductionParameters, _ counts: TermCounts) {
        self.corpus = corpus
        self.parameters = parameters
        self.counts = counts
        raw = counts.raw
    }

    private struct Candidate {
        var term: TermCounts.Term
        var odds: LogOdds
    }

    private func candidates() -> [Candidate] {
        var candidates: [Candidate] = []
        for term in counts.terms where term.records.count >= parameters.minimumCount {
            guard max(term.positive, term.negative) >= parameters.minimumOnSide else { continue }
            let odds = counts.logOdds(term)
            if abs(odds.z) >= parameters.minimumZ { candidates.append(Candidate(term: term, odds: odds)) }
        }
        candidates.sort {
            let (a, b) = (abs($0.odds.z), abs($1.odds.z))
            return a != b ? a > b : $0.term.term.utf8.lexicographicallyPrecedes($1.term.term.utf8)
        }
        return candidates
    }

    private mutating func judge(_ candidate: Candidate, _ extractor: inout TermExtractor) -> InducedTerm? {
        let (term, odds) = (candidate.term, candidate.odds)
        let side = odds.value > 0 ? 1 : -1
        let words = term.term.split(separator: " ")
        // A pair that only repeats what one of its words says already.
        if words.count == 2, words.contains(where: { sides[$0] == side }) { return nil }
        guard let verdict = extractor.verdict(term.term) else { return nil }
        if verdict.signum() == Int32(side), abs(verdict) >= parameters.verdict { return nil }
        let polar = Double(term.positive + term.negative) / Double(term.records.count)
        let limit = Double(parameters.largestTenths)
        let tenths = Int(max(-limit, min(limit, odds.value * parameters.pointsPerNat * polar * 10)).rounded())
        let correction = Int32(tenths * 100) - (verdict.signum() == Int32(side) ? 0 : verdict)
        guard abs(tenths) >= parameters.smallestTenths, isMissed(term, side),
            gain(term, correction) >= parameters.minimumGain
        else { return nil }
        for record in term.records { raw[Int(record)] += correction }
        for word in words where sides[word] == nil { sides[word] = side }
        return InducedTerm(
            term: term.term, tenths: tenths, positive: term.positive,
            neutral: term.records.count - term.positive - term.negative, negative: term.negative,
            logOdds: odds.value, z: odds.z, lexicon: verdict)
    }

    /// Whether the answers for the records with the term err to the other side, clearly more often than to its own.
    private func isMissed(_ term: TermCounts.Term, _ side: Int) -> Bool {
        var missed = 0
        var overshot = 0
        for record in term.records {
            let answer = SentimentScore(sum: raw[Int(record)], scoring).sentiment
            let error = (corpus.records[Int(record)].sentiment.side - answer.side) * side
            if error > 0 { missed += 1 } else if error < 0 { overshot += 1 }
        }
        return missed - overshot >= parameters.minimumSurplus && missed >= parameters.minimumRatio * overshot
    }
}

extension LexiconInduction {
    /// Records that come out right by the correction, less those that come out wrong by it.
    private func gain(_ term: TermCounts.Term, _ correction: Int32) -> Int {
        term.records.reduce(0) { gain, record in
            let sum = raw[Int(record)]
            let label = corpus.records[Int(record)].sentiment
            let before = SentimentScore(sum: sum, scoring).sentiment == label
            let after = SentimentScore(sum: sum + correction, scoring).sentiment == label
            return gain + (after ? 1 : 0) - (before ? 1 : 0)
        }
    }
}

extension Sentiment {
    /// 1, 0 or -1.
    var side: Int { self == .positive ? 1 : self == .negative ? -1 : 0 }
}

extension SentimentScore {
    /// The label of a raw sum alone.
    init(sum: Int32, _ parameters: SentimentParameters) {
        self.init(positive: max(sum, 0), negative: min(sum, 0), parameters)
    }
}
