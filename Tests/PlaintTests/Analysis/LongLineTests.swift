import Glibc
import Testing

@testable import Plaint

/// A record may be one line of a megabyte, and of ten where the limit is raised: every stage takes time in proportion to
/// the text. `Tests/Benchmarks/long_lines.py` measures the command on such lines of 1 and 10 MB.
@Suite(.serialized) struct LongLineTests {
    /// One kind of line each; what a rule looks for, over and over.
    static let kinds: [(name: String, piece: String)] = [
        ("Han", "这家店的东西还可以以后再说吧"), ("one Han character", "一"), ("emoji", "😡"), ("family", "👨‍👩‍👧"),
        ("one letter", "a"), ("digits", "7"), ("brackets", "（"), ("ASCII brackets", "[("), ("Chinese negators", "不"),
        ("English negators", "not "), ("Chinese boosters", "非常"), ("English boosters", "very "), ("quotes", "\""),
        ("Chinese quotes", "“"), ("CJK punctuation", "，。、"), ("exclamation marks", "！"), ("number words", "两"),
        ("English number words", "two hundred "), ("beginnings of a pattern", "等了"),
        ("beginnings in English", "waited "),
        ("patterns", "等了两个小时"), ("contrasts", "但是好"), ("praise", "很好"), ("kana", "カ"), ("line of spaces", " "),
        ("invisible", "好\u{200B}"), ("marks", "e\u{301}"),
    ]

    #if DEBUG
        static let bytes = 20_000
    #else
        static let bytes = 1_000_000
    #endif

    private static func line(_ piece: String, _ bytes: Int) -> String {
        String(repeating: piece, count: max(1, bytes / piece.utf8.count))
    }

    /// CPU time of this thread in seconds: others may use the processor.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Smallest CPU time of a few analyses.
    private func seconds(_ worker: inout AnalysisWorker, _ text: String, runs: Int) -> Double {
        var best = Double.infinity
        var output: [UInt8] = []
        for _ in 0..<runs {
            let start = Self.processorSeconds()
            withBytes(text) { worker.analyze($0) }
            output.removeAll(keepingCapacity: true)
            worker.appendMember(to: &output)
            best = min(best, Self.processorSeconds() - start)
        }
        return best
    }

    @Test(arguments: kinds) func longLinesAreAnalysed(_ name: String, _ piece: String) throws {
        let text = Self.line(piece, Self.bytes)
        var worker = try Shared.analyzer.makeWorker()
        withBytes(text) { worker.analyze($0) }
        #expect(worker.icuTokens.last.map { Int($0.end) } == worker.clean.bytes.count)
        #expect(worker.matcher.tokens.last.map { Int($0.end) } == worker.clean.bytes.count)
        #expect(worker.scorer.evidence.reduce(0) { $0 + Int($1.value) } == Int(worker.score.raw))
        // Nothing of the long line is left behind.
        var fresh = try Shared.analyzer.makeWorker()
        #expect(worker.analyze("味道不错，但是等了一个小时") == fresh.analyze("味道不错，但是等了一个小时"))
    }

    @Test(.enabled(if: Shared.isReleaseBuild, "needs an optimised build"), arguments: kinds)
    func timeIsInProportion(_ name: String, _ piece: String) throws {
        var worker = try Analyzer(lexicon: Shared.lexicon, model: Shared.model).makeWorker()
        let short = seconds(&worker, Self.line(piece, 100_000), runs: 5)
        let long = seconds(&worker, Self.line(piece, 1_000_000), runs: 2)
        // Ten times the text; a quadratic stage would take a hundred times as long, caches may double it.
        #expect(long <= 40 * max(short, 0.001), "\(name): \(short) s and \(long) s")
    }
}
