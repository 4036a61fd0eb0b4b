/// Who quotes what the firm said or wrote holds it against the firm: 客服说“本来就这样”. And praise alone between quotation
/// marks is doubted: “优质”服务, your *"fresh"* fish.
enum Quotation {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        var quoted = -1
        var asks = false
        var others: Int32 = 0
        for index in scorer.hits.indices {
            let hit = scorer.hits[index]
            if hit.entry == SentimentHit.quotation { quoted = index }
            asks = asks || asksBesides(hit, scorer.parameters, lexicon)
            if hit.isQuoted, hit.value > 0 {
                scorer.scale(index, by: scorer.parameters.doubtedPraise, rule: .quotation, cause: index)
            }
            others &+= scorer.hits[index].value
        }
        // Questions, requests and praise may quote without reproach.
        guard quoted >= 0, !asks,
            others < scorer.parameters.outweighed, others > -scorer.parameters.outweighed,
            !scorer.clauses.contains(where: { $0.asks })
        else { return }
        scorer.set(quoted, to: -scorer.parameters.quotedReproach, by: .quotation, cause: quoted)
    }

    /// Whether the writer, not who is quoted, asks or is polite.
    private static func asksBesides(
        _ hit: SentimentHit, _ parameters: SentimentParameters, _ lexicon: Lexicon
    ) -> Bool {
        guard !hit.isSaid, hit.entry >= 0 else { return false }
        if hit.kinds.contains(.question) { return true }
        return hit.kinds.contains(.courtesy) && Int32(lexicon.meaning(hit.entry).courtesy) <= parameters.request
    }
}
