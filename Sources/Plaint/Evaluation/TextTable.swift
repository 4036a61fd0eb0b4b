/// Rows of cells in aligned columns, for a terminal: the first columns to the left, the others to the right.
struct TextTable {
    /// Stands for what is undefined.
    static let undefined = "—"

    private var rows: [[String]] = []
    private let leftAligned: Int

    init(leftAligned: Int) { self.leftAligned = leftAligned }

    init(header: [String]) {
        leftAligned = 1
        rows = [header]
    }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines, each with its line feed.
    var text: String {
        var widths = [Int](repeating: 0, count: rows.map(\.count).max() ?? 0)
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], Self.width(cell)) }
        }
        var text = ""
        for row in rows {
            var line = " "
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
                let gap = column == 0 ? " " : "  "
                line += gap + (column < leftAligned ? cell + padding : padding + cell)
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    /// Label names come from users' files: what would move the cursor or colour the terminal is taken out.
    static func printable(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            text.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return text
    }

    static func number(_ value: Double?) -> String { value.map { DecimalText.text($0, decimals: 3) } ?? undefined }

    static func interval(_ interval: Interval?) -> String {
        interval.map { "\(number($0.lower)) … \(number($0.upper))" } ?? undefined
    }

    /// Columns that a terminal takes for a text: East Asian wide and full-width characters two (UAX #11), marks none.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return width
            default: break
            }
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
                0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                return width + 2
            default: return width + 1
            }
        }
    }
}
