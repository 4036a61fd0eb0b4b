/// A model as text: the header, priors' numbers as label sets, parameters, calibration and thresholds as integers, the
/// counts of the features that survived pruning with the corrections of their weights, and a checksum over everything
/// before it. Data only; nothing in it is run, and every number is checked when it is read.
///
///     #! plaint-model 2
///     #! label categories … (as in counts)
///     #! parameter background 300
///     #! calibration 0 zh 700 -12
///     #! threshold 0 480
///     #! end
///     c:退款 <tab> 3 <tab> 40 … <tab> -120 <tab> 31 …
///     #! checksum 9a…
///
/// Behind the counts stand as many corrections as there are stages, unless the parameter correction-cost is 0. Format 1 had none.
enum ModelFile {
    static let format = 2

    /// Everything that a model file holds.
    struct Contents {
        var counts: FeatureCounts
        var parameters = NaiveBayesParameters()
        var calibrations: [Calibration] = []
        var thresholds: [Int32] = []
        /// For each feature and stage what its weight is corrected by, in 1/1024 nat; empty if training made none.
        var corrections: [String: [Int32]] = [:]

        var stages: Int { counts.labelling.categories.count + (counts.labelling.hasGate ? 1 : 0) }
    }

    static func write(_ contents: Contents) -> [UInt8] {
        var out = Array("#! plaint-model \(format)\n".utf8)
        out += CountsFile.header(contents.counts)
        for (name, path) in NaiveBayesParameters.names {
            out += "#! parameter \(name) \(contents.parameters[keyPath: path])\n".utf8
        }
        for (stage, calibration) in contents.calibrations.enumerated() {
            for (name, line) in [("zh", calibration.chinese), ("en", calibration.english), ("all", calibration.all)] {
                out += "#! calibration \(stage) \(name) \(line.slope) \(line.offset)\n".utf8
            }
        }
        for (stage, threshold) in contents.thresholds.enumerated() {
            out += "#! threshold \(stage) \(threshold)\n".utf8
        }
        out += "#! end\n".utf8
        for (feature, numbers) in CountsFile.sorted(contents.counts.features) {
            out += feature.utf8
            for number in numbers { out += "\t\(number)".utf8 }
            for number in contents.corrections[feature] ?? [] { out += "\t\(number)".utf8 }
            out.append(0x0A)
        }
        FileChecksum.append(to: &out)
        return out
    }

