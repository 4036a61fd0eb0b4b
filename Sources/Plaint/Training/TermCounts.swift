/// In which records of a corpus each term stands, and how often it does so in praise, blame and neither.
struct TermCounts: Sendable {
    struct Term: Sendable {
        var term: String
        /// Indices of the records, ascending.
        var records: [Int32] = []
        var positive = 0
        var negative = 0
    }

    private(set) var terms: [Term] = []
    private(set) var totals = (first: 0, second: 0, background: 0)
    /// What the lexicon answered: raw sums of the records in thousandths.
    private(set) var raw: [Int32] = []

    init(_ corpus: PolarCorpus, _ extractor: inout TermExtractor) {
        var places: [String: Int] = [:]
        for (index, record) in corpus.records.enumerated() {
            raw.append(extractor.score(record.text).raw)
            for term in extractor.terms() {
                let place = places[term] ?? terms.count
                if place == terms.count {
                    places[term] = place
                    terms.append(Term(term: term))
                }
                terms[place].records.append(Int32(index))
                totals.background += 1
                switch record.sentiment {
                case .positive:
                    terms[place].positive += 1
                    totals.first += 1
                case .negative:
                    terms[place].negative += 1
                    totals.second += 1
                case .neutral: break
                }
            }
        }
    }

    func logOdds(_ term: Term) -> LogOdds {
        LogOdds(first: term.positive, second: term.negative, background: term.records.count, totals: totals)
    }
}
