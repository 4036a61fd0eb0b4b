import Glibc
import Testing

@testable import Plaint

struct PortableMathTests {
    /// Distance in units in the last place of `b`.
    private func ulps(_ a: Double, _ b: Double) -> Double { a == b ? 0 : abs(a - b) / b.ulp }

    private func samples(_ seed: UInt64, _ count: Int, _ range: ClosedRange<Double>) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Double.random(in: range, using: &generator) }
    }

    @Test func logIsWithinTwoUnitsOfTheLibrary() {
        for x in samples(1, 20_000, -700...700).map({ Glibc.exp($0) }) + samples(2, 20_000, 0.4...2.5) + [
            1, 2, 0.5, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1.4142135623730951,
            0.7071067811865476,
        ] {
            let expected = Glibc.log(x)
            let found = PortableMath.log(x)
            // Next to 1 the result is next to 0: the absolute error is that of 1.
            #expect(ulps(found, expected) <= 2 || abs(found - expected) < 1.2e-16, "log(\(x)): \(found), \(expected)")
        }
        #expect(PortableMath.log(1) == 0)
    }

    @Test func expIsWithinTwoUnitsOfTheLibrary() {
        for x in samples(3, 20_000, -700...709) + samples(4, 20_000, -1...1) + [
            0, 1, -1, 0.34657359027997264, -0.34657359027997264,
        ] {
            #expect(ulps(PortableMath.exp(x), Glibc.exp(x)) <= 2, "exp(\(x))")
        }
        #expect(PortableMath.exp(0) == 1)
        #expect(PortableMath.exp(1_000) == .infinity && PortableMath.exp(-1_000) == 0)
    }

    @Test func sigmoidAndLogitAreInverse() {
        for x in samples(5, 5_000, -30...30) {
            let p = PortableMath.sigmoid(x)
            #expect(p > 0 && p < 1 && abs(p + PortableMath.sigmoid(-x) - 1) < 1e-15)
            if abs(x) < 15 { #expect(abs(PortableMath.logit(p) - x) < 1e-9 * Glibc.exp(abs(x)) * 1e-4 + 1e-9) }
        }
        #expect(PortableMath.sigmoid(0) == 0.5)
        #expect(PortableMath.sigmoid(-10_000) == 0 && PortableMath.sigmoid(10_000) == 1)
    }
}