    /// Reads a model; refuses one that is damaged, newer than this program, or cut short.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, name: String, prior: PriorShift = .none
    ) throws(ModelFileError) -> NaiveBayesModel {
        var lines = ModelLines(bytes: bytes, name: name)
        let body = try checkedBody(bytes, &lines)
        var contents = try readHeader(&lines)
        try prior.apply(to: &contents, name: name)
        let features = try readFeatures(
            &lines, until: body, width: contents.counts.labelling.categories.count + 2,
            corrections: contents.parameters.correctionCost > 0 ? contents.stages : 0)
        return NaiveBayesModel(
            labelling: contents.counts.labelling, parameters: contents.parameters, canary: contents.counts.canary,
            totals: contents.counts.totals, features: features, calibrations: contents.calibrations,
            thresholds: contents.thresholds, digest: Digest.sha256(Array(bytes)))
    }

    /// What stands before the features. `lines` stand at the beginning, or behind the first line.
    static func readHeader(_ lines: inout ModelLines) throws(ModelFileError) -> Contents {
        if lines.offset == 0 { _ = lines.next() }
        var header = ModelHeader()
        var reader = Reader()
        while true {
            guard let line = lines.next() else { throw lines.error("the header has no end; the file is cut short") }
            if line == "#! end" { break }
            if try !reader.take(line, lines) { try header.take(line, lines) }
        }
        return try reader.contents(try header.counts(lines), lines)
    }

    /// Checks format and checksum; returns where the checksum line begins.
    private static func checkedBody(
        _ bytes: UnsafeBufferPointer<UInt8>, _ lines: inout ModelLines
    ) throws(ModelFileError) -> Int {
        let magic = "#! plaint-model "
        guard let first = lines.next(), first.hasPrefix(magic), let number = Int(first.dropFirst(magic.count)) else {
            throw lines.error("this is no Plaint model; make one with plaint train CORPUS -o MODEL")
        }
        guard number <= format else {
            let reason = "format \(number) is newer than \(format), the newest known here: update plaint, or train anew"
            throw lines.error(reason)
        }
        return try FileChecksum.body(of: bytes, lines, remedy: "copy or train it again")
    }

    private static func readFeatures(
        _ lines: inout ModelLines, until end: Int, width: Int, corrections: Int
    ) throws(ModelFileError) -> [NaiveBayesModel.CountedFeature] {
        var features: [NaiveBayesModel.CountedFeature] = []
        while lines.offset < end, let range = lines.nextRange() {
            let tab = lines.bytes[range].firstIndex(of: 0x09) ?? range.upperBound
            let spelling = UnsafeBufferPointer(rebasing: lines.bytes[range.lowerBound..<tab])
            guard let key = FeatureKey.key(ofSpelling: spelling) else {
                throw lines.error("'\(String(decoding: spelling, as: UTF8.self))' is no feature")
            }
            let rest = UnsafeBufferPointer(rebasing: lines.bytes[min(tab + 1, range.upperBound)..<range.upperBound])
            guard let numbers = numbers(rest, width + corrections) else {
                throw lines.error("a count or a correction is no number")
            }
            let counts = Array(numbers.prefix(width))
            guard numbers.count == width + corrections, counts.allSatisfy({ $0 >= 0 }),
                counts[2...].allSatisfy({ $0 <= counts[1] })
            else {
                let sum = corrections == 0 ? "" : " and \(corrections) corrections"
                throw lines.error(
                    "a feature has \(width) counts\(sum), no count of a category above that of all complaints")
            }
            features.append((key, counts, Array(numbers.dropFirst(width))))
        }
        return features
    }

    /// Numbers with tabs between them; `nil` if something else stands there.
    private static func numbers(_ bytes: UnsafeBufferPointer<UInt8>, _ expected: Int) -> [Int32]? {
        var numbers: [Int32] = []
        numbers.reserveCapacity(expected)
        var value: Int32 = 0
        var isNegative = false
        var hasDigit = false
        for byte in bytes {
            switch byte {
            case 0x09:
                guard hasDigit else { return nil }
                numbers.append(isNegative ? -value : value)
                (value, isNegative, hasDigit) = (0, false, false)
            case UInt8(ascii: "-"):
                guard !isNegative, !hasDigit else { return nil }
                isNegative = true
            default:
                guard byte >= 0x30, byte <= 0x39, value < 200_000_000 else { return nil }
                value = value * 10 + Int32(byte - 0x30)
                hasDigit = true
            }
        }
        return hasDigit ? numbers + [isNegative ? -value : value] : nil
    }

    /// Header lines that only models have.
    private struct Reader {
        var parameters = NaiveBayesParameters.unsaid
        var calibrations: [Int: Calibration] = [:]
        var thresholds: [Int: Int32] = [:]

        /// False if the line is none of these.
        mutating func take(_ line: String, _ lines: ModelLines) throws(ModelFileError) -> Bool {
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 2 else { return false }
            switch words[1] {
            case "parameter":
                guard words.count == 4, let value = Int(words[3]), NaiveBayesParameters.range(words[2]).contains(value),
                    let path = NaiveBayesParameters.names.first(where: { $0.name == words[2] })?.path
                else { throw lines.error("unknown parameter: \(line.prefix(60))") }
                parameters[keyPath: path] = value
            case "calibration":
                guard words.count == 6, let stage = Int(words[2]), (0...64).contains(stage),
                    let slope = Int32(words[4]), slope > 0, slope < 1 << 20,
                    let offset = Int32(words[5]), abs(Int(offset)) < 1 << 20
                else { throw lines.error("a calibration has a stage, a language, a slope above 0 and an offset") }
                let language: Language = words[3] == "zh" ? .chinese : words[3] == "en" ? .english : .other
                calibrations[stage, default: Calibration()][language] =
                    Calibration.Line(slope: slope, offset: offset)
            case "threshold":
                guard words.count == 4, let stage = Int(words[2]), (0...64).contains(stage),
                    let value = Int32(words[3]), (0...1_000).contains(value)
                else { throw lines.error("a threshold has a stage and a value from 0 to 1000") }
                thresholds[stage] = value
            default: return false
            }
            return true
        }

        func contents(_ counts: FeatureCounts, _ lines: ModelLines) throws(ModelFileError) -> Contents {
            var contents = Contents(counts: counts, parameters: parameters)
            for stage in 0..<contents.stages {
                guard let calibration = calibrations[stage], let threshold = thresholds[stage] else {
                    throw lines.error("stage \(stage) has no calibration or no threshold")
                }
                contents.calibrations.append(calibration)
                contents.thresholds.append(threshold)
            }
            return contents
        }
    }
}
