/// Finds personal data in a text, in one pass: at each character that can begin a number, a code, an address or a plate, a
/// bounded look at what follows (and at the words before it). One for each worker.
struct PersonalDataScanner {
    private(set) var found: [PersonalDataSpan] = []
    private(set) var text = FoldedText()
    private let context: MaskContext
    private var groups = DigitGroups()

    init(context: MaskContext = .embedded) { self.context = context }

    /// Finds the spans of `bytes`, valid UTF-8, in order; they do not overlap.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
        found.removeAll(keepingCapacity: true)
        // A text without a digit and without an @ has nothing that is known here.
        guard bytes.contains(where: { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x40 || $0 == 0xEF }) else { return }
        text.load(bytes)
        var index = 0
        while index < text.count {
            let next = step(at: index)
            index = max(next, index + 1)
        }
    }

    /// Looks at what begins at `index`; returns where to go on.
    private mutating func step(at index: Int) -> Int {
        let character = text[index]
        if character == 0x40, let span = MailScanner.span(around: index, after: found.last?.range.upperBound ?? 0, text)
        {
            // Digits of the part before the @ may have been taken for a number.
            while let last = found.last, last.range.upperBound > span.lowerBound { found.removeLast() }
            found.append(PersonalDataSpan(kind: .email, range: span))
            return span.upperBound
        }
        if context.isPlateBeginning(character), let end = PlateScanner.end(at: index, text, context) {
            found.append(PersonalDataSpan(kind: .plate, range: index..<end))
            return end
        }
        let isInside = text.isLetter(index - 1) || text.isDigit(index - 1) || text[index - 1] == 0x5F
        if text.isLetter(index), !isInside { return code(at: index) }
        if text.isDigit(index), !isInside, let end = CodeScanner.macau(at: index, text) {
            found.append(PersonalDataSpan(kind: .identity, range: index..<end))
            return end
        }
        if text.isDigit(index), !isInside, let (kind, end) = CodeScanner.mixed(at: index, text, context) {
            found.append(PersonalDataSpan(kind: kind, range: index..<end))
            return end
        }
        if text.isDigit(index), !text.isDigit(index - 1) { return number(at: index) }
        return index + 1
    }

    private mutating func code(at index: Int) -> Int {
        guard let (kind, end) = CodeScanner.span(at: index, text, context) else {
            // Letters alone are passed; digits behind them are looked at by themselves.
            var end = index
            while text.isLetter(end) { end += 1 }
            return end
        }
        found.append(PersonalDataSpan(kind: kind, range: index..<end))
        return end
    }

    /// Looks at a run of groups of digits: for each group as a beginning the longest number that it begins.
    private mutating func number(at index: Int) -> Int {
        // The inside of an amount or of a version is no beginning.
        if text.isDigit(index - 2) {
            let end = endOfDigits(index)
            if text[index - 1] == 0x2E || (text[index - 1] == 0x2C && end - index == 3) { return end }
        }
        groups.read(text, from: index)
        var first = 0
        while first < groups.groups.count {
            guard let (kind, last) = NumberKinds.find(in: groups, from: first, text, context) else {
                first += 1
                continue
            }
            let previous = found.last?.range.upperBound ?? 0
            let end = NumberKinds.ending(of: groups.groups[last].upperBound, kind, text)
            let start = NumberKinds.beginning(of: groups.groups[first], end, kind, text)
            found.append(PersonalDataSpan(kind: kind, range: max(start, previous)..<end))
            first = last + 1
        }
        return max(groups.end, found.last?.range.upperBound ?? 0)
    }

    private func endOfDigits(_ index: Int) -> Int {
        var end = index
        while text.isDigit(end) { end += 1 }
        return end
    }
}

/// E-mail addresses (the usual part of RFC 5322: no quotes, no comments).
enum MailScanner {
    private static let longestName = 64
    private static let longestDomain = 100

    /// The address around the @ at `at`, not reaching before `limit` unless digits there belong to it.
    static func span(around at: Int, after limit: Int, _ text: FoldedText) -> Range<Int>? {
        var start = at
        while at - start < longestName, isName(text[start - 1]) { start -= 1 }
        while start < at, text[start] == 0x2E || text[start] == 0x2D { start += 1 }
        var end = at + 1
        var lastDot = -1
        while end - at < longestDomain, isDomain(text[end]) {
            if text[end] == 0x2E { lastDot = end }
            end += 1
        }
        // A full stop that ends the sentence is not part of it.
        while end > at + 1, text[end - 1] == 0x2E || text[end - 1] == 0x2D {
            end -= 1
            if lastDot == end { lastDot = (at + 1..<end).last { text[$0] == 0x2E } ?? -1 }
        }
        guard start < at, lastDot > at + 1, end - lastDot > 2, text.isLetter(lastDot + 1) else { return nil }
        return start..<end
    }

    private static func isName(_ character: UInt32) -> Bool {
        switch character {
        case 0x30...0x39, 0x61...0x7A, 0x2E, 0x5F, 0x25, 0x2B, 0x2D: true
        default: false
        }
    }

    private static func isDomain(_ character: UInt32) -> Bool {
        switch character {
        case 0x30...0x39, 0x61...0x7A, 0x2E, 0x2D: true
        default: false
        }
    }
}

/// Chinese number plates: a province's character, a letter, five or six letters and digits (GA 36), also of trailers, learners,
/// the police, and of cars of Hong Kong and Macau. The characters are rows of the kind `context`.
enum PlateScanner {
    static func end(at start: Int, _ text: FoldedText, _ context: MaskContext) -> Int? {
        var index = start + 1
        guard text.isLetter(index), text[index] != 0x69 else { return nil }
        index += 1
        if [0xB7, 0x2022, 0x20, 0x2D, 0x2E, 0x30FB].contains(text[index]) { index += 1 }
        var count = 0
        var digits = 0
        while count < 6, text.isLetter(index) || text.isDigit(index) {
            if text.isDigit(index) { digits += 1 }
            count += 1
            index += 1
        }
        if count >= 4, context.isPlateEnding(text[index]) {
            index += 1
            count += 1
        }
        guard count >= 5, digits >= 1, !text.isLetter(index), !text.isDigit(index) else { return nil }
        return index
    }
}
