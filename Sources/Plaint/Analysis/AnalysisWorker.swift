/// Analyses one text after another on one thread. Owns all scratch memory: texts of a usual size cost no allocation once
/// it has seen some. The result does not depend on what was analysed before.
public struct AnalysisWorker: ~Copyable {
    let analyzer: Analyzer
    var segmenter: WordSegmenter
    var clean = CleanText()
    var foreign = ForeignWords()
    var icuTokens: [Token] = []
    var matcher = TermMatcher()
    /// What the last text says of its conversation.
    var signals = SignalMatcher()
    var scorer: SentimentScorer
    var extractor = FeatureExtractor()
    var classifier = ComplaintClassifier()
    private var clauseClassifier = ComplaintClassifier()
    var cues = CueSelector()
    /// The member of the last record that was written, and the names of the model's categories as JSON.
    var member = ScratchBuffer<UInt8>(capacity: 1024)
    let categoryNames: [[UInt8]]
    /// Where places of the analysed text stand in what is written.
    var places = WrittenPlaces()

    /// Results of the last text.
    public private(set) var score: SentimentScore
    public private(set) var language = Language.other
    /// Whose words the last text is.
    public var origin: Origin { foreign.origin }
    private(set) var clauseResults: [ClauseResult] = []

    /// A clause with what was found in it.
    struct ClauseResult {
        /// Byte offsets in the clean view.
        var start: Int32
        var end: Int32
        var score: SentimentScore
        /// Index into the model's categories.
        var category: Int?
    }

    init(_ analyzer: Analyzer) throws(SegmentationError) {
        self.analyzer = analyzer
        segmenter = try WordSegmenter()
        scorer = SentimentScorer(parameters: analyzer.options.sentiment)
        scorer.explains = analyzer.options.explains
        extractor.spells = analyzer.options.explains
        score = SentimentScore(analyzer.options.sentiment)
        categoryNames = analyzer.model.labelling.categories.map { name in
            var json: [UInt8] = []
            JSONText.appendString(name, to: &json)
            return json
        }
    }

    /// Analyses `text`, which must be valid UTF-8. The results stay until the next call.
    public mutating func analyze(_ text: UnsafeBufferPointer<UInt8>) {
        clean.load(text)
        analyzeView(of: text)
    }

    /// The same without a copy: `text` must stay as it is until the results have been read.
    mutating func analyze(inPlace text: UnsafeBufferPointer<UInt8>) {
        clean.load(inPlace: text)
        analyzeView(of: text)
    }

    private mutating func analyzeView(of text: UnsafeBufferPointer<UInt8>) {
        if let bytes = clean.editedBytes { bytes.withUnsafeBufferPointer { run($0) } } else { run(text) }
    }

    /// Analyses a text and hands out the result as a value.
    public mutating func analyze(_ text: String) -> Analysis {
        var text = text
        text.withUTF8 { analyze($0) }
        return Analysis(self)
    }

    private mutating func run(_ text: UnsafeBufferPointer<UInt8>) {
        let lexicon = analyzer.lexicon
        segmenter.segment(text, into: &icuTokens)
        let segmenterIsPlain = segmenter.isPlain
        matcher.match(text, icuTokens, lexicon, &segmenter)
        if let index = analyzer.signals { signals.find(text, icuTokens, &matcher, index) }
        foreign.find(text, lexicon.origins)
        if !foreign.spans.isEmpty {
            foreign.mark(&icuTokens)
            matcher.disown(foreign)
            // Terms count, not ICU's tokens: of an emoticon those are punctuation.
            if matcher.tokens.contains(where: { $0.kind.bearsMeaning && !$0.marks.contains(.foreign) }) {
                foreign.claim()
            }
        }
        language = Self.language(text, icuTokens, isPlain: segmenterIsPlain)
        score = scorer.score(text, matcher, lexicon)
        clauseResults.removeAll(keepingCapacity: true)
        cues.removeAll()
        // The full stop behind a template is no word of the writer's, though it is not foreign.
        guard foreign.origin == .own,
            icuTokens.contains(where: { $0.kind != .space && !$0.marks.contains(.foreign) })
        else {
            classifier.clear(analyzer.model)
            extractor.clear()
            return
        }
        extractor.extract(text, icuTokens[...], matcher, score, scorer, lexicon)
        classifier.classify(
            extractor.keys, leading: extractor.leading, language, analyzer.model,
            minimumProbability: analyzer.options.minimumProbability)
        cues.select(text, matcher, scorer, classifier, score.sentiment, analyzer)
        if analyzer.options.clauses { classifyClauses(text) }
    }

    /// Labels each clause by itself. A praised clause has no category, and none has one that the text has not.
    private mutating func classifyClauses(_ text: UnsafeBufferPointer<UInt8>) {
        let categories = classifier.categories
        for clause in scorer.clauses {
            let clauseScore = scorer.score(ofClause: clause)
            var result = ClauseResult(start: clause.start, end: clause.end, score: clauseScore)
            // That praise has no category is a rule of complaint models alone.
            let isPraise = analyzer.model.labelling.hasGate && clauseScore.sentiment == .positive
            if !isPraise, !categories.isEmpty {
                extractor.extract(
                    text, Self.tokens(icuTokens, in: clause), matcher, clauseScore, scorer, analyzer.lexicon,
                    within: clause.start..<clause.end)
                clauseClassifier.classify(
                    extractor.keys, leading: extractor.leading, language, analyzer.model, minimumProbability: nil)
                let probabilities = clauseClassifier.probabilities
                let best = categories.max { probabilities[$0] < probabilities[$1] }
                let isComplaint =
                    !analyzer.model.labelling.hasGate || clauseScore.sentiment == .negative
                    || clauseClassifier.complaint >= analyzer.model.thresholds[0]
                result.category = isComplaint ? best : nil
            }
            clauseResults.append(result)
        }
        // The explanation of features is that of the whole text.
        extractor.extract(text, icuTokens[...], matcher, score, scorer, analyzer.lexicon)
    }

    private static func tokens(_ tokens: [Token], in clause: SentimentClause) -> ArraySlice<Token> {
        let first = tokens.firstIndex { Int32($0.start) >= clause.start } ?? tokens.count
        let end = tokens[first...].firstIndex { Int32($0.start) >= clause.end } ?? tokens.count
        return tokens[first..<end]
    }

    /// `isPlain`: Han tokens hold three-byte Han characters alone (`WordSegmenter.isPlain`).
    private static func language(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], isPlain: Bool
    ) -> Language {
        var han = 0
        var latin = 0
        var others = 0
        for token in tokens {
            switch token.kind {
            case .han where isPlain: han += token.range.count / 3
            case .han, .kana:
                // ICU's dictionary words of Japanese have the status of Han words: kana among them are told apart.
                var index = Int(token.start)
                while index < Int(token.end) {
                    let (scalar, length) = CharacterClass.scalar(text, at: index)
                    if CharacterClass.isHan(scalar) { han += 1 } else { others += 1 }
                    index += length
                }
            case .letters:
                // Latin letters lie below U+0250; the first letter decides.
                if CharacterClass.scalar(text, at: Int(token.start)).value < 0x250 { latin += 1 } else { others += 1 }
            default: break
            }
        }
        return Language(hanCharacters: han, latinWords: latin, otherLetters: others)
    }
}
