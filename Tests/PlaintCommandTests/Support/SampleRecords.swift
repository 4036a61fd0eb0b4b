/// Records made for tests: the same in every run, and of all kinds that readers and rules tell apart.
struct SampleRecords {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let pieces = [
        "味道不错", "但是等了一个小时", "客服态度太差", "退款三天还没到账", "杯子一碰就碎", "非常喜欢", "不太好用", "太慢了", "要是再快点就好了", "请问几点开门",
        "性价比高", "包裝盒破了", "呵呵", "以前很好吃", "已经解决了", "比上次差远了", "ｖｉｐ　客户", "三个盘子有一个是裂的", "great food",
        "but we waited 45 minutes", "the agent hung up on me", "not bad at all", "I would have loved it",
        "the app crashes when I open it", "NEVER again", "sooooo slow",
        "refund still not here after three weeks", "could you add a dark mode", "thanks for nothing",
        "it used to be better", "cheaper elsewhere", "no problem", "😡", "👍🏻", "👨‍👩‍👧", "🇬🇧", ":)", "[微笑]",
        "e\u{301}te\u{301}", "zero\u{200B}width", "\u{FEFF}", "Привет", "これはいい", "한국어", "a.b@c.de",
        "https://example.org/?q=1", "$3.50", "#tag", "@name", "3-5 天", "12:30", "\u{202E}rtl\u{202C}", "&amp;",
        "<br>",
    ]
    private static let joints = [
        "，", "。", "！！！", "？", " ", ", ", ". ", "! ", "? ", "…", "～", "\u{3000}", " - ", "；", "\n", "\t", "",
    ]

    static func texts(_ count: Int, seed: UInt64) -> [String] {
        var samples = SampleRecords(seed: seed)
        return (0..<count).map { _ in samples.text() }
    }

    /// A text of up to eight pieces; now and then an empty one.
    mutating func text() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            text += Self.pieces.randomElement(using: &random)! + Self.joints.randomElement(using: &random)!
        }
        return text
    }

    /// A line of JSON with a number, a text and sometimes more; each 40th is broken, blank, or without a text.
    mutating func jsonLine(_ number: Int) -> String {
        switch number % 120 {
        case 39: return "{\"id\":\(number),\"text\":\"broken"
        case 79: return "   "
        case 119: return "{\"id\":\(number)}"
        default: break
        }
        let text = quoted(text())
        switch number % 5 {
        case 0: return "{\"id\":\(number),\"text\":\(text)}"
        case 1: return "{\"text\":\(text),\"plaint\":{\"v\":1},\"id\":\(number)}"
        case 2: return "{ \"id\" : \(number) , \"text\" : \(text), \"more\":[1.50,{\"a\":null}] }\r"
        case 3: return "{\"id\":\(number),\"text\":null,\"note\":\(text)}"
        default:
            return
                "{\"id\":\(number),\"pad\":\"\(String(repeating: "x", count: number * 7 % 2_000))\",\"text\":\(text)}"
        }
    }

    /// A row of a CSV file with the columns id and text.
    mutating func csvRow(_ number: Int) -> String {
        let text = text()
        if number % 97 == 5 { return "\(number),a,b,c" }
        return "\(number),\"\(text.replacing("\"", with: "\"\""))\""
    }
}

/// A JSON string, with some characters as escapes.
func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\t": out += "\\t"
        case "\u{200B}": out += "\\u200b"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}
