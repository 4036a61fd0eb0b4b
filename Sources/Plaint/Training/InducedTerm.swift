/// A term whose polarity the lexicon misses or has wrong, as the labels of a corpus have it.
public struct InducedTerm: Sendable, Equatable {
    public var term: String
    /// Valence for the overlay, in tenths of a point.
    public var tenths: Int
    /// Records that it stands in, by their label.
    public var positive: Int
    public var neutral: Int
    public var negative: Int
    /// In nats, and in units of its standard deviation.
    public var logOdds: Double
    public var z: Double
    /// What the lexicon says of the term by itself, in thousandths of a valence point; 0: nothing.
    public var lexicon: Int32

    /// The row of an overlay: term, value, and what a person needs to judge it.
    var row: String {
        let said = lexicon == 0 ? "nothing" : DecimalText.text(Double(lexicon) / 1_000, decimals: 1)
        return "\(term)\t\(DecimalText.text(Double(tenths) / 10, decimals: 1))\t"
            + "positive \(positive), neutral \(neutral), negative \(negative);"
            + " log-odds \(DecimalText.text(logOdds, decimals: 2)), z \(DecimalText.text(z, decimals: 1));"
            + " the lexicon says \(said)"
    }

    /// An overlay file, sorted as lexicon files are.
    public static func overlay(_ terms: [InducedTerm]) -> [UInt8] {
        var text = "#! plaint-lexicon 1\n#! kind valence\n#! language any\n"
        for term in terms.sorted(by: { $0.term.utf8.lexicographicallyPrecedes($1.term.utf8) }) {
            text += term.row + "\n"
        }
        return Array(text.utf8)
    }
}
