import Testing

@testable import Plaint

/// From what evidence on an alert rises.
struct ThresholdChoiceTests {
    private typealias Conversation = ThresholdChoice.Conversation

    /// Conversations of two turns; those that are due have `due` at the second, the others nothing above `calm`.
    private func conversations(
        _ count: Int, due: Int, calm: Int, isEnglish: Bool = false
    ) -> [Conversation] {
        (0..<count).flatMap { _ in
            [
                Conversation(isEnglish: isEnglish, evidence: [-4_000, due], gold: 1),
                Conversation(isEnglish: isEnglish, evidence: [-4_000, calm], gold: nil),
            ]
        }
    }

    private func thresholds(_ conversations: [Conversation]) -> EscalationThresholds {
        var choice = ThresholdChoice()
        for conversation in conversations { choice.add(conversation) }
        return choice.thresholds
    }

    @Test func aThresholdLiesBetweenThoseThatAreDueAndTheOthers() {
        let found = thresholds(conversations(30, due: 1_000, calm: -2_500)).chinese
        // As low as costs little: four times the spread above the calm ones' evidence, and as much below the others'.
        #expect(found > -2_500 + 512 && found < 0)
    }

    @Test func eachLanguageHasItsOwn() {
        let found = thresholds(
            conversations(30, due: 1_500, calm: -500) + conversations(30, due: -500, calm: -2_500, isEnglish: true))
        #expect(found.chinese > -500 && found.chinese < 1_500)
        #expect(found.english > -2_500 && found.english < -500)
    }

    @Test func aLanguageWithFewHasThatOfBoth() {
        let found = thresholds(
            conversations(40, due: 1_500, calm: -500) + conversations(3, due: -500, calm: -2_500, isEnglish: true))
        #expect(found.english == found.chinese || abs(found.english - found.chinese) < 512)
        #expect(found.english > -500)
    }

    @Test func fewConversationsHaveTheFallback() {
        let few = thresholds(conversations(19, due: 1_500, calm: -500))
        #expect(few == EscalationThresholds(chinese: ThresholdChoice.fallback, english: ThresholdChoice.fallback))
        // Conversations that all need somebody say nothing of false alarms.
        let all = conversations(30, due: 1_500, calm: -500).filter { $0.gold != nil }
        #expect(thresholds(all).chinese == ThresholdChoice.fallback)
    }

    /// An alert before the turn is false and misses it: evidence that rises early keeps the threshold up, and evidence at the
    /// next turn is as good as at the turn itself.
    @Test func whatComesEarlyIsFalseAndWhatComesNextIsRight() {
        let calm = (0..<30).map { _ in Conversation(isEnglish: false, evidence: [-4_000], gold: nil) }
        let early = (0..<30).map { _ in Conversation(isEnglish: false, evidence: [0, 2_000], gold: 1) }
        #expect(thresholds(calm + early).chinese > 256)
        let next = (0..<30).map { _ in Conversation(isEnglish: false, evidence: [-4_000, -4_000, 0], gold: 1) }
        #expect(thresholds(calm + next).chinese < 0)
        let late = (0..<30).map { _ in Conversation(isEnglish: false, evidence: [-4_000, -500, -4_000, 2_000], gold: 1)
        }
        #expect(thresholds(calm + late).chinese < -500)
    }

    @Test func oneConversationMovesLittle() {
        let before = thresholds(conversations(60, due: 800, calm: -1_200)).chinese
        let odd = Conversation(isEnglish: false, evidence: [700], gold: nil)
        let after = thresholds(conversations(60, due: 800, calm: -1_200) + [odd]).chinese
        #expect(abs(after - before) <= Int32(2 * ThresholdChoice.step))
    }
}
