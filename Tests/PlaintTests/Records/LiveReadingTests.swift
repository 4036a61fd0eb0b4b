import Glibc
import Synchronization
import Testing

@testable import Plaint

/// A pipe that a reader opens by path while the test holds the other end.
private final class Pipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Mutex<Int32>

    init() {
        var ends: [Int32] = [0, 0]
        precondition(pipe(&ends) == 0)
        readEnd = ends[0]
        writeEnd = Mutex(ends[1])
    }

    deinit {
        finish()
        close(readEnd)
    }

    var path: String { "/dev/fd/\(readEnd)" }

    func write(_ text: String) { write(bytes: text.utf8) }

    func write(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        writeEnd.withLock { #expect(Glibc.write($0, bytes, bytes.count) == bytes.count) }
    }

    /// Closes the end that is written to. Returns false if it was closed before.
    @discardableResult
    func finish() -> Bool {
        writeEnd.withLock { end in
            guard end >= 0 else { return false }
            close(end)
            end = -1
            return true
        }
    }

    /// Ends the pipe after a minute, so that a reader that waits for more fails the test and does not hang it.
    func finishLater() -> Watchdog { Watchdog { self.finish() } }
}

/// Does something after a minute unless it is cancelled. A thread of its own: tasks may starve while other tests compute.
private final class Watchdog: Sendable {
    private let cancelled = Mutex(false)

    init(_ body: @escaping @Sendable () -> Void) {
        _ = WorkerThread { [self] in
            for _ in 0..<600 where !cancelled.withLock({ $0 }) { usleep(100_000) }
            if !cancelled.withLock({ $0 }) { body() }
        }
    }

    func cancel() { cancelled.withLock { $0 = true } }
}

@Suite(.serialized) struct LiveReadingTests {
    @Test(arguments: [true, false])
    func handsOverALineWhileThePipeIsOpen(live: Bool) async throws {
        let pipe = Pipe()
        let watchdog = pipe.finishLater()
        defer { watchdog.cancel() }
        var reader = try RecordReader(path: pipe.path, source: 0, options: RecordOptions(), live: live)
        let block = RecordBlock()
        var parser = RecordParser()
        #expect(reader.size == nil)

        pipe.write("{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"te")
        #expect(try reader.read(into: block))
        var reading = Reading()
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.texts == ["a", "b"])

        pipe.write("xt\":\"c\"}\n")
        #expect(try reader.read(into: block))
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.texts == ["a", "b", "c"])
        #expect(reading.outcomes.last == .text("c", object: #"{"text":"c","#, line: 3, offset: 26))

        pipe.write("{\"text\":\"d\"}")
        #expect(pipe.finish(), "the reader waited for more than it needed")
        #expect(try reader.read(into: block))
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.texts.last == "d")
        #expect(try !reader.read(into: block))
    }

    /// A line whose encoding is open does not keep those before it waiting.
    @Test func handsOverALineBeforeOneThatIsNoUTF8() throws {
        let pipe = Pipe()
        let watchdog = pipe.finishLater()
        defer { watchdog.cancel() }
        let gb18030: [UInt8] = [0xB4, 0xB0, 0xBF, 0xDA, 0xC3, 0xBB, 0xC8, 0xCB, 0xD6, 0xB5, 0xB0, 0xE0]
        var reader = try RecordReader(path: pipe.path, source: 0, options: RecordOptions(), live: true)
        let block = RecordBlock()
        var parser = RecordParser()
        var reading = Reading()
        pipe.write(bytes: gb18030 + [0x0A] + gb18030[..<5])
        #expect(try reader.read(into: block))
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.texts == ["窗口没人值班"])
        pipe.write(bytes: gb18030[5...] + [0x0A])
        #expect(try reader.read(into: block))
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.texts == ["窗口没人值班", "窗口没人值班"])
        #expect(reading.outcomes.last == .text("窗口没人值班", object: #"{"text":"窗口没人值班","#, line: 2, offset: 19))
        #expect(pipe.finish(), "the reader waited for more than it needed")
        #expect(try !reader.read(into: block))
    }

    @Test func decidesByTheFirstByteThatIsNotBlank() throws {
        let pipe = Pipe()
        let watchdog = pipe.finishLater()
        defer { watchdog.cancel() }
        var reader = try RecordReader(path: pipe.path, source: 0, options: RecordOptions(), live: true)
        let block = RecordBlock()
        pipe.write("\n  \nid,text\n")
        #expect(try reader.read(into: block))
        #expect(reader.layout?.format == .text)
        #expect(pipe.finish())
    }

    @Test func readsCSVFromAPipe() throws {
        let pipe = Pipe()
        let watchdog = pipe.finishLater()
        defer { watchdog.cancel() }
        var reader = try RecordReader(path: pipe.path, source: 0, options: RecordOptions(), live: false)
        let block = RecordBlock()
        var parser = RecordParser()
        var reading = Reading()
        pipe.write("id,text\n1,\"a\nb\"\n2,\"c")
        #expect(try reader.read(into: block))
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.texts == ["a\nb"])
        pipe.write("\nd\"\n")
        #expect(try reader.read(into: block))
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.outcomes.last == .text("c\nd", object: #"{"id":"2","text":"c\nd","#, line: 4, offset: 16))
        #expect(pipe.finish())
    }

    @Test func handsOverALongRecordBeforeItsEnd() throws {
        let pipe = Pipe()
        let watchdog = pipe.finishLater()
        defer { watchdog.cancel() }
        let options = RecordOptions(maximumRecordBytes: 10)
        var reader = try RecordReader(path: pipe.path, source: 0, options: options, live: true)
        let block = RecordBlock()
        pipe.write("a line that has no end")
        #expect(try reader.read(into: block))
        #expect(block.isRejected)
        pipe.write(" yet\nb\n")
        #expect(try reader.read(into: block))
        var parser = RecordParser()
        var reading = Reading()
        appendRecords(of: block, parsedBy: &parser, to: &reading)
        #expect(reading.outcomes == [.text("b", object: #"{"text":"b","#, line: 2, offset: 27)])
        #expect(pipe.finish())
    }

    @Test func goesOnAfterASignal() throws {
        let pipe = Pipe()
        let watchdog = pipe.finishLater()
        defer { watchdog.cancel() }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }  // and no SA_RESTART: read(2) must come back with EINTR
        var before = sigaction()
        sigaction(SIGUSR2, &action, &before)
        defer { sigaction(SIGUSR2, &before, nil) }
        // The threads that run tasks have signals blocked.
        var mask = sigset_t()
        var maskBefore = sigset_t()
        sigemptyset(&mask)
        sigaddset(&mask, SIGUSR2)
        pthread_sigmask(SIG_UNBLOCK, &mask, &maskBefore)
        defer { pthread_sigmask(SIG_SETMASK, &maskBefore, nil) }
        let thread = pthread_self()
        let signals = WorkerThread {
            for _ in 0..<5 {
                usleep(30_000)
                pthread_kill(thread, SIGUSR2)
            }
            usleep(30_000)
            pipe.write("a\n")
        }
        var reader = try RecordReader(path: pipe.path, source: 0, options: RecordOptions(), live: true)
        let block = RecordBlock()
        #expect(try reader.read(into: block))
        #expect(block.count == 2)
        signals.join()
        #expect(pipe.finish())
    }
}
