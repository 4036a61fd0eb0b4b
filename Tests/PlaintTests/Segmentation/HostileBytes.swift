import Glibc

/// Millions of short hostile texts, quickly: pieces of UTF-8 from a table, drawn by a seeded generator, copied behind one
/// another. The same texts in every run.
struct HostileBytes: ~Copyable {
    /// Most pieces of a text.
    static let longest = 9

    /// What the word-break rules tell apart, kind by kind; a text draws from two or three kinds, so that rules that look
    /// at what is before and behind meet often.
    private static let kinds: [[String]] = [
        // Han of the unified block: words, words inside words, characters that are no word, ends of the block
        ["客服", "态度", "服务员", "性价比", "不", "好", "很", "差", "一", "十", "个", "中华人民共和国", "鿿", "龘", "研究生命", "的", "發", "鿕", "乂"],
        // Letters of several scripts; letters that only some rules join
        ["a", "I", "can", "Don", "SOOO", "naï", "Ж", "ж", "Ω", "ß", "ǆ", "א", "ב", "ع", "ա", "क", "한", "ꀀ", "𝒳", "ª"],
        ["0", "7", "12", "٣", "५", "１", "²", "Ⅳ", "½", "①", "𝟘", "٬", "٫"],
        // MidLetter, MidNumLet, MidNum, quotes, ExtendNumLet
        [":", "·", ".", "'", "’", "‘", ",", ";", "\"", "״", "׳", "_", "‿", "＿", "．", "：", "，", "٫", "՟", "﹒"],
        // Marks, joiners, selectors, controls of direction, soft hyphen: none ends a word
        [
            "\u{301}", "\u{20DD}", "\u{200D}", "\u{200C}", "\u{FE0F}", "\u{FE0E}", "\u{AD}", "\u{200E}", "\u{2060}",
            "\u{FEFF}", "\u{93E}", "\u{1F3FD}", "\u{302A}", "\u{200B}",
        ],
        // Emoji, flags, keycaps
        ["👍", "👨‍👩‍👧", "❤️", "❤", "🇨", "🇳", "🇨🇳", "1️⃣", "©", "™", "🏴", "👩🏾‍🚀", "⌚", "㊗", "〰", "🫠"],
        // White space and line ends
        [
            " ", "  ", "\t", "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{2028}", "\u{2003}",
            "\u{3000}",
            "\u{205F}", "\u{1680}",
        ],
        // Punctuation, wide and narrow
        [
            "，", "。", "！", "？", "!", "?", "…", "—", "~", "(", "（", "」", "“", "-", "‐", "/", "\\", "@", "#", "$", "￥",
            "％", "<", "\u{0}", "\u{1B}", "\u{7F}",
        ],
        // Odd scalars: private use, replacement, unassigned, not a character, last of a plane
        ["\u{E000}", "\u{FFFD}", "\u{378}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFF}", "\u{1FFFE}", "\u{D7FF}"],
    ]

    /// What our own loops leave to ICU; drawn seldom, for one such piece decides about the whole text.
    private static let leftToICU = [
        "カタカナ", "ひら", "ー", "々", "ｶ", "ﾞ", "ไทย", "ກ", "ខ", "မ", "𠮷", "\u{F900}", "〇", "㐀", "\u{10FFFF}", "\u{E0041}",
        "\u{20000}", "㆐", "゛", "㍿", "ﾟ",
    ]

    private let bytes: UnsafeMutablePointer<UInt8>
    private let text: UnsafeMutablePointer<UInt8>
    /// Begin of each piece in `bytes`; one more for the end of the last.
    private var starts: [Int] = [0]
    /// First piece of each kind; one more for the end.
    private var firsts: [Int] = []
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
        let all = Self.kinds + [Self.leftToICU]
        let pieces = all.flatMap { $0 }
        let flat = pieces.flatMap { Array($0.utf8) }
        bytes = .allocate(capacity: flat.count)
        bytes.initialize(from: flat, count: flat.count)
        for piece in pieces { starts.append(starts[starts.count - 1] + piece.utf8.count) }
        firsts = [0]
        for kind in all { firsts.append(firsts[firsts.count - 1] + kind.count) }
        let longest = pieces.map(\.utf8.count).max() ?? 0
        text = .allocate(capacity: (Self.longest + 1) * max(longest, 4))
    }

    deinit {
        bytes.deallocate()
        text.deallocate()
    }

    /// The next number of SplitMix64, below `bound`.
    private mutating func below(_ bound: Int) -> Int {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: (value ^ (value >> 31)) >> 33) % bound
    }

    /// Lends the next text.
    mutating func next(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let ordinary = Self.kinds.count
        let first = below(ordinary)
        let second = below(ordinary)
        let third = below(ordinary)
        var count = 0
        for _ in 0...below(Self.longest) {
            let draw = below(200)
            if draw == 0 {
                count += appendAnyScalar(at: count)
                continue
            }
            let kind = draw == 1 ? ordinary : draw < 90 ? first : draw < 160 ? second : third
            let piece = firsts[kind] + below(firsts[kind + 1] - firsts[kind])
            let length = starts[piece + 1] - starts[piece]
            memcpy(text + count, bytes + starts[piece], length)
            count += length
        }
        body(UnsafeBufferPointer(start: text, count: count))
    }

    /// Any scalar of the basic plane but surrogates, most of which no table of pieces would hold.
    private mutating func appendAnyScalar(at offset: Int) -> Int {
        let drawn = below(0x10000)
        let scalar = drawn >= 0xD800 && drawn < 0xE000 ? drawn - 0xD800 : drawn
        var length = 0
        for byte in Unicode.Scalar(UInt32(scalar))!.utf8 {
            text[offset + length] = byte
            length += 1
        }
        return length
    }
}
