/// Counts as text: a header, the label sets, one line a feature, sorted by bytes, and a checksum. No clock, host, path or
/// float.
///
///     #! plaint-counts 2
///     #! label categories
///     #! gate complaint
///     #! category product
///     #! canary 3f…
///     #! set product,speed 12
///     #! end
///     c:退款 <tab> 3 <tab> 40 <tab> 1 …
///     #! checksum 9a…
///
/// Format 1 had no checksum, and is still read; the number is another so that a file that lost its last line is not
/// taken for one of those.
enum CountsFile {
    static let format = 2

    static func write(_ counts: FeatureCounts) -> [UInt8] {
        var out = Array("#! plaint-counts \(format)\n".utf8)
        out += header(counts)
        out += "#! end\n".utf8
        for (feature, numbers) in sorted(counts.features) {
            out += feature.utf8
            for number in numbers { out += "\t\(number)".utf8 }
            out.append(0x0A)
        }
        FileChecksum.append(to: &out)
        return out
    }

    /// Header lines that counts and models share.
    static func header(_ counts: FeatureCounts) -> [UInt8] {
        var out = Array("#! label \(counts.labelling.field)\n".utf8)
        if counts.labelling.hasGate { out += "#! gate complaint\n".utf8 }
        for name in counts.labelling.categories { out += "#! category \(name)\n".utf8 }
        out += "#! canary \(counts.canary)\n".utf8
        for key in counts.labelSets.keys.sorted(by: precedes) {
            out += "#! set \(counts.labelSets[key]!) \(key)\n".utf8
        }
        return out
    }

    static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    static func sorted(_ features: [String: [Int32]]) -> [(key: String, value: [Int32])] {
        features.sorted { precedes($0.key, $1.key) }
    }

    static func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String) throws(ModelFileError) -> FeatureCounts {
        var lines = ModelLines(bytes: bytes, name: name)
        let magic = "#! plaint-counts "
        guard let first = lines.next(), first.hasPrefix(magic), let number = Int(first.dropFirst(magic.count)),
            (1...format).contains(number)
        else {
            let reason = "this is no counts file of a format up to \(format); make one with plaint train --counts-only"
            throw lines.error(reason)
        }
        let end = number == 1 ? bytes.count : try FileChecksum.body(of: bytes, lines, remedy: "copy it or count again")
        var header = ModelHeader()
        while true {
            guard let line = lines.next() else { throw lines.error("the header has no end; the file is cut short") }
            if line == "#! end" { break }
            try header.take(line, lines)
        }
        var counts = try header.counts(lines)
        let width = counts.labelling.categories.count + 2
        while lines.offset < end, let line = lines.next() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let numbers = fields.dropFirst().compactMap { Int32($0) }
            guard fields.count == width + 1, numbers.count == width, numbers.allSatisfy({ $0 >= 0 }) else {
                throw lines.error("a feature has \(width) counts: \(line.prefix(60))")
            }
            guard counts.features.updateValue(numbers, forKey: String(fields[0])) == nil else {
                throw lines.error("'\(fields[0])' stands twice")
            }
        }
        return counts
    }
}
