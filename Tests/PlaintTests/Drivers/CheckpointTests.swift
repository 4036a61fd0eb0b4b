import Glibc
import Testing

@testable import Plaint

@Suite struct CheckpointTests {
    private var example: Checkpoint {
        var checkpoint = Checkpoint()
        checkpoint.source = 2
        checkpoint.blocksOfSource = 32
        checkpoint.offset = 8_388_608
        checkpoint.blocksInAll = 64
        checkpoint.counts.read = 1_000
        checkpoint.counts.written = 990
        checkpoint.counts.rejected = 10
        checkpoint.outputLength = 123_456
        checkpoint.failed = true
        checkpoint.columns = ["id", "a \"name\"\nof two lines", ""]
        checkpoint.fingerprint = ["plaint 0", "文件.csv 12 3.4"]
        return checkpoint
    }

    @Test func comesBackFromItsText() {
        #expect(Checkpoint(text: example.text()) == example)
        #expect(Checkpoint(text: Checkpoint().text()) == Checkpoint())
    }

    @Test func aDamagedOneIsNone() {
        let text = Array(example.text().utf8)
        for index in text.indices {
            var changed = text
            changed[index] ^= 1
            #expect(Checkpoint(text: String(decoding: changed, as: UTF8.self)) == nil, "byte \(index)")
            #expect(Checkpoint(text: String(decoding: text[..<index], as: UTF8.self)) == nil, "\(index) bytes")
        }
    }

    /// A run that is cut back to a checkpoint and gone on with gives the same bytes.
    @Test func goesOnWhereARunWasEnded() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let lines = (0..<300).map { $0 % 50 == 7 ? "{bad \($0)\n" : "{\"id\":\($0),\"text\":\"等了很久 \($0)\"}\n" }
                .joined()
            let input = folder.write(Array(lines.utf8), as: "in.jsonl")
            let whole = folder.write([], as: "whole.jsonl")
            let part = folder.write([], as: "part.jsonl")
            let rejects = folder.write([], as: "r.jsonl")
            var driver = BatchDriver(analyzer: Shared.analyzer, records: RecordOptions(), threads: 1) { _ in }
            driver.options.rejectsPath = rejects
            let counts = try driver.run([input], outputPath: whole).counts
            let (expected, expectedRejects) = (contents(ofFile: whole), contents(ofFile: rejects))
            #expect(expectedRejects.count { $0 == 0x0A } == 6)

            // What a killed run leaves: more bytes than its last checkpoint knows of.
            _ = folder.write(expected + Array("torn li".utf8), as: "part.jsonl.part")
            _ = folder.write(expectedRejects + Array("torn".utf8), as: "r.jsonl.part")
            var checkpoint = Checkpoint()
            checkpoint.blocksOfSource = 1
            checkpoint.blocksInAll = 1
            checkpoint.offset = lines.utf8.count
            checkpoint.counts = counts
            checkpoint.outputLength = expected.count
            checkpoint.rejectsLength = expectedRejects.count
            checkpoint.fingerprint = driver.fingerprint([input])
            try checkpoint.save(beside: part)
            driver.options.resumes = true
            let outcome = try driver.run([input], outputPath: part)
            #expect(outcome.counts.read == counts.read && outcome.counts.isConserved)
            #expect(contents(ofFile: part) == expected)
            #expect(contents(ofFile: rejects) == expectedRejects)
            #expect(access(Checkpoint.path(of: part), F_OK) != 0, "the checkpoint goes with the end of the run")

            // Another input than before is refused.
            checkpoint.fingerprint[checkpoint.fingerprint.count - 1] = input + " 1 2.3"
            try checkpoint.save(beside: part)
            #expect(throws: DriverError.self) { try driver.run([input], outputPath: part) }
            Checkpoint.remove(beside: part)
            #expect(throws: DriverError.self) { try driver.run(["-"], outputPath: part) }
        }
    }

    /// Sources are known by their number: the same files in another order are another run, and so is one file more.
    @Test func otherFilesAreAnotherRun() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let inputs = ["a", "b", "c"].map {
                folder.write(Array("{\"text\":\"slow \($0)\"}\n".utf8), as: "\($0).jsonl")
            }
            let part = folder.write(Array("old\n".utf8), as: "part.jsonl")
            var driver = BatchDriver(analyzer: Shared.analyzer, records: RecordOptions(), threads: 1) { _ in }
            let unfinished = folder.write(Array("{}\n".utf8), as: "part.jsonl.part")
            var checkpoint = Checkpoint()
            checkpoint.blocksOfSource = 1
            checkpoint.blocksInAll = 1
            checkpoint.offset = 18
            checkpoint.outputLength = 3
            checkpoint.fingerprint = driver.fingerprint(Array(inputs[..<2]))
            try checkpoint.save(beside: part)
            driver.options.resumes = true
            for other in [[inputs[1], inputs[0]], [inputs[0]], inputs, [inputs[2], inputs[0], inputs[1]]] {
                #expect(throws: DriverError.self) { try driver.run(other, outputPath: part) }
            }
            // A source that is found to be another one although its name, size and time are the same.
            checkpoint.offset = 7
            try checkpoint.save(beside: part)
            for threads in [1, 2] {
                driver.threads = threads
                #expect(throws: DriverError.self) { try driver.run(Array(inputs[..<2]), outputPath: part) }
            }
            #expect(contents(ofFile: part) == Array("old\n".utf8))
            #expect(contents(ofFile: unfinished) == Array("{}\n".utf8))
            #expect(Checkpoint.load(beside: part) == checkpoint)
        }
    }

    @Test func tellsWhatIsDifferent() {
        #expect(example.difference(from: example.fingerprint) == nil)
        #expect(example.difference(from: ["plaint 0"]) == #"which had "文件.csv 12 3.4""#)
        #expect(example.difference(from: ["plaint 1", "文件.csv 12 3.4"]) == #"which had "plaint 0""#)
        #expect(example.difference(from: example.fingerprint + ["b 1 2.3"]) == #"which had no "b 1 2.3""#)
    }

    @Test(arguments: [".gz", ".zst"]) func aPackedOutputUnpacksToTheSame(ending: String) throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write([], as: "out.txt" + ending)
            let output = try OutputFile(path: path, packsByName: true)
            try output.write(Array("first\n".utf8))
            try output.endFrame()
            let length = output.length
            try output.write(Array("lost\n".utf8))
            try output.endFrame()
            // Cut back to the end of the first frame, as after a kill.
            let again = try OutputFile(path: path, packsByName: true, keeping: length)
            try again.write(Array("second\n".utf8))
            try again.finish()
            #expect(
                try readRecords(at: path, options: RecordOptions(), live: false, blockBytes: 100).texts == [
                    "first", "second",
                ])
        }
    }
}
