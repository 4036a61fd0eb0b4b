import Glibc

/// The table of contents at the end of a zip file.
enum ZipDirectory {
    private static let endMark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    /// Bytes of the record behind the table, and of the longest comment behind that.
    private static let endBytes = 22
    private static let longestComment = 0xFFFF

    /// True if the record that ends a zip file is there, behind the table that it tells of. Without it the file was cut off:
    /// libarchive would then give the files that are left, and nobody would learn of the others.
    static func isThere(in descriptor: Int32, size: Int) -> Bool {
        let length = min(size, endBytes + longestComment)
        var tail = [UInt8](repeating: 0, count: length)
        var filled = 0
        while filled < length {
            let count = tail.withUnsafeMutableBytes { bytes in
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                return pread(descriptor, rest.baseAddress, rest.count, off_t(size - length + filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            filled += count
        }
        guard length >= endBytes else { return false }
        return (0...length - endBytes).contains { isEnd(tail[$0...], at: size - length + $0) }
    }

    private static func isEnd(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Bool {
        guard bytes.starts(with: endMark) else { return false }
        func number(_ range: Range<Int>) -> Int {
            range.reversed().reduce(0) { $0 << 8 | Int(bytes[bytes.startIndex + $1]) }
        }
        // Four bytes may stand anywhere: the table must lie before its end. Numbers too large for the record stand elsewhere.
        let directory = (bytes: number(12..<16), offset: number(16..<20))
        let isElsewhere = directory.bytes == 0xFFFF_FFFF || directory.offset == 0xFFFF_FFFF
        guard endBytes + number(20..<22) <= bytes.count else { return false }
        return isElsewhere || directory.offset + directory.bytes <= offset
    }
}
