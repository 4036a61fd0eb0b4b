import CICU

/// ICU could not be used at all.
public struct SegmentationError: Error, CustomStringConvertible {
    public let icuError: String
    public var description: String {
        "ICU \(WordSegmenter.icuVersion) cannot open its word-break rules (\(icuError)); is its data package complete?"
    }
}

/// Cuts a clean view into words by ICU's word-break rules and dictionary. One per thread; reuse it.
///
/// Two ways, one result: loops of our own over ICU's compiled tables (`WordRules`, `HanDictionary`), and ICU's iterator
/// itself for texts that those do not cover (kana, Thai and other dictionary scripts, planes from U+20000 on, Han
/// characters with marks or joiners on them) and for ICU versions whose tables have another format.
public struct WordSegmenter: ~Copyable {
    private let breaker: OpaquePointer
    let rules: WordRules?
    /// Owned; behind a pointer because a move-only value cannot be changed inside an Optional.
    let dictionary: UnsafeMutablePointer<HanDictionary>?
    private var ends: [Int32] = []
    private var statuses: [UInt8] = []
    /// The tokens of a text while it is cut: a text of many words is mostly appending.
    var cut = ScratchBuffer<Token>()
    /// How many texts ICU's iterator has cut, of how many in all.
    public private(set) var iteratorTexts = 0
    public private(set) var texts = 0
    /// The last text was cut by our own loops: its Han tokens hold U+4E00…U+9FFF alone, three bytes each.
    private(set) var isPlain = false

    /// `usesTables: false` leaves everything to ICU's iterator: the yardstick for tests.
    public init(usesTables: Bool = true) throws(SegmentationError) {
        var status: Int32 = 0
        guard let opened = plaint_word_breaker_open(&status) else {
            throw SegmentationError(icuError: String(cString: plaint_icu_error_name(status)))
        }
        breaker = opened
        rules = usesTables && Self.tablesAgree ? WordRules.shared : nil
        dictionary = rules == nil ? nil : Self.makeDictionary()
    }

    /// Without the check that the tables agree with the iterator, which is what this serves.
    private init?(unchecked rules: WordRules) {
        var status: Int32 = 0
        guard let opened = plaint_word_breaker_open(&status) else { return nil }
        breaker = opened
        self.rules = rules
        dictionary = Self.makeDictionary()
    }

    deinit {
        plaint_word_breaker_close(breaker)
        dictionary?.deinitialize(count: 1)
        dictionary?.deallocate()
    }

    private static func makeDictionary() -> UnsafeMutablePointer<HanDictionary>? {
        guard let made = HanDictionary() else { return nil }
        let owned = UnsafeMutablePointer<HanDictionary>.allocate(capacity: 1)
        owned.initialize(to: made)
        return owned
    }

    /// Version of the ICU library in use, such as "72.1".
    public static var icuVersion: String { String(cString: plaint_icu_version()) }

    /// Whether our own loops are in use in this process; otherwise ICU's iterator cuts every text.
    public static var usesTables: Bool { tablesAgree }

    /// A short text with every construction that the loops treat by themselves; cut both ways once a process.
    private static let probe = "Ok THEN soooo , 味道不错，性价比很高！等了2个小时 can't 3,000.5 a.b👨‍👩‍👧 🇨🇳n\u{301}\r\n_x１２ﾞ客服态度恶劣Ωж.ж"

    private static let tablesAgree: Bool = {
        guard let rules = WordRules.shared, var segmenter = WordSegmenter(unchecked: rules),
            segmenter.dictionary != nil
        else { return false }
        var byTables: [Token] = []
        var byIterator: [Token] = []
        var text = probe
        return text.withUTF8 { bytes in
            guard segmenter.segmentByTables(bytes) else { return false }
            byTables.append(contentsOf: UnsafeBufferPointer(start: segmenter.cut.base, count: segmenter.cut.count))
            segmenter.segmentByIterator(bytes, into: &byIterator)
            return byTables == byIterator
        }
    }()

    /// Replaces `tokens` by the words of `text` (valid UTF-8, below 2 GiB), in order and without gaps.
    public mutating func segment(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
        tokens.removeAll(keepingCapacity: true)
        isPlain = false
        guard text.count > 0 else { return }
        texts += 1
        isPlain = segmentByTables(text)
        guard !isPlain else {
            tokens.append(contentsOf: UnsafeBufferPointer(start: cut.base, count: cut.count))
            return
        }
        iteratorTexts += 1
        segmentByIterator(text, into: &tokens)
    }

    // MARK: ICU's iterator

    private mutating func segmentByIterator(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
        guard let base = text.baseAddress else { return }
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

    @inline(__always)
    static func token(
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
