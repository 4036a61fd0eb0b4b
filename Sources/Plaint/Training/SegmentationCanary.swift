/// A digest of how a fixed list of texts is cut into words: it tells two ICUs apart whose words differ, and not two that
/// only have other names. Kept in counts and models.
enum SegmentationCanary {
    /// Texts with many ambiguous cuts; they never change, or all models would seem foreign.
    private static let texts = [
        "客服态度太差，退款三天还没到账", "研究生命起源的大学生活动中心", "快递员把包裹放在驿站不送上楼", "性价比高的手机充不进电",
        "不太好用但是物流很快", "下雨天留客天留我不留", "結果到貨的時候盒子已經壞了", "The app won't open on my 2nd phone.",
        "on-hold for 45min, e-mail: a.b@c.de, $3.50!", "等了1個半小時😡👍🏻 ok", "ｆｕｌｌ　ｗｉｄｔｈ １２３", "한국어 ไทย カタカナ",
    ]

    /// Made once a process, by whoever asks first; others wait for it.
    static func digest() throws(SegmentationError) -> String { try made.get() }

    /// A sentence if this machine's ICU cuts words otherwise than that of `model`, which has `canary`; else `nil`. `remedy`: the
    /// command that makes such a model.
    static func warning(
        _ model: String, madeWith canary: String, remedy: String
    ) throws(SegmentationError) -> String? {
        let here = try digest()
        guard here != canary else { return nil }
        return "\(model) was trained with another segmentation (\(canary)) than that of ICU"
            + " \(WordSegmenter.icuVersion) here (\(here)): its word features may not match; train it anew with \(remedy)"
    }

    private static let made: Result<String, SegmentationError> = Result { () throws(SegmentationError) in try make() }

    private static func make() throws(SegmentationError) -> String {
        var segmenter = try WordSegmenter()
        var tokens: [Token] = []
        var cuts: [UInt8] = []
        for text in texts {
            var text = text
            text.withUTF8 { segmenter.segment($0, into: &tokens) }
            for token in tokens { cuts += "\(token.end),\(token.kind.rawValue) ".utf8 }
            cuts.append(0x0A)
        }
        return String(Digest.sha256(cuts).prefix(16))
    }
}
