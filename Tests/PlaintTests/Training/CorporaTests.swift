import Testing

@testable import Plaint

/// The corpora of the project, and the default model made of them.
struct CorporaTests {
    private struct Record {
        var place: String
        var id: String
        var text: String
        var value: JSONValue
    }

    private static let parts = ["train", "test"]

    private static func paths(_ part: String) -> [String] {
        let folder = Shared.projectPath + "/corpora/" + part
        return contents(ofFolder: folder).map(\.name).filter { $0.hasSuffix(".jsonl") }.sorted().map {
            folder + "/" + $0
        }
    }

    private static func records(_ part: String) -> [Record] {
        paths(part).flatMap { path in
            contents(ofFile: path).split(separator: 0x0A).enumerated().map { number, line in
                let place = "\(path):\(number + 1)"
                if let fault = jsonFault(in: Array(line)) {
                    Issue.record("\(place): \(fault)")
                    return Record(place: place, id: "", text: "", value: .null)
                }
                let value = JSONValue.parse(Array(line).span)
                return Record(place: place, id: value["id"]?.text ?? "", text: value["text"]?.text ?? "", value: value)
            }
        }
    }

    private static let values: [(field: String, allowed: Set<String>)] = [
        ("lang", ["zh", "en"]), ("sentiment", ["positive", "neutral", "negative"]), ("complaint", ["true", "false"]),
        ("severity", ["0", "1", "2", "3", "4"]),
        ("act", ["complaint", "suggestion", "question", "request", "praise", "statement"]),
        ("emotion", ["anger", "anxiety", "disappointment", "helplessness", "joy", "gratitude", "none"]),
        ("stage", ["consider", "buy", "receive", "use", "support", "leave", "none"]),
        ("touchpoint", ["staff", "courier", "store", "app", "hotline", "bill", "goods", "none"]),
    ]

    @Test(arguments: parts) func labelsAreThoseOfTheGuide(_ part: String) {
        let records = Self.records(part)
        #expect(records.count > 100)
        for record in records {
            #expect(!record.id.isEmpty && !record.text.isEmpty, "\(record.place)")
            for (field, allowed) in Self.values {
                #expect(allowed.contains(record.value[field]?.text ?? ""), "\(record.place): \(field)")
            }
            guard case .array(let elements)? = record.value["categories"] else {
                Issue.record("\(record.place): no categories")
                continue
            }
            let categories = elements.compactMap(\.text)
            #expect(categories.count == elements.count && Set(categories).count == categories.count, "\(record.place)")
            #expect(Set(CategoryOrder.complaint).isSuperset(of: categories), "\(record.place)")
            if record.value["complaint"]?.text == "false" { #expect(categories.isEmpty, "\(record.place)") }
        }
    }

    @Test func identifiersAreUnique() {
        var seen: [String: String] = [:]
        for record in Self.parts.flatMap(Self.records) {
            if let other = seen.updateValue(record.place, forKey: record.id) {
                Issue.record("\(record.place): the id of \(other)")
            }
        }
    }

    @Test func noTextStandsTwice() {
        var seen: [String: String] = [:]
        for record in Self.parts.flatMap(Self.records) {
            if let other = seen.updateValue(record.place, forKey: record.text) {
                Issue.record("\(record.place): the text of \(other)")
            }
        }
    }

    /// Texts that share more than half of their runs of characters (four Han, else ten): one of them teaches nothing,
    /// and in the test set it would be the training set's.
    @Test(.enabled(if: Shared.isReleaseBuild, "takes long without optimisation")) func noTextIsNearlyAnother() {
        let records = Self.parts.flatMap(Self.records)
        let grams = records.map { Self.grams($0.text) }
        var holders: [UInt64: [Int32]] = [:]
        var shared: [Int32] = Array(repeating: 0, count: records.count)
        var touched: [Int32] = []
        for (index, own) in grams.enumerated() {
            for gram in own {
                for other in holders[gram, default: []] {
                    if shared[Int(other)] == 0 { touched.append(other) }
                    shared[Int(other)] += 1
                }
                holders[gram, default: []].append(Int32(index))
            }
            for other in touched {
                if 2 * Int(shared[Int(other)]) > min(own.count, grams[Int(other)].count) {
                    Issue.record(
                        "\(records[index].place): nearly the text of \(records[Int(other)].place): \(records[index].text)"
                    )
                }
                shared[Int(other)] = 0
            }
            touched.removeAll(keepingCapacity: true)
        }
    }

    private static func grams(_ text: String) -> Set<UInt64> {
        let scalars = text.lowercased().unicodeScalars.filter {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        let letters = Array(scalars)
        let han = letters.count { CharacterClass.isHan($0.value) }
        let length = 2 * han > letters.count ? 4 : 10
        var grams: Set<UInt64> = []
        for start in 0..<max(1, letters.count - length + 1) {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for letter in letters[start..<min(letters.count, start + length)] {
                hash = (hash ^ UInt64(letter.value)) &* 0x0000_0100_0000_01B3
            }
            grams.insert(hash)
        }
        return grams
    }

    @Test func trainingWouldNotBeRefused() throws {
        let paths = Self.paths("train")
        let corpus = try LabelledCorpus(paths: paths)
        #expect(corpus.problems == [] && corpus.unlabelled == 0)
        #expect(try FrozenTests.refusal(corpus, paths: paths) == nil)
    }

    private static let canaryAgrees = (try? SegmentationCanary.digest()) == Shared.model.canary

    @Test(
        .enabled(if: Shared.isReleaseBuild, "takes long without optimisation"),
        .enabled(if: canaryAgrees, "this ICU cuts words otherwise than the one that the default model was trained with")
    )
    func theDefaultModelIsWhatTrainingGives() throws {
        let model = try Training.train(try LabelledCorpus(paths: Self.paths("train"))).model
        let committed = contents(ofFile: Shared.projectPath + "/Sources/CResources/default.model")
        // Only whether: the bytes of both would fill the screen.
        let isSame = model == committed
        #expect(isSame, "make it anew: plaint train corpora/train/*.jsonl -o Sources/CResources/default.model")
    }
}
