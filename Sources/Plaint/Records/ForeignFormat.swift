/// Files that people give by mistake, or that other programs export: told by their first bytes, before they are read as if
/// they were text.
enum ForeignFormat {
    private static let magics: [(name: String, magic: [UInt8])] = [
        ("a PDF document", Array("%PDF-".utf8)),
        ("a PNG image", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("a JPEG image", [0xFF, 0xD8, 0xFF]),
        // What follows the magic word is the first field of a header: a text may begin with the word itself.
        ("a Parquet file", Array("PAR1".utf8) + [0x15]),
    ]
    private static let oldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Why these first bytes are not read; nil if nothing is against it.
    static func refusal(of bytes: Span<UInt8>) -> RecordSourceError.Reason? {
        func begins(_ magic: [UInt8]) -> Bool { bytes.count >= magic.count && bytes.matches(0..<magic.count, magic) }
        if begins(oldOffice) { return .oldSpreadsheet }
        return magics.first { begins($0.magic) }.map { .foreign($0.name) }
    }
}
