import Testing

@testable import Plaint

struct InflectionTests {
    @Test(arguments: [
        ("refund", "refund refunds refunded refunding"), ("charge", "charge charges charged charging"),
        ("see", "see sees seed seeing"), ("toe", "toe toes toed toeing"), ("dye", "dye dyes dyed dyeing"),
        ("die", "die dies died dying"), ("reply", "reply replies replied replying"),
        ("delay", "delay delays delayed delaying"),
        ("panic", "panic panics panicked panicking"), ("miss", "miss misses missed missing"),
        ("crash", "crash crashes crashed crashing"),
        ("match", "match matches matched matching"), ("fix", "fix fixes fixed fixing"),
        ("buzz", "buzz buzzes buzzed buzzing"),
        ("stop", "stop stops stoped stoping stopped stopping"),
        ("refer", "refer refers refered refering referred referring"),
        ("cancel", "cancel cancels canceled canceling cancelled cancelling"),
        ("quit", "quit quits quited quiting quitted quitting"),
        ("quiz", "quiz quizes quized quizing quizzed quizzing quizzes"),
        ("bus", "bus buses bused busing bussed bussing busses"),
        ("show", "show shows showed showing"), ("wait", "wait waits waited waiting"),
        ("laugh", "laugh laughs laughed laughing"),
        ("go", "go gos goed going"), ("a", "a"), ("ünder", "ünder"),
        ("re-book", "re-book re-books re-booked re-booking"),
    ])
    func forms(_ word: String, _ expected: String) {
        #expect(Inflection.forms(of: word) == expected.split(separator: " ").map(String.init))
    }

    @Test func aRowOfItsOwnWinsOverAnInflectedForm() throws {
        let lexicon = try makeLexicon(["valence\ncharge~\t-1\ncharged\t-3", "valence\nrefunds\t2\nrefund~\t-2"])
        let values = ["charge", "charged", "charging", "refund", "refunds"].map { lexicon.describe($0) }
        #expect(
            values == [
                ["valence\t-1.000"], ["valence\t-3.000"], ["valence\t-1.000"], ["valence\t-2.000"], ["valence\t2.000"],
            ])
    }
}
