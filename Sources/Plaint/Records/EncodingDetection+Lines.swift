/// A source in which some lines are UTF-8 and others are not, as in exports that were joined: taken as one, its bytes are a
/// little of each, and two lines of UTF-8 are enough to make a short file of GB18030 look like damaged UTF-8.
extension EncodingDetection {
    /// The lines of a piece that have bytes above 0x7F, by what they can be.
    private struct Lines {
        var utf8: [UnsafeBufferPointer<UInt8>] = []
        var others: [UnsafeBufferPointer<UInt8>] = []

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            let span = bytes.span
            var start = 0
            while start < bytes.count {
                let end = span.first(.lineFeed, from: start)
                let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
                start = end + 1
                if !line.span.isASCII() { add(line, mayBeCut: end == bytes.count) }
            }
        }

        private mutating func add(_ line: UnsafeBufferPointer<UInt8>, mayBeCut: Bool) {
            if isUTF8(line, mayBeCut: mayBeCut) {
                // What is left of a line that is cut off must say it by itself.
                if !mayBeCut || hasLongSequences(line) { utf8.append(line) }
            } else if !mayBeCut || isFaultless(line.span, in: .gb18030) || isFaultless(line.span, in: .big5) {
                others.append(line)
            }
        }
    }

    /// What the lines are that are no UTF-8, if these are more than those of UTF-8; a line that could be either is not
    /// counted. nil where there are not both, and where they are not more: then the bytes as a whole decide. `isAll`: no more
    /// bytes can come, so that little must do.
    static func judgeMixedLines(_ bytes: UnsafeBufferPointer<UInt8>, isAll: Bool) -> Verdict? {
        let lines = Lines(bytes)
        guard !lines.utf8.isEmpty, !lines.others.isEmpty else { return nil }
        var joined: [UInt8] = []
        for line in lines.others {
            joined.append(contentsOf: line)
            joined.append(.lineFeed)
        }
        // By itself a source of these lines must be judged the same.
        let evidence = EncodingEvidence(joined.span)
        if isDamagedUTF8(evidence) { return nil }
        var verdict = eightBitVerdict(evidence)
        if isAll, verdict == .weak { verdict = joined.withUnsafeBufferPointer { judgeWhole($0) } }
        let (utf8, others): (Int, Int)
        switch verdict {
        case .open, .weak: return nil
        case .unknown:
            utf8 = lines.utf8.count { hasLongSequences($0) }
            others = lines.others.count
        case .encoding(let found):
            utf8 = lines.utf8.count { isUTF8BeyondDoubt($0, beside: found) }
            others = lines.others.count { isFaultless($0.span, in: found) }
        }
        return utf8 > 0 && others > utf8 ? verdict : nil
    }

    /// Two-byte sequences of UTF-8 are also pairs of GB18030 and Big5; with longer ones a line is what it seems.
    static func isUTF8BeyondDoubt(_ line: UnsafeBufferPointer<UInt8>, beside other: TextEncoding) -> Bool {
        hasLongSequences(line) || other == .windows1252 || !isFaultless(line.span, in: other)
    }

    /// At least two sequences of three or four bytes begin in it, if it is UTF-8.
    private static func hasLongSequences(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        var left = 2
        return line.contains { byte in
            if byte >= 0xE0 { left -= 1 }
            return left == 0
        }
    }
}
