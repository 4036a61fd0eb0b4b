import Testing

/// The member `plaint` of many texts, with the built-in lexicon and model: structure and what must always hold.
@Suite struct BatchOutputTests {
    struct Labelled: Sendable {
        var text: String
        var line: String
        var plaint: JSON
    }

    static let texts = SampleRecords.texts(1_500, seed: 1)

    static let input = texts.map { "{\"text\":\(quoted($0))}\n" }.joined()

    /// All texts with all that an analysis puts out.
    static let labelled: Result<[Labelled], any Error> = Result {
        let result = try Plaint.run(["batch", "--explain", "--clauses", "-"], input: input)
        guard result.status == 0, result.lines.count == texts.count else {
            throw CommandError("status \(result.status), \(result.lines.count) lines: \(result.errorText)")
        }
        return try zip(texts, result.lines).map { text, line in
            Labelled(text: text, line: line, plaint: try JSON(line)["plaint"])
        }
    }

    @Test func membersStandInTheirOrder() throws {
        let fixed = [
            "v", "lang", "sentiment", "score", "positive", "negative", "complaint", "category", "categories",
            "probability",
            "cues",
        ]
        for record in try Self.labelled.get() {
            #expect(record.plaint.keys == fixed + ["clauses", "raw", "evidence", "features"])
            #expect(record.plaint["v"] == .number("1"))
            #expect(["zh", "en", "mixed", "other"].contains(record.plaint["lang"].string))
            #expect(record.plaint["probability"].keys == ["product", "service", "process", "speed"])
        }
    }

