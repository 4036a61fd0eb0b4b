/// Texts with the sentiment that people gave them, in words (`"sentiment":"negative"`) or in stars.
public struct PolarCorpus: Sendable {
    public struct Record: Sendable {
        public var text: String
        public var sentiment: Sentiment
        /// For messages: the file and the line.
        public var place: String
    }

    public internal(set) var records: [Record] = []
    /// One sentence each, with file and line.
    public private(set) var problems: [String] = []
    /// What was decided while reading, for people: a sentence each.
    public private(set) var notices: [String] = []
    /// Records without the label.
    public private(set) var unlabelled = 0

    /// Shares of the best rating: four of five stars and more praise, two of five and fewer blame, as is usual where
    /// star ratings are used as labels (Pang & Lee 2005, Seeing Stars).
    static let praiseShare = 0.8, blameShare = 0.4
    /// The best rating of usual scales; a corpus has the smallest that holds all its ratings.
    static let bestRatings = [1.0, 5, 10, 100]

    init(records: [Record]) { self.records = records }

    /// Takes the sentiments of labelled records, or the ratings of the field `rating`.
    ///
    /// Ratings may run to 1, 5, 10 or 100; which, the largest one tells. Throws if a file cannot be read.
    public init(paths: [String], rating: String? = nil, reading options: RecordOptions = RecordOptions()) throws {
        let corpus = try LabelledCorpus(paths: paths, labelField: rating ?? "sentiment", reading: options)
        try self.init(corpus, isRating: rating != nil)
    }

    init(_ corpus: LabelledCorpus, isRating: Bool) throws {
        (problems, notices, unlabelled) = (corpus.problems, corpus.notices, corpus.unlabelled)
        let numbers = isRating ? corpus.records.compactMap { $0.labels.first.flatMap(Double.init) } : []
        let ratings = numbers.filter { $0 >= 0 }
        let best = Self.bestRatings.first { $0 >= ratings.max() ?? 0 } ?? Self.bestRatings.last!
        for record in corpus.records {
            // A list may be empty.
            guard let label = record.labels.first else {
                unlabelled += 1
                continue
            }
            let sentiment = isRating ? Self.sentiment(ofRating: label, best: best) : Sentiment(rawValue: label)
            if let sentiment {
                records.append(Record(text: record.text, sentiment: sentiment, place: record.place))
            } else {
                let wanted = isRating ? "a number from 0 to 100" : "positive, neutral or negative"
                problems.append("\(record.place): '\(label)' is no \(corpus.labelField): use \(wanted)")
            }
        }
    }

    private static func sentiment(ofRating text: String, best: Double) -> Sentiment? {
        guard let rating = Double(text), (0...best).contains(rating) else { return nil }
        let share = rating / best
        return share >= praiseShare ? .positive : share <= blameShare ? .negative : .neutral
    }

    /// Half of the records, by the hash of the text: copies of a text never stand in both.
    func half(_ number: Int) -> PolarCorpus {
        PolarCorpus(
            records: records.filter { Folds.index(digest: Digest.sha256Bytes(Array($0.text.utf8)), of: 2) == number })
    }
}
