import Glibc
import Testing

@testable import Plaint

/// A labelled corpus written in a test, and what is made of it.
enum SmallCorpus {
    /// Forty-odd short records of every kind, the same in every run; more of them are put together from parts.
    static func lines(_ count: Int = 120, seed: UInt64 = 1) -> [String] {
        var generator = SeededGenerator(seed: seed)
        let parts: [(labels: String, complaint: Bool, texts: [String])] = [
            (
                "[\"product\"]", true,
                ["the handle broke", "it leaks from the lid", "屏幕碎了", "衣服破了一个洞", "the zip is broken"]
            ),
            (
                "[\"speed\"]", true,
                ["waited three hours", "still not here", "等了两个小时", "物流太慢了", "forty minutes on hold"]
            ),
            ("[\"service\"]", true, ["the clerk was rude", "客服态度很差", "nobody answers", "店员不理人"]),
            ("[\"process\"]", true, ["the form has five pages", "退款要填表", "charged me twice", "取消不了续费"]),
            ("[\"speed\",\"service\"]", true, ["rude and an hour late", "等了很久还被骂"]),
            ("[]", true, ["never again", "垃圾"]),
            ("[]", false, ["lovely soup", "味道很好", "what time do you open", "请问几点关门", "works well", "很满意"]),
        ]
        let tails = ["", " today", " again", "，昨天", "，真的", " on Monday", "，第二次了"]
        return (0..<count).map { number in
            let part = parts.randomElement(using: &generator)!
            let text =
                part.texts.randomElement(using: &generator)! + tails.randomElement(using: &generator)! + " \(number)"
            return
                "{\"id\":\"\(number)\",\"text\":\"\(text)\",\"complaint\":\(part.complaint),\"categories\":\(part.labels)}"
        }
    }

    static func corpus(_ files: [[String]], labelField: String = "categories") throws -> LabelledCorpus {
        let folder = TemporaryFolder()
        return try withExtendedLifetime(folder) { () throws in
            let paths = files.enumerated().map { number, lines in
                folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), as: "part\(number).jsonl")
            }
            return try LabelledCorpus(paths: paths, labelField: labelField)
        }
    }

    static func samples(_ lines: [String]) throws -> TrainingSamples {
        try TrainingSamples(corpus([lines]), lexicon: Shared.lexicon)
    }
}
