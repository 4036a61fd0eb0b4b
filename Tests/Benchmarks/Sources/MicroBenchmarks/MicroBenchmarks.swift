@testable import Plaint

/// Times stages of the pipeline over the texts of files: `MicroBenchmarks [--rounds N] FILE…`.
@main struct MicroBenchmarks {
    /// Bytes of text of each language; the caches hold less.
    static let leastBytes = 2_000_000

    static func main() throws {
        var paths = Array(CommandLine.arguments.dropFirst())
        var rounds = 9
        if paths.first == "--rounds", paths.count > 1, let number = Int(paths[1]), number > 0 {
            rounds = number
            paths.removeFirst(2)
        }
        guard !paths.isEmpty else {
            print("usage: MicroBenchmarks [--rounds N] FILE…     (JSON Lines with texts)")
            return
        }
        let (chinese, english) = try Sample.read(paths, leastBytes: leastBytes)
        let stages = Stages(lexicon: try .load(), model: try .load())
        print(
            "ICU \(WordSegmenter.icuVersion), tables in use: \(WordSegmenter.usesTables); \(rounds) rounds, CPU time\n")
        print("| | | beside it | times as fast: median (range) |\n|---|---|---|---|")
        for (sample, language) in [(chinese, "zh"), (english, "en")] where sample.texts > 0 {
            for contest in try stages.contests(sample, language) { contest.run(rounds: rounds) }
        }
    }
}
