/// Kinds of personal data that are masked; each is written as `[kind]`.
public enum PersonalDataKind: String, CaseIterable, Sendable {
    case mobile, landline
    case identity = "id"
    case card, passport, permit, email, plate, order

    /// What stands in its place.
    var replacement: [UInt8] { Array("[\(rawValue)]".utf8) }
}

/// How many of each kind were masked.
public struct MaskCounts: Sendable, Equatable {
    /// Empty as long as nothing was masked: each block of records has counts, and few need memory for them.
    private var counts: [Int] = []

    init() {}

    subscript(kind: PersonalDataKind) -> Int {
        counts.isEmpty ? 0 : counts[PersonalDataKind.allCases.firstIndex(of: kind)!]
    }

    mutating func add(_ kind: PersonalDataKind) {
        if counts.isEmpty { counts = [Int](repeating: 0, count: PersonalDataKind.allCases.count) }
        counts[PersonalDataKind.allCases.firstIndex(of: kind)!] += 1
    }

    mutating func add(_ other: MaskCounts) {
        if counts.isEmpty {
            counts = other.counts
        } else {
            for index in other.counts.indices { counts[index] += other.counts[index] }
        }
    }

    /// What a person should know at the end: `masked: mobile 12, email 3`.
    public var summary: String {
        let found = PersonalDataKind.allCases.filter { self[$0] > 0 }.map { "\($0.rawValue) \(self[$0])" }
        return "masked: " + (found.isEmpty ? "nothing" : found.joined(separator: ", "))
    }
}

/// A piece of personal data in a text.
struct PersonalDataSpan: Equatable {
    var kind: PersonalDataKind
    /// Indices into `FoldedText`.
    var range: Range<Int>
}
