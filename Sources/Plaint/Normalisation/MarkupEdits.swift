/// Edits of HTML: entities become what they stand for, tags go (those that begin a new line leave a line end).
enum MarkupEdits {
    static func apply(to rewriter: inout TextRewriter) {
        let text = rewriter.source
        var closings = Closings()
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "&"), let (scalar, end) = HTMLEntity.decode(text, at: index) {
                rewriter.replace(index..<end, with: scalar)
                index = end
            } else if byte == UInt8(ascii: "<"), let tag = tag(text, at: index, &closings) {
                if tag.breaksLine {
                    rewriter.replace(index..<tag.end, with: 0x0A)
                } else {
                    rewriter.remove(index..<tag.end)
                }
                index = tag.end
            } else {
                index += 1
            }
        }
    }

    private struct Tag {
        var end: Int
        var breaksLine: Bool
    }

    /// What is known not to come any more, so that a flood of openings is not searched to the end time and again.
    private struct Closings {
        var noComment = false
        var noStyle = false
        var noScript = false
    }

    private static func tag(_ text: UnsafeBufferPointer<UInt8>, at start: Int, _ closings: inout Closings) -> Tag? {
        var index = start + 1
        guard index < text.count else { return nil }
        if text[index] == UInt8(ascii: "!") { return declaration(text, start, &closings) }
        let closes = text[index] == UInt8(ascii: "/")
        if closes { index += 1 }
        let nameStart = index
        while index < text.count, isNameByte(text[index]), index - nameStart < longestName { index += 1 }
        guard index > nameStart, let element = element(text[nameStart..<index]) else { return nil }
        guard let end = endOfTag(text, index) else { return nil }
        if !closes, element == .style || element == .script {
            let end = endOfContent(text, end, element == .style ? "</style" : "</script", element, &closings)
            return Tag(end: end, breaksLine: false)
        }
        return Tag(end: end, breaksLine: element == .block)
    }

    /// `<!-- … -->`, `<!DOCTYPE …>`.
    private static func declaration(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ closings: inout Closings
    ) -> Tag? {
        if starts(text, start, "<!--") {
            guard !closings.noComment else { return nil }
            var index = start + 4
            while index < text.count, !starts(text, index, "-->") { index += 1 }
            if index < text.count { return Tag(end: index + 3, breaksLine: false) }
            closings.noComment = true
            return nil
        }
        guard starts(text, start, "<!doctype"), let end = endOfTag(text, start + 9) else { return nil }
        return Tag(end: end, breaksLine: false)
    }

    /// Behind the `>`, with attributes before it; no attribute of ours holds a `<`.
    private static func endOfTag(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard start < text.count else { return nil }
        let next = text[start]
        guard next == UInt8(ascii: ">") || next == UInt8(ascii: "/") || next <= 0x20 else { return nil }
        var index = start
        while index < text.count, text[index] != UInt8(ascii: "<") {
            if text[index] == UInt8(ascii: ">") { return index + 1 }
            index += 1
        }
        return nil
    }

    /// Behind the closing tag of an element whose content is no text; the end of its own tag if it is never closed.
    private static func endOfContent(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ closing: StaticString, _ element: Element,
        _ closings: inout Closings
    ) -> Int {
        guard !(element == .style ? closings.noStyle : closings.noScript) else { return start }
        var index = start
        while index < text.count {
            if starts(text, index, closing), let end = endOfTag(text, index + closing.utf8CodeUnitCount) { return end }
            index += 1
        }
        if element == .style { closings.noStyle = true } else { closings.noScript = true }
        return start
    }

    private static func starts(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ word: StaticString) -> Bool {
        guard index + word.utf8CodeUnitCount <= text.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount {
            let byte = text[index + offset]
            let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if folded != word.utf8Start[offset] { return false }
        }
        return true
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    }

    // MARK: Elements

    private enum Element { case inline, block, style, script }

    private static let longestName = 10

    /// Elements of the HTML standard that mails, help desks and crawlers leave in texts. A list, so that `<3` and `<sigh>`
    /// stay.
    private static let names: [(StaticString, Element)] = [
        ("a", .inline), ("abbr", .inline), ("b", .inline), ("big", .inline), ("body", .block), ("blockquote", .block),
        ("br", .block), ("center", .block), ("code", .inline), ("dd", .block), ("del", .inline), ("div", .block),
        ("dl", .block), ("dt", .block), ("em", .inline), ("figure", .block), ("font", .inline), ("footer", .block),
        ("h1", .block), ("h2", .block), ("h3", .block), ("h4", .block), ("h5", .block), ("h6", .block),
        ("head", .block), ("header", .block), ("hr", .block), ("html", .block), ("i", .inline), ("img", .inline),
        ("ins", .inline), ("label", .inline), ("li", .block), ("link", .inline), ("mark", .inline), ("meta", .inline),
        ("ol", .block), ("p", .block), ("pre", .block), ("s", .inline), ("script", .script), ("section", .block),
        ("small", .inline), ("span", .inline), ("strike", .inline), ("strong", .inline), ("style", .style),
        ("sub", .inline), ("sup", .inline), ("table", .block), ("tbody", .block), ("td", .block), ("th", .block),
        ("thead", .block), ("title", .block), ("tr", .block), ("tt", .inline), ("u", .inline), ("ul", .block),
        ("wbr", .inline),
    ]

    private static func element(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Element? {
        let whole = UnsafeBufferPointer(rebasing: name)
        return names.first { $0.0.utf8CodeUnitCount == whole.count && starts(whole, 0, $0.0) }?.1
    }
}
