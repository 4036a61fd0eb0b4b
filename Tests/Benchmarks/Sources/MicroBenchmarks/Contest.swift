import Glibc

/// Two ways to the same answer, timed in turn: others use the machine too, and what both ways share cancels out.
struct Contest {
    var name: String
    /// What a run works through, for the rate: bytes, or calls.
    var amount: Int
    var unit: Unit
    var first: (name: String, run: () -> UInt64)
    /// `nil`: the rate of the first alone.
    var second: (name: String, run: () -> UInt64)?

    enum Unit { case bytes, calls }

    /// Runs both in turn, and prints the medians of rates and ratios. Each run gives a number that depends on its whole
    /// answer; where the two differ, the process ends.
    func run(rounds: Int) {
        var times: [(first: Double, second: Double)] = []
        for round in -1..<rounds {
            let (firstAnswer, first) = Self.timed(self.first.run)
            var seconds = Double.nan
            if let second = self.second {
                let (secondAnswer, elapsed) = Self.timed(second.run)
                precondition(firstAnswer == secondAnswer, "\(name): \(self.first.name) and \(second.name) disagree")
                seconds = elapsed
            }
            // The first round only warms up.
            if round >= 0 { times.append((first, seconds)) }
        }
        let own = rate(Self.median(times.map(\.first)))
        guard let second else {
            print("| \(name) | \(self.first.name): \(own) | | |")
            return
        }
        let other = rate(Self.median(times.map(\.second)))
        let ratios = times.map { $0.second / $0.first }.sorted()
        let range = "\(Self.decimals(ratios[0])) … \(Self.decimals(ratios[ratios.count - 1]))"
        let ratio = Self.decimals(Self.median(ratios))
        print("| \(name) | \(self.first.name): \(own) | \(second.name): \(other) | \(ratio) (\(range)) |")
    }

    private func rate(_ seconds: Double) -> String {
        switch unit {
        case .bytes: "\(Self.decimals(Double(amount) / seconds / 1e6)) MB/s"
        case .calls: "\(Self.decimals(seconds / Double(amount) * 1e9)) ns"
        }
    }

    /// CPU time, not the clock's: the share of the machine that is ours changes by the second.
    private static func timed(_ body: () -> UInt64) -> (answer: UInt64, seconds: Double) {
        let start = processorSeconds()
        let answer = body()
        return (answer, processorSeconds() - start)
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// Three significant digits are more than the machine gives.
    private static func decimals(_ value: Double) -> String {
        let places = value < 10 ? 2 : value < 100 ? 1 : 0
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        let scaled = Int((value * factor).rounded())
        if places == 0 { return "\(scaled)" }
        let fraction = String(scaled % Int(factor))
        return "\(scaled / Int(factor))." + String(repeating: "0", count: places - fraction.utf8.count) + fraction
    }
}
