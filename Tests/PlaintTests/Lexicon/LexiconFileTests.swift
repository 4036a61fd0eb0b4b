import Testing

@testable import Plaint

struct LexiconFileTests {
    private func fault(_ text: String, overlay: Bool = false) -> LexiconError? {
        withBytes(text) { bytes in
            do throws(LexiconError) {
                _ = try LexiconFile(name: "x.tsv", bytes: bytes, overlay: overlay)
                return nil
            } catch { return error }
        }
    }

    private static let header = "#! plaint-lexicon 1\n#! kind valence\n#! language zh\n"

    /// 你 in GBK, and four bytes that would be a character beyond Unicode.
    @Test(arguments: [[0xC4, 0xE3], [0xF7, 0xBF, 0xBF, 0xBF], [0xE4, 0xB8, 0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
    func noLexiconIsMadeOfAnotherEncoding(_ term: [UInt8]) throws {
        let bytes = Array((Self.header + "好\t2\n").utf8) + term + Array("\t-2\n".utf8)
        try bytes.withUnsafeBufferPointer { buffer in
            let file = try LexiconFile(name: "x.tsv", bytes: buffer)
            do throws(LexiconError) {
                _ = try LexiconBuilder.build(files: [file], overlays: [])
                Issue.record("a lexicon was made of it")
            } catch {
                #expect(error.line == 5 && error.reason.contains("save the file as UTF-8"))
            }
        }
    }

    /// (file, line of the error, a word of its reason)
    @Test(arguments: [
        ("", 1, "no lexicon"), ("好\t2\n", 1, "before the header"),
        ("#! plaint-lexicon 1\n好\t2\n", 2, "before the header"),
        ("#! plaint-lexicon 2\n", 1, "newer than 1"), ("#! plaint-lexicon x\n", 1, "no number"),
        ("#! plaint-lexicon 0\n", 1, "no number"),
        ("#! plaint-lexicon 1\n#! kind moods\n", 2, "unknown kind 'moods'"),
        (header + "#! colour red\n", 4, "unknown header"), (header + "#! x\n", 4, "a name and a value"),
        ("#! plaint-lexicon 1\n#! kind valence\n#! language de\n", 3, "unknown language"),
        ("#! plaint-lexicon 1\n#! kind cue\n", 1, "category"),
        (header + "好\n", 4, "no value"), (header + "好\t2\n\n# note\n差\tx\n", 7, "no number like"),
        (header + "好\t\n", 4, "no number like"),
        (header + "\t2\n", 4, "no term"), (header + "好\t1.2345\n", 4, "no number like"),
        (header + "好\t1,5\n", 4, "no number like"),
        (header + "好\t--1\n", 4, "no number like"), (header + "好\t.\n", 4, "no number like"),
        (header + "好\t-\n", 4, "no number like"), (header + "好\t1e3\n", 4, "no number like"),
        (header + "好\t2\r\n差\t?\r\n", 5, "no number like"), ("\u{FEFF}" + header + "差\t?\n", 4, "no number like"),
    ])
    func errorsHaveAPlace(_ text: String, _ line: Int, _ reason: String) throws {
        let error = try #require(fault(text))
        #expect(error.file == "x.tsv" && error.line == line, "\(error)")
        #expect(error.reason.contains(reason), "\(error.reason)")
        #expect(error.description.hasPrefix("x.tsv:\(line): "))
    }

    @Test func rowsAreRead() throws {
        let text = "\u{FEFF}" + Self.header + "# comment\n#热\t1\n好\t+2.25\tnote\twith tabs\r\n\n差\t-.5\n中\t0"
        try withBytes(text) { bytes in
            let file = try LexiconFile(name: "x", bytes: bytes)
            #expect(file.rows.map { LexiconFile.string(bytes, $0.term) } == ["#热", "好", "差", "中"])
            #expect(file.rows.map(\.value) == [1_000, 2_250, -500, 0])
            #expect(file.rows.map(\.line) == [5, 6, 8, 9])
        }
    }

    @Test func overlaysMayRemove() throws {
        #expect(fault(Self.header + "好\t-\n", overlay: true) == nil)
        #expect(fault(Self.header + "好\t-\n", overlay: false)?.line == 4)
    }

    @Test func termsAndCourtesyNeedNoValue() throws {
        for kind in ["terms", "courtesy"] { #expect(fault(lexiconText(kind + "\n客服\n售后\t\n亲\t0")) == nil) }
    }

    @Test(arguments: [
        ("1", 1_000), ("-0.001", -1), ("+3.5", 3_500), ("0", 0), ("007", 7_000), ("9999999999", Int32.max),
        ("-9999999999", Int32.min),
    ])
    func numbers(_ text: String, _ value: Int32) {
        withBytes(text) { #expect(LexiconFile.thousandths($0, 0..<$0.count) == value) }
    }
}

struct LexiconCheckTests {
    private func problems(_ files: [(String, String)]) -> [String] {
        var buffers: [UnsafeMutableBufferPointer<UInt8>] = []
        defer { for buffer in buffers { buffer.deallocate() } }
        let sources = files.map { name, text in
            let bytes = Array(text.utf8)
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            _ = buffer.initialize(from: bytes)
            buffers.append(buffer)
            return (name: name, bytes: UnsafeBufferPointer(buffer))
        }
        return LexiconCheck.problems(in: sources).map(\.description)
    }

    /// (kind and rows, line, a word of the reason)
    @Test(arguments: [
        ("valence\n好\t2\n好\t1", 5, "twice"), ("valence\n好\t2\n中\t1", 5, "out of order"),
        ("valence\ne\u{301}a\t1", 4, "form C"),
        ("valence\n好 \t1", 4, "blank"), ("valence\na  b\t1", 4, "blank"), ("valence\nGood\t1", 4, "capitals"),
        ("valence\n好\t4.1", 4, "outside"),
        ("negation\n不\t0.5", 4, "outside"), ("irrealis\n若\t1.5", 4, "outside"), ("booster\n很\t1.6", 4, "outside"),
        ("sarcasm\n呵\t1", 4, "outside"),
        ("valence\n…好\t1", 4, "gap"), ("valence\n好…\t1", 4, "gap"), ("cue category speed\n慢\t6", 5, "outside"),
        ("courtesy\n您好\t2.5", 4, "outside"),
        ("contrast\n但\t-1.1", 4, "outside"), ("valence\n好\tx", 4, "no number"),
    ])
    func findsProblems(_ file: String, _ line: Int, _ reason: String) throws {
        let found = problems([("a.tsv", lexiconText(file))])
        let problem = try #require(found.first)
        #expect(found.count == 1 && problem.hasPrefix("a.tsv:\(line): ") && problem.contains(reason), "\(found)")
    }

    @Test func findsTheSameTermInTwoFilesOfAKind() {
        let found = problems([
            ("a.tsv", lexiconText("valence\n好\t2")), ("b.tsv", lexiconText("valence\n好\t1")),
            ("c.tsv", lexiconText("terms\n好")),
        ])
        #expect(found.count == 1 && found[0].hasPrefix("b.tsv:4: ") && found[0].contains("a.tsv:4"), "\(found)")
        // Cues of two categories, and overlays, may say the same term again.
        #expect(
            problems([
                ("a.tsv", lexiconText("cue category speed\n慢\t2")),
                ("b.tsv", lexiconText("cue category service\n慢\t2")),
            ]).isEmpty)
        #expect(
            problems([("a.tsv", lexiconText("valence\n好\t2")), ("overlays/b.tsv", lexiconText("valence\n好\t-"))])
                .isEmpty)
    }

    @Test func aFileNeedsALanguage() {
        #expect(problems([("a.tsv", "#! plaint-lexicon 1\n#! kind valence\n好\t2\n")]).count == 1)
    }

    @Test func theFilesOfTheProjectHaveNoProblems() {
        #expect(LexiconCheck.problems(in: .directory(Shared.projectPath + "/lexicons")) == [])
        #expect(LexiconCheck.problems(in: .embedded) == [])
        #expect(LexiconCheck.problems(in: .directory(SentimentCases.folder + "/lexicon")) == [])
    }

    @Test func aFolderWithoutFilesIsAnError() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            #expect(throws: LexiconError.self) { try Lexicon.load(.directory(folder.path)) }
            #expect(throws: LexiconError.self) { try Lexicon.load(.directory(folder.path + "/missing")) }
            #expect(LexiconCheck.problems(in: .directory(folder.path)).count == 1)
            let path = folder.write(Array(lexiconText("valence\n好\t2").utf8), as: "a.tsv")
            #expect(try Lexicon.load(.directory(folder.path)).sources.map(\.name) == [path])
            _ = folder.write(Array(lexiconText("valence\n好\t1").utf8), as: "b.tsv")
            #expect(throws: LexiconError.self) { try Lexicon.load(.directory(folder.path)) }
        }
    }
}
