/// The rows of one sheet of a workbook, written as CSV while they are unpacked. The texts that cells share are in memory;
/// the rows are not.
final class SheetInput: XMLEvents {
    /// Columns of a sheet at most, in Excel.
    private static let maximumColumns = 16_384
    /// Bytes of XML with the texts that cells share.
    private static let mostShared = 1 << 30

    private let path: String
    private let sheet: WorkbookSheet
    private let strings = SharedStrings()
    private let formats = CellFormats()
    private var archive: ArchiveInput
    private var stream: XMLStream?
    private var packed = ByteBuffer()
    private var output = ByteBuffer()
    private var given = 0

    /// The row that is being read: cells up to the last that has a value.
    private var cells: [[UInt8]] = []
    private var column = 0
    private var type = ""
    private var isDate = false
    private var value: [UInt8] = []
    private var isValue = false
    private var phoneticDepth = 0

    private(set) var hasEnded = false

    /// Bytes of a row that are kept: one more than a record may have, so that it is still rejected. A text that all cells
    /// share may be long.
    private let mostBytes: Int
    private var rowBytes = 0

    init(path: String, descriptor: Int32, sheet: WorkbookSheet, maximumRecordBytes: Int) throws(RecordSourceError) {
        self.path = path
        self.sheet = sheet
        mostBytes = maximumRecordBytes + 1
        func open() -> ArchiveInput {
            ArchiveInput(
                path: path, descriptor: descriptor, prefix: UnsafeBufferPointer(start: nil, count: 0), format: .zip,
                isSeekable: true)
        }
        archive = open()
        while let name = try archive.next() {
            if name == "xl/sharedStrings.xml" { try archive.parse(strings, path: path, limit: Self.mostShared) }
            if name == "xl/styles.xml" { try archive.parse(formats, path: path) }
        }
        archive = open()
        var isFound = false
        while !isFound, let name = try archive.next() { isFound = name == sheet.part }
        guard isFound else {
            throw RecordSourceError(path: path, reason: .damagedArchive("it has no \(sheet.part)"))
        }
        stream = XMLStream(Forwarded(self))
    }

    /// The stream keeps its events, and this keeps the stream.
    private final class Forwarded: XMLEvents {
        unowned let target: SheetInput
        init(_ target: SheetInput) { self.target = target }
        func start(_ name: String, _ attribute: (String) -> String?) { target.start(name, attribute) }
        func end(_ name: String) { target.end(name) }
        func text(_ bytes: UnsafeBufferPointer<UInt8>) { target.text(bytes) }
    }

    /// Appends up to `length` bytes of CSV; none at the end.
    func read(upTo length: Int, into buffer: inout ByteBuffer) throws(RecordSourceError) {
        while given == output.count, !archive.hasEnded {
            output.removeAll()
            given = 0
            packed.removeAll()
            try archive.read(upTo: 1 << 16, into: &packed)
            if let fault = stream?.parse(packed.bytes, isLast: archive.hasEnded) {
                throw RecordSourceError(path: path, reason: .damagedArchive(fault))
            }
        }
        let part = output.bytes[given...].prefix(length)
        buffer.append(UnsafeBufferPointer(rebasing: part))
        given += part.count
        hasEnded = archive.hasEnded && given == output.count
    }

    func start(_ name: String, _ attribute: (String) -> String?) {
        switch name {
        case "row":
            cells.removeAll(keepingCapacity: true)
            rowBytes = 0
            column = -1
        case "c":
            column = min(attribute("r").flatMap(Self.column) ?? column + 1, Self.maximumColumns - 1)
            type = attribute("t") ?? "n"
            let style = attribute("s").flatMap { Int($0) } ?? 0
            isDate = formats.isDate.indices.contains(style) && formats.isDate[style]
            value.removeAll(keepingCapacity: true)
        case "rPh": phoneticDepth += 1
        case "v", "t": isValue = phoneticDepth == 0
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": isValue = false
        case "rPh": phoneticDepth -= 1
        case "c": endCell()
        case "row":
            if !cells.isEmpty { appendRow() }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isValue { value.append(contentsOf: bytes.prefix(Self.rawBytes(mostBytes) - value.count)) }
    }

    private func endCell() {
        guard !value.isEmpty else { return }
        while cells.count <= column { cells.append([]) }
        let room = mostBytes - rowBytes
        let cell = room > 0 ? cellBytes(upTo: room).prefix(room) : []
        cells[column] = Array(cell)
        rowBytes += cell.count
    }

    /// Bytes of XML that make so many at least: an escape has seven.
    private static func rawBytes(_ bytes: Int) -> Int { 7 * bytes }

    /// What the cell that has just ended says: so many bytes of it at least.
    private func cellBytes(upTo room: Int) -> [UInt8] {
        switch type {
        case "s":
            let shared = strings[Int(String(decoding: value, as: UTF8.self)) ?? -1]
            return CellText.unescaped(shared.map { Array($0.prefix(Self.rawBytes(room))) } ?? [])
        case "b": return Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
        case "n":
            let text = String(decoding: value, as: UTF8.self)
            let date = isDate ? CellText.date(ofSerial: text, from1904: sheet.from1904) : nil
            return Array((date ?? CellText.number(text)).utf8)
        default: return CellText.unescaped(value)
        }
    }

    private func appendRow() {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(.comma) }
            let isPlain = !cell.contains {
                $0 == .comma || $0 == .quote || $0 == .lineFeed || $0 == .carriageReturn
            }
            if isPlain {
                cell.withUnsafeBufferPointer { output.append($0) }
                continue
            }
            output.append(.quote)
            for byte in cell {
                if byte == .quote { output.append(.quote) }
                output.append(byte)
            }
            output.append(.quote)
        }
        output.append(.lineFeed)
    }

    /// The 0-based column of a reference such as "AB12".
    private static func column(of reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z"), column < maximumColumns else { break }
            column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
        }
        return column == 0 ? nil : column - 1
    }
}
