@testable import Plaint

/// Random texts of everything that customers, keyboards and attackers write, the same in every run.
struct HostileText {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let pieces: [[String]] = [
        // Han: common words, rare characters, characters outside the BMP, variation selectors
        [
            "客服", "态度", "很", "不", "太", "好", "差", "但是", "等了", "两个小时", "退款", "希望", "吗", "以前", "不如", "性价比", "𠮷", "〇", "豈",
            "辻󠄀", "一", "半",
        ],
        // Latin: words of rules, apostrophes, accents, long words
        [
            "not", "very", "GOOD", "slow", "but", "isn't", "don’t", "sooooo", "naïve", "wi-fi", "waited", "two",
            "hours", "THE", "a", "Ünder", "e\u{301}",
        ],
        ["0", "12", "3.5", "1,000", "10:30", "2-3", "٣", "½", "①", "Ⅳ", "$20", "¥9.9", "30元", "2hrs"],
        // Emoji: families, professions, skin colours, flags, keycaps, selectors
        ["👍", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "🇨", "❤️", "❤", "1️⃣", "😡", "👩🏾‍🚀", "©", "®", "[微笑]", ":)", ":-(", "(╯°□°)╯", "🏽"],
        // Marks, zero-width, selectors, bidirectional controls, other invisibles
        [
            "\u{301}", "\u{20DD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{180E}",
            "\u{FE0F}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{61C}", "\u{E0041}",
        ],
        // Full width and half width
        ["ＶＩＰ", "３５", "％", "＄", "！", "，", "（", "ｶﾞ", "　", "～", "￥"],
        // Other scripts
        ["カタカナ", "ひらがな", "한국어", "ไทย", "العربية", "עברית", "हिन्दी", "ქართული", "Ελλάδα", "Привет"],
        // Punctuation and space
        [
            "，", "。", "！", "!!!", "???", "...", "……", "—", "~", "\n", "\r\n", "\t", " ", "  ", "\u{A0}", "\u{2028}",
            "\u{85}", "\"", "'", "<", "&amp;", "\\", "\u{0}", "\u{1B}", "\u{7F}",
        ],
        // Odd scalars
        ["\u{FFFD}", "\u{10FFFD}", "\u{E000}", "\u{1F3FB}", "\u{D7FF}"],
    ]

    /// A text of up to `limit` pieces.
    mutating func next(limit: Int = 30) -> String {
        var text = ""
        // Texts of one or two kinds meet more rules than texts of all.
        let kinds = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            Self.pieces.randomElement(using: &generator)!
        }
        for _ in 0..<Int.random(in: 0...limit, using: &generator) {
            let piece = kinds.randomElement(using: &generator)!.randomElement(using: &generator)!
            let isRun = Int.random(in: 0..<40, using: &generator) == 0
            for _ in 0..<(isRun ? Int.random(in: 2...80, using: &generator) : 1) {
                text.unicodeScalars.append(contentsOf: piece.unicodeScalars)
            }
            if Int.random(in: 0..<20, using: &generator) == 0 { text.unicodeScalars.append(scalar()) }
        }
        return text
    }

    /// Any scalar at all.
    private mutating func scalar() -> Unicode.Scalar {
        while true {
            let bits = [7, 11, 16, 21].randomElement(using: &generator)!
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<(1 << bits), using: &generator)) { return scalar }
        }
    }

    static func texts(_ count: Int, seed: UInt64, limit: Int = 30) -> [String] {
        var generator = HostileText(seed: seed)
        return (0..<count).map { _ in generator.next(limit: limit) }
    }

    /// Very long runs: each of these, many times over, is where a careless loop becomes quadratic.
    static let repeats = [
        "一", "1-", "9", "半", "好", "很好", "不", "不好", "但是", "但好", "呵呵好", "不如好", "已经解决差", "希望好", "请问好", "以前好",
        "等了", "等了两", "等了两个小时", "比", "好，", "好。", "！", "😡", ":(", "👍🏽", "👨‍👩‍👧", "\u{200B}", "好\u{200B}", "\u{FE0F}",
        "\u{301}",
        "a", "not ", "very good ", "terribly good ", "but good ", "yeah right good ", "waited ", "a few ", "hrs",
        "wi-fi ", "[微笑", "(╯°",
        "ａ", "ไ", "カ", "한", "\n", " ", "\"", "<", "$1", "...",
    ]
}
