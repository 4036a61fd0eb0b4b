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

    @Test func aModelThatDoesNotListenIsNamed() throws {
        let samples = try SmallCorpus.samples(SmallCorpus.lines(40)).samples
        var contents = SmallModel.contents
        func lines() throws -> [String] {
            ModelFindings.lines(try SmallModel.read(ModelFile.write(contents)), samples)
        }
        contents.calibrations[0] = Calibration()
        contents.calibrations[1] = Calibration(chinese: .init(slope: 20, offset: 0))
        #expect(try lines().count { $0.contains("the probability of 'product' in Chinese texts hardly depends") } == 1)
        let flat = Calibration.Line(slope: 20, offset: 548)
        contents.calibrations = [Calibration](repeating: Calibration(), count: 3)
        contents.calibrations[0] = Calibration(chinese: flat, english: flat, all: flat)
        #expect(try lines().count == 2, "once for all languages, and what comes of it")
        #expect(try lines()[0].hasPrefix("the probability of a complaint hardly depends on the text: "))
        #expect(try lines()[1].hasPrefix("the model calls every record a complaint: "))
        contents.calibrations[0].all.offset = -5_480
        contents.calibrations[0].chinese.offset = -5_480
        contents.calibrations[0].english.offset = -5_480
        #expect(try lines()[1].hasPrefix("the model calls no record a complaint: "))
    }

    @Test func theReportTellsOfAModelThatAnswersTheSameAlways() throws {
        let complaints = SmallCorpus.lines(200).filter { $0.contains("\"complaint\":true") }
        let report = try Training.train(SmallCorpus.corpus([complaints])).report
        #expect(report.modelFindings.contains { $0.hasPrefix("the model calls every record a complaint") })
        #expect(report.text().contains("Of the model\n"))
        let both = try Training.train(SmallCorpus.corpus([SmallCorpus.lines(200)])).report
        #expect(!both.modelFindings.contains { $0.hasPrefix("the model calls") })
    }
}
