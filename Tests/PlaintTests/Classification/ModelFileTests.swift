import Testing

@testable import Plaint

struct ModelFileTests {
    @Test func roundTrip() throws {
        let model = try SmallModel.read(SmallModel.file)
        #expect(model.labelling == SmallModel.labelling && model.canary == "0123456789abcdef")
        #expect(model.thresholds == [400, 500, 600] && model.calibrations == SmallModel.contents.calibrations)
        #expect(model.parameters == SmallModel.parameters && model.digest == Digest.sha256(SmallModel.file))
        #expect(ModelFile.write(SmallModel.contents) == SmallModel.file)
    }

    @Test func everyCorruptedByteIsRefused() {
        let file = SmallModel.file
        for index in file.indices {
            for bits in [UInt8(1), 0x20, 0x80, 0xFF] {
                var damaged = file
                damaged[index] ^= bits
                #expect(SmallModel.reason(damaged) != nil, "byte \(index) ^ \(bits)")
            }
        }
    }

    @Test func everyTruncationIsRefused() {
        let file = SmallModel.file
        for length in file.indices { #expect(SmallModel.reason(Array(file[..<length])) != nil, "\(length) bytes") }
        #expect(SmallModel.reason(file + [0x0A]) != nil)
        #expect(SmallModel.reason(file + file) != nil)
        #expect(SmallModel.reason([]) != nil)
    }

    @Test func messagesSayWhatToDo() {
        #expect(SmallModel.reason(Array("hello\n".utf8))?.contains("no Plaint model") == true)
        let newer = SmallModel.file { $0.replacing(first: "plaint-model 2", by: "plaint-model 3") }
        #expect(SmallModel.reason(newer)?.contains("newer than 2") == true)
        var damaged = SmallModel.file
        damaged[damaged.count / 2] ^= 1
        #expect(SmallModel.reason(damaged)?.contains("checksum") == true)
        #expect(SmallModel.reason(Array(SmallModel.file.dropLast(30)))?.contains("cut short") == true)
    }

    /// Files whose checksum is right and whose content is not: refused with a line, and never a crash.
    @Test(arguments: [
        ("#! label categories\n", ""), ("#! end\n", ""), ("#! threshold 1 500\n", ""),
        ("#! calibration 2 all 1024 0\n#! threshold", "#! threshold 2 2000\n#! threshold"),
        ("#! threshold 1 500", "#! threshold 1 1001"), ("#! threshold 1 500", "#! threshold 65 500"),
        ("#! threshold 1 500", "#! threshold -1 500"),
        ("#! parameter background 300", "#! parameter background 0"),
        ("#! parameter background 300", "#! parameter background -5"),
        ("#! parameter background 300", "#! parameter volume 3"),
        ("#! parameter background 300", "#! parameter background 99999999999999999999"),
        ("#! calibration 0 zh 700 -12", "#! calibration 0 zh 0 -12"),
        ("#! calibration 0 zh 700 -12", "#! calibration 0 zh -1 0"),
        ("#! calibration 0 zh 700 -12", "#! calibration 0 zh 700 99999999"),
        ("#! category speed", "#! category product"), ("#! category speed", "#! category "),
        ("#! category speed", "#! category a,b"),
        ("#! set 10 -", "#! set 0 -"), ("#! set 10 -", "#! set -10 -"), ("#! set 10 -", "#! set 10"),
        ("#! set 10 -", "#! set 9223372036854775807 -"), ("#! set 10 -", "#! set x -"),
        ("#! set 10 -", "#! sets 10 -"), ("#! set 10 -", "#! set 10 -\n#! set 1 -"),
        ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0"), ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0\t4\t1"),
        ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0\t-4"), ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0\t5"),
        ("w:late\t1\t4\t0\t4", "w:late\t1\t99999999999\t0\t4"), ("w:late\t1\t4\t0\t4", "x:late\t1\t4\t0\t4"),
        ("w:late\t1\t4\t0\t4", "p:late\t1\t4\t0\t4"), ("w:late\t1\t4\t0\t4", "c:abc\t1\t4\t0\t4"),
        ("w:late\t1\t4\t0\t4", "q:speed x\t1\t4\t0\t4"), ("w:late\t1\t4\t0\t4", "s:angry\t1\t4\t0\t4"),
        ("w:late\t1\t4\t0\t4", "w:late\t1\t4\t0\tx"), ("w:late\t1\t4\t0\t4", ""), ("w:late\t1\t4\t0\t4", "w:late"),
    ])
    func nonsenseIsRefused(_ old: String, _ new: String) {
        let bytes = SmallModel.file { $0.replacing(first: old, by: new) }
        #expect(bytes != SmallModel.file, "'\(old)' is not in the file")
        #expect(SmallModel.reason(bytes) != nil, "'\(new)' passed")
    }

    @Test func randomLinesNeverCrash() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<3_000 {
            let bytes = SmallModel.file { body in
                var lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                let index = Int.random(in: 1..<lines.count, using: &generator)
                var line = Array(lines[index].utf8)
                for _ in 0..<Int.random(in: 1...3, using: &generator) where !line.isEmpty {
                    let place = Int.random(in: 0..<line.count, using: &generator)
                    line[place] = Array("0987654321 -\t!#:,wpcqs\u{C}".utf8).randomElement(using: &generator)!
                }
                lines[index] = String(decoding: line, as: UTF8.self)
                return lines.joined(separator: "\n")
            }
            // Whether it is refused or makes a model, that model must answer.
            guard let model = try? SmallModel.read(bytes) else { continue }
            var worker = try? Analyzer(lexicon: SentimentCases.fixed.lexicon, model: model).makeWorker()
            let analysis = worker?.analyze("broken and late, the thing is 破了")
            #expect(analysis?.complaint.map { (0...1).contains($0) } == true)
        }
    }

    @Test func theDefaultModelKeepsItsPromises() {
        let model = Shared.model
        #expect(
            model.labelling
                == FeatureCounts.Labelling(field: "categories", hasGate: true, categories: CategoryOrder.complaint))
        #expect(model.featureCount <= 40_000 && model.featureCount > 1_000)
        #expect(model.thresholds.count == 5 && model.calibrations.count == 5)
    }
}
