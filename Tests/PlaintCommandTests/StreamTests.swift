import Glibc
import Testing

/// `plaint stream` on a pipe that stays open.
@Suite(.serialized) struct StreamTests {
    /// Long enough for the start of a debug build on a busy machine; answers after the first must come within a second.
    static let patience = 30.0

    private func readLine(_ child: ChildProcess, within seconds: Double) -> String {
        var bytes: [UInt8] = []
        let start = monotonicSeconds()
        while bytes.last != 0x0A {
            let left = seconds - (monotonicSeconds() - start)
            guard left > 0 else { break }
            let piece = child.read(within: left)
            if piece.isEmpty { break }
            bytes += piece
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["jsonl", "text"], ["1", "4"])
    func answersEachLineAtOnce(format: String, threads: String) throws {
        let child = try Plaint.start(["stream", "--threads", threads] + Plaint.plain)
        for number in 0...50 {
            let line = format == "jsonl" ? "{\"id\":\(number),\"text\":\"great\"}" : "great number \(number)"
            #expect(child.write("\(line)\n".utf8))
            let answer = readLine(child, within: number == 0 ? Self.patience : 1)
            let expected = format == "jsonl" ? line.dropLast() + ",\"plaint\":{" : "{\"text\":\"\(line)\",\"plaint\":{"
            try #require(answer.hasPrefix(expected) && answer.hasSuffix("}}\n"), "line \(number): '\(answer)'")
        }
        child.closeInput()
        let (status, errors) = finish(child)
        #expect(status == 0)
        #expect(errors.contains("in 51, out 51, rejected 0, skipped 0"))
    }

    @Test(arguments: ["1", "4"]) func waitsForTheEndOfALine(threads: String) throws {
        let child = try Plaint.start(["stream", "--threads", threads] + Plaint.plain)
        #expect(child.write("warm\n".utf8))
        #expect(readLine(child, within: Self.patience) != "")
        #expect(child.write("gre".utf8))
        #expect(child.read(within: 0.3).isEmpty)
        #expect(child.write("at\nnext".utf8))
        #expect(readLine(child, within: 1).hasPrefix("{\"text\":\"great\","))
        child.closeInput()
        #expect(readLine(child, within: 1).hasPrefix("{\"text\":\"next\","))
        #expect(finish(child).status == 0)
    }

    @Test(arguments: ["1", "4"]) func answersAFastInputInOrder(threads: String) throws {
        #if DEBUG
            let count = 20_000
        #else
            let count = 100_000
        #endif
        let input = (0..<count).map { "{\"id\":\($0),\"text\":\"太慢了 great\"}\n" }.joined()
        let result = try Plaint.run(["stream", "--threads", threads] + Plaint.plain, input: input)
        #expect(result.status == 0)
        let lines = result.lines
        try #require(lines.count == count)
        let wrong = lines.enumerated().first { !$1.hasPrefix("{\"id\":\($0),\"text\"") }
        #expect(wrong == nil, "\(wrong!)")
    }

    @Test(arguments: ["1", "4"]) func aClosedPipeEndsItQuietly(threads: String) throws {
        let child = try Plaint.start(["stream", "--threads", threads] + Plaint.plain)
        #expect(child.write("one\n".utf8))
        #expect(readLine(child, within: Self.patience) != "")
        child.closeOutput()
        #expect(child.write("two\n".utf8))
        // The input stays open: the failed write alone must end it.
        #expect(child.wait(within: 5) == 0)
        let errors = finish(child).errors
        #expect(!errors.contains("rror") && linesOf(errors).count <= 2, "\(errors)")
    }

    @Test(arguments: [SIGINT, SIGTERM], ["stream 1", "stream 4", "batch 1", "batch 4"])
    func aSignalEndsItAfterAllWasAnswered(signal: Int32, how: String) throws {
        let words = how.split(separator: " ").map(String.init)
        let child = try Plaint.start([words[0], "--input-format", "text", "--threads", words[1]] + Plaint.plain)
        var answers = 0
        #expect(child.write((0..<200).map { "great \($0)\n" }.joined().utf8))
        while answers < 200 {
            let piece = child.read(within: Self.patience)
            try #require(!piece.isEmpty)
            answers += piece.count { $0 == 0x0A }
        }
        // It waits for input now.
        kill(child.id, signal)
        #expect(child.wait(within: 5) == 128 + signal)
        let (_, errors) = finish(child)
        #expect(answers == 200)
        #expect(errors.contains("in 200, out 200, rejected 0, skipped 0"), "\(errors)")
    }

    @Test(arguments: ["1", "4"]) func aSignalLeavesNoHalfFileUnderTheName(threads: String) throws {
        let folder = TemporaryFolder()
        let child = try Plaint.start(
            ["batch", "--input-format", "text", "--threads", threads, "-o", folder.file("out.jsonl")] + Plaint.plain)
        #expect(child.write("great\n".utf8))
        let start = monotonicSeconds()
        while Files.read(folder.file("out.jsonl.part")) ?? [] == [], monotonicSeconds() - start < Self.patience {
            usleep(10_000)
        }
        kill(child.id, SIGTERM)
        #expect(child.wait(within: 5) == 143)
        #expect(!Files.exists(folder.file("out.jsonl")))
    }

    @Test func givesTheSameAsBatch() throws {
        var samples = SampleRecords(seed: 3)
        let input = (0..<600).map { samples.jsonLine($0) + "\n" }.joined()
        let streamed = try Plaint.run(["stream"] + Plaint.tiny, input: input)
        let batched = try Plaint.run(
            ["batch", "--input-format", "jsonl", "--threads", "2"] + Plaint.tiny, input: input)
        #expect(streamed.status == 1 && batched.status == 1)
        expectSame(streamed.output, batched.output, "the output of stream")
    }

    /// Reads what is left, and waits.
    private func finish(_ child: ChildProcess) -> (status: Int32, errors: String) {
        var errors: [UInt8] = []
        let (status, _) = child.finish(output: { _ in }, errors: { errors += $0 })
        return (status, String(decoding: errors, as: UTF8.self))
    }
}
