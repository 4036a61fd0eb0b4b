/// An English exclamation mark is mild praise where nothing is blamed: passed *!*, see you in Lisbon *!* Beside praise it adds to
/// it. A text that says nothing else must not ask, deny, wish or be polite, nor call somebody by `@name`: that is an
/// appeal. Chinese exclaims in blame as often as in praise.
enum Exclamation {
    /// Kinds beside which an exclamation may be a demand or a reproach.
    private static let appealing: LexiconKinds = [
        .negation, .question, .courtesy, .irrealis, .sarcasm, .announcement, .ended,
    ]

    /// Whether the exclamation mark stands behind something that is no Han character, and is the half-width one.
    static func isEnglish(
        _ index: Int, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        index > 0 && tokens[index - 1].kind != .han && text[Int(tokens[index].start)] == UInt8(ascii: "!")
    }

    static func apply(to scorer: inout SentimentScorer) {
        guard !scorer.clauses.contains(where: { $0.asks }) else { return }
        var sum: Int32 = 0
        var speaks = false
        for hit in scorer.hits {
            sum &+= hit.value
            speaks = speaks || hit.value != 0
        }
        let value: Int32
        if sum > 0 {
            value = scorer.parameters.exclaimedPraise
        } else if !speaks, !scorer.addresses, scorer.kinds.isDisjoint(with: appealing) {
            value = scorer.parameters.exclaimedAlone
        } else {
            return
        }
        scorer.set(scorer.exclamation, to: value, by: .exclamation, cause: scorer.exclamation)
    }
}
