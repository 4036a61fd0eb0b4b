import Glibc
import Testing

/// The commands of README.md do what it says.
///
/// A code block with the line `<!-- test -->` before it is run; `<!-- test 1 -->` expects that exit status. In a block with
/// lines that begin with `$ ` those are run one by one, and the lines under each must be its output (`…` stands for any
/// lines; with no lines the output is not compared). Any other block is run whole. All blocks run in one folder that
/// begins with links to lexicons/, corpora/ and Tests/, with `plaint` on the path.
@Suite struct ReadmeTests {
    struct Block: Sendable {
        var line: Int
        var status: Int32
        var lines: [String]

        /// Each command with the output that is shown for it.
        var commands: [(command: String, output: [String])] {
            guard lines.contains(where: { $0.hasPrefix("$ ") }) else { return [(lines.joined(separator: "\n"), [])] }
            var commands: [(command: String, output: [String])] = []
            for line in lines {
                if line.hasPrefix("$ ") {
                    commands.append((String(line.dropFirst(2)), []))
                } else if let last = commands.last, last.command.hasSuffix("\\") {
                    commands[commands.count - 1].command += "\n" + line
                } else if !commands.isEmpty {
                    commands[commands.count - 1].output.append(line)
                }
            }
            return commands
        }
    }

    static let path = Folders.project + "/README.md"

    static func blocks(of text: String) throws -> [Block] {
        var blocks: [Block] = []
        var marked: Int32?
        var isOpen = false
        for (index, line) in linesOf(text).enumerated() {
            if let mark = line.wholeMatch(of: /<!-- test *([0-9]*) -->/) {
                marked = Int32(mark.1) ?? 0
            } else if line.hasPrefix("```"), isOpen {
                isOpen = false
                marked = nil
            } else if line.hasPrefix("```"), let status = marked {
                isOpen = true
                blocks.append(Block(line: index + 2, status: status, lines: []))
            } else if isOpen {
                blocks[blocks.count - 1].lines.append(line)
            } else if marked != nil, !line.isEmpty {
                throw CommandError("README.md:\(index + 1): a code block must follow <!-- test -->")
            }
        }
        guard marked == nil else { throw CommandError("README.md: the last <!-- test --> has no whole code block") }
        return blocks
    }

    /// Whether `shown` is `output`; a shown line `…` stands for any lines.
    static func matches(_ output: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return output.isEmpty }
        let rest = shown.dropFirst()
        if first == "…" { return (output.startIndex...output.endIndex).contains { matches(output[$0...], rest) } }
        return output.first == first && matches(output.dropFirst(), rest)
    }

    /// What is wrong with the blocks; empty when all is well.
    static func problems(of text: String) throws -> [String] {
        let folder = TemporaryFolder()
        for name in ["lexicons", "corpora", "Tests"] { symlink("\(Folders.project)/\(name)", folder.file(name)) }
        let path = parent(of: Plaint.path) + ":" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")
        var problems: [String] = []
        for block in try blocks(of: text) {
            for (index, (command, shown)) in block.commands.enumerated() {
                let isLast = index == block.commands.count - 1
                let result = try runProgram(
                    "/bin/sh", ["-ec", command], directory: folder.path, environment: ["PATH": path])
                let place = "README.md:\(block.line): \(command)"
                if result.status != (isLast ? block.status : 0) {
                    problems.append("\(place)\n  ended with \(result.status): \(result.errorText)")
                }
                if !shown.isEmpty, !matches(result.lines[...], shown[...]) {
                    problems.append(
                        "\(place)\n  gave\n\(result.text)  where the text shows\n\(shown.joined(separator: "\n"))")
                }
            }
        }
        return problems
    }

    @Test(.enabled(if: Files.exists(path), "there is no README.md"))
    func commandsDoWhatIsWritten() throws {
        for problem in try Self.problems(of: try #require(Files.text(Self.path))) { Issue.record("\(problem)") }
    }

    @Test func blocksAreRun() throws {
        let good = """
            <!-- test -->
            ```sh
            echo 客服态度很差 > a.txt
            plaint segment a.txt > b.txt; test -s b.txt
            ```
            ```sh
            not run
            ```
            <!-- test 1 -->

            ```
            $ cat a.txt
            客服态度很差
            $ ls *.txt \\
              | head -1
            a.txt
            $ printf '1\\n2\\n3\\n'
            1
            …
            $ false
            ```
            """
        #expect(try Self.problems(of: good) == [])
    }

    @Test func whatIsWrongIsFound() throws {
        func count(_ block: String, mark: String = "<!-- test -->") throws -> Int {
            try Self.problems(of: "\(mark)\n```\n\(block)\n```\n").count
        }
        #expect(try count("$ echo a\nb") == 1)
        #expect(try count("$ echo a\na\nb") == 1)
        #expect(try count("$ printf '1\\n2\\n'\n…\n1") == 1)
        #expect(try count("false\ntrue") == 1)
        #expect(try count("$ true", mark: "<!-- test 2 -->") == 1)
        #expect(throws: CommandError.self) { try Self.blocks(of: "<!-- test -->\nno block\n") }
    }
}
