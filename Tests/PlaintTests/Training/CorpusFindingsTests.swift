import Testing

@testable import Plaint

struct CorpusFindingsTests {
    @Test func copiesAndContradictionsAreNamedWithBothPlaces() throws {
        let findings = CorpusFindings(
            try SmallCorpus.corpus([
                [
                    #"{"text":"The lid leaks!","categories":["product"]}"#,
                    #"{"text":"the lid  leaks","categories":["product"]}"#,
                    #"{"text":"ＴＨＥ lid leaks。","categories":["speed"]}"#,
                    #"{"text":"?!","categories":[]}"#, #"{"text":"!!","categories":["speed"]}"#,
                    #"{"text":"等了很久","categories":[],"complaint":true}"#, #"{"text":"等了很久！","categories":[]}"#,
                ]
            ]))
        #expect(findings.duplicates.count == 1)
        #expect(findings.duplicates[0].contains("part0.jsonl:2: ") && findings.duplicates[0].hasSuffix("part0.jsonl:1"))
        #expect(findings.contradictions.count == 2, "signs alone are no text")
        #expect(findings.contradictions[0].contains(":3: speed, but the same text is product in "))
        #expect(findings.contradictions[1].contains("no complaint, but the same text is complaint without category"))
        #expect(findings.emptyCategories == ["service", "process"])
        #expect(findings.rareCategories.map(\.name) == ["product", "speed"])
    }

    @Test func theReportTellsWhatWasLearned() throws {
        let (_, report) = try Training.train(SmallCorpus.corpus([SmallCorpus.lines(200)]))
        let speed = try #require(report.learned.first { $0.name == "speed" })
        #expect(speed.features.allSatisfy { $0.weight > 0 && $0.records > 0 })
        #expect(speed.features.contains { $0.feature == "q:speed 0" || $0.feature == "w:hour" || $0.feature == "c:等了" })
        #expect(report.learned.map(\.name) == ["complaint"] + CategoryOrder.complaint)
        let text = report.text()
        for part in ["Read\n", "Labels\n", "Learned for speed", "no complaint"] { #expect(text.contains(part)) }
    }
}
