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
    private let rules: WordRules?
    /// Owned; behind a pointer because a move-only value cannot be changed inside an Optional.
    private let dictionary: UnsafeMutablePointer<HanDictionary>?
    private var ends: [Int32] = []
    private var statuses: [UInt8] = []
    /// The tokens of a text while it is cut: a text of many words is mostly appending.
    private var cut = ScratchBuffer<Token>()
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

    // MARK: Our own loops

    /// Fills `cut`. False if the text holds what these loops leave to ICU; `cut` is then unfinished.
    private mutating func segmentByTables(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        cut.removeAll()
        guard let rules, let dictionary, let bytes = text.baseAddress else { return false }
        let count = text.count
        var position = 0
        while position < count {
            if let token = Self.plainToken(rules, bytes, position, count) {
                cut.append(token)
                position = Int(token.end)
                continue
            }
            var reached = Boundary(end: position, state: WordRules.startState)
            var characters = 0
            if bytes[position] >= 0xE4 {
                characters = Self.readHanRun(bytes, position, count, into: &dictionary.pointee)
                if characters > 0 { reached = Boundary(end: position + 3 * characters, state: rules.hanState) }
            }
            let runEnd = reached.end
            guard Self.follow(rules, bytes, count, &reached) else { return false }
            if characters > 0 {
                // Marks and joiners behind the run belong to its last word, which the dictionary then reads otherwise.
                guard reached.end == runEnd else { return false }
                let first = position
                var start = position
                dictionary.pointee.cut(characters) { place in
                    let end = first &+ 3 &* place
                    cut.append(Token(start: start, end: end, kind: .han))
                    start = end
                }
                guard rules.statuses[reached.state] == 4 else { return false }
            } else {
                guard reached.end > position else { return false }
                cut.append(
                    Self.token(text, start: position, end: reached.end, status: rules.statuses[reached.state]))
            }
            position = reached.end
        }
        return true
    }

    /// The ASCII word at `position` if nothing but letters is in it and an ASCII character ends it, or a space before a
    /// letter: nearly all of an English text. Anything else is `nil`, and the rules are followed step by step.
    @inline(__always)
    private static func plainToken(
        _ rules: WordRules, _ bytes: UnsafePointer<UInt8>, _ position: Int, _ count: Int
    ) -> Token? {
        if bytes[position] == 0x20 {
            guard rules.spaceStandsAlone, position &+ 1 < count, isLetter(bytes[position &+ 1]) else { return nil }
            return Token(start: position, end: position &+ 1, kind: .space)
        }
        guard rules.letterState != 0, isLetter(bytes[position]) else { return nil }
        var end = position &+ 1
        while end < count, isLetter(bytes[end]) { end &+= 1 }
        guard end < count, bytes[end] < 0x80,
            rules.ascii[rules.letterState &* 128 &+ Int(bytes[end])] >> 1 == 0
        else { return nil }
        var token = Token(start: position, end: end, kind: .letters)
        token.marks = CharacterClass.letterMarks(bytes + position, count: end &- position)
        return token
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// The last boundary that the rules accept, and the state in which.
    private struct Boundary {
        var end: Int
        var state: Int
    }

    /// Runs the rules from `boundary` on, which is the start of a word or the end of a Han run, to the next boundary.
    /// False where a character comes that a dictionary cuts.
    @inline(__always)
    private static func follow(
        _ rules: WordRules, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ boundary: inout Boundary
    ) -> Bool {
        let (ascii, next, categories, accepts) = (rules.ascii, rules.next, rules.categories, rules.accepts)
        var index = boundary.end
        var state = boundary.state
        while true {
            guard index < count else {
                state = Int(next[state &* WordRules.rowLength &+ WordRules.endCategory])
                if accepts[state] != 0 { boundary = Boundary(end: count, state: state) }
                return true
            }
            let byte = bytes[index]
            if byte < 0x80 {
                let target = ascii[state &* 128 &+ Int(byte)]
                state = Int(target &>> 1)
                guard state != 0 else { return true }
                index &+= 1
                if target & 1 != 0 { boundary = Boundary(end: index, state: state) }
                continue
            }
            let (scalar, length) = scalar(bytes, index)
            guard scalar < 0x20000 else { return false }
            let category = categories[Int(scalar)]
            state = Int(next[state &* WordRules.rowLength &+ Int(category)])
            guard state != 0 else { return true }
            guard category < rules.firstDictionaryCategory else { return false }
            index &+= length
            if accepts[state] != 0 { boundary = Boundary(end: index, state: state) }
        }
    }

    /// Reads Han characters from `position` into the dictionary's run; their number.
    @inline(__always)
    private static func readHanRun(
        _ bytes: UnsafePointer<UInt8>, _ position: Int, _ count: Int, into dictionary: inout HanDictionary
    ) -> Int {
        var end = position
        while end &+ 2 < count, isHan(bytes + end) { end &+= 3 }
        let characters = (end &- position) / 3
        guard characters > 0 else { return 0 }
        dictionary.reserve(characters)
        let run = dictionary.run
        var index = position
        for character in 0..<characters {
            run[character] =
                UInt16(bytes[index] & 15) << 12 | UInt16(bytes[index &+ 1] & 63) << 6 | UInt16(bytes[index &+ 2] & 63)
            index &+= 3
        }
        return characters
    }

    /// U+4E00 (E4 B8 80) … U+9FFF (E9 BF BF).
    @inline(__always)
    private static func isHan(_ bytes: UnsafePointer<UInt8>) -> Bool {
        bytes[0] >= 0xE4 && bytes[0] <= 0xE9 && (bytes[0] > 0xE4 || bytes[1] >= 0xB8)
    }

    @inline(__always)
    private static func scalar(_ bytes: UnsafePointer<UInt8>, _ index: Int) -> (UInt32, Int) {
        CharacterClass.scalar(UnsafeBufferPointer(start: bytes, count: index &+ 4), at: index)
    }

    @inline(__always)
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
