/// What an induced overlay is worth: each half of the records (by the hash of their texts) is judged with the terms
/// that the other half gave.
public struct InductionTrial: Sendable, Equatable {
    /// Records judged.
    public private(set) var records = 0
    /// Of them right without and with the overlay.
    public private(set) var rightBefore = 0
    public private(set) var rightAfter = 0

    public init(
        _ corpus: PolarCorpus, source: LexiconSource, overlays: [LexiconOverlay], parameters: InductionParameters
    ) throws {
        let lexicon = try Lexicon.load(source, overlays: overlays)
        for number in 0...1 {
            let (learned, judged) = (corpus.half(number), corpus.half(1 - number))
            // A handful of records may leave a half without praise or blame: nothing is learned from it then.
            let terms = (try? LexiconInduction.terms(of: learned, lexicon: lexicon, parameters: parameters)) ?? []
            let overlay = LexiconOverlay.rows(name: "induced", bytes: InducedTerm.overlay(terms))
            records += judged.records.count
            rightBefore += try Self.right(judged, lexicon)
            rightAfter += try Self.right(judged, try Lexicon.load(source, overlays: overlays + [overlay]))
        }
    }

    private static func right(_ corpus: PolarCorpus, _ lexicon: Lexicon) throws -> Int {
        var extractor = try TermExtractor(lexicon)
        var right = 0
        for record in corpus.records where extractor.score(record.text).sentiment == record.sentiment { right += 1 }
        return right
    }

    /// One sentence for people.
    public var text: String {
        func share(_ right: Int) -> String {
            DecimalText.text(Double(right) / Double(max(records, 1)), decimals: 3)
        }
        return "induced on one half and judged on the other, both ways: accuracy \(share(rightBefore)) without,"
            + " \(share(rightAfter)) with such an overlay"
    }
}
