/// How a term is written in the clean view of a text, which is all that terms are compared with.
enum TermSpelling {
    /// The term in plain widths and Simplified characters; `nil` if it is written so. Those who write rows of their own copy
    /// them from their texts. Markup and spaced words stay, as `<n>` and blanks have a meaning in a term.
    static func ofTexts(_ term: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        // What is no UTF-8 is told by whoever reads the file.
        guard JSONValidator.isUTF8(term) else { return nil }
        let survey = TextSurvey(term)
        guard !survey.isDisjoint(with: [.characters, .traditional]) else { return nil }
        var rewriter = TextRewriter(term, [])
        CharacterEdits.apply(to: &rewriter, traditional: survey.contains(.traditional))
        guard !rewriter.isUnchanged else { return nil }
        rewriter.finish()
        return rewriter.result.bytes.isEmpty ? nil : rewriter.result.bytes
    }

    static func ofTexts(_ term: String) -> String? {
        var term = term
        return term.withUTF8 { ofTexts($0) }.map { String(decoding: $0, as: UTF8.self) }
    }
}
