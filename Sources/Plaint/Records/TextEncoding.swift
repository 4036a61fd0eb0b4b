import CICU

/// How the characters of a source are written as bytes.
public struct TextEncoding: Sendable, Equatable, CustomStringConvertible {
    /// A name that ICU knows.
    public let name: String

    public static let utf8 = TextEncoding(knownName: "UTF-8")
    public static let utf16LE = TextEncoding(knownName: "UTF-16LE")
    public static let utf16BE = TextEncoding(knownName: "UTF-16BE")
    public static let utf32LE = TextEncoding(knownName: "UTF-32LE")
    public static let utf32BE = TextEncoding(knownName: "UTF-32BE")
    /// Holds GB 2312 and GBK.
    public static let gb18030 = TextEncoding(knownName: "GB18030")
    /// Holds Big5 as Taiwan and Windows write it, and Hong Kong's characters.
    public static let big5 = TextEncoding(knownName: "Big5-HKSCS")
    public static let windows1252 = TextEncoding(knownName: "windows-1252")

    /// An encoding by a usual name, or by any that ICU knows, without regard to case; nil if there is none.
    public init?(named name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "gbk", "gb2312", "gb18030", "cp936": self = .gb18030
        case "big5", "big5-hkscs", "cp950": self = .big5
        case "latin1", "latin-1", "iso-8859-1", "cp1252", "windows-1252": self = .windows1252
        default:
            guard let converter = plaint_converter_open(name) else { return nil }
            plaint_converter_close(converter)
            self.name = name
        }
    }

    private init(knownName: String) { name = knownName }

    public var description: String { name }
}

/// Decodes bytes that arrive piece by piece to UTF-8. Malformed ones become U+FFFD and are counted.
final class TextDecoder {
    private let handle: OpaquePointer

    init?(_ encoding: TextEncoding) {
        guard let handle = plaint_converter_open(encoding.name) else { return nil }
        self.handle = handle
    }

    deinit { plaint_converter_close(handle) }

    /// U+FFFD put in so far.
    var replaced: Int { Int(plaint_converter_replaced(handle)) }

    /// Appends up to `length` bytes of UTF-8 to `buffer`. Returns the bytes of `source` that were used, and whether more
    /// would come out of the same source.
    func decode(
        _ source: UnsafeBufferPointer<UInt8>, isLast: Bool, upTo length: Int, into buffer: inout ByteBuffer
    ) -> (used: Int, isFull: Bool) {
        var used = 0
        var isFull = false
        _ = buffer.append(upTo: length) { target, capacity in
            var written = 0
            let status = plaint_converter_convert(
                handle, source.baseAddress, source.count, isLast ? 1 : 0,
                target.assumingMemoryBound(to: UInt8.self), capacity, &used, &written)
            // All that ICU can refuse goes to the replacement; what is left is a failure of ours.
            precondition(status >= 0, "ICU cannot convert")
            isFull = status == 1
            return written
        }
        return (used, isFull)
    }
}
