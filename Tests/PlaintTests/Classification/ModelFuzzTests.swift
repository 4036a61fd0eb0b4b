import Testing

@testable import Plaint

/// Bytes of the built-in model turned over at random: whatever comes of it is refused with a sentence, or is a model that
/// answers; never a crash.
struct ModelFuzzTests {
    private static let whole = Array(EmbeddedResources.defaultModel)
    /// The header and some of the features: the whole is too long to read a thousand times.
    private static let short: [UInt8] = {
        var lines = 0
        let end = whole.firstIndex { byte in
            lines += byte == 0x0A ? 1 : 0
            return lines == 400
        }
        return Array(whole[...(end ?? whole.count - 1)])
    }()

    private func withChecksum(_ body: [UInt8]) -> [UInt8] {
        body + Array("#! checksum \(Digest.sha256(body))\n".utf8)
    }

    @Test func flippedBytesOfTheWholeModelAreRefused() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<12 {
            var damaged = Self.whole
            damaged[Int.random(in: 0..<damaged.count, using: &generator)] ^= UInt8.random(
                in: 1...255, using: &generator)
            #expect(SmallModel.reason(damaged) != nil)
        }
    }

    @Test func flippedBytesUnderARightChecksumNeverCrash() throws {
        #expect(SmallModel.reason(withChecksum(Self.short)) == nil, "the shortened model is one")
        var generator = SeededGenerator(seed: 13)
        var refused = 0
        for round in 0..<1_500 {
            var damaged = Self.short
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                damaged[Int.random(in: 0..<damaged.count, using: &generator)] ^= UInt8.random(
                    in: 1...255, using: &generator)
            }
            let bytes = withChecksum(damaged)
            do throws(ModelFileError) {
                let model = try SmallModel.read(bytes)
                guard round % 10 == 0,
                    var worker = try? Analyzer(lexicon: SentimentCases.fixed.lexicon, model: model).makeWorker()
                else { continue }
                let analysis = worker.analyze("broken and late, 客服不理人")
                #expect(analysis.probability.values.allSatisfy { (0...1).contains($0) })
            } catch {
                refused += 1
                #expect(!error.reason.isEmpty)
            }
        }
        #expect(refused > 100, "\(refused) of 1500 refused: did the flips reach the numbers?")
    }
}
