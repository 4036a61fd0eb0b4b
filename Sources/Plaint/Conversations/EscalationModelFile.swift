/// An escalation model as text: parameters, weights in 1/1024 nat, and a checksum over everything before it. Data only.
///
///     #! plaint-escalation 2
///     #! canary 3f…               how the words were cut (`SegmentationCanary`)
///     #! rule 1536                what a rule adds
///     #! threshold zh -760        from where on a person is called; format 1 had one for both languages, which is read too
///     #! threshold en -250
///     #! end
///     w:退款 <tab> 120 <tab> -30       a feature: its weight in a customer's turn, and in the answer before it
///     t:zh danger 3 <tab> 800     a trait
///     #! checksum 9a…
enum EscalationModelFile {
    static let format = 2
    private static let magic = "#! plaint-escalation "

    struct Contents {
        var canary: String
        var ruleWeight: Int
        var thresholds: EscalationThresholds
        /// Spelling, and weights of a customer's and of an answer's word.
        var words: [(spelling: String, customer: Int, answer: Int)]
        /// By number.
        var traits: [Int]
    }

    static func write(_ contents: Contents) -> [UInt8] {
        var out = Array("\(magic)\(format)\n#! canary \(contents.canary)\n".utf8)
        out += "#! rule \(contents.ruleWeight)\n#! threshold zh \(contents.thresholds.chinese)\n".utf8
        out += "#! threshold en \(contents.thresholds.english)\n#! end\n".utf8
        for word in contents.words.sorted(by: { $0.spelling.utf8.lexicographicallyPrecedes($1.spelling.utf8) }) {
            out += "\(word.spelling)\t\(word.customer)\t\(word.answer)\n".utf8
        }
        for (name, weight) in zip(EscalationTrait.spellings, contents.traits) { out += "t:\(name)\t\(weight)\n".utf8 }
        FileChecksum.append(to: &out)
        return out
    }

    /// Reads a model; refuses one that is damaged, newer than this program, or cut short.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String) throws(ModelFileError) -> EscalationModel {
        var lines = ModelLines(bytes: bytes, name: name)
        guard let first = lines.next(), first.hasPrefix(magic), let number = Int(first.dropFirst(magic.count)) else {
            throw lines.error("this is no model of escalation; make one with plaint train --conversations")
        }
        guard number <= format else {
            throw lines.error("format \(number) is newer than \(format): update plaint, or train anew")
        }
        let end = try FileChecksum.body(of: bytes, lines, remedy: "copy or train it again")
        let header = try readHeader(&lines)
        return try readWeights(&lines, until: end, header)
    }

    private typealias Header = (canary: String, rule: Int32, thresholds: EscalationThresholds)

    private static func readHeader(_ lines: inout ModelLines) throws(ModelFileError) -> Header {
        var numbers: [String: Int32] = [:]
        var canary = ""
        while let line = lines.next(), line != "#! end" {
            let parts = line.split(separator: " ")
            guard (3...4).contains(parts.count), parts[0] == "#!" else {
                throw lines.error("a header line was expected")
            }
            if parts[1] == "canary" {
                canary = String(parts[2])
            } else {
                numbers[parts[1...(parts.count - 2)].joined(separator: " ")] = Int32(parts[parts.count - 1])
            }
        }
        let both = numbers["threshold"]
        guard let rule = numbers["rule"], let chinese = numbers["threshold zh"] ?? both,
            let english = numbers["threshold en"] ?? both
        else { throw lines.error("the header lacks the rule's weight or a threshold") }
        return (canary, rule, EscalationThresholds(chinese: chinese, english: english))
    }

    private static func readWeights(
        _ lines: inout ModelLines, until end: Int, _ header: Header
    ) throws(ModelFileError) -> EscalationModel {
        var keys: [UInt64] = []
        var weights: [Int32] = []
        var traits = [Int32](repeating: 0, count: EscalationTrait.spellings.count)
        let numbers = Dictionary(uniqueKeysWithValues: EscalationTrait.spellings.enumerated().map { ($1, $0) })
        while lines.offset < end, let range = lines.nextRange() {
            let parts = lines.bytes[range].split(separator: 0x09)
            let values = parts.dropFirst().compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
            guard let spelling = parts.first, values.count == parts.count - 1 else {
                throw lines.error("a weight is no number")
            }
            if spelling.starts(with: "t:".utf8) {
                guard let number = numbers[String(decoding: spelling.dropFirst(2), as: UTF8.self)], values.count == 1
                else { throw lines.error("'\(String(decoding: spelling, as: UTF8.self))' is no trait") }
                traits[number] = values[0]
            } else {
                guard let key = FeatureKey.key(ofSpelling: UnsafeBufferPointer(rebasing: spelling)), values.count == 2
                else { throw lines.error("'\(String(decoding: spelling, as: UTF8.self))' is no feature") }
                keys.append(key)
                weights += values
            }
        }
        let table = FeatureTable(keys: keys, weights: weights, stages: 2)
        return EscalationModel(
            words: table, traits: traits, ruleWeight: header.rule, thresholds: header.thresholds, canary: header.canary)
    }
}
