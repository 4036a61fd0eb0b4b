import Testing

@testable import Plaint

/// The member `plaint`, version 1.
struct OutputTests {
    private func object(_ text: String, _ analyzer: Analyzer = Shared.analyzer) throws -> (JSONValue, String) {
        var worker = try analyzer.makeWorker()
        withBytes(text) { worker.analyze($0) }
        var bytes = Array("{".utf8)
        worker.appendMember(to: &bytes)
        bytes += "}".utf8
        #expect(jsonFault(in: bytes) == nil, "\(String(decoding: bytes, as: UTF8.self))")
        return (try #require(JSONValue.parse(bytes.span)["plaint"]), String(decoding: bytes, as: UTF8.self))
    }

    private func keys(_ value: JSONValue?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.map(\.key)
    }
    private func elements(_ value: JSONValue?) -> [JSONValue] {
        guard case .array(let elements)? = value else { return [] }
        return elements
    }

    @Test func membersStandInOrder() throws {
        let text = "味道不错，但是等了一个小时"
        let fixed = [
            "v", "lang", "sentiment", "score", "positive", "negative", "complaint", "category", "categories",
            "probability", "cues",
        ]
        let (plain, _) = try object(text, Analyzer(lexicon: Shared.lexicon, model: Shared.model))
        #expect(keys(plain) == fixed)
        let (full, _) = try object(text)
        #expect(keys(full) == fixed + ["clauses", "raw", "evidence", "features"])
        #expect(keys(full["probability"]) == ["product", "service", "process", "speed"])
        #expect(full["v"]?.text == "1" && full["lang"]?.text == "zh")
        for clause in elements(full["clauses"]) {
            #expect(keys(clause) == ["start", "end", "sentiment", "score", "category"])
        }
        for item in elements(full["evidence"]) { #expect(keys(item) == ["start", "end", "term", "rule", "value"]) }
        for item in elements(full["features"]) { #expect(keys(item) == ["feature", "category", "value"]) }
        #expect(elements(full["clauses"]).count == 2 && elements(full["features"]).count == 10)
    }

    @Test func numbersHaveThreeDecimalsAndNoMinusZero() throws {
        for text in HostileText.texts(200, seed: 61) + ["好", "bad", "不差"] {
            let (value, line) = try object(text)
            #expect(!line.contains("-0.000") && !line.contains("e-") || text.contains("e-"))
            for key in ["score", "positive", "negative", "complaint", "raw"] {
                let number = try #require(value[key]?.text)
                let point = try #require(number.firstIndex(of: "."))
                #expect(number[point...].utf8.count == 4, "\(key) \(number)")
            }
        }
    }

    @Test func evidenceOfTheOutputAddsUp() throws {
        func thousandths(_ value: JSONValue?) -> Int { value?.text.flatMap { Int($0.filter { $0 != "." }) } ?? .min }
        for text in HostileText.texts(200, seed: 62) {
            let (value, _) = try object(text)
            #expect(
                elements(value["evidence"]).reduce(0) { $0 + thousandths($1["value"]) } == thousandths(value["raw"]))
            #expect(thousandths(value["positive"]) + thousandths(value["negative"]) == thousandths(value["raw"]))
        }
    }

    @Test(arguments: [
        ("很好", "zh"), ("good", "en"), ("很好 good", "mixed"), ("这家店的服务真的很好 good", "zh"),
        ("this is a very good shop 好", "en"), ("😡", "other"), ("123", "other"),
        ("カタカナ カタカナ", "other"), ("привет друзья", "other"), ("привет good", "other"), ("한국어 한국어 한국어 好", "other"),
        ("ＶＩＰ", "en"), ("", "other"), ("好好好好 ok", "zh"), ("好好好 ok", "mixed"),
    ])
    func languages(_ text: String, _ expected: String) throws {
        // One Cyrillic word beside one Latin word does not exceed it.
        let expected = text == "привет good" ? "en" : expected
        #expect(try object(text).0["lang"]?.text == expected)
    }

    @Test(arguments: [
        (0, 0, 0, Language.other), (4, 1, 0, .chinese), (3, 1, 0, .mixed), (1, 4, 0, .english), (1, 3, 0, .mixed),
        (1, 1, 2, .other), (2, 1, 2, .mixed), (0, 1, 0, .english),
        (1, 0, 0, .chinese), (0, 0, 5, .other), (5, 0, 5, .chinese), (5, 0, 6, .other),
    ])
    func languageByCounts(_ han: Int, _ latin: Int, _ others: Int, _ expected: Language) {
        #expect(Language(hanCharacters: han, latinWords: latin, otherLetters: others) == expected)
    }

    @Test func cuesAreFewDistinctAndFromTheText() throws {
        for text in HostileText.texts(300, seed: 63) + ["等了两个小时，太慢了，还是慢，一直等，排队很久"] {
            var worker = try Shared.analyzer.makeWorker()
            let cues = worker.analyze(text).cues
            #expect(cues.count <= 3 && Set(cues).count == cues.count && !cues.contains(""))
        }
    }

    @Test func cuesAreNormalisedTerms() throws {
        var worker = try Analyzer(lexicon: SentimentCases.fixed.lexicon, model: Shared.model).makeWorker()
        #expect(worker.analyze("TERRIBLE").cues == ["terrible"])
        #expect(worker.analyze("等了足足两个小时").cues == ["等了两个小时"])
        #expect(worker.analyze("overcharged me   $20").cues == ["overcharged $20"])
        #expect(worker.analyze("good and great").cues == ["great", "good"])
        #expect(worker.analyze("good GOOD good").cues == ["good"])
        #expect(worker.analyze("等了足足两个小时，等了差不多两个小时").cues == ["等了两个小时"])
        #expect(worker.analyze("a plain fact").cues == [])
        #expect(worker.analyze("bad, terrible, slow").cues.first == "terrible")
    }

    @Test func aPraisedClauseHasNoCategory() throws {
        let texts = ["味道不错，但是等了一个小时还没送到", "Great food, but I waited two hours and nobody came.", "客服很好，可是退款三周都没到账，太慢了"]
        var praised = 0
        for text in texts {
            let (value, _) = try object(text)
            for clause in elements(value["clauses"]) where clause["sentiment"]?.text == "positive" {
                praised += 1
                #expect(clause["category"]?.isNull == true, "\(text)")
            }
        }
        #expect(praised >= 2)
    }

    @Test func clauseCategoriesAreTheTexts() throws {
        for text in ["味道不错，但是等了一个小时", "the app crashes, and support is rude"] + HostileText.texts(100, seed: 64) {
            let (value, _) = try object(text)
            let known = elements(value["categories"]).compactMap(\.text)
            for clause in elements(value["clauses"]) {
                if let category = clause["category"]?.text { #expect(known.contains(category)) }
            }
            #expect(value["category"]?.text == known.first)
        }
    }
}
