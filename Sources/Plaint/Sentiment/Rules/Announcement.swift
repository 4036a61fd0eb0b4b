/// Offers, notices and news show no attitude of whoever sent them on: *扫码领取*, *book now*, *we are pleased to announce*.
///
/// The lexicon gives signs of an announcement the value 1, and those that are enough alone 2.
enum Announcement {
    /// Takes all valence out of an announcement. Whether the text is one.
    static func silences(_ scorer: inout SentimentScorer, _ lexicon: Lexicon) -> Bool {
        guard let sign = sign(scorer, lexicon) else { return false }
        for index in scorer.hits.indices where scorer.hits[index].value != 0 {
            scorer.set(index, to: 0, by: .announcement, cause: sign)
        }
        return true
    }

    /// The sign that settles it: one that is enough alone, or a second, different one.
    private static func sign(_ scorer: SentimentScorer, _ lexicon: Lexicon) -> Int? {
        var first: Int32 = -1
        for index in scorer.hits.indices where scorer.hits[index].kinds.contains(.announcement) {
            let hit = scorer.hits[index]
            guard !hit.isSaid else { continue }
            let strength = Int32(lexicon.meaning(hit.entry).announcement)
            if strength >= scorer.parameters.sureSign { return index }
            guard strength >= scorer.parameters.announcementSign, hit.entry != first else { continue }
            if first >= 0 { return index }
            first = hit.entry
        }
        return nil
    }
}
