import Testing

@testable import Plaint

struct SentimentScoreTests {
    @Test func squareRootIsExact() {
        func check(_ value: UInt64) {
            let root = SentimentScore.squareRoot(value)
            #expect(root.multipliedReportingOverflow(by: root).overflow == false && root * root <= value)
            let next = (root + 1).multipliedFullWidth(by: root + 1)
            #expect(next.high > 0 || next.low > value)
        }
        for value in UInt64(0)...2_000 { check(value) }
        for shift in 0..<64 { for delta in -2...2 { check((1 << UInt64(shift)) &+ UInt64(bitPattern: Int64(delta))) } }
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let root = UInt64(UInt32.random(in: 1...UInt32.max, using: &generator))
            for value in [root * root - 1, root * root, root * root + 1] { check(value) }
        }
    }

    /// (raw in thousandths, α in thousandths, score in thousandths)
    @Test(
        arguments: [
            (0, 8_500, 0), (3_000, 16_000, 600), (-3_000, 16_000, -600), (4_000, 9_000, 800), (5_000, 144_000, 385),
            (1, 8_500, 0),
            (2_000, 8_500, 566), (-2_000, 8_500, -566), (100_000, 8_500, 1_000), (Int32.max, 8_500, 1_000),
            (Int32.min, 8_500, -1_000), (300_000, 1, 1_000),
        ] as [(Int32, Int64, Int32)])
    func normalisedIsExact(_ raw: Int32, _ alpha: Int64, _ score: Int32) {
        #expect(SentimentScore.normalised(raw, alpha: alpha) == score)
    }

    @Test func normalisedIsMonotonicAndOdd() {
        var previous: Int32 = 0
        for raw in stride(from: Int32(0), through: 320_000, by: 7) {
            let score = SentimentScore.normalised(raw, alpha: 8_500)
            #expect(score >= previous && score <= 1_000 && SentimentScore.normalised(-raw, alpha: 8_500) == -score)
            // Against floating point, which is exact enough to tell thousandths.
            let sum = Double(min(raw, 300_000)) / 1_000
            #expect(abs(Double(score) - 1_000 * sum / (sum * sum + 8.5).squareRoot()) < 0.51)
            previous = score
        }
    }

    @Test func thresholdsDecideTheSentiment() {
        let parameters = SentimentParameters()
        for raw in stride(from: Int32(-900), through: 900, by: 1) {
            let score = raw < 0 ? SentimentScore(negative: raw, parameters) : SentimentScore(positive: raw, parameters)
            let expected: Sentiment =
                score.score >= parameters.positiveThreshold
                ? .positive : score.score <= -parameters.negativeThreshold ? .negative : .neutral
            #expect(score.sentiment == expected && score.raw == raw)
        }
    }

    @Test(
        arguments: [
            (1_000, 1_500, 1_500), (-1_000, 1_500, -1_500), (1, 500, 1), (-1, 500, -1), (1, 499, 0),
            (-1_500, -315, 473), (3_333, 333, 1_110),
        ] as [(Int32, Int32, Int32)])
    func productRoundsHalvesAwayFromZero(_ value: Int32, _ factor: Int32, _ product: Int32) {
        #expect(SentimentScorer.product(value, factor) == product)
    }

    /// Rule by rule: which rule says what of which text, on the small lexicon.
    @Test(arguments: [
        ("很好", "valence 好 2000; intensification 很 800"), ("不好", "valence 好 2000; negation 不 -3400"),
        ("good!", "valence good 2000; emphasis good 160; exclamation ! 500"),
        ("if good", "valence good 2000; irrealis if -1200"), ("请问好", "valence 好 2000; question 请问 -2000"),
        ("used to be good", "valence good 2000; ended used to -3200"),
        ("beats", "valence beats 1600"),
        (
            "nice better elsewhere",
            "valence nice 1000; valence better elsewhere -1600; comparison better elsewhere -800"
        ),
        ("yeah right good", "valence yeah right -1500; valence good 2000; sarcasm yeah right -3000"),
        ("bad, replaced it", "valence bad -2000; repair replaced it 1400; repair replaced it 910"),
        ("\"bad\"", "valence bad -2000"), ("\"good\"", "valence good 2000; quotation good -3000"),
        ("bad, good", "valence bad -2000; valence good 2000; closing good 600"),
        ("good but slow", "valence good 2000; valence slow -1500; contrast good -1000; contrast but -525"),
        ("nothing", ""),
    ])
    func evidenceNamesTheRule(_ text: String, _ expected: String) throws {
        var worker = try SentimentCases.fixed.makeWorker()
        withBytes(text) { worker.analyze($0) }
        let bytes = worker.clean.bytes
        let found = worker.scorer.evidence.map { evidence in
            let cause = String(decoding: bytes[Int(evidence.start)..<Int(evidence.end)], as: UTF8.self)
            return "\(evidence.rule.rawValue) \(cause) \(evidence.value)"
        }
        #expect(found.joined(separator: "; ") == expected)
    }

    @Test func neverReadsTheClassifier() throws {
        let blind = Analyzer.sentimentOnly(Shared.lexicon)
        for text in HostileText.texts(200, seed: 31) {
            #expect(try sentimentScore(text, blind) == sentimentScore(text, Shared.analyzer))
        }
    }
}
