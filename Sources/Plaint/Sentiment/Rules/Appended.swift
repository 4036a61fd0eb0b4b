/// An appended review outweighs the first: of what stands before 追评 or *Update:* a share is left.
enum Appended {
    static func apply(to scorer: inout SentimentScorer, _ lexicon: Lexicon) {
        // The last marker decides, if what follows it says anything.
        var speaks = false
        for marker in scorer.hits.indices.reversed() {
            if scorer.hits[marker].kinds.contains(.appended) {
                guard speaks else { continue }
                let share = Int32(lexicon.meaning(scorer.hits[marker].entry).appended)
                for index in 0..<marker where scorer.hits[index].value != 0 {
                    scorer.scale(index, by: share, rule: .appended, cause: marker)
                }
                return
            }
            speaks = speaks || scorer.hits[marker].value != 0
        }
    }
}
