import Glibc
import Testing

/// Memory does not grow with the input.
@Suite(.serialized) struct MemoryTests {
    static let limit = 100 << 10

    #if DEBUG
        static let runsSlowTests = getenv("PLAINT_SLOW_TESTS") != nil
    #else
        static let runsSlowTests = true
    #endif

    /// Largest memory of a running process so far, in KiB. `wait4` would do, but its figure begins with the memory of the
    /// tests, which the new process shares until it runs its own program.
    private func peakMemory(of id: pid_t) -> Int {
        let line = linesOf(Files.text("/proc/\(id)/status") ?? "").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { $0.firstMatch(of: /[0-9]+/).flatMap { Int($0.0) } } ?? 0
    }

    /// Feeds `pieces` times `piece` to `plaint batch`, and returns its largest memory and the number of lines written.
    private func run(_ arguments: [String], _ pieces: Int, of piece: [UInt8]) throws -> (peak: Int, lines: Int) {
        let child = try ChildProcess(Plaint.path, ["batch", "-"] + arguments)
        var left = pieces
        var peak = 0
        var lines = 0
        let (status, _) = child.finish(
            input: {
                left -= 1
                if left < 0 { peak = max(peak, peakMemory(of: child.id)) }
                return left >= 0 ? piece : nil
            },
            output: {
                lines += $0.count { $0 == 0x0A }
                peak = max(peak, peakMemory(of: child.id))
            }, errors: { _ in })
        #expect(status == 0 || status == 1)
        return (peak, lines)
    }

    @Test(.enabled(if: runsSlowTests, "runs in release builds, or with PLAINT_SLOW_TESTS=1"), arguments: ["2", "8"])
    func staysSmallOverALongInput(threads: String) throws {
        var samples = SampleRecords(seed: 11)
        var piece = ""
        var records = 0
        while piece.utf8.count < 1 << 20 {
            let text = samples.text()
            piece += "{\"id\":\(records),\"text\":\(quoted(text))}\n"
            records += 1
        }
        let megabytes = threads == "2" ? 200 : 50
        let result = try run(["--threads", threads], megabytes, of: Array(piece.utf8))
        #expect(result.lines == megabytes * records)
        #expect(result.peak > 0 && result.peak < Self.limit, "\(result.peak) KiB")
    }

    /// What comes out of a record of two bytes is hundreds of times as long.
    @Test(.enabled(if: runsSlowTests, "runs in release builds, or with PLAINT_SLOW_TESTS=1"))
    func staysSmallOverShortLines() throws {
        let piece = Array(repeating: Array("5\n".utf8), count: 1 << 16).flatMap { $0 }
        let result = try run(["--threads", "2", "--input-format", "text"] + Plaint.plain, 12, of: piece)
        #expect(result.lines == 12 << 16)
        #expect(result.peak > 0 && result.peak < Self.limit, "\(result.peak) KiB")
    }

    @Test(arguments: ["jsonl", "text", "csv"]) func skipsALongRecordInConstantMemory(format: String) throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        let child = try ChildProcess(
            Plaint.path, ["batch", "--input-format", format, "--text-field", "text"] + Plaint.plain)
        var left = 150
        var peak = 0
        var output: [UInt8] = []
        var errors: [UInt8] = []
        let head = format == "csv" ? "text\n" : ""
        let (open, close) = format == "jsonl" ? ("{\"text\":\"", "\"}\n") : ("", "\n")
        let (status, _) = child.finish(
            input: {
                left -= 1
                peak = max(peak, peakMemory(of: child.id))
                if left == 149 { return Array((head + open).utf8) }
                if left > 0 { return long }
                return left == 0 ? Array((close + open + "short" + close).utf8) : nil
            },
            output: { output += $0 }, errors: { errors += $0 })
        #expect(status == 1)
        #expect(String(decoding: output, as: UTF8.self).hasPrefix("{\"text\":\"short\",\"plaint\":{"))
        #expect(String(decoding: errors, as: UTF8.self).contains("in 2, out 1, rejected 1, skipped 0"))
        #expect(peak > 0 && peak < Self.limit, "\(peak) KiB")
    }
}
