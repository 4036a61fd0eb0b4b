import Glibc
import Testing

@testable import Plaint

struct LabelledCorpusTests {
    private func read(_ lines: String..., field: String = "categories") throws -> LabelledCorpus {
        try SmallCorpus.corpus([lines], labelField: field)
    }

    @Test func labelsAreReadInTheirForms() throws {
        let corpus = try read(
            #"{"text":"a","categories":["speed","service","speed"],"sentiment":"negative"}"#,
            #"{"text":"b","categories":"speed, service"}"#, #"{"text":"c","categories":[]}"#,
            #"{"text":"d","categories":[],"complaint":true}"#, #"{"text":"e","categories":["none"]}"#,
            #"{"text":"f","categories":["product"],"complaint":"1"}"#,
            #"{"text":"g","categories":"","complaint":false}"#)
        #expect(
            corpus.records.map(\.labels) == [["speed", "service"], ["speed", "service"], [], [], [], ["product"], []])
        #expect(corpus.records.map(\.isComplaint) == [true, true, false, true, false, true, false])
        #expect(corpus.records[0].sentiment == .negative && corpus.problems.isEmpty && corpus.unlabelled == 0)
    }

    @Test func otherFieldsTakeOneValue() throws {
        let corpus = try read(
            #"{"text":"a","act":"praise"}"#, #"{"text":"b","act":3}"#, #"{"text":"c","act":true}"#, #"{"text":"d"}"#,
            #"{"text":"e","act":null}"#, #"{"text":"f","act":"a, b"}"#, field: "act")
        #expect(corpus.records.map(\.labels) == [["praise"], ["3"], ["true"]])
        #expect(corpus.problems.count == 1, "categories are joined by commas, so a name may hold none")
        #expect(corpus.unlabelled == 2 && corpus.records.allSatisfy(\.isComplaint))
    }

    @Test func whatContradictsItselfIsAProblem() throws {
        let corpus = try read(
            #"{"text":"a","categories":["speed"],"complaint":false}"#,
            #"{"text":"b","categories":[],"complaint":"maybe"}"#, #"{"text":" ","categories":[]}"#, "not json",
            #"{"text":"ok","categories":[]}"#)
        #expect(corpus.records.count == 1 && corpus.problems.count == 4)
        for (line, problem) in corpus.problems.enumerated() {
            #expect(problem.contains("part0.jsonl:\(line + 1): "), "\(problem)")
        }
    }

    @Test func onlyPlaintsOwnLabelsAreNoGold() throws {
        let corpus = try read(#"{"text":"a","plaint":{"v":1,"categories":["speed"],"complaint":0.9}}"#)
        #expect(corpus.records.isEmpty && corpus.unlabelled == 1)
    }

    @Test func escapesAndPlacesAreKept() throws {
        let corpus = try read(#"{"categories":["sp\u0065ed"],"text":"a\n\u4f60\ud83d\ude00","x":[1,{"y":"]}"}]}"#)
        #expect(corpus.records.first?.text == "a\n你😀" && corpus.records.first?.labels == ["speed"])
        #expect(corpus.records.first?.place.hasSuffix("part0.jsonl:1") == true)
    }

    @Test func frozenTextsAreRefused() throws {
        let parent = TemporaryFolder()
        try withExtendedLifetime(parent) { () throws in
            let line = #"{"text":"secret","categories":[]}"#
            // The folder `test` beside the file, made by hand.
            let train = parent.write(Array((line + "\n").utf8), as: "train.jsonl")
            let corpus = try LabelledCorpus(paths: [train])
            #expect(try FrozenTests.refusal(corpus, paths: [train]) == nil)
            let test = TestFolder(parent.path + "/test")
            try withExtendedLifetime(test) { () throws in
                test.write(#"{"text":"other","categories":[]}"#)
                #expect(try FrozenTests.refusal(corpus, paths: [train]) == nil)
                test.write(#"{"text":"secret","categories":[]}"#)
                #expect(try FrozenTests.refusal(corpus, paths: [train])?.contains("train.jsonl:1") == true)
                // A test file itself is refused too.
                let own = try LabelledCorpus(paths: [test.file])
                #expect(try FrozenTests.refusal(own, paths: [test.file]) != nil)
            }
        }
    }

    /// Whatever the path looks like, and however the test is written down.
    @Test(arguments: ["/train/frozen.jsonl", "//train/./frozen.jsonl", "/train/../train/frozen.jsonl", "/x/link.jsonl"])
    func frozenTextsAreFoundOnAnyWay(_ way: String) throws {
        let parent = TemporaryFolder()
        try withExtendedLifetime(parent) { () throws in
            let train = TestFolder(parent.path + "/train")
            let test = TestFolder(parent.path + "/test", file: "frozen.csv")
            let links = TestFolder(parent.path + "/x", file: "link.jsonl")
            try withExtendedLifetime((train, test, links)) { () throws in
                #expect(symlink("../train/frozen.jsonl", links.file) == 0)
                train.write(#"{"text":"ＡＮＯＴＨＥＲ one. ","categories":[]}"#)
                let path = parent.path + way
                let corpus = try LabelledCorpus(paths: [path])
                test.write("id,text\n1,another two")
                #expect(try FrozenTests.refusal(corpus, paths: [path]) == nil)
                test.write("id,text\n1,\"Another one\"")
                #expect(try FrozenTests.refusal(corpus, paths: [path])?.contains("/frozen.csv:2") == true)
                // A table without texts is nobody's test.
                test.write("id,price\n1,2")
                #expect(try FrozenTests.refusal(corpus, paths: [path]) == nil)
            }
        }
    }

    @Test func frozenTextsAreFoundWhereTheirFieldWasTold() throws {
        let parent = TemporaryFolder()
        try withExtendedLifetime(parent) { () throws in
            let test = TestFolder(parent.path + "/test")
            try withExtendedLifetime(test) { () throws in
                let line = #"{"body":{"t":"secret"},"categories":[]}"#
                let path = parent.write(Array(line.utf8), as: "a.jsonl")
                test.write(line)
                let told = RecordOptions(textField: "body.t")
                let corpus = try LabelledCorpus(paths: [path], reading: told)
                #expect(try FrozenTests.refusal(corpus, paths: [path], reading: told) != nil)
                test.write(#"{"text":"Secret!"}"#)
                #expect(try FrozenTests.refusal(corpus, paths: [path], reading: told) != nil)
            }
        }
    }

    @Test func frozenTasksOfAnAnnotationToolAreFound() throws {
        let parent = TemporaryFolder()
        try withExtendedLifetime(parent) { () throws in
            let test = TestFolder(parent.path + "/test", file: "tasks.json")
            try withExtendedLifetime(test) { () throws in
                test.write(#"[{"data":{"content":"secret"},"annotations":[]}]"#)
                let path = parent.write(Array(#"{"text":"Secret","categories":[]}"#.utf8), as: "a.jsonl")
                let corpus = try LabelledCorpus(paths: [path])
                #expect(try FrozenTests.refusal(corpus, paths: [path])?.contains("/tasks.json:1") == true)
            }
        }
    }

    @Test func theWayToATextIsTheSameInAnArray() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let record = #"{"body":{"t":"slow"},"categories":["speed"]}"#
            for (name, file) in [("a.jsonl", record), ("a.json", "[\(record)]")] {
                let path = folder.write(Array(file.utf8), as: name)
                let corpus = try LabelledCorpus(paths: [path], reading: RecordOptions(textField: "body.t"))
                #expect(corpus.records.map(\.text) == ["slow"], "\(corpus.problems)")
            }
        }
    }

    @Test func sourcesInsideAFileAreReadInTurn() throws {
        let zip = try LabelledCorpus(paths: [SampleFormatTests.folder + "/two.zip"], labelField: "评论时间")
        #expect(zip.records.count == 3 && zip.unlabelled == 5 && zip.problems.isEmpty)
        #expect(zip.records.first?.place.hasSuffix("two.zip/day1/gbk.csv:2") == true)
        let workbook = try LabelledCorpus(paths: [SampleFormatTests.folder + "/workbook.xlsx"], labelField: "评分")
        #expect(workbook.records.map(\.labels) == [["1"], ["5"]] && workbook.unlabelled == 1)
        #expect(workbook.problems.count == 1, "a blank text")
        #expect(workbook.notices.count == 1, "a sheet without a text")
    }
}
