import Glibc

@testable import Plaint

/// Corpora made by the tests, read through files as users' corpora are.
enum TestCorpora {
    static let lexicon = Result { try Lexicon.load() }

    /// Reads JSON lines as a corpus.
    static func corpus(_ lines: [String], labelField: String = "categories") throws -> LabelledCorpus {
        var path = Array("/tmp/plaint-test-XXXXXX.jsonl".utf8CString)
        let descriptor = mkstemps(&path, 6)
        precondition(descriptor >= 0)
        defer {
            close(descriptor)
            unlink(path)
        }
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        precondition(write(descriptor, bytes, bytes.count) == bytes.count)
        let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return try LabelledCorpus(paths: [name], labelField: labelField)
    }

    /// Complaints of four kinds, praise and questions, each a little different from the others.
    static let feedback: [String] = (0..<12).flatMap { number in
        [
            line("The screen cracked on day \(number), bad quality", "negative", ["product"]),
            line("客服第\(number)次骂人，态度恶劣", "negative", ["service"]),
            line("The refund form \(number) was rejected without a reason, terrible", "negative", ["process"]),
            line("等了\(number + 2)个小时还没送到，太慢了", "negative", ["speed", "service"]),
            line("Lovely shop, visit \(number) was great", "positive", []),
            line("第\(number)个问题：几点开门", "neutral", []),
        ]
    }

    static func line(_ text: String, _ sentiment: String?, _ categories: [String]) -> String {
        let member = sentiment.map { #","sentiment":"\#($0)""# } ?? ""
        let names = categories.map { #""\#($0)""# }.joined(separator: ",")
        return #"{"text":"\#(text)"\#(member),"complaint":\#(!categories.isEmpty),"categories":[\#(names)]}"#
    }

    /// A model trained on a corpus, with the lexicon that is loaded already.
    static func analyzer(_ corpus: LabelledCorpus) throws -> Analyzer {
        let lexicon = try lexicon.get()
        let samples = try TrainingSamples(corpus, lexicon: lexicon)
        let counts = samples.counts(canary: try SegmentationCanary.digest())
        let model = try ModelFile.write(Trainer().model(counts, calibratedOn: samples.samples))
            .withUnsafeBufferPointer { try ModelFile.read($0, name: "test") }
        return Analyzer(lexicon: lexicon, model: model)
    }

    /// A cross-validation, with the lexicon that is loaded already.
    static func crossValidate(_ corpus: LabelledCorpus, folds: Int = 4) throws -> EvaluationReport {
        let lexicon = try lexicon.get()
        return try Evaluation.crossValidate(
            corpus, folds: folds, lexicon: lexicon, trainingLexicon: lexicon, parameters: .init())
    }
}
