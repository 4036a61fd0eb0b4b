/// A run of digits in groups, as people write numbers: `138 0013 8000`, `(010) 6552-9988`, `6222-0212-3456-7890`.
struct DigitGroups {
    /// Ranges of the groups; a leading `+` or `(` is outside.
    private(set) var groups: [Range<Int>] = []
    /// For each group what stands before it: 0 nothing, space, `-`, `.`, or `)`.
    private(set) var separators: [UInt32] = []
    private(set) var end = 0

    /// Groups beyond this make no number that is known here; the next run takes them.
    private static let most = 20

    /// Reads the run that begins at `start`, a digit.
    mutating func read(_ text: FoldedText, from start: Int) {
        groups.removeAll(keepingCapacity: true)
        separators.removeAll(keepingCapacity: true)
        var index = start
        var separator: UInt32 = 0
        while text.isDigit(index), groups.count < Self.most {
            let first = index
            while text.isDigit(index) { index += 1 }
            groups.append(first..<index)
            separators.append(separator)
            end = index
            (separator, index) = Self.separator(text, at: index)
            if separator == 0 { break }
        }
    }

    /// Two spaces, a tab, a dash written with two hyphens and a space on either side hold a number together; a wider gap is
    /// one between columns.
    private static let longestSeparator = 4

    /// The separator at `index` and where the next digits would begin; 0 if there is none.
    private static func separator(_ text: FoldedText, at index: Int) -> (UInt32, Int) {
        var index = index
        var found: UInt32 = 0
        for _ in 0..<longestSeparator {
            let character = text[index]
            switch character {
            case 0x09 where found != 0x28 && found != 0x2E, 0x20 where found != 0x28 && found != 0x2E:
                if found == 0 { found = 0x20 }
            case 0x2D where found != 0x28 && found != 0x2E: found = 0x2D
            case 0x2E where found == 0: found = 0x2E
            case 0x28 where found == 0 || found == 0x20: found = 0x28
            case 0x29: found = 0x29
            default: return text.isDigit(index) ? (found, index) : (0, index)
            }
            index += 1
        }
        return text.isDigit(index) ? (found, index) : (0, index)
    }

    func lengths(_ range: ClosedRange<Int>) -> [Int] { groups[range].map(\.count) }

    /// The digits of some groups.
    func digits(_ range: ClosedRange<Int>, _ text: FoldedText) -> [Int] {
        groups[range].flatMap { $0.map { text.digit($0) } }
    }

    /// Whether all separators inside the range are among `allowed`.
    func areSeparated(_ range: ClosedRange<Int>, by allowed: [UInt32]) -> Bool {
        range.dropFirst().allSatisfy { allowed.contains(separators[$0]) }
    }
}
