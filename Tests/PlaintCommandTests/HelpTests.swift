import Testing

/// What the command says of itself.
@Suite struct HelpTests {
    /// The words that lead to every subcommand, found by following the lists of subcommands.
    static let subcommands: Result<[[String]], any Error> = Result { try below([]) }

    private static func below(_ words: [String]) throws -> [[String]] {
        let lines = linesOf(try Plaint.run(words + ["--help"]).text)
        var found = [words]
        guard let start = lines.firstIndex(of: "SUBCOMMANDS:") else { return found }
        for line in lines[(start + 1)...] {
            guard let name = line.wholeMatch(of: /\ \ ([a-z]+)( \(default\))?\ \ .*/)?.1 else { continue }
            found += try below(words + [String(name)])
        }
        return found
    }

    @Test func allSubcommandsOfTheContractAreThere() throws {
        let names = try Self.subcommands.get().map { $0.joined(separator: " ") }
        for name in [
            "batch", "stream", "train", "train merge", "evaluate", "audit", "segment", "explain", "lexicon",
            "lexicon check",
            "lexicon show",
        ] { #expect(names.contains(name)) }
    }

    @Test func everyHelpHasAnExample() throws {
        for words in try Self.subcommands.get() {
            let help = try Plaint.run(words + ["--help"])
            #expect(help.status == 0 && help.errors.isEmpty)
            let name = (["plaint"] + words).joined(separator: " ")
            let lines = help.lines.drop { !$0.hasPrefix("Example") }.dropFirst().prefix { $0.hasPrefix("  ") }
            #expect(lines.contains { $0.contains(name) }, "\(name) has no example")
        }
    }

    @Test func optionsOfTheContractAreThere() throws {
        let everywhere = ["--lexicon", "--overlay"]
        let label =
            everywhere + [
                "--model", "--output", "-o", "--input-format", "--text-field", "--threads", "--explain", "--clauses",
                "--min-probability", "--max-record", "--prior",
            ]
        let options = [
            "batch": label, "stream": label,
            "train": [
                "--output", "-o", "--label", "--text-field", "--counts-only", "--accept-labels", "--report",
                "--max-record", "--encoding", "--parameter", "merge", "<corpus>", "--version",
            ],
            "train merge": ["--calibrate", "--output", "-o", "--text-field", "--accept-labels", "--parameter"],
            "evaluate": everywhere + ["--model", "--folds", "--json", "--prior"],
            "audit": ["--label", "--text-field", "--folds", "--below", "--json"],
            "segment": everywhere + ["--json"], "explain": everywhere + ["--model"],
            "lexicon check": ["--coverage", "--text-field"],
            "lexicon induce": ["--rating", "--text-field", "--max-record"],
        ]
        for (name, options) in options {
            let words = name.split(separator: " ").map(String.init)
            let help = try Plaint.run(words + ["--help"]).text
            for option in options { #expect(help.contains(option), "\(name) \(option)") }
        }
    }

    @Test func versionNamesWhatDecidesTheBytes() throws {
        let lines = try Plaint.run(["--version"]).lines
        try #require(lines.count == 4)
        #expect(lines[0].wholeMatch(of: /plaint [0-9]+\.[0-9]+\.[0-9]+.*/) != nil)
        #expect(lines[1].wholeMatch(of: /ICU [0-9]+\.[0-9]+/) != nil)
        #expect(lines[2].wholeMatch(of: /lexicon sha256:[0-9a-f]{64}/) != nil)
        #expect(lines[3].wholeMatch(of: /model sha256:[0-9a-f]{64}/) != nil)
    }

    @Test(arguments: [[], ["--json"], ["--folds", "2"]]) func evaluateSaysSomething(options: [String]) throws {
        let result = try Plaint.run(["evaluate"] + options + [Folders.cases + "/shared/corpus.jsonl"])
        #expect(result.status == 0, "\(result.errorText)")
        #expect(!result.output.isEmpty)
        if options == ["--json"] { #expect(!(try JSON(result.text).keys.isEmpty)) }
    }
}
