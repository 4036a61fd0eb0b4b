/// The choice of the fields that hold the text and the time.
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
        "data.text", "fields.text", "source.body", "comments.userComment.text", "comment.body", "review.content",
        "content.label", "content.text", "attributes.content", "attributes.body", "_source.text", "_source.content",
    ]

    /// Names of a time, in the same manner. "create_date_time" is what crawlers put beside an epoch.
    static let usualTimeNames = [
        "created_at", "createdat", "posted_at", "create_date_time", "create_time", "createtime", "created", "timestamp",
        "date", "time", "datetime", "updated", "StrTime", "review_date", "submitted_at", "评论时间", "发布时间", "创建时间",
        "时间", "日期", "评价时间", "发表时间", "提交时间", "反馈时间", "時間", "評論時間", "建立時間", "發布時間",
    ]

    /// The field in which JSON objects keep their text when none of the usual names is there.
    static let fallback = "text"

    /// Index among `names` of the first usual name that is there, or nil.
    static func choose(among names: [String]) -> Int? { choose(usualNames, among: names) }

    /// Index among `names` of the first usual name of a time, or nil.
    static func chooseTime(among names: [String]) -> Int? { choose(usualTimeNames, among: names) }

    private static func choose(_ usualNames: [String], among names: [String]) -> Int? {
        let folded = names.map(lowercased)
        for usual in usualNames {
            // A field spelt exactly so goes before one that differs in case.
            if let index = names.firstIndex(of: usual) ?? folded.firstIndex(of: lowercased(usual)) { return index }
        }
        return nil
    }

    private static func lowercased(_ name: String) -> String {
        String(
            decoding: name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
            as: UTF8.self)
    }
}

/// How much the fields of some rows look like texts that people write.
struct ColumnContent {
    /// Rows that a decision by content needs.
    static let rowsNeeded = 3

    private var letters: [Int] = []
    private var rows = 0

    mutating func add(_ fields: [String]) {
        rows += 1
        while letters.count < fields.count { letters.append(0) }
        for (index, field) in fields.enumerated() { letters[index] += Self.weight(of: field) }
    }

    /// The column with the most letters, if it has at least twice as many as any other and four a row; else nil.
    var textColumn: Int? {
        guard rows >= Self.rowsNeeded else { return nil }
        let sorted = letters.indices.sorted { letters[$0] > letters[$1] }
        guard let best = sorted.first, letters[best] >= 4 * rows else { return nil }
        guard sorted.count == 1 || letters[best] >= 2 * letters[sorted[1]] else { return nil }
        return best
    }

    /// Letters, a Han character being worth three (a word); addresses and identifiers have no weight.
    static func weight(of field: String) -> Int {
        if field.hasPrefix("http") || field.utf8.allSatisfy({ $0 < 0x80 && $0 != .space }) { return 0 }
        var weight = 0
        for scalar in field.unicodeScalars {
            if (0x3400...0x9FFF).contains(scalar.value) {
                weight += 3
            } else if scalar.properties.isAlphabetic {
                weight += 1
            }
        }
        return weight
    }

    /// True if the fields of a first row are those of a record and no names: a number, a date or a long text among them.
    static func isRecord(_ fields: [String]) -> Bool {
        fields.contains { field in
            let isNumber =
                !field.isEmpty && field.utf8.allSatisfy { isNumberByte($0) } && field.utf8.contains { isDigit($0) }
            return isNumber || weight(of: field) > 60 || RecordTime.iso(field) != nil
        }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
