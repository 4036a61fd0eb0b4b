import Testing

@testable import Plaint

struct LexiconKindsTests {
    /// The sets are written out as numbers; the cases' order gives the same ones.
    @Test func constantsAreTheBitsOfTheCases() {
        let constants: [LexiconKinds] = [
            .valence, .booster, .negation, .contrast, .irrealis, .comparison, .ended, .repair, .question, .courtesy,
            .sarcasm, .unit, .number, .emoji, .terms, .cue, .potential, .verb, .quote, .template, .appended,
            .escalation, .agent, .role, .context, .announcement, .spelling,
        ]
        #expect(constants == LexiconKind.allCases.map { LexiconKinds($0) })
    }
}
