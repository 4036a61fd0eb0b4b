/// The choice of the field that holds the text.
enum TextField {
    /// Names that are tried in this order, without regard to the case of ASCII letters.
    static let usualNames = [
        "text", "content", "comment", "review", "message", "body", "tweet", "full_text", "feedback", "description",
        "utterance", "内容", "正文", "评论内容", "评论", "评价", "评价内容", "反馈", "反馈内容", "文本", "微博正文", "留言",
        "投诉内容", "review_text", "review text", "comments", "msg", "StrContent", "plain_body", "消息内容", "会话内容",
        "问题描述", "意见", "評論", "評論內容", "內容", "評價", "留言內容", "問題描述", "意見", "desc",
    ]

    /// Ways to the text inside nested objects: Label Studio, Argilla, Intercom, Google Play, Zendesk comments, App Store.
    static let usualPaths = [
        "data.text", "fields.text", "source.body", "comments.userComment.text", "comment.body",
        "comments.plain_body", "comments.body", "review.content",
        "content.label", "content.text", "attributes.content", "attributes.body", "_source.text", "_source.content",
    ]

    /// The field in which JSON objects keep their text when none of the usual names is there.
    static let fallback = "text"

    /// Index among `names` of the first usual name that is there, or nil.
    static func choose(among names: [String]) -> Int? { FieldNames.choose(usualNames, among: names) }
}
