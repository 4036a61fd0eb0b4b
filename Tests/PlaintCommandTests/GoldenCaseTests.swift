import Glibc
import Testing

/// Cases/<subcommand>/<case>/: the line in `command` is run by /bin/sh in the case's folder, with PLAINT (the command),
/// PLAIN and TINY (options for the small lexicon and models of Cases/shared) and WORK (an empty folder) set. `stdin` may
/// be missing (then it is empty), and so may `stderr` (then it is not compared). To add a case write `command` and its
/// input files, run the tests with PLAINT_RECORD=1, and read the difference.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }
    var folder: String { "\(Folders.cases)/\(name)" }

    static let all: [GoldenCase] = Files.names(in: Folders.cases).filter { $0 != "shared" }.flatMap { group in
        Files.names(in: "\(Folders.cases)/\(group)").map { GoldenCase(name: "\(group)/\($0)") }
    }

    /// Runs the command; what differs from run to run is masked in its errors.
    func run() throws -> CommandResult {
        guard let command = Files.text("\(folder)/command") else { throw CommandError("\(name) has no command") }
        let work = TemporaryFolder()
        var result = try runProgram(
            "/bin/sh", ["-c", command], input: Files.read("\(folder)/stdin") ?? [], directory: folder,
            environment: [
                "PLAINT": Plaint.path, "WORK": work.path, "SHARED": "../../shared",
                "PLAIN": "--lexicon ../../shared/lexicon --model ../../shared/plain.model",
                "TINY": "--lexicon ../../shared/lexicon --model ../../shared/tiny.model",
            ])
        result.errors = Array(Self.masked(result.errorText, work: work.path).utf8)
        return result
    }

    /// Without numbers of time and rate, the temporary folder, and the warning of a model from another ICU.
    private static func masked(_ text: String, work: String) -> String {
        var masked = text
        while let place = masked.firstRange(of: work) { masked.replaceSubrange(place, with: "WORK") }
        masked = masked.replacing(/[0-9]+\.[0-9]+ s, [0-9]+\.[0-9]+ MB\/s/) { _ in "# s, # MB/s" }
        // The number of features depends on the built-in lexicon.
        masked = masked.replacing(/[0-9]+ features/) { _ in "# features" }
        return linesOf(masked).filter { !$0.hasPrefix("plaint: the model was trained with another segmentation") }
            .map { $0 + "\n" }.joined()
    }

    /// Makes the result the expected one.
    func record(_ result: CommandResult) {
        Files.write(result.output, to: "\(folder)/stdout")
        Files.write(result.errors, to: "\(folder)/stderr")
        Files.write(Array("\(result.status)\n".utf8), to: "\(folder)/status")
    }
}

@Suite struct GoldenCaseTests {
    /// With PLAINT_RECORD the models of Cases/shared are made anew, once, before the cases are run.
    static let isRecording: Bool = {
        guard getenv("PLAINT_RECORD") != nil else { return false }
        let made = try? runProgram(
            "/bin/sh", ["\(Folders.cases)/shared/make.sh"], environment: ["PLAINT": Plaint.path])
        return made?.status == 0
    }()

    @Test func casesAreFound() { #expect(GoldenCase.all.count >= 100) }

    @Test(arguments: GoldenCase.all) func givesWhatWasRecorded(_ golden: GoldenCase) throws {
        if Self.isRecording {
            golden.record(try golden.run())
            return
        }
        let result = try golden.run()
        let status = try #require(Files.text("\(golden.folder)/status"), "no status: record the case")
        let output = try #require(Files.read("\(golden.folder)/stdout"), "no stdout: record the case")
        #expect(status == "\(result.status)\n")
        expectSame(result.output, output, "standard output of \(golden.name)")
        if let errors = Files.read("\(golden.folder)/stderr") {
            expectSame(result.errors, errors, "standard error of \(golden.name)")
        }
    }
}

/// Expects equal bytes, and shows the first lines that differ.
func expectSame(
    _ found: [UInt8], _ expected: [UInt8], _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    if found == expected { return }
    let foundLines = found.split(separator: 0x0A, omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first = zip(foundLines, expectedLines).enumerated().first { $1.0 != $1.1 }?.offset
    let line = first ?? min(foundLines.count, expectedLines.count)
    func show(_ lines: [ArraySlice<UInt8>]) -> String {
        line < lines.count ? String(decoding: lines[line].prefix(2_000), as: UTF8.self) : "(no such line)"
    }
    Issue.record(
        "\(what), line \(line + 1):\n  is        \(show(foundLines))\n  should be \(show(expectedLines))",
        sourceLocation: sourceLocation)
}
