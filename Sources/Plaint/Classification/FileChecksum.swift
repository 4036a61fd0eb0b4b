/// The last line of a model or counts file: SHA-256 of everything before it.
enum FileChecksum {
    private static let mark = "#! checksum "

    static func append(to out: inout [UInt8]) { out += "\(mark)\(Digest.sha256(out))\n".utf8 }

    /// Where the line begins, if it is there and right. `remedy` is what to do with a file that is not whole.
    static func body(
        of bytes: UnsafeBufferPointer<UInt8>, _ lines: ModelLines, remedy: String
    ) throws(ModelFileError) -> Int {
        let length = mark.utf8.count + 64 + 1
        guard bytes.count > length else { throw lines.error("the file is cut short; \(remedy)") }
        let start = bytes.count - length
        let last = String(decoding: bytes[start...], as: UTF8.self)
        guard last.hasPrefix(mark), last.hasSuffix("\n") else {
            throw lines.wholeFile("no checksum at the end: the file is cut short; \(remedy)")
        }
        guard Digest.sha256(Array(bytes[..<start])) == last.dropFirst(mark.count).dropLast() else {
            throw lines.wholeFile("the checksum is wrong: the file is damaged; \(remedy)")
        }
        return start
    }
}
