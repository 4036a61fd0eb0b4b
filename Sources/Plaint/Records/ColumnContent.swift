/// What the fields of some rows look like: texts that people write, times, names of records, ratings.
struct ColumnContent {
    /// Rows that a decision by content needs.
    static let rowsNeeded = 3
    /// Rows that it takes to tell ratings of one digit from other small numbers.
    private static let rowsForDigits = 5

    private struct Column {
        var letters = 0
        var filled = 0
        var times = 0
        var identifiers = 0
        var ratings = 0
        var digitRatings = 0
        var values: Set<String> = []
    }

    private var columns: [Column] = []
    private var rows = 0

    mutating func add(_ fields: [String]) {
        rows += 1
        while columns.count < fields.count { columns.append(Column()) }
        for (index, field) in fields.enumerated() where !field.isEmpty {
            columns[index].letters += Self.weight(of: field)
            columns[index].filled += 1
            columns[index].values.insert(field)
            if RecordTime.isCalendar(field) {
                columns[index].times += 1
            } else if Self.isIdentifier(field) {
                columns[index].identifiers += 1
            }
            if Self.isDigitRating(field) {
                columns[index].digitRatings += 1
            } else if Self.isRating(field) {
                columns[index].ratings += 1
            }
        }
    }

    /// The column with the most letters, if it has at least twice as many as any other and four a row; else nil.
    var textColumn: Int? { rows >= Self.rowsNeeded ? wordiestColumn(lettersPerRow: 4) : nil }

    /// The same for a source that has fewer rows than a decision needs. A name must not pass for a text there, and each row must
    /// have the column.
    var textColumnOfFewRows: Int? {
        guard rows > 0, rows < Self.rowsNeeded, let column = wordiestColumn(lettersPerRow: 12) else { return nil }
        return columns[column].filled == rows && columns[column].times == 0 ? column : nil
    }

    private func wordiestColumn(lettersPerRow: Int) -> Int? {
        let sorted = columns.indices.sorted { columns[$0].letters > columns[$1].letters }
        guard let best = sorted.first, columns[best].letters >= lettersPerRow * rows else { return nil }
        guard sorted.count == 1 || columns[best].letters >= 2 * columns[sorted[1]].letters else { return nil }
        return best
    }

    /// The first column of which every filled field is a date, with a time of day or without.
    var timeColumn: Int? { first { $0.filled >= Self.rowsNeeded && $0.times == $0.filled } }

    /// The first column with something else in every row that names a thing: a number, a code.
    var idColumn: Int? {
        guard rows >= Self.rowsNeeded else { return nil }
        return first { $0.identifiers == rows && $0.values.count == rows }
    }

    /// The first column with nothing but stars or words of praise and blame, or, where enough rows say so, digits from 1 to 5
    /// that come again.
    var ratingColumn: Int? {
        first { column in
            guard column.filled >= Self.rowsNeeded, column.ratings + column.digitRatings == column.filled else {
                return false
            }
            let isDigits = column.digitRatings > 0
            return !isDigits
                || (column.filled >= Self.rowsForDigits && column.values.count > 1
                    && column.values.count < column.filled)
        }
    }

    private func first(_ condition: (Column) -> Bool) -> Int? { columns.firstIndex(where: condition) }

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

    /// Letters and digits without spaces, a digit among them, and at most 64.
    private static func isIdentifier(_ field: String) -> Bool {
        field.utf8.count <= 64 && field.utf8.contains { isDigit($0) }
            && field.utf8.allSatisfy {
                isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "_")
            }
    }

    private static let ratingWords: Set<String> = [
        "好评", "中评", "差评", "非常满意", "很满意", "满意", "一般", "不满意", "很不满意", "非常不满意", "好評", "中評", "差評", "非常滿意", "滿意", "不滿意",
        "very satisfied", "satisfied", "neutral", "dissatisfied", "very dissatisfied", "good", "bad", "offered",
    ]

    /// `★★★★☆`, `4星`, `4 stars`, `4/5`, `4 out of 5`, 好评.
    private static func isRating(_ field: String) -> Bool {
        let text = field.lowercased()
        if ratingWords.contains(text) { return true }
        let stars = ["★", "☆", "⭐", "\u{FE0F}"]
        if text.unicodeScalars.allSatisfy({ stars.contains(String($0)) }) { return true }
        for ending in ["星", "星级", "星級", "分", " stars", " star", "/5", "/10", " out of 5", " out of 10"]
        where text.hasSuffix(ending) {
            let number = text.dropLast(ending.count)
            return !number.isEmpty && number.utf8.count <= 4
                && number.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
        }
        return false
    }

    /// 1 to 5, in halves.
    private static func isDigitRating(_ field: String) -> Bool {
        let bytes = Array(field.utf8)
        guard let first = bytes.first, first >= UInt8(ascii: "1"), first <= UInt8(ascii: "5") else { return false }
        return bytes.count == 1 || field.dropFirst() == ".0" || field.dropFirst() == ".5"
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
