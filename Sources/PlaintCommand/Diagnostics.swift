import Glibc
import Plaint

/// Lines on standard error. Standard output is for data alone.
enum Diagnostics {
    static let isTerminal = isatty(STDERR_FILENO) == 1

    static func print(_ text: String) {
        clearProgress()
        write(harmless(text) + "\n")
    }

    /// Names of files and labels may hold bytes that a terminal would obey; they are written out.
    private static func harmless(_ text: String) -> String {
        func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        }
        guard text.unicodeScalars.contains(where: isObeyed) else { return text }
        var harmless = ""
        for scalar in text.unicodeScalars {
            guard isObeyed(scalar) else {
                harmless.unicodeScalars.append(scalar)
                continue
            }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            harmless += "<U+" + String(repeating: "0", count: 4 - digits.count) + digits + ">"
        }
        return harmless
    }

    static func notice(_ notice: DriverNotice) { print("plaint: \(notice.text)") }

    nonisolated(unsafe) private static var progressShown = false

    /// Shows a line that the next one replaces; on a terminal only.
    static func showProgress(_ text: String) {
        guard isTerminal else { return }
        write("\r\u{1B}[K\(text)")
        progressShown = true
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func clearProgress() {
        guard progressShown else { return }
        write("\r\u{1B}[K")
        progressShown = false
    }
}

/// Seconds on a clock that only goes forward.
func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

/// A number with a fixed number of decimals, without regard to locale.
func decimal(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    guard places > 0 else { return String(scaled) }
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
}
