import Glibc
import Testing

/// The bytes written do not depend on the number of threads, nor on the pieces in which the input comes.
@Suite(.serialized) struct ThreadTests {
    /// Files of several blocks, with all kinds of records.
    private final class Inputs: Sendable {
        #if DEBUG
            static let counts = (json: 1_200, rows: 300, lines: 300)
        #else
            static let counts = (json: 3_000, rows: 1_000, lines: 1_000)
        #endif
        let folder = TemporaryFolder()
        let paths: [String]

        init() {
            var samples = SampleRecords(seed: 7)
            let json = (0..<Self.counts.json).map { samples.jsonLine($0) + "\n" }.joined()
            let rows = (0..<Self.counts.rows).map { samples.csvRow($0) + "\r\n" }.joined()
            let lines = (0..<Self.counts.lines).map { _ in samples.text().replacing("\n", with: " ") + "\n" }.joined()
            paths = [
                folder.write(json, as: "a.jsonl"), folder.write("id,text\r\n" + rows, as: "b.csv"),
                folder.write("", as: "empty.txt"), folder.write(lines, as: "c.txt"),
            ]
        }
    }

    private static let inputs = Inputs()

    private static let single = Result { try run("1") }

    private static func run(_ threads: String, _ files: [String] = inputs.paths) throws -> CommandResult {
        try Plaint.run(["batch", "--explain", "--clauses", "--threads", threads] + files)
    }

    /// Errors without the figures of time.
    private func notices(_ result: CommandResult) -> [String] {
        result.errorLines.map { $0.replacing(/, [0-9.]+ s, [0-9.]+ MB\/s/) { _ in "" } }
    }

    @Test(arguments: ["2", "3", "8"]) func givesTheSameBytes(threads: String) throws {
        let (one, many) = (try Self.single.get(), try Self.run(threads))
        #expect(one.status == 1 && many.status == 1)
        expectSame(many.output, one.output, "the output of \(threads) threads")
        #expect(notices(many) == notices(one))
    }

    @Test func theDefaultGivesTheSameBytes() throws {
        let result = try Plaint.run(["batch", "--explain", "--clauses"] + Self.inputs.paths)
        expectSame(result.output, try Self.single.get().output, "the output of the default number of threads")
    }

    @Test func nothingIsLost() throws {
        let summary = try #require(try Self.single.get().errorLines.last)
        let counts = summary.matches(of: /(in|out|rejected|skipped) ([0-9]+)/).map { Int($0.2)! }
        try #require(counts.count == 4)
        // The blank lines of c.txt are counted too.
        #expect(counts[0] == Inputs.counts.json + Inputs.counts.rows + Inputs.counts.lines)
        #expect(counts[0] == counts[1] + counts[2] + counts[3])
        #expect(try Self.single.get().lines.count == counts[1])
    }

    @Test func filesKeepTheirOrder() throws {
        let reversed = try Self.run("3", Self.inputs.paths.reversed())
        let parts = try Self.inputs.paths.map { try Self.run("1", [$0]).output }
        expectSame(reversed.output, Array(parts.reversed().joined()), "the output of the reversed files")
        expectSame(try Self.single.get().output, Array(parts.joined()), "the output of all files")
    }

    @Test(arguments: ["1", "3"]) func piecesOfTheInputDoNotMatter(threads: String) throws {
        let path = Self.inputs.paths[0]
        let whole = try Self.run("1", [path])
        var rest = try #require(Files.read(path))[...]
        let child = try ChildProcess(Plaint.path, ["batch", "--explain", "--clauses", "--threads", threads])
        var random = SeededGenerator(seed: 9)
        var output: [UInt8] = []
        let (status, _) = child.finish(
            input: {
                guard !rest.isEmpty else { return nil }
                // A pause now and then lets the reader find the pipe empty, and hand over what it has.
                if Int.random(in: 0..<16, using: &random) == 0 { usleep(2_000) }
                let piece = rest.prefix(Int.random(in: 1...5_000, using: &random))
                rest = rest.dropFirst(piece.count)
                return Array(piece)
            },
            output: { output += $0 }, errors: { _ in })
        #expect(status == 1)
        expectSame(output, whole.output, "the output for an input in pieces")
    }
}
