/// Words that say what a number behind them is: rows of the kind `context` in lexicons/ (`电话`, `tracking number`).
struct MaskContext: Sendable {
    /// What a word announces; the names are those of `#! reason`.
    enum Subject: String, CaseIterable {
        case phone, identity, card, passport, permit, plate, order
        /// What follows is no personal data: a price, a version.
        case harmless
        /// What stands before is an amount.
        case unit
        /// Characters that number plates of the mainland begin with.
        case plateBeginning = "plate-beginning"
        /// Characters that may end them.
        case plateEnding = "plate-ending"
    }

    private let words: [Subject: [[UInt32]]]
    /// Bit set over the BMP: asked of every character.
    private var plateBeginnings = [UInt64](repeating: 0, count: 1024)
    private let plateEndings: Set<UInt32>

    /// Characters that may stand between a word and its number.
    private static let longestGap = 10
    private static let longestWord = 24

    /// Those built into the program; they do not depend on the lexicon chosen, since masking must not be lost with it.
    static let embedded = MaskContext(EmbeddedResources.lexiconFiles)

    init(_ files: [(name: String, bytes: UnsafeBufferPointer<UInt8>)]) {
        var words: [Subject: [[UInt32]]] = [:]
        for (name, bytes) in files {
            guard let file = try? LexiconFile(name: name, bytes: bytes, overlay: true), file.kind == .context,
                let subject = Subject(rawValue: file.category)
            else { continue }
            for row in file.rows {
                let term = String(decoding: bytes[row.term], as: UTF8.self)
                words[subject, default: []].append(term.unicodeScalars.map(\.value))
            }
        }
        self.words = words
        plateEndings = Set((words[.plateEnding] ?? []).compactMap(\.first))
        for character in (words[.plateBeginning] ?? []).compactMap(\.first) where character <= 0xFFFF {
            plateBeginnings[Int(character >> 6)] |= 1 << UInt64(character & 63)
        }
    }

    @inline(__always)
    func isPlateBeginning(_ character: UInt32) -> Bool {
        character >= 0x4E00 && character <= 0xFFFF
            && plateBeginnings[Int(character >> 6)] & (1 << UInt64(character & 63)) != 0
    }

    func isPlateEnding(_ character: UInt32) -> Bool { plateEndings.contains(character) }

    /// Whether a word of the subject stands before `index`, with no other number and no end of a clause between; `closely`: and
    /// no other Latin word but `is`, so that the model that somebody orders is no order.
    func announces(_ subject: Subject, before index: Int, in text: FoldedText, closely: Bool = false) -> Bool {
        var end = index
        while end > 0, index - end <= Self.longestGap {
            for word in words[subject] ?? [] where ends(with: word, at: end, in: text) { return true }
            if Self.endsClause(text[end - 1]) || text.isDigit(end - 1) { return false }
            if closely, text.isLetter(end - 1), !Self.isVerb(before: end, text) { return false }
            end -= 1
        }
        return false
    }

    /// Whether a word of the subject begins at `index` or behind one space.
    func follows(_ subject: Subject, at index: Int, in text: FoldedText) -> Bool {
        let start = text[index] == 0x20 ? index + 1 : index
        for word in words[subject] ?? [] where ends(with: word, at: start + word.count, in: text) { return true }
        return false
    }

    private func ends(with word: [UInt32], at end: Int, in text: FoldedText) -> Bool {
        guard end >= word.count, end <= text.count else { return false }
        for (place, character) in word.enumerated() where text[end - word.count + place] != character { return false }
        // A Latin word must not be a part of another one: tel in hotel, ref in refund.
        let isLatin = word[0] >= 0x61 && word[0] <= 0x7A
        return !isLatin || !(text.isLetter(end - word.count - 1) || text.isLetter(end))
    }

    /// The `is` that ends at `end`, or its `i`.
    static func isVerb(before end: Int, _ text: FoldedText) -> Bool {
        let start = text[end - 1] == 0x73 ? end - 2 : end - 1
        return text[start] == 0x69 && text[start + 1] == 0x73 && text[start - 1] == 0x20 && text[start + 2] == 0x20
    }

    private static func endsClause(_ character: UInt32) -> Bool {
        switch character {
        case 0x0A, 0x0D, 0x2C, 0x3B, 0x21, 0x3F, 0x3002, 0x3001: true
        default: false
        }
    }
}
