import Glibc
import Synchronization

/// SIGINT and SIGTERM ask a run to end: what has been read is still labelled and written. A second signal ends it at
/// once.
public enum Interruption {
    private static let received = Atomic<Int32>(0)
    /// A pipe that gets a byte with the signal. The signal may come to any thread, and just before a read begins: only a
    /// descriptor that the reader waits for beside its input wakes it for certain.
    private static let wakeWriter = Atomic<Int32>(-1)
    private static let wakeReader = Atomic<Int32>(-1)

    /// Becomes readable with the signal, and stays so; -1 if the signals were not taken over.
    static var wakeDescriptor: Int32 { wakeReader.load(ordering: .relaxed) }

    /// The signal that asked to end, or `nil`.
    public static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Takes over both signals, and ignores SIGPIPE so that a closed pipe is seen as an error of `write`.
    public static func install() {
        Glibc.signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            wakeReader.store(ends[0], ordering: .relaxed)
            wakeWriter.store(ends[1], ordering: .relaxed)
        }
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                if Interruption.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
                let code = errno
                var byte: UInt8 = 0
                _ = Glibc.write(Interruption.wakeWriter.load(ordering: .relaxed), &byte, 1)
                errno = code
            }
            sigemptyset(&action.sa_mask)
            // Without SA_RESTART: what waits returns at once.
            sigaction(number, &action, nil)
        }
    }
}
