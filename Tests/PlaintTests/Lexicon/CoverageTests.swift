import Testing

@testable import Plaint

struct CoverageTests {
    private func words(_ lines: [String]) throws -> [LexiconCoverage.Word] {
        let folder = TemporaryFolder()
        return try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), as: "in.jsonl")
            return try LexiconCoverage.uncovered(in: path, lexicon: try makeLexicon(["valence\ngood\t2\nnot bad\t1"]))
        }
    }

    @Test func frequentWordsWithoutARowAreListed() throws {
        let lines = ["good soup", "Soup not bad", "the soup", "the bad soup", "the bad end", "so bad", "not bad"]
        let found = try words(lines.map { #"{"text":"\#($0)"}"# })
        #expect(found.map { "\($0.count) \($0.word)" } == ["4 soup", "3 bad", "3 the"], "good and not bad are listed")
        #expect(found.allSatisfy { $0.logOdds == nil })
    }

    @Test func labelsPutEvaluativeWordsFirst() throws {
        let praise = (1...4).map { #"{"text":"zingy the \#($0)","sentiment":"positive"}"# }
        let blame = (1...4).map { #"{"text":"stodgy the \#($0)","sentiment":"negative"}"# }
        let found = try words(praise + blame + [#"{"text":"the the"}"#])
        #expect(found.map(\.word) == ["stodgy", "zingy", "the"])
        #expect(found[0].logOdds! < 0 && found[1].logOdds! > 0 && abs(found[2].logOdds!) < 1e-9)
        #expect(found[2].count == 9, "a record counts once, labelled or not")
    }
}
