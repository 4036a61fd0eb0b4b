import CICU

/// ICU could not be used at all.
public struct SegmentationError: Error, CustomStringConvertible {
    public let icuError: String
    public var description: String {
        "ICU \(WordSegmenter.icuVersion) cannot open its word-break rules (\(icuError)); is its data package complete?"
    }
}

/// Cuts a clean view into words by ICU's word-break rules and dictionary. One per thread; reuse it.
public struct WordSegmenter: ~Copyable {
    private let breaker: OpaquePointer
    private var ends: [Int32] = []
    private var statuses: [UInt8] = []

    public init() throws(SegmentationError) {
        var status: Int32 = 0
        guard let opened = plaint_word_breaker_open(&status) else {
            throw SegmentationError(icuError: String(cString: plaint_icu_error_name(status)))
        }
        breaker = opened
    }

    deinit { plaint_word_breaker_close(breaker) }

    /// Version of the ICU library in use, such as "72.1".
    public static var icuVersion: String { String(cString: plaint_icu_version()) }

    /// Replaces `tokens` by the words of `text` (valid UTF-8, below 2 GiB), in order and without gaps.
    public mutating func segment(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
        tokens.removeAll(keepingCapacity: true)
        guard let base = text.baseAddress, text.count > 0 else { return }
        if ends.count < text.count {
            ends = [Int32](repeating: 0, count: max(text.count, 2 * ends.count))
            statuses = [UInt8](repeating: 0, count: ends.count)
        }
        var status: Int32 = 0
        let count = plaint_word_breaker_segment(
            breaker, base, Int64(text.count), &ends, &statuses, Int32(text.count), &status)
        // ICU fails here only for want of memory; a text that silently has no words would be a wrong answer.
        precondition(count >= 0, "ICU word breaking failed: \(String(cString: plaint_icu_error_name(status)))")
        var start = 0
        for index in 0..<Int(count) {
            let end = Int(ends[index])
            tokens.append(Self.token(text, start: start, end: end, status: statuses[index]))
            start = end
        }
    }

    private static func token(
        _ text: UnsafeBufferPointer<UInt8>, start: Int, end: Int, status: UInt8
    ) -> Token {
        let kind: Token.Kind =
            switch status {
            case 1: .number
            case 2: .letters
            case 3: .kana
            case 4: .han
            default: CharacterClass.kindOfUnruled(text, start: start)
            }
        var token = Token(start: start, end: end, kind: kind)
        if kind == .punctuation || kind == .space {
            token.marks = CharacterClass.punctuationMarks(text, start: start, end: end)
        } else if kind == .letters {
            token.marks = CharacterClass.letterMarks(text, start: start, end: end)
        }
        return token
    }
}
