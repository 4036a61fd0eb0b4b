/// Words run together in a hashtag are read one by one, cut where a capital follows a small letter: #*Worst*Service*Ever*.
enum Hashtag {
    /// Words of one hashtag that are looked at.
    static let longest = 8

    @inline(__always)
    static func isHashtag(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        token.start > 0 && text[Int(token.start) - 1] == UInt8(ascii: "#") && token.marks.contains(.smallLetters)
    }

    /// The words of one hashtag.
    struct Pieces {
        private var start: Int
        private let end: Int

        init(_ token: Token) {
            start = Int(token.start)
            end = Int(token.end)
        }

        /// The next word and its term, -1 if it is none.
        mutating func next(
            _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon
        ) -> (span: Range<Int32>, entry: Int32)? {
            guard start < end else { return nil }
            var index = start + 1
            while index < end, !(isCapital(text[index]) && !isCapital(text[index - 1])) { index += 1 }
            defer { start = index }
            return (Int32(start)..<Int32(index), Self.entry(text, start..<index, lexicon))
        }

        private func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

        private static func entry(
            _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lexicon: Lexicon
        ) -> Int32 {
            // Words of the lexicon are short; longer pieces are none.
            guard range.count <= 24 else { return -1 }
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
                for (place, index) in range.enumerated() {
                    let byte = text[index]
                    buffer[place] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                }
                return lexicon.entry(
                    ofSymbol: lexicon.words.find(UnsafeBufferPointer(rebasing: buffer[..<range.count])))
            }
        }
    }
}
