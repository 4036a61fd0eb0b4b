import Testing

@testable import Plaint

struct LexiconInductionTests {
    private static let base = ["valence\ngood\t2\nbad\t-2\ncold\t-1.6\nstrong\t2", "negation\nnot\t-0.7"]

    private func corpus(_ groups: [(Sentiment, [String])]) -> PolarCorpus {
        PolarCorpus(
            records: groups.flatMap { sentiment, texts in
                texts.map { PolarCorpus.Record(text: $0, sentiment: sentiment, place: "") }
            })
    }

    private func induce(_ groups: [(Sentiment, [String])]) throws -> [String: Int] {
        let terms = try LexiconInduction.terms(of: corpus(groups), lexicon: try makeLexicon(Self.base))
        return Dictionary(uniqueKeysWithValues: terms.map { ($0.term, $0.tenths) })
    }

    /// Records without a word in common but those that a test puts in.
    private static let filler = [
        "apple", "brick", "cloud", "daisy", "eagle", "field", "grape", "house", "ivory", "jelly", "knife", "lemon",
    ]

    private func texts(_ word: String, _ count: Int = 12) -> [String] {
        Self.filler.prefix(count).map { "\(word) \($0)" }
    }

    @Test func missedTermsAreFound() throws {
        let found = try induce([(.positive, texts("creamy")), (.negative, texts("soggy"))])
        #expect(found["creamy"].map { $0 > 0 } == true && found["soggy"].map { $0 < 0 } == true)
        #expect(found.count == 2, "the words beside them are on both sides: \(found)")
    }

    @Test func aSignThatIsWrongHereIsTurned() throws {
        let found = try induce([(.positive, texts("cold")), (.negative, texts("strong"))])
        #expect(found["cold"].map { $0 > 0 } == true, "cold drinks")
        #expect(found["strong"].map { $0 < 0 } == true, "a strong smell")
    }

    @Test func whatTheLexiconKnowsIsLeftOut() throws {
        #expect(try induce([(.positive, texts("good")), (.negative, texts("bad"))]).isEmpty)
        #expect(try induce([(.positive, texts("fine")), (.negative, texts("not"))])["not"] == nil, "of another office")
    }

    @Test func aWordOfBothSidesSaysNothing() throws {
        #expect(try induce([(.positive, texts("lid")), (.negative, texts("lid"))]).isEmpty)
    }

    @Test func pairsAreFoundWhereTheirWordsSayNothing() throws {
        let found = try induce([
            (.positive, texts("keeps well") + texts("falls flat", 4) + texts("well, flat", 3)),
            (.negative, texts("falls well") + texts("keeps flat", 12) + texts("well, flat", 3)),
        ])
        #expect(found["keeps well"].map { $0 > 0 } == true, "\(found)")
        #expect(found["well flat"] == nil, "a pair does not span punctuation")
    }

    @Test func theOrderOfRecordsDoesNotMatter() throws {
        let records = corpus([
            (.positive, texts("creamy") + texts("cold")), (.negative, texts("soggy") + texts("strong")),
        ])
        let lexicon = try makeLexicon(Self.base)
        let found = InducedTerm.overlay(try LexiconInduction.terms(of: records, lexicon: lexicon))
        let backwards = PolarCorpus(records: records.records.reversed())
        #expect(InducedTerm.overlay(try LexiconInduction.terms(of: backwards, lexicon: lexicon)) == found)
    }

