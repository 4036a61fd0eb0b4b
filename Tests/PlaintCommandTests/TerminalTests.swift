import Glibc
import Testing

/// Colours and progress are for terminals alone.
@Suite struct TerminalTests {
    /// Runs a shell line with TTY, the path of a terminal, set, and returns what was written to that terminal.
    private func terminalOutput(of line: String, environment: [String: String] = [:]) throws -> String {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: CInt = 0
        var number: CUnsignedInt = 0
        // TIOCSPTLCK and TIOCGPTN: the functions around them, unlockpt and ptsname, are not imported.
        guard terminal >= 0, ioctl(terminal, 0x4004_5431, &locked) == 0, ioctl(terminal, 0x8004_5430, &number) == 0
        else { throw CommandError("no terminal: \(String(cString: strerror(errno)))") }
        defer { close(terminal) }
        let path = "/dev/pts/\(number)"
        // Held open here so that what was written is not lost when the child closes it.
        let other = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(other) }
        let variables = ["PLAINT": Plaint.path, "TTY": path].merging(environment) { $1 }
        let result = try runProgram("/bin/sh", ["-c", line], environment: variables)
        #expect(result.status == 0, "\(result.errorText)")
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, 200) > 0 {
            let count = read(terminal, &piece, piece.count)
            if count <= 0 { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let explain = "\"$PLAINT\" explain great > \"$TTY\""

    @Test func explainIsColouredOnATerminal() throws {
        #expect(try terminalOutput(of: Self.explain).contains("\u{1B}["))
    }

    @Test func noColorIsHeeded() throws {
        let text = try terminalOutput(of: Self.explain, environment: ["NO_COLOR": "1"])
        #expect(text.contains("sentiment") && !text.contains("\u{1B}"))
    }

    @Test func nothingIsColouredElsewhere() throws {
        let result = try Plaint.run(["explain", "great"])
        #expect(result.text.contains("sentiment") && !result.text.contains("\u{1B}"))
    }

    /// Three seconds of input: progress is shown five times a second, but a busy machine may need one to start.
    private static let slowInput =
        "{ for i in 1 2 3 4 5 6 7 8 9 10; do echo great; sleep 0.3; done; } | \"$PLAINT\" batch --input-format text"

    @Test func progressIsShownOnATerminal() throws {
        let text = try terminalOutput(of: Self.slowInput + " > /dev/null 2> \"$TTY\"")
        #expect(text.contains(" records, "))
    }

    @Test func progressIsShownNowhereElse() throws {
        let result = try runProgram("/bin/sh", ["-c", Self.slowInput], environment: ["PLAINT": Plaint.path])
        #expect(result.status == 0)
        #expect(result.errorLines.count == 2, "\(result.errorText)")
        #expect(!result.errorText.contains("\r") && !result.errorText.contains("\u{1B}"))
        #expect(result.lines.count == 10 && result.lines.allSatisfy { $0.hasPrefix("{\"text\":\"great\",") })
    }
}
