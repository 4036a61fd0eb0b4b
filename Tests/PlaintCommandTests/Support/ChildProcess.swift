import Glibc
import Synchronization

/// A started program with pipes to its three standard streams.
final class ChildProcess {
    let id: pid_t
    private(set) var input: Int32
    private(set) var output: Int32
    private(set) var errors: Int32
    private var ended: (status: Int32, usage: rusage)?

    /// One child is started at a time: between making its pipes and keeping them from other children nobody may start one.
    private static let starting = Mutex(())

    /// Starts `program` in `directory`, with `environment` laid over the test's own.
    init(
        _ program: String, _ arguments: [String], directory: String? = nil, environment: [String: String] = [:]
    ) throws {
        // A child that ends early must show as EPIPE, not end the tests.
        signal(SIGPIPE, SIG_IGN)
        var command = [program] + arguments
        if let directory { command = ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", directory] + command }
        let started = try Self.starting.withLock { _ in try Self.start(command, Self.environment(with: environment)) }
        id = started.id
        input = started.input
        output = started.output
        errors = started.errors
    }

    private static func start(
        _ command: [String], _ environment: [String: String]
    ) throws -> (id: pid_t, input: Int32, output: Int32, errors: Int32) {
        let pipes = try (0..<3).map { _ in try makePipe() }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes[0].reading, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes[1].writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes[2].writing, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Whatever the tests' own process ignores or blocks must not reach the child.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        let argv = command.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, command[0], &actions, &attributes, argv, envp)
        for descriptor in [pipes[0].reading, pipes[1].writing, pipes[2].writing] { Glibc.close(descriptor) }
        guard code == 0 else {
            for descriptor in [pipes[0].writing, pipes[1].reading, pipes[2].reading] { Glibc.close(descriptor) }
            throw CommandError("\(command[0]) cannot be started: \(String(cString: strerror(code)))")
        }
        return (id, pipes[0].writing, pipes[1].reading, pipes[2].reading)
    }

    deinit {
        if ended == nil {
            kill(id, SIGKILL)
            _ = wait()
        }
        closeAll()
    }

    /// A pipe that other children do not inherit.
    private static func makePipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CommandError("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func environment(with changes: [String: String]) -> [String: String] {
        var result: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                result[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        result["NO_COLOR"] = nil
        // A program that crashes must end, not wait for a debugger.
        result["SWIFT_BACKTRACE"] = "enable=no"
        return result.merging(changes) { $1 }
    }

    /// Writes all of `bytes`; false if the child has closed its input.
    func write(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
        }
        return true
    }

    /// What stands in the output pipe now, or comes within `seconds`; empty at the end or when nothing came.
    func read(within seconds: Double) -> [UInt8] {
        var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, Int32(seconds * 1_000)) > 0 else { return [] }
        return Self.read(output) ?? []
    }

    /// One piece of what `descriptor` has; `nil` at the end.
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        return piece.isEmpty ? nil : piece
    }

    func closeInput() { Self.close(&input) }
    func closeOutput() { Self.close(&output) }

    private func closeAll() {
        closeInput()
        closeOutput()
        Self.close(&errors)
    }

    private static func close(_ descriptor: inout Int32) {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Reads both outputs to their ends, feeding the input from `next` (`nil`: no more) meanwhile, then waits: a child that
    /// fills one pipe while another is waited for would hang.
    func finish(
        input next: () -> [UInt8]? = { nil }, output take: ([UInt8]) -> Void, errors takeError: ([UInt8]) -> Void
    ) -> (status: Int32, usage: rusage) {
        var rest: ArraySlice<UInt8> = []
        if input >= 0 { _ = fcntl(input, F_SETFL, O_NONBLOCK) }
        while input >= 0 || output >= 0 || errors >= 0 {
            if input >= 0, rest.isEmpty {
                if let more = next() { rest = more[...] } else { closeInput() }
                if input >= 0, rest.isEmpty { continue }
            }
            var requests = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&requests, 3, -1) < 0 { continue }
            if requests[0].revents != 0 {
                let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN { closeInput() }
            }
            if requests[1].revents != 0 {
                if let piece = Self.read(output) { take(piece) } else { closeOutput() }
            }
            if requests[2].revents != 0 {
                if let piece = Self.read(errors) { takeError(piece) } else { Self.close(&errors) }
            }
        }
        return wait()
    }

    /// Waits for the end; the status is 128 + the signal for a child that a signal ended.
    func wait() -> (status: Int32, usage: rusage) {
        if let ended { return ended }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        ended = (code, usage)
        return (code, usage)
    }

    /// Waits up to `seconds` for the end; `nil` if the child still runs.
    func wait(within seconds: Double) -> Int32? {
        let start = monotonicSeconds()
        while monotonicSeconds() - start < seconds {
            var information = siginfo_t()
            // WNOWAIT leaves the child to `wait()`.
            if waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT) == 0, information.si_signo != 0 {
                return wait().status
            }
            usleep(5_000)
        }
        return nil
    }
}

struct CommandError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}
