import Testing

@testable import Plaint

/// Small models and counts made in a test.
enum SmallModel {
    static let labelling = FeatureCounts.Labelling(
        field: "categories", hasGate: true, categories: ["product", "speed"])

    /// Ten records without complaint, ten with: six of product, three of speed, one of both.
    static var counts: FeatureCounts {
        var counts = FeatureCounts(labelling: labelling, canary: "0123456789abcdef")
        counts.labelSets = ["-": 10, "product": 6, "speed": 3, "product,speed": 1]
        // [no complaint, complaint, product, speed]
        counts.features = [
            "w:broken": [0, 6, 6, 0], "w:late": [1, 4, 0, 4], "w:the": [5, 5, 3, 2], "s:negative": [1, 9, 6, 4],
            "p:not working": [0, 3, 3, 0],
            "c:破了": [0, 2, 2, 0], "q:speed 2": [0, 3, 0, 3],
        ]
        return counts
    }

    /// Written out: the program's own are chosen by folds and may change.
    static var parameters: NaiveBayesParameters {
        var parameters = NaiveBayesParameters()
        parameters.background = 300
        parameters.length = 40_000
        parameters.minimumCount = 2_000
        parameters.cuePrior = 0
        parameters.gateCues = 1_000
        parameters.gateSentiment = 1_000
        parameters.correctionCost = 0
        parameters.firstHalf = 0
        return parameters
    }

    static var contents: ModelFile.Contents {
        var contents = ModelFile.Contents(counts: counts, parameters: parameters)
        contents.calibrations = (0..<3).map { stage in
            Calibration(
                chinese: .init(slope: 700 + Int32(stage), offset: -12), english: .init(slope: 900, offset: 5),
                all: .init())
        }
        contents.thresholds = [400, 500, 600]
        return contents
    }

    static var file: [UInt8] { ModelFile.write(contents) }

    static func read(_ bytes: [UInt8]) throws(ModelFileError) -> NaiveBayesModel {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(ModelFileError) in try ModelFile.read(buffer, name: "m") }
        }
        return try result.get()
    }

    static func reason(_ bytes: [UInt8]) -> String? {
        do throws(ModelFileError) {
            _ = try read(bytes)
            return nil
        } catch { return error.description }
    }

    /// The file with other lines and a checksum that is right.
    static func file(_ change: (String) -> String) -> [UInt8] {
        let body = String(decoding: file.dropLast("#! checksum ".utf8.count + 65), as: UTF8.self)
        let changed = Array(change(body).utf8)
        return changed + Array("#! checksum \(Digest.sha256(changed))\n".utf8)
    }
}

extension String {
    /// With the first occurrence of `old` replaced.
    func replacing(first old: String, by new: String) -> String {
        guard let start = indices.first(where: { self[$0...].hasPrefix(old) }) else { return self }
        return self[..<start] + new + self[index(start, offsetBy: old.count)...]
    }
}

func key(_ spelling: String) -> UInt64? { withBytes(spelling) { FeatureKey.key(ofSpelling: $0) } }
