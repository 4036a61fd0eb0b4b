import Glibc
import Testing

@testable import Plaint

struct DriverTests {
    /// What a run left behind.
    private struct Run {
        var output: [UInt8]
        var outcome: BatchDriver.Outcome
        var notices: [String]
        var lines: [String] { output.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) } }
    }

    private func run(
        _ files: [(name: String, text: String)], threads: Int, missing: String? = nil,
        change: (inout RecordOptions) -> Void = { _ in }
    ) throws -> Run {
        let folder = TemporaryFolder()
        return try withExtendedLifetime(folder) { () throws in
            var paths = files.map { folder.write(Array($0.text.utf8), as: $0.name) }
            if let missing { paths.insert(folder.path + "/" + missing, at: 1) }
            var notices: [String] = []
            var options = RecordOptions()
            change(&options)
            let driver = BatchDriver(analyzer: Shared.analyzer, records: options, threads: threads) {
                notices.append($0.text.replacing(first: folder.path, by: ""))
            }
            let target = folder.write([], as: "out.jsonl")
            let outcome = try driver.run(paths, outputPath: target)
            #expect(access(target + ".part", F_OK) != 0, "the file has its name")
            return Run(output: contents(ofFile: target), outcome: outcome, notices: notices)
        }
    }

    private static func records(_ count: Int, seed: UInt64) -> String {
        var generator = HostileText(seed: seed)
        return (0..<count).map { number -> String in
            if number % 17 == 5 { return "" }
            if number % 23 == 7 { return #"{"text":3}"# }
            if number % 29 == 11 { return "{broken" }
            var line = Array("{\"id\":\(number),\"text\":".utf8)
            JSONText.appendString(generator.next(), to: &line)
            return String(decoding: line, as: UTF8.self) + "}"
        }.joined(separator: "\n") + "\n"
    }

    @Test func bytesDoNotDependOnTheNumberOfThreads() throws {
        // More than a block, so that the order could go wrong.
        let large = String(repeating: Self.records(300, seed: 91), count: max(1, 4 * RecordReader.blockBytes / 60_000))
        let files = [("a.jsonl", large), ("b.csv", "id,text\n1,很好\n2,bad\n"), ("c.txt", "slow\n\ngood\n")]
        let one = try run(files, threads: 1)
        #expect(one.output.count > RecordReader.blockBytes)
        for threads in [2, 3, 8] {
            let several = try run(files, threads: threads)
            #expect(several.output == one.output, "\(threads) threads")
            #expect(several.outcome.counts == one.outcome.counts)
            #expect(several.notices == one.notices, "notices come in the order of the input")
        }
    }

    @Test func nothingIsLost() throws {
        let result = try run([("a.jsonl", Self.records(500, seed: 92))], threads: 2)
        let counts = result.outcome.counts
        #expect(counts.isConserved && counts.read == 500 && counts.rejected > 0 && counts.skipped > 0)
        #expect(result.lines.count == counts.written)
        #expect(!result.outcome.failed)
        let issues = result.notices.filter { $0.contains(".jsonl:") }
        #expect(issues.count >= counts.rejected)
        for line in result.lines { #expect(line.contains(#","plaint":{"v":1,"#)) }
    }

    @Test(arguments: [1, 2]) func aMissingFileDoesNotStopTheOthers(_ threads: Int) throws {
        let result = try run([("a.txt", "good\n"), ("b.txt", "bad\n")], threads: threads, missing: "gone.txt")
        #expect(result.outcome.failed && result.lines.count == 2)
        #expect(result.notices.contains { $0.contains("gone.txt") })
        #expect(result.lines[0].contains("good") && result.lines[1].contains("bad"))
    }

    @Test(arguments: [1, 2]) func noRecordsGiveAnEmptyFile(_ threads: Int) throws {
        let result = try run([("a.jsonl", ""), ("b.jsonl", "\n\n")], threads: threads)
        #expect(result.output.isEmpty && result.outcome.counts.skipped == 2 && result.outcome.counts.isConserved)
    }

    @Test func aRecordOverTheLimitIsRejectedAndTheRestLabelled() throws {
        let long = #"{"text":""# + String(repeating: "好", count: 2_000) + #""}"#
        let result = try run([("a.jsonl", "{\"text\":\"a\"}\n\(long)\n{\"text\":\"b\"}\n")], threads: 1) {
            $0.maximumRecordBytes = 1_000
        }
        #expect(result.outcome.counts.rejected == 1 && result.lines.count == 2 && result.outcome.counts.isConserved)
    }

    @Test(arguments: [1, 4]) func aFullDiskIsAnError(_ threads: Int) throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array(Self.records(4_000, seed: 93).utf8), as: "a.jsonl")
            let driver = BatchDriver(analyzer: Shared.analyzer, records: RecordOptions(), threads: threads) { _ in }
            #expect(throws: OutputError.self) { try driver.run([path], outputPath: "/dev/full") }
            #expect(throws: OutputError.self) { try driver.run([path], outputPath: folder.path + "/no/such/folder") }
        }
    }

    @Test func aFileGetsItsNameWhenItIsWhole() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array("old".utf8), as: "out")
            let output = try OutputFile(path: path)
            try output.write(Array("new".utf8))
            #expect(contents(ofFile: path) == Array("old".utf8), "the old file stays until the end")
            try output.finish()
            #expect(contents(ofFile: path) == Array("new".utf8))
            #expect(access(path + ".part", F_OK) != 0)
        }
    }

    @Test func aFileThatIsReplacedKeepsItsPermissionsAndItsLinks() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array("old".utf8), as: "out")
            let link = folder.write([], as: "link")
            unlink(link)
            try #require(symlink("out", link) == 0)
            for mode in [0o600, 0o640, 0o400] as [mode_t] {
                try #require(chmod(path, mode) == 0)
                let output = try OutputFile(path: link)
                #expect(self.mode(of: path + ".part") & 0o777 == mode | 0o200)
                try output.write(Array("new".utf8))
                try output.finish()
                #expect(self.mode(of: path) & 0o777 == mode)
                #expect(self.mode(of: link) & S_IFMT == S_IFLNK)
                #expect(contents(ofFile: path) == Array("new".utf8))
            }
        }
    }

    /// Of a link its own.
    private func mode(of path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : 0
    }

    @Test func filesOfARunAreDistinct() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let input = folder.write(Array("x".utf8), as: "in")
            let other = folder.write([], as: "hard")
            unlink(other)
            try #require(link(input, other) == 0)
            for path in [input, other, "\(folder.path)/./in"] {
                var files = DistinctFiles(inputs: [input, input])
                #expect(throws: DriverError.self, "\(path)") { try files.add(path, as: "-o") }
            }
            var files = DistinctFiles(inputs: [input])
            try files.add("\(folder.path)/new", as: "-o", leavesCheckpoints: true)
            for name in ["new", "./new", "new.part", "new.checkpoint"] {
                #expect(throws: DriverError.self, "\(name)") { try files.add(alerts: "\(folder.path)/\(name)") }
            }
            try files.add("/dev/null", as: "--rejects")
            try files.add("/dev/null", as: "--state")
            try files.add(alerts: "\(folder.path)/new.jsonl")
        }
    }

    @Test func workersTakeAndTheStageOrders() {
        let exchange = BlockExchange(capacity: 3)
        let total = 2_000
        let reader = WorkerThread {
            for number in 0..<total {
                guard let item = exchange.takeFree() else { return }
                item.bytesRead = number
                exchange.submit(item)
            }
            exchange.close()
        }
        let workers = (0..<4).map { _ in
            WorkerThread { while let (number, item) = exchange.takeWork() { exchange.finish(number, item) } }
        }
        var order: [Int] = []
        while let item = exchange.takeOrdered() {
            order.append(item.bytesRead)
            exchange.giveBack(item)
        }
        for worker in workers { worker.join() }
        reader.join()
        #expect(order == Array(0..<total))
    }

    @Test func aCancelledExchangeLetsAllGo() {
        let exchange = BlockExchange(capacity: 2)
        let reader = WorkerThread { while let item = exchange.takeFree() { exchange.submit(item) } }
        let workers = (0..<2).map { _ in
            WorkerThread { while let (number, item) = exchange.takeWork() { exchange.finish(number, item) } }
        }
        for _ in 0..<10 { if let item = exchange.takeOrdered() { exchange.giveBack(item) } }
        exchange.cancel()
        for worker in workers { worker.join() }
        reader.join()
    }
}
