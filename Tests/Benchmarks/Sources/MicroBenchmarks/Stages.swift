@testable import Plaint

/// One stage after the other, each with its texts.
struct Stages {
    let lexicon: Lexicon
    let model: NaiveBayesModel

    /// A number that depends on every value put in, and on their order.
    struct Answer {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
        @inline(__always)
        mutating func add(_ part: some BinaryInteger) {
            value = (value ^ UInt64(truncatingIfNeeded: part)) &* 0x0000_0100_0000_01B3
        }
    }

    func contests(_ sample: Sample, _ language: String) throws -> [Contest] {
        [
            try segmentation(sample, language), lookUp(sample, language), try matching(sample, language),
            try scoring(sample, language), try analysis(sample, language),
            reading(sample, .jsonl, language), reading(sample, .csv, language),
        ]
    }

    private func segmentation(_ sample: Sample, _ language: String) throws -> Contest {
        func cutter(usesTables: Bool) throws -> () -> UInt64 {
            let segmenter = Box(try WordSegmenter(usesTables: usesTables))
            var tokens: [Token] = []
            return {
                var answer = Answer()
                sample.lendEach { text in
                    segmenter.value.segment(text, into: &tokens)
                    for token in tokens { answer.add(Int(token.end) << 8 | Int(token.kind.rawValue)) }
                }
                return answer.value
            }
        }
        return Contest(
            name: "segmentation, \(language)", amount: sample.bytes.count, unit: .bytes,
            first: ("our loops", try cutter(usesTables: true)),
            second: ("ICU's iterator", try cutter(usesTables: false)))
    }

    /// Each word of the texts looked up in the lexicon's table, and in a dictionary of the standard library with the same
    /// contents.
    private func lookUp(_ sample: Sample, _ language: String) -> Contest {
        var words: [ArraySlice<UInt8>] = []
        if var segmenter = try? WordSegmenter() {
            var tokens: [Token] = []
            sample.lendEach { text in
                segmenter.segment(text, into: &tokens)
                for token in tokens where token.kind == .letters || token.kind == .han {
                    words.append(Array(text[token.range])[...])
                }
            }
        }
        var dictionary: [ArraySlice<UInt8>: Int32] = [:]
        for word in words {
            dictionary[word] = word.withUnsafeBufferPointer { lexicon.words.find($0) }
        }
        let known = dictionary.filter { $0.value >= 0 }
        func tableRun() -> UInt64 {
            var answer = Answer()
            for word in words { answer.add(word.withUnsafeBufferPointer { lexicon.words.find($0) }) }
            return answer.value
        }
        func dictionaryRun() -> UInt64 {
            var answer = Answer()
            for word in words { answer.add(known[word] ?? -1) }
            return answer.value
        }
        return Contest(
            name: "look-up of a word, \(language)", amount: words.count, unit: .calls,
            first: ("lexicon's table", tableRun),
            second: ("Dictionary", dictionaryRun))
    }

    /// Recutting by the lexicon and patterns; segmentation included, since the matcher needs its tokens.
    private func matching(_ sample: Sample, _ language: String) throws -> Contest {
        let state = Box(Matching(segmenter: try WordSegmenter()))
        return Contest(
            name: "segmentation and terms, \(language)", amount: sample.bytes.count, unit: .bytes,
            first: (
                "matcher",
                {
                    var answer = Answer()
                    sample.lendEach { text in
                        state.value.match(text, lexicon)
                        answer.add(state.value.matcher.tokens.count)
                    }
                    return answer.value
                }
            ))
    }

    private func scoring(_ sample: Sample, _ language: String) throws -> Contest {
        let state = Box(Matching(segmenter: try WordSegmenter()))
        let scorer = Box(SentimentScorer(parameters: SentimentParameters()))
        return Contest(
            name: "segmentation, terms and sentiment, \(language)", amount: sample.bytes.count, unit: .bytes,
            first: (
                "scorer",
                {
                    var answer = Answer()
                    sample.lendEach { text in
                        state.value.match(text, lexicon)
                        answer.add(scorer.value.score(text, state.value.matcher, lexicon).raw)
                    }
                    return answer.value
                }
            ))
    }

    private func analysis(_ sample: Sample, _ language: String) throws -> Contest {
        let worker = Box(try Analyzer(lexicon: lexicon, model: model).makeWorker())
        var output: [UInt8] = []
        return Contest(
            name: "analysis and its JSON, \(language)", amount: sample.bytes.count, unit: .bytes,
            first: (
                "worker",
                {
                    var answer = Answer()
                    sample.lendEach { text in
                        worker.value.analyze(text)
                        output.removeAll(keepingCapacity: true)
                        worker.value.appendMember(to: &output)
                        answer.add(output.count)
                    }
                    return answer.value
                }
            ))
    }

    /// Reading a file record by record, and writing each record again; MB of the file.
    private func reading(_ sample: Sample, _ format: RecordFormat, _ language: String) -> Contest {
        let bytes = sample.written(as: format)
        let file = TemporaryInput(bytes, suffix: ".\(format.rawValue)")
        var output: [UInt8] = []
        return Contest(
            name: "reading and writing \(format.rawValue), \(language)", amount: bytes.count, unit: .bytes,
            first: (
                "reader, parser and writer",
                {
                    var answer = Answer()
                    guard
                        var reader = try? RecordReader(
                            path: file.path, source: 0, options: RecordOptions(), live: false)
                    else { preconditionFailure("cannot open \(file.path)") }
                    let block = RecordBlock()
                    var parser = RecordParser()
                    var records = 0
                    while (try? reader.read(into: block)) == true {
                        parser.begin(block)
                        output.removeAll(keepingCapacity: true)
                        while true {
                            let found = parser.next()
                            if case .end = found { break }
                            guard case .text = found else { preconditionFailure("a record was refused") }
                            answer.add(parser.text.count)
                            parser.appendObject(to: &output)
                            records += 1
                        }
                        answer.add(output.count)
                    }
                    precondition(records == sample.texts)
                    return answer.value
                }
            ))
    }
}

/// Lets closures share a value that cannot be copied.
final class Box<Value: ~Copyable> {
    var value: Value
    init(_ value: consuming Value) { self.value = value }
}

/// Segmenter and matcher, which belong together.
struct Matching: ~Copyable {
    var segmenter: WordSegmenter
    var matcher = TermMatcher()
    private var icuTokens: [Token] = []

    init(segmenter: consuming WordSegmenter) { self.segmenter = segmenter }

    mutating func match(_ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) {
        segmenter.segment(text, into: &icuTokens)
        matcher.match(text, icuTokens, lexicon, &segmenter)
    }
}
