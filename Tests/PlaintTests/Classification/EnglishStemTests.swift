import Testing

@testable import Plaint

struct EnglishStemTests {
    /// Words and their stems; those of a line must be one feature, or must not.
    @Test(arguments: [
        ("refunds", "refund", "plural"), ("refunded", "refund", "past"), ("refunding", "refund", "ing"),
        ("stopped", "stop", "doubled letter"), ("calling", "call", "double l stays"),
        ("missed", "miss", "double s stays"),
        ("charge", "charg", "silent e"), ("charged", "charg", "silent e"), ("charges", "charg", "silent e"),
        ("deliveries", "delivery", "ies"), ("replied", "reply", "ied"), ("rudely", "rud", "ly"),
        ("rude", "rud", "silent e"),
        ("boss", "boss", "no plural"), ("access", "access", "no plural"), ("red", "red", "short"),
        ("the", "the", "short"),
        ("sing", "sing", "three letters must stay"), ("don't", "don't", "no small letters alone"),
        ("café", "café", "other letters"), ("a1bs", "a1bs", "digits"), ("", "", "nothing"),
    ])
    func endings(_ word: String, _ stem: String, _ why: String) {
        var bytes = Array(word.utf8)
        EnglishStem.strip(&bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == stem, "\(why)")
    }
}
