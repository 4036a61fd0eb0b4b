@testable import Plaint

/// A workbook of one sheet, one part of which is given. Its files are stored, not packed, so that what is inside stands in the
/// input as it is.
enum FuzzWorkbook {
    private static let parts: [(name: String, xml: String)] = [
        (
            "xl/worksheets/sheet1.xml",
            #"<worksheet><sheetData><row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row></sheetData></worksheet>"#
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>text</t></si><si><t>等了很久</t></si></sst>"),
        ("xl/styles.xml", #"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
        ("xl/workbook.xml", #"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            #"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
        ),
    ]

    static func bytes(with part: [UInt8], as choice: UInt8) -> [UInt8] {
        // Mostly the rows, the largest part of every workbook.
        let given = choice < 128 ? 0 : Int(choice) % parts.count
        return bytes(replacing: parts.indices.map { $0 == given ? part : nil })
    }

    /// `given` stand for the first parts, but where they are nil.
    static func bytes(replacing given: [[UInt8]?]) -> [UInt8] {
        StoredZip.bytes(
            of: parts.enumerated().map { index, part in
                (part.name, (index < given.count ? given[index] : nil) ?? Array(part.xml.utf8))
            })
    }
}

/// A zip archive whose files are not packed (APPNOTE 6.3, 4.3).
enum StoredZip {
    static func bytes(of files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in files {
            // Version 2.0, no flags, stored, no time, checksum, both sizes, lengths of the name and of nothing more.
            let common =
                little(20, 2) + little(0, 8) + little(crc32(bytes), 4) + little(UInt32(bytes.count), 4)
                + little(UInt32(bytes.count), 4) + little(UInt32(name.utf8.count), 2) + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 10)
            directory += little(UInt32(archive.count), 4) + Array(name.utf8)
            archive += little(0x0403_4B50, 4) + common + Array(name.utf8) + bytes
        }
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(UInt32(files.count), 2) + little(UInt32(files.count), 2)
            + little(UInt32(directory.count), 4) + little(UInt32(archive.count), 4) + little(0, 2)
        return archive + directory + end
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) : 0 }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

/// The frame of an image: what passes its check has all its sections in its bytes.
enum FuzzImage {
    static func check(_ bytes: [UInt8]) throws {
        typealias Header = LexiconImage.Header
        typealias Place = LexiconImage.Place
        let sections = LexiconImage.Section.allCases
        let places = MemoryLayout<Header>.size + sections.count * MemoryLayout<Place>.stride
        let length = max(bytes.count, places)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        memory.copyBytes(from: bytes)
        // The header is right, or nothing behind it would be looked at.
        var header = Header()
        header.identity = 1
        header.length = UInt64(length)
        memory.storeBytes(of: header, as: Header.self)
        guard let image = LexiconImage(UnsafeRawBufferPointer(memory), identity: 1) else { return }
        for section in sections {
            let offset = MemoryLayout<Header>.size + section.rawValue * MemoryLayout<Place>.stride
            let place = memory.load(fromByteOffset: offset, as: Place.self)
            let (size, overflows) = Int(clamping: place.count).multipliedReportingOverflow(by: section.stride)
            let isInside = !overflows && place.offset <= UInt64(length) && size <= length - Int(place.offset)
            try FuzzLaws.require(isInside, "section \(section) lies outside its image")
        }
        _ = image.conversations
        _ = FeatureTable(UnsafeRawBufferPointer(memory))
    }
}
