/// Loops of our own over ICU's compiled tables.
extension WordSegmenter {
    /// Fills `cut`. False if the text holds what these loops leave to ICU; `cut` is then unfinished.
    mutating func segmentByTables(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
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
}
