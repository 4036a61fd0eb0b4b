/// Lines of a source that are in another encoding than the others, as in exports that were joined.
struct StrayLines: Sendable, Equatable {
    /// In UTF-8 where the source is in another encoding: read as what they are.
    var utf8 = LineTally()
    /// In what looks like GB18030 or Big5 where the source is in UTF-8: damaged by U+FFFD.
    var gb18030 = LineTally()
    var big5 = LineTally()

    var isEmpty: Bool { utf8.count + gb18030.count + big5.count == 0 }

    /// Takes a line into account that is no UTF-8, if it is another encoding beyond doubt.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        switch EncodingDetection.judgeLines(bytes) {
        case .encoding(.gb18030): gb18030.add(line)
        case .encoding(.big5): big5.add(line)
        default: break
        }
    }

    /// Adds those that come later in the same source.
    mutating func add(_ other: StrayLines) {
        utf8.add(other.utf8)
        gb18030.add(other.gb18030)
        big5.add(other.big5)
    }

    /// What a person should know of the source `path`.
    func warnings(_ path: String) -> [String] {
        let name = DriverNotice.name(path)
        var warnings: [String] = []
        if utf8.count > 0 {
            let which = Self.describe(
                utf8, "is UTF-8, unlike the others, and was", "are UTF-8, unlike the others, and were")
            warnings.append("\(name): \(which) read as such")
        }
        for (tally, encoding) in [(gb18030, TextEncoding.gb18030), (big5, TextEncoding.big5)] where tally.count > 0 {
            let look = "not UTF-8 and \(tally.count == 1 ? "looks" : "look") like \(encoding)"
            warnings.append(
                "\(name): \(Self.describe(tally, "is \(look)", "are \(look)")): what is no UTF-8 came out as U+FFFD; bring"
                    + " all lines into one encoding, or say --encoding \(encoding) if the whole is written so")
        }
        return warnings
    }

    private static func describe(_ tally: LineTally, _ one: String, _ several: String) -> String {
        tally.count == 1
            ? "line \(tally.first) \(one)" : "\(tally.count) lines, the first of them line \(tally.first), \(several)"
    }
}