    @Test func evidenceAddsUpToRawExactly() throws {
        var withEvidence = 0
        for record in try Self.labelled.get() {
            let raw = try #require(record.plaint["raw"].thousandths)
            let values = try record.plaint["evidence"].elements.map { try #require($0["value"].thousandths) }
            #expect(values.reduce(0, +) == raw, "\(record.line)")
            #expect(record.plaint["positive"].thousandths! + record.plaint["negative"].thousandths! == raw)
            if values.count > 1 { withEvidence += 1 }
        }
        #expect(withEvidence > 500)
    }

    @Test func scoreGoesWithItsSumAndItsLabel() throws {
        var points: [(raw: Int, score: Int)] = []
        for record in try Self.labelled.get() {
            let raw = try #require(record.plaint["raw"].thousandths)
            let score = try #require(record.plaint["score"].thousandths)
            #expect(abs(score) <= 1_000)
            #expect(score == 0 || score.signum() == raw.signum(), "\(record.line)")
            #expect(try #require(record.plaint["positive"].thousandths) >= 0)
            #expect(try #require(record.plaint["negative"].thousandths) <= 0)
            switch record.plaint["sentiment"].string {
            case "positive": #expect(score > 0)
            case "negative": #expect(score < 0)
            case let sentiment: #expect(sentiment == "neutral")
            }
            points.append((raw, score))
        }
        points.sort { $0.raw < $1.raw }
        for (low, high) in zip(points, points.dropFirst()) { #expect(low.score <= high.score) }
    }

    @Test func categoriesGoByTheirProbabilities() throws {
        var complaints = 0
        for record in try Self.labelled.get() {
            let probability = record.plaint["probability"]
            let complaint = try #require(record.plaint["complaint"].thousandths)
            for value in probability.members { #expect((0...1_000).contains(try #require(value.value.thousandths))) }
            #expect((0...1_000).contains(complaint))
            let categories = try record.plaint["categories"].elements.map { try #require($0.string) }
            #expect(record.plaint["category"].string == categories.first)
            let values = categories.map { probability[$0].thousandths! }
            #expect(values == values.sorted(by: >), "\(record.line)")
            if !categories.isEmpty { complaints += 1 }
        }
        #expect(complaints > 100)
    }

    @Test func offsetsLieInTheOriginal() throws {
        for record in try Self.labelled.get() {
            let count = record.text.unicodeScalars.count
            var end = 0
            for clause in record.plaint["clauses"].elements {
                #expect(clause.keys == ["start", "end", "sentiment", "score", "category"])
                let start = try #require(clause["start"].integer)
                #expect(start >= end, "\(record.line)")
                end = try #require(clause["end"].integer)
                #expect(start < end && end <= count, "\(record.line)")
            }
            for evidence in record.plaint["evidence"].elements {
                #expect(evidence.keys == ["start", "end", "term", "rule", "value"])
                let (start, end) = (try #require(evidence["start"].integer), try #require(evidence["end"].integer))
                #expect(0 <= start && start < end && end <= count, "\(record.line)")
            }
        }
    }

    @Test func cuesAndFeaturesAreFew() throws {
        for record in try Self.labelled.get() {
            let cues = try record.plaint["cues"].elements.map { try #require($0.string) }
            #expect(cues.count <= 3 && Set(cues).count == cues.count, "\(record.line)")
            let values = try record.plaint["features"].elements.map { abs(try #require($0["value"].thousandths)) }
            #expect(values.count <= 10 && values == values.sorted(by: >), "\(record.line)")
            for feature in record.plaint["features"].elements {
                #expect(feature.keys == ["feature", "category", "value"])
            }
        }
    }

    @Test func textsWithNothingInThemAreNeutral() throws {
        let blank = Set(" \n\t\u{3000}\u{FEFF}".unicodeScalars)
        let start =
            #""plaint":{"v":1,"lang":"other","sentiment":"neutral","score":0.000,"positive":0.000,"negative":0.000,"#
        let middle = #""complaint":0.000,"category":null,"categories":[],"#
        let end = #""cues":[],"clauses":[],"raw":0.000,"evidence":[],"features":[]}}"#
        for record in try Self.labelled.get() where blank.isSuperset(of: record.text.unicodeScalars) {
            #expect(record.line.contains(start + middle) && record.line.hasSuffix(end), "\(record.line)")
        }
    }

    @Test func explanationsAreOnlyAdded() throws {
        let plain = try Plaint.run(["batch"], input: Self.input)
        for (line, record) in zip(plain.lines, try Self.labelled.get()) {
            #expect(record.line.hasPrefix(line.dropLast(2)), "\(line)")
        }
    }

    @Test func fieldsComeOutAsTheyWere() throws {
        for record in try Self.labelled.get() {
            #expect(record.line.utf8.starts(with: "{\"text\":\(quoted(record.text)),\"plaint\":{".utf8))
        }
    }

    @Test func aTokenOfAnOverlayMovesNoClass() throws {
        let (folder, overlays) = (TemporaryFolder(), TemporaryFolder())
        let header = "#! plaint-lexicon 1\n#! kind terms\n#! language zh\n"
        let overlay = overlays.write(header + "味道不错\n态度太差\n没到账\n等了一个小时\n", as: "own.tsv")
        // Without cues and valences of Chinese, all that the overlay can change are tokens.
        let english = folder.write(
            "#! plaint-lexicon 1\n#! kind valence\n#! language en\ngreat\t2\n", as: "english.tsv")
        let arguments = ["--explain", "--lexicon", parent(of: english)]
        #expect(try Plaint.run(["segment"] + arguments.dropFirst(), input: "态度太差\n").text != "态度太差\n")
        #expect(try Plaint.run(["segment", "--overlay", overlay], input: "态度太差\n").text == "态度太差\n")
        let plain = try Plaint.run(["batch"] + arguments, input: Self.input)
        let changed = try Plaint.run(["batch", "--overlay", overlay] + arguments, input: Self.input)
        #expect(plain.lines.count == Self.texts.count)
        expectSame(changed.output, plain.output, "the output with more terms")
    }

    @Test func segmentsJoinedGiveTheLine() throws {
        // A byte order mark may stand at the start of the input, and is no part of the line.
        let lines = ["first"] + Self.texts.map { $0.replacing("\n", with: " ") }
        let result = try Plaint.run(["segment", "--json"], input: lines.joined(separator: "\n") + "\n")
        try #require(result.status == 0 && result.lines.count == lines.count)
        for (line, tokens) in zip(lines, result.lines) {
            let words = try JSON(tokens).elements.map { try #require($0.string) }
            #expect(words.joined().utf8.elementsEqual(line.utf8))
            #expect(!words.contains(""))
        }
    }
}
