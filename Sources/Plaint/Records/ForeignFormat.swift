/// Files that people give by mistake, or that other programs export: told by their first bytes, before they are read as if
/// they were text.
enum ForeignFormat {
    /// Bytes that come first in a file, or from `offset` on.
    private struct Magic {
        var name: String
        var bytes: [UInt8]
        var offset = 0
        var isArchive = false
    }

    private static let magics: [Magic] = [
        Magic(name: "a PDF document", bytes: Array("%PDF-".utf8)),
        Magic(name: "a PNG image", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Magic(name: "a JPEG image", bytes: [0xFF, 0xD8, 0xFF]),
        Magic(name: "a GIF image", bytes: Array("GIF87a".utf8)),
        Magic(name: "a GIF image", bytes: Array("GIF89a".utf8)),
        Magic(name: "a WebP image", bytes: Array("WEBPVP8".utf8), offset: 8),
        Magic(name: "a WAV recording", bytes: Array("WAVEfmt".utf8), offset: 8),
        Magic(name: "an MPEG-4 recording", bytes: [0, 0, 0] + Array("\u{18}ftyp".utf8)),
        Magic(name: "an MPEG-4 recording", bytes: [0, 0, 0] + Array("\u{20}ftyp".utf8)),
        // What follows the magic word is the first field of a header: a text may begin with the word itself.
        Magic(name: "a Parquet file", bytes: Array("PAR1".utf8) + [0x15]),
        Magic(name: "an Arrow file", bytes: Array("ARROW1\0\0".utf8)),
        Magic(name: "an Avro file", bytes: Array("Obj\u{1}".utf8)),
        Magic(name: "an SQLite database", bytes: Array("SQLite format 3\0".utf8)),
        Magic(name: "an HDF5 file", bytes: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]),
        Magic(name: "a program", bytes: [0x7F, 0x45, 0x4C, 0x46]),
        // POSIX's ends with a zero, GNU's with a space.
        Magic(name: "a tar archive", bytes: Array("ustar\0".utf8), offset: 257, isArchive: true),
        Magic(name: "a tar archive", bytes: Array("ustar ".utf8), offset: 257, isArchive: true),
        Magic(name: "a 7z archive", bytes: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], isArchive: true),
        Magic(name: "a RAR archive", bytes: Array("Rar!\u{1A}\u{7}".utf8), isArchive: true),
    ]
    /// Text, but not a text: only where nobody said what it is.
    private static let markup: [Magic] = [
        Magic(name: "a document in rich text (RTF)", bytes: Array("{\\rtf".utf8)),
        Magic(name: "a web page", bytes: Array("<!doctype html".utf8)),
        Magic(name: "a web page", bytes: Array("<html".utf8)),
        Magic(name: "an XML file", bytes: Array("<?xml ".utf8)),
    ]
    private static let oldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Why these first bytes are not read; nil if nothing is against it. `isTold`: someone said what they are, or their name
    /// does.
    static func refusal(of bytes: Span<UInt8>, isTold: Bool) -> RecordSourceError.Reason? {
        func has(_ magic: Magic) -> Bool {
            let end = magic.offset + magic.bytes.count
            return bytes.count >= end && bytes.matches(magic.offset..<end, magic.bytes)
        }
        if has(Magic(name: "", bytes: oldOffice)) { return .oldOffice }
        if let magic = magics.first(where: has) { return magic.isArchive ? .archive(magic.name) : .foreign(magic.name) }
        return isTold ? nil : markup.first { begins(bytes, $0.bytes) }.map { .foreign($0.name) }
    }

    /// With `mark` in letters of either case, behind a byte order mark and white space.
    private static func begins(_ bytes: Span<UInt8>, _ mark: [UInt8]) -> Bool {
        let hasByteOrderMark = bytes.count >= 3 && bytes.matches(0..<3, [0xEF, 0xBB, 0xBF])
        let start = skipSpace(bytes, hasByteOrderMark ? 3 : 0)
        guard start + mark.count <= bytes.count else { return false }
        return mark.indices.allSatisfy {
            let byte = bytes[start + $0]
            return byte == mark[$0] || ((0x41...0x5A).contains(byte) && byte | 0x20 == mark[$0])
        }
    }

    /// Bytes from which a pipe's are judged, and that are looked at of a file.
    static let decidingBytes = 512
    private static let mostBytes = 4096
    /// Fewer control characters are strays.
    private static let fewestControls = 8

    /// True if there is any sign of bytes that are no text.
    static func mayBeBinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.prefix(mostBytes).contains(where: isControl)
    }

    /// True for bytes that are no text in any encoding, nor in UTF-16: what is well-formed UTF-8 with many zeros, or, where it
    /// is not even that, with the control characters that one byte in ten is in what is packed or counted.
    static func isBinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = UnsafeBufferPointer(rebasing: bytes.prefix(mostBytes))
        let controls = head.count(where: isControl)
        guard controls >= fewestControls else { return false }
        if EncodingDetection.isUTF8(head, mayBeCut: true) { return head.count { $0 == 0 } * 10 >= head.count * 3 }
        return controls * 20 >= head.count
    }

    /// What stands in no text: not tab, line ends, form feed, ESC (of terminals), nor 0x1A, which ends files of DOS.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte == 0x7F || (byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1B && byte != 0x1A)
    }
}
