/// A line of a transcript taken apart: `客服: 您好`, `[21:15] Ann: hi`, `12/31/23, 9:15 PM - Ann: hi`, `2026-01-14 21:15:03 小李：在`,
/// and WeChat's header lines `小李 2026/1/14 21:15` whose message stands in the lines below.
struct TranscriptLine {
    /// The speaker's name; empty if the line has none.
    private(set) var name: Range<Int> = 0..<0
    private(set) var time: Range<Int> = 0..<0
    /// What was said.
    private(set) var message: Range<Int>
    /// The line only says who speaks in the lines below.
    private(set) var isHeader = false

    /// A name is shorter than this in bytes, so that `注意：…` in a long sentence is none.
    private static let longestName = RoleNames.longest

    init(_ line: UnsafeBufferPointer<UInt8>) {
        message = 0..<line.count
        var index = Self.skipSpace(line, 0)
        if index < line.count, line[index] == .openBracket,
            let close = line[index...].prefix(40).firstIndex(of: .closeBracket)
        {
            time = index + 1..<close
            index = Self.skipSpace(line, close + 1)
        } else if let end = Self.endOfTime(line, from: index) {
            time = index..<end
            index = Self.skipSpace(line, end)
            while index < line.count, line[index] == UInt8(ascii: "-") || line[index] == .space { index += 1 }
        }
        if let colon = Self.colon(line, from: index) {
            name = index..<colon.start
            message = Self.skipSpace(line, colon.end)..<line.count
            takeTimeFromName(line)
            return
        }
        guard time.isEmpty else {
            message = index..<line.count
            return
        }
        takeHeader(line, from: index)
    }

    /// `Ann (21:15): hi`, `小李 2026/1/14 21:15: 在`.
    private mutating func takeTimeFromName(_ line: UnsafeBufferPointer<UInt8>) {
        guard time.isEmpty else { return }
        for index in name.dropFirst() where line[index - 1] == .space || line[index - 1] == UInt8(ascii: "(") {
            guard let end = Self.endOfTime(line, from: index), end >= name.upperBound - 1 else { continue }
            time = index..<end
            var last = index
            while last > name.lowerBound, line[last - 1] == .space || line[last - 1] == UInt8(ascii: "(") { last -= 1 }
            name = name.lowerBound..<last
            return
        }
    }

    private mutating func takeHeader(_ line: UnsafeBufferPointer<UInt8>, from start: Int) {
        guard line.count - start <= Self.longestName + 24 else { return }
        var index = start + 1
        while index < line.count {
            if line[index - 1] == .space || line[index - 1] == .tab, let end = Self.endOfTime(line, from: index),
                Self.skipSpace(line, end) == line.count
            {
                var last = index
                while last > start, line[last - 1] == .space || line[last - 1] == .tab { last -= 1 }
                guard last - start <= Self.longestName else { return }
                name = start..<last
                time = index..<end
                message = line.count..<line.count
                isHeader = true
                return
            }
            index += 1
        }
    }

    private static func skipSpace(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < line.count, line[index] == .space || line[index] == .tab { index += 1 }
        return index
    }

    /// End of a date and time of day, or a time of day, that begins at `start` with a digit and holds a colon between digits.
    private static func endOfTime(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < line.count, isDigit(line[start]) else { return nil }
        var index = start
        var colons = 0
        var end = start
        while index < line.count, index - start < 32 {
            let byte = line[index]
            if isDigit(byte) {
                index += 1
                end = index
            } else if byte == .colon {
                guard index > start, isDigit(line[index - 1]), index + 1 < line.count, isDigit(line[index + 1]) else {
                    break
                }
                colons += 1
                index += 1
            } else if "-/.,TZ ".utf8.contains(byte) {
                if byte == .space, colons > 0 { break }
                index += 1
                if byte == UInt8(ascii: "Z") { end = index }
            } else {
                break
            }
        }
        guard colons > 0 else { return nil }
        // 9:15 PM
        var after = end
        if after < line.count, line[after] == .space { after += 1 }
        if after + 1 < line.count, line[after + 1] | 0x20 == UInt8(ascii: "m"),
            line[after] | 0x20 == UInt8(ascii: "a") || line[after] | 0x20 == UInt8(ascii: "p")
        {
            end = after + 2
        }
        return end
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// The colon that ends a name: ASCII with a space or a character that is no slash behind it, or full-width.
    private static func colon(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> (start: Int, end: Int)? {
        var index = start
        while index < line.count, index - start <= longestName {
            if line[index] == .colon {
                let isPartOfNumber =
                    index > start && isDigit(line[index - 1]) && index + 1 < line.count && isDigit(line[index + 1])
                let isAddress = index + 1 < line.count && line[index + 1] == UInt8(ascii: "/")
                if isPartOfNumber {
                    index += 1
                    continue
                }
                return isAddress || index == start ? nil : (index, index + 1)
            }
            if line[index] == 0xEF, index + 2 < line.count, line[index + 1] == 0xBC, line[index + 2] == 0x9A {
                return index == start ? nil : (index, index + 3)
            }
            // A sentence has come to an end before any colon: 。，？！
            if line[index] == 0xE3, index + 2 < line.count, line[index + 1] == 0x80, line[index + 2] == 0x82 {
                return nil
            }
            if line[index] == 0xEF, index + 2 < line.count, line[index + 1] == 0xBC,
                [0x8C, 0x9F, 0x81].contains(line[index + 2])
            {
                return nil
            }
            if line[index] == .comma || line[index] == UInt8(ascii: "?") { return nil }
            index += 1
        }
        return nil
    }
}
