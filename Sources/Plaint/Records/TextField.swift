/// The choice of the field that holds the text.
enum TextField {
    /// Names that are tried in this order, without regard to the case of ASCII letters.
    static let usualNames = [
        "text", "content", "comment", "review", "message", "body", "tweet", "full_text", "feedback", "description",
        "utterance", "内容", "正文", "评论内容", "评论", "评价", "评价内容", "反馈", "反馈内容", "文本", "微博正文", "留言",
        "投诉内容",
    ]

    /// The field in which JSON objects keep their text when none of the usual names is there.
    static let fallback = "text"

    /// Index among `names` of the first usual name that is there, or nil.
    static func choose(among names: [String]) -> Int? {
        for usual in usualNames {
            // A field spelt exactly so goes before one that differs in case.
            if let index = names.firstIndex(of: usual) ?? names.firstIndex(where: { lowercased($0) == usual }) {
                return index
            }
        }
        return nil
    }

    private static func lowercased(_ name: String) -> String {
        String(
            decoding: name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
            as: UTF8.self)
    }
}
