import Testing

@testable import Plaint

struct FeatureTests {
    private func spellings(_ text: String, _ lexicon: Lexicon = SentimentCases.fixed.lexicon) throws -> [String] {
        var worker = try Analyzer.sentimentOnly(lexicon).makeWorker()
        withBytes(text) { worker.analyze($0) }
        let features = worker.extractor.features
        return worker.clean.bytes.withUnsafeBufferPointer { bytes in
            features.map { FeatureKey.spelling($0, bytes, lexicon) }
        }
    }

    @Test func featuresOfAText() throws {
        func words(_ text: String) throws -> [String] { try spellings(text).filter { !$0.hasPrefix("s:") } }
        #expect(try words("Not Good") == ["w:not", "w:good", "p:not good"])
        #expect(try words("好, fine") == ["w:好", "w:fin"], "no pair over a clause end")
        #expect(try Set(words("waited 45 minutes")) == ["w:wait", "w:minut", "p:wait 0", "p:0 minut"])
        #expect(try Set(words("打不开")).isSuperset(of: ["c:打不", "c:不开"]))
        #expect(try !words("打a开").contains("c:打开"))
        #expect(try spellings("") == [] && spellings(" \n") == [])
    }

    @Test(arguments: [
        ("good", ["positive", "praise"]), ("bad", ["negative", "blame"]), ("a plain fact", ["neutral"]),
        ("terrible, terrible!", ["negative", "strongly-negative", "blame", "exclaims"]),
        ("great, great", ["positive", "strongly-positive", "praise"]),
        ("not good?", ["negative", "blame", "negation", "asks"]), ("how do i open it", ["neutral", "question"]),
        ("good but slow", ["negative", "praise", "blame", "contrast"]),
    ])
    func traitsOfTheSentiment(_ text: String, _ traits: [String]) throws {
        #expect(try spellings(text).filter { $0.hasPrefix("s:") }.sorted() == traits.map { "s:" + $0 }.sorted())
    }

    @Test func cuesComeInSteps() throws {
        let lexicon = try makeLexicon([
            "cue category speed\nslow\t3\nlate\t5", "cue category service\nrude\t1", "valence\nbad\t-2",
        ])
        // Those of the first half come once for it and once for the whole.
        func cues(_ text: String) throws -> [String] {
            try Set(spellings(text, lexicon).filter { $0.hasPrefix("q:") }).sorted()
        }
        #expect(try cues("fine") == [])
        #expect(try cues("rude") == ["q:service 0"])
        #expect(try cues("slow") == ["q:speed 0", "q:speed 1"])
        #expect(try cues("slow late") == ["q:speed 0", "q:speed 1", "q:speed 2", "q:speed 3"])
        #expect(try cues("slow late late") == (0...4).map { "q:speed \($0)" })
    }

    /// The key of a spelling and the key made while reading are the same number: or a trained model knows nothing.
    @Test func spellingsAndKeysAgree() throws {
        var worker = try Shared.analyzer.makeWorker()
        var spelled: [UInt64: String] = [:]
        for text in HostileText.texts(500, seed: 71) {
            withBytes(text) { worker.analyze($0) }
            let features = worker.extractor.features
            worker.clean.bytes.withUnsafeBufferPointer { bytes in
                for feature in features {
                    let spelling = FeatureKey.spelling(feature, bytes, Shared.lexicon)
                    #expect(key(spelling) == feature.key, "\(spelling.debugDescription) in \(text.debugDescription)")
                    #expect(spelled[feature.key, default: spelling] == spelling, "two features, one key")
                    #expect(!spelling.utf8.contains { $0 == 0x09 || $0 == 0x0A })
                    spelled[feature.key] = spelling
                }
            }
        }
        #expect(spelled.count > 1_000)
    }

    @Test(arguments: ["", "w", "w:", "x:a", "p:a", "c:a", "c:abc", "q:speed", "q:speed x", "s:angry", "wx"])
    func noFeatures(_ spelling: String) { #expect(key(spelling) == nil) }
}
