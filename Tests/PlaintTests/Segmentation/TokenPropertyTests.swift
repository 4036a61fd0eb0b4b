import Testing

@testable import Plaint

/// What holds of the tokens of any text.
struct TokenPropertyTests {
    static let seeds: [UInt64] = [1, 2, 3, 4]

    private func expectCover(_ tokens: [Token], _ text: [UInt8], _ stage: String) {
        var end = 0
        for token in tokens {
            guard Int(token.start) == end, token.end > token.start else {
                Issue.record("\(stage): token \(token.start)..<\(token.end) after \(end) in \(debug(text))")
                return
            }
            if text[end] & 0xC0 == 0x80 { Issue.record("\(stage): a token begins inside a character: \(debug(text))") }
            end = Int(token.end)
        }
        #expect(end == text.count, "\(stage): \(debug(text))")
    }

    private func debug(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self).debugDescription }

    @Test(arguments: seeds) func tokensCoverTheCleanView(_ seed: UInt64) throws {
        var worker = try Shared.analyzer.makeWorker()
        for text in HostileText.texts(400, seed: seed) {
            withBytes(text) { worker.analyze($0) }
            let bytes = worker.clean.bytes
            #expect(String(validating: bytes, as: UTF8.self) != nil, "\(text.debugDescription)")
            expectCover(worker.icuTokens, bytes, "ICU")
            expectCover(worker.matcher.tokens, bytes, "recut")
        }
    }

    @Test(arguments: seeds) func partsOfPatternsAreOrderedAndInside(_ seed: UInt64) throws {
        var worker = try Shared.analyzer.makeWorker()
        var found = 0
        for text in HostileText.texts(400, seed: seed) {
            withBytes(text) { worker.analyze($0) }
            let matches = worker.matcher.matches
            let parts = worker.matcher.parts
            found += matches.count
            for match in matches {
                var end = match.start
                for index in match.parts {
                    let part = parts[Int(index)]
                    #expect(part.start >= end && part.end > part.start, "\(text.debugDescription)")
                    end = part.end
                }
                #expect(end == match.end && Int(match.end) <= worker.clean.bytes.count)
                #expect(match.parts.first.map { parts[Int($0)].start } == match.start)
                #expect(Shared.lexicon.entries.indices.contains(Int(match.entry)))
            }
            let starts = matches.map(\.start)
            #expect(starts == starts.sorted())
        }
        #expect(found > 20, "the texts hold too few patterns to test anything")
    }

    @Test(arguments: seeds) func segmentsJoinedGiveTheText(_ seed: UInt64) throws {
        var segmenter = TermSegmenter(lexicon: Shared.lexicon, segmenter: try WordSegmenter())
        for text in HostileText.texts(300, seed: seed &+ 100) {
            var output: [UInt8] = []
            withBytes(text) { segmenter.segment($0) }
            segmenter.appendJSON(to: &output)
            guard case .array(let tokens) = JSONValue.parse(output.span) else {
                Issue.record("no array")
                continue
            }
            let joined = tokens.map { $0.text ?? "" }.joined()
            #expect(Array(joined.utf8) == Array(text.utf8), "\(text.debugDescription)")
            #expect(!tokens.contains { $0.text == "" })
        }
    }

    @Test func everyListedHanWordAloneIsOneToken() throws {
        let lexicon = Shared.lexicon
        var segmenter = try WordSegmenter()
        var matcher = TermMatcher()
        var icuTokens: [Token] = []
        var tested = 0
        for symbol in lexicon.symbols.indices where lexicon.symbols[symbol].entry >= 0 {
            let word = lexicon.term(lexicon.symbols[symbol].entry)
            guard word.unicodeScalars.allSatisfy({ CharacterClass.isHan($0.value) }) else { continue }
            tested += 1
            withBytes(word) { text in
                segmenter.segment(text, into: &icuTokens)
                matcher.match(text, icuTokens, lexicon, &segmenter)
            }
            let count = matcher.tokens.count
            if lexicon.symbols[symbol].term.contains(.cueOnly), count > 1 {
                // 物流太慢: 太慢 stays a word for the rules of sentiment.
                #expect(matcher.matches.contains { $0.entry == lexicon.symbols[symbol].entry }, "'\(word)' is lost")
                #expect(try bars(word, lexicon) == word)
                continue
            }
            #expect(count == 1 && matcher.tokens[0].symbol == Int32(symbol), "'\(word)' makes \(count) tokens")
        }
        #expect(tested > 5_000)
    }

    @Test(arguments: [
        ("客服态度很差", "客服|态度|很|差"), ("不太好", "不太|好"), ("性价比高的手机", "性价比|高|的|手机"), ("以前很好吃", "以前很|好吃"),
        ("wi-fi is slow", "wi-fi|is|slow"), ("ＶＩＰ客服", "ＶＩＰ|客服"), ("客\u{200B}服好", "客\u{200B}服|好"), ("ok:)", "ok|:)"),
        ("  a  b ", "a|b"), ("", ""), ("don’t", "don’t"), ("[微笑]好", "[微笑]|好"), ("👍🏽👍", "👍🏽|👍"),
    ])
    func cutsOnASmallLexicon(_ text: String, _ expected: String) throws {
        let lexicon = try makeLexicon([
            "terms\n客服\n性价比\nwi-fi", "valence\n好\t2\n好吃\t2\n差\t-2\n高\t1", "booster\n很\t0.4\n以前很\t0.4",
            "negation\n不太\t-0.4", "emoji\n👍\t2\n:)\t1\n[微笑]\t1",
        ])
        #expect(try bars(text, lexicon) == expected)
    }

    @Test func aTermOfOneCharacterIsNoVerdictInsideAWord() throws {
        let lexicon = try makeLexicon(["valence\n差\t-2\n好\t2"])
        #expect(try sentimentScore("有差别", .sentimentOnly(lexicon)).raw == 0)
        #expect(try sentimentScore("爱好广泛", .sentimentOnly(lexicon)).raw == 0)
        #expect(try sentimentScore("差", .sentimentOnly(lexicon)).raw == -2_000)
    }
}
