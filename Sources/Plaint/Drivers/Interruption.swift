import Glibc
import Synchronization

/// SIGINT and SIGTERM ask a run to end: what has been read is still labelled and written. A second signal ends it at
/// once.
public enum Interruption {
    private static let received = Atomic<Int32>(0)

    /// The signal that asked to end, or `nil`.
    public static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Takes over both signals, and ignores SIGPIPE so that a closed pipe is seen as an error of `write`.
    public static func install() {
        Glibc.signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                if Interruption.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
            }
            sigemptyset(&action.sa_mask)
            // Without SA_RESTART a waiting read returns, and the reader sees the end of its input.
            sigaction(number, &action, nil)
        }
    }
}
