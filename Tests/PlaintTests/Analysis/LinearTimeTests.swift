import Testing

@testable import Plaint

/// Ten times the text must not take much more than ten times the time: a record of a megabyte may be hostile.
@Suite(.enabled(if: Shared.isReleaseBuild, "needs an optimised build"), .serialized)
struct LinearTimeTests {
    private func seconds(_ piece: String, bytes: Int) throws -> Double {
        let text = String(repeating: piece, count: bytes / piece.utf8.count)
        var worker = try Shared.analyzer.makeWorker()
        var output: [UInt8] = []
        var best = Double.infinity
        for _ in 0..<2 {
            let elapsed = ContinuousClock().measure {
                withBytes(text) { worker.analyze($0) }
                output.removeAll(keepingCapacity: true)
                worker.appendMember(to: &output)
            }
            best = min(best, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
        }
        return best
    }

    @Test(arguments: HostileText.repeats) func timeGrowsWithTheLength(_ piece: String) throws {
        let short = try seconds(piece, bytes: 20_000)
        let long = try seconds(piece, bytes: 200_000)
        // Below a few milliseconds the clock and the caches say more than the text.
        #expect(long <= 25 * max(short, 0.002), "\(piece.debugDescription): \(short) s and \(long) s")
    }
}
