/// Something wrong in a lexicon, with the place and what to do.
public struct LexiconError: Error, CustomStringConvertible, Equatable, Sendable {
    public var file: String
    public var line: Int
    public var reason: String

    public var description: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }
}

/// One lexicon file as written: header and rows, parsed from bytes without regard to locale.
///
/// The format is described in lexicons/README.md. Parsing stops at the first error of form; `LexiconCheck` looks for
/// the rest.
struct LexiconFile {
    /// The format number that this program reads.
    static let format = 1

    struct Row {
        var line: Int
        /// Byte range of the term in the file.
        var term: Range<Int>
        /// In thousandths; `nil` removes the term (overlays only).
        var value: Int32?
    }

    enum UnitOf: Equatable { case time, money }

    let name: String
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var kind: LexiconKind = .valence
    private(set) var language = ""
    private(set) var category = ""
    private(set) var unitOf: UnitOf = .time
    private(set) var positionAfter = false
    private(set) var rows: [Row] = []

    /// Parses `bytes`, which must stay valid as long as the value is used. `overlay` allows rows with the value `-`.
    init(name: String, bytes: UnsafeBufferPointer<UInt8>, overlay: Bool = false) throws(LexiconError) {
        self.name = name
        self.bytes = bytes
        var start = 0
        var line = 0
        var sawFormat = false
        var sawKind = false
        // People edit overlays with all kinds of editors: a byte order mark and CRLF are taken as they come.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        while start < bytes.count {
            line += 1
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let next = end + 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            defer { start = next }
            if end == start { continue }
            if bytes[start] == UInt8(ascii: "#"), end - start >= 2 {
                if bytes[start + 1] == UInt8(ascii: "!") {
                    try header(Self.string(bytes, start + 2..<end), line, &sawFormat, &sawKind)
                    continue
                }
                if bytes[start + 1] == 0x20 { continue }
            }
            guard sawFormat, sawKind else {
                throw error(line, "rows before the header; a lexicon begins with '#! plaint-lexicon 1' and '#! kind …'")
            }
            rows.append(try row(start..<end, line, overlay))
        }
        if !sawFormat { throw error(1, "no '#! plaint-lexicon 1' in the first lines: this is no lexicon") }
        if kind == .escalation || kind == .agent, ConversationSignal(rawValue: category) == nil {
            let names = ConversationSignal.allCases.map(\.rawValue).joined(separator: ", ")
            throw error(1, "a file of this kind needs a header line '#! reason …' with one of \(names)")
        }
        if kind == .cue, category.isEmpty { throw error(1, "a cue file needs a header line '#! category …'") }
    }

    private func error(_ line: Int, _ reason: String) -> LexiconError {
        LexiconError(file: name, line: line, reason: reason)
    }

    /// Throws if a term is not valid UTF-8: spreadsheets save overlays as GBK or Windows-1252. `LexiconCheck` names all such
    /// rows, a lexicon is not made of any.
    func checkEncoding() throws(LexiconError) {
        guard !JSONValidator.isUTF8(bytes) else { return }
        for row in rows where !JSONValidator.isUTF8(UnsafeBufferPointer(rebasing: bytes[row.term])) {
            throw error(row.line, "'\(Self.string(bytes, row.term))' is not valid UTF-8: save the file as UTF-8")
        }
    }

    static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func header(
        _ text: String, _ line: Int, _ sawFormat: inout Bool, _ sawKind: inout Bool
    ) throws(LexiconError) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2 else { throw error(line, "a header line has a name and a value: '#! kind valence'") }
        switch (words[0], words[1]) {
        case ("plaint-lexicon", let number):
            guard let number = Int(number), number >= 1 else {
                throw error(line, "the format is no number: \(words[1])")
            }
            guard number <= Self.format else {
                throw error(line, "format \(number) is newer than \(Self.format), the newest known here: update plaint")
            }
            sawFormat = true
        case ("kind", let name):
            guard let known = LexiconKind(rawValue: name) else {
                let names = LexiconKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw error(line, "unknown kind '\(name)'; the kinds are \(names)")
            }
            kind = known
            sawKind = true
        case ("language", "zh"), ("language", "en"), ("language", "any"): language = words[1]
        case ("language", let other): throw error(line, "unknown language '\(other)'; use zh, en or any")
        case ("category", let name), ("reason", let name): category = name
        case ("unit", "time"): unitOf = .time
        case ("unit", "money"): unitOf = .money
        case ("position", "after"): positionAfter = true
        case ("position", "before"): positionAfter = false
        default: throw error(line, "unknown header '\(text)'")
        }
    }

    private func row(_ range: Range<Int>, _ line: Int, _ overlay: Bool) throws(LexiconError) -> Row {
        let tab = UInt8(ascii: "\t")
        let termEnd = bytes[range].firstIndex(of: tab) ?? range.upperBound
        guard termEnd > range.lowerBound else { throw error(line, "no term before the first tab") }
        guard termEnd < range.upperBound else {
            guard kind.valueMayBeEmpty else {
                throw error(line, "no value: '\(Self.string(bytes, range))' needs a tab and a number")
            }
            return Row(line: line, term: range.lowerBound..<termEnd, value: 0)
        }
        let valueEnd = bytes[(termEnd + 1)..<range.upperBound].firstIndex(of: tab) ?? range.upperBound
        let valueRange = termEnd + 1..<valueEnd
        let term = range.lowerBound..<termEnd
        if valueRange.isEmpty, kind.valueMayBeEmpty { return Row(line: line, term: term, value: 0) }
        if overlay, valueRange.count == 1, bytes[valueRange.lowerBound] == UInt8(ascii: "-") {
            return Row(line: line, term: term, value: nil)
        }
        guard let value = Self.thousandths(bytes, valueRange) else {
            let text = Self.string(bytes, valueRange)
            throw error(line, "the value '\(text)' of '\(Self.string(bytes, term))' is no number like -1.5")
        }
        return Row(line: line, term: term, value: value)
    }

    /// A decimal number in thousandths; `nil` if it is none, or has more than three decimals.
    static func thousandths(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32? {
        var index = range.lowerBound
        var negative = false
        if index < range.upperBound, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            negative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        var value: Int64 = 0
        var digits = 0
        var decimals = -1
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else if byte >= 0x30, byte <= 0x39, digits < 10, decimals < 3 {
                value = value * 10 + Int64(byte - 0x30)
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else {
                return nil
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        for _ in max(decimals, 0)..<3 { value *= 10 }
        // Units of a year and more in thousandths of a second would not fit: they are held in seconds' thousandths up to
        // 24 days; larger ones are capped, which no rule can tell from "very long".
        return Int32(clamping: negative ? -value : value)
    }
}
