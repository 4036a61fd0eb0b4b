/// Usual names of the fields besides the text, in the order in which they are tried, without regard to the case of ASCII
/// letters.
enum FieldNames {
    /// "create_date_time" is what crawlers put beside an epoch.
    static let time = [
        "created_at", "createdat", "posted_at", "create_date_time", "create_time", "createtime", "created", "timestamp",
        "date", "time", "datetime", "updated", "StrTime", "review_date", "submitted_at", "评论时间", "发布时间", "创建时间",
        "时间", "日期", "评价时间", "发表时间", "提交时间", "反馈时间", "時間", "評論時間", "建立時間", "發布時間",
    ]

    /// When the record was collected. "last_modify_ts" is what MediaCrawler calls it.
    static let crawl = [
        "crawl_time", "crawled_at", "crawltime", "crawl_date", "scraped_at", "scrape_time", "fetched_at", "fetch_time",
        "collected_at", "采集时间", "抓取时间", "爬取时间", "採集時間", "抓取時間", "last_modify_ts",
    ]

    static let id = [
        "id", "_id", "uuid", "record_id", "review_id", "reviewid", "comment_id", "commentid", "ticket_id", "ticketid",
        "ticket id", "feedback_id", "response_id", "post_id", "note_id", "tweet_id", "message_id", "msg_id", "MsgSvrID",
        "localId", "mid", "order_id", "编号", "序号", "工单号", "工单编号", "评论id", "评论编号", "评价编号", "反馈编号", "微博id",
        "记录编号", "流水号", "订单号", "订单编号", "編號", "序號", "工單號", "評論編號", "訂單號", "訂單編號",
    ]

    static let rating = [
        "rating", "stars", "star", "star_rating", "starrating", "review_rating", "overall_rating", "overall", "nps",
        "csat", "satisfaction", "satisfaction_rating", "score", "评分", "星级", "评级", "评价等级", "评价星级", "打分", "满意度", "评价得分",
        "得分", "評分", "星級", "評級", "滿意度",
    ]

    /// Ways to a rating inside nested objects: Google Play, Zendesk, Intercom, the App Store's feed.
    static let ratingPaths = [
        "comments.userComment.starRating", "satisfaction_rating.score", "conversation_rating.rating",
        "attributes.rating", "im:rating.label",
    ]

    /// Index among `names` of the first usual name that is there, or nil.
    static func choose(_ usualNames: [String], among names: [String]) -> Int? {
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