    @Test func theOverlayCanBeLoadedAndSaysWhy() throws {
        let records = corpus([(.positive, texts("creamy")), (.negative, texts("soggy"))])
        let bytes = InducedTerm.overlay(try LexiconInduction.terms(of: records, lexicon: try makeLexicon(Self.base)))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("creamy\t") && text.contains("positive 12, neutral 0, negative 0; log-odds"))
        #expect(text.contains("positive 0, neutral 0, negative 12;") && text.contains("the lexicon says nothing"))
        let problems = bytes.withUnsafeBufferPointer {
            LexiconCheck.problems(in: [(name: "overlays/own.tsv", bytes: $0)])
        }
        #expect(problems.isEmpty, "\(problems)")
        let with = try Lexicon.load(overlays: [.rows(name: "own.tsv", bytes: bytes)])
        #expect(!with.describe("soggy").isEmpty)
    }

    @Test func bothSidesAreNeeded() throws {
        #expect(throws: CorpusError.self) { try self.induce([(.positive, self.texts("fine"))]) }
        #expect(throws: CorpusError.self) { try self.induce([(.neutral, self.texts("fine"))]) }
    }

    /// Half of the project's own records (by hash) give the terms, the other half is judged, and the reverse.
    @Test func anOverlayOfOneHalfHelpsTheOther() throws {
        let path = Shared.projectPath + "/corpora/train/feedback.zh.jsonl"
        let trial = try InductionTrial(
            try PolarCorpus(paths: [path]), source: .embedded, overlays: [], parameters: InductionParameters())
        #expect(trial.records > 4_000)
        #expect(trial.rightAfter > trial.rightBefore, "\(trial.text)")
    }

    @Test(
        .enabled(if: sharedFolder() != nil, "the public sets are not here"),
        arguments: ["chnsenticorp_htl", "waimai_10k", "vader_amazon"])
    func anOverlayHelpsOnPublicSets(name: String) throws {
        let path = try #require(sharedFolder()) + "/eval/dev/\(name).jsonl"
        let trial = try InductionTrial(
            try PolarCorpus(paths: [path]), source: .embedded, overlays: [], parameters: InductionParameters())
        #expect(trial.rightAfter > trial.rightBefore, "\(name): \(trial.text)")
    }
}

struct LogOddsTests {
    /// By hand: prior 10 · 4/100 = 0.4 for the word; ln(3.4/56.6) - ln(1.4/58.6) and √(1/3.4 + 1/1.4).
    @Test func isThatOfThePaper() {
        let odds = LogOdds(first: 3, second: 1, background: 4, totals: (50, 50, 100), priorWeight: 10)
        #expect(abs(odds.value - 0.922_034) < 1e-5, "\(odds.value)")
        #expect(abs(odds.z - 0.918_1) < 1e-3, "\(odds.z)")
    }

    @Test func isSymmetricAndShrinks() {
        func odds(_ first: Int, _ second: Int, _ prior: Double? = 1_000) -> LogOdds {
            LogOdds(
                first: first, second: second, background: first + second, totals: (500, 500, 1_000), priorWeight: prior)
        }
        #expect(odds(7, 7).value == 0)
        #expect(abs(odds(9, 2).value + odds(2, 9).value) < 1e-12)
        #expect(odds(3, 0).z < odds(30, 0).z, "more records, more certainty")
        #expect(odds(3, 0).value < odds(3, 0, 1).value, "the prior holds back")
        #expect(odds(1, 0, 0.001).value.isFinite)
        #expect(odds(3, 0, nil) == odds(3, 0, 125), "an eighth of a small corpus")
    }
}

struct PolarCorpusTests {
    private func sentiments(_ lines: [String], rating: Bool) throws -> PolarCorpus {
        try PolarCorpus(SmallCorpus.corpus([lines], labelField: rating ? "stars" : "sentiment"), isRating: rating)
    }

    @Test(arguments: [
        ("1 2 3 4 5", "negative negative neutral positive positive"), ("0 1", "negative positive"),
        ("1 4 5 7 8 10", "negative negative neutral neutral positive positive"),
        ("20 40 60 80 95", "negative negative neutral positive positive"), ("4.5 1.5", "positive negative"),
    ])
    func ratingsFallIntoThree(ratings: String, expected: String) throws {
        let lines = ratings.split(separator: " ").map { #"{"text":"a \#($0)","stars":\#($0)}"# }
        let found = try sentiments(lines, rating: true).records.map(\.sentiment.rawValue).joined(separator: " ")
        #expect(found == expected)
    }

    @Test func otherLabelsAreProblems() throws {
        let stars = try sentiments([#"{"text":"a","stars":"many"}"#, #"{"text":"b","stars":-1}"#], rating: true)
        #expect(stars.records.isEmpty && stars.problems.count == 2)
        let words = try sentiments([#"{"text":"a","sentiment":"glad"}"#, #"{"text":"b"}"#], rating: false)
        #expect(words.records.isEmpty && words.problems.count == 1 && words.unlabelled == 1)
        #expect(words.problems[0].contains("part0.jsonl:1: 'glad'"))
    }

    @Test func halvesShareNoText() throws {
        let lines = (0..<60).map { #"{"text":"text \#($0 % 40)","sentiment":"positive"}"# }
        let corpus = try sentiments(lines, rating: false)
        let halves = [0, 1].map { Set(corpus.half($0).records.map(\.text)) }
        #expect(halves[0].isDisjoint(with: halves[1]) && halves[0].count + halves[1].count == 40)
        #expect(corpus.half(0).records.count + corpus.half(1).records.count == 60)
    }
}
