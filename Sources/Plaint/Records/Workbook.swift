/// A sheet of an Excel workbook (.xlsx).
public struct WorkbookSheet: Sendable, Equatable {
    public var name: String
    /// The file inside the workbook.
    var part: String
    /// True if the workbook counts its days from 1904, as old Macintosh versions did.
    var from1904: Bool
}

/// The table of contents of an Excel workbook (ECMA-376, part 1, 18.2).
final class Workbook {
    private(set) var sheets: [WorkbookSheet] = []

    init(path: String, descriptor: Int32) throws(RecordSourceError) {
        let contents = Contents()
        let relations = Relations()
        let archive = ArchiveInput(
            path: path, descriptor: descriptor, prefix: UnsafeBufferPointer(start: nil, count: 0), format: .zip,
            isSeekable: true)
        while let name = try archive.next() {
            if name == "xl/workbook.xml" { try archive.parse(contents, path: path) }
            if name == "xl/_rels/workbook.xml.rels" { try archive.parse(relations, path: path) }
        }
        sheets = contents.sheets.compactMap { sheet in
            guard let target = relations.targets[sheet.id] else { return nil }
            let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            return WorkbookSheet(name: sheet.name, part: part, from1904: contents.from1904)
        }
    }

    private final class Contents: XMLEvents {
        var sheets: [(name: String, id: String)] = []
        var from1904 = false

        func start(_ name: String, _ attribute: (String) -> String?) {
            if name == "workbookPr", let value = attribute("date1904") { from1904 = value == "1" || value == "true" }
            if name == "sheet", let sheet = attribute("name"), let id = attribute("id") { sheets.append((sheet, id)) }
        }
        func end(_ name: String) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }

    private final class Relations: XMLEvents {
        var targets: [String: String] = [:]

        func start(_ name: String, _ attribute: (String) -> String?) {
            guard name == "Relationship", let id = attribute("Id"), let target = attribute("Target") else { return }
            if attribute("Type")?.hasSuffix("/worksheet") == true { targets[id] = target }
        }
        func end(_ name: String) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }
}

/// The texts that the cells of all sheets share.
final class SharedStrings: XMLEvents {
    private var bytes = ByteBuffer()
    private var ends: [Int] = []
    private var isText = false
    private var phoneticDepth = 0

    subscript(index: Int) -> UnsafeBufferPointer<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return UnsafeBufferPointer(rebasing: bytes.bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }

    func start(_ name: String, _ attribute: (String) -> String?) {
        // How a Chinese or Japanese word is read aloud is no part of the text.
        if name == "rPh" { phoneticDepth += 1 }
        if name == "t" { isText = phoneticDepth == 0 }
    }

    func end(_ name: String) {
        if name == "rPh" { phoneticDepth -= 1 }
        if name == "t" { isText = false }
        if name == "si" { ends.append(bytes.count) }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if isText { bytes.append(piece) }
    }
}

/// Which cell formats show a number as a date.
final class CellFormats: XMLEvents {
    private var dateFormats: Set<Int> = []
    private var isCellFormat = false
    /// For each style of a cell, whether it is a date.
    private(set) var isDate: [Bool] = []

    func start(_ name: String, _ attribute: (String) -> String?) {
        switch name {
        case "numFmt":
            guard let id = attribute("numFmtId").flatMap({ Int($0) }), let code = attribute("formatCode") else {
                return
            }
            if Self.isDateCode(code) { dateFormats.insert(id) }
        case "cellXfs": isCellFormat = true
        case "xf" where isCellFormat:
            let id = attribute("numFmtId").flatMap { Int($0) } ?? 0
            isDate.append(Self.isBuiltInDate(id) || dateFormats.contains(id))
        default: break
        }
    }

    func end(_ name: String) {
        if name == "cellXfs" { isCellFormat = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// ECMA-376, part 1, 18.8.30, with the formats of Chinese versions.
    private static func isBuiltInDate(_ id: Int) -> Bool {
        (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
    }

    private static func isDateCode(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        for letter in code.lowercased() {
            switch letter {
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y", "d", "h", "s": if !isQuoted, !isBracketed { return true }
            case "年", "月", "日": return true
            default: break
            }
        }
        return false
    }
}
