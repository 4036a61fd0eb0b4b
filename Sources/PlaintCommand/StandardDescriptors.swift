import Glibc

/// Standard input, output and error.
enum StandardDescriptors {
    /// Takes the places of those that the caller has closed. A file or pipe opened later would get the number, and be read
    /// or written as if it were standard: a run would wait for its own wake pipe for ever, or end a file without its name.
    ///
    /// What is put there fails like a closed one where it is used: /dev/null the wrong way round.
    static func fillClosed() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is the one that is looked at.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
