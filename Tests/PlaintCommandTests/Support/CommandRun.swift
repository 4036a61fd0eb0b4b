import Glibc

/// What a program wrote and how it ended.
struct CommandResult: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var status: Int32 = 0
    /// Largest memory in use, in KiB.
    var peakMemory = 0

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
    var lines: [String] { linesOf(text) }
    var errorLines: [String] { linesOf(errorText) }
}

/// The lines of a text, without their line feeds.
func linesOf(_ text: String) -> [String] {
    var lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
}

/// The command `plaint` that was built with the tests.
enum Plaint {
    /// Beside the test bundle, or where PLAINT says.
    static let path: String = {
        if let told = getenv("PLAINT") { return String(cString: told) }
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundle = String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return parent(of: bundle) + "/plaint"
    }()

    /// Options for a small lexicon and a model without features: exact values that no tuning moves.
    static let plain = [
        "--lexicon", Folders.cases + "/shared/lexicon", "--model", Folders.cases + "/shared/plain.model",
    ]
    /// The same lexicon with a model that knows a few words.
    static let tiny = [
        "--lexicon", Folders.cases + "/shared/lexicon", "--model", Folders.cases + "/shared/tiny.model",
    ]

    static func start(_ arguments: [String]) throws -> ChildProcess { try ChildProcess(path, arguments) }

    /// Runs to the end.
    static func run(_ arguments: [String], input: [UInt8] = []) throws -> CommandResult {
        try runProgram(path, arguments, input: input)
    }

    static func run(_ arguments: [String], input: String) throws -> CommandResult {
        try run(arguments, input: Array(input.utf8))
    }
}

/// Runs a program to its end.
func runProgram(
    _ program: String, _ arguments: [String], input: [UInt8] = [], directory: String? = nil,
    environment: [String: String] = [:]
) throws -> CommandResult {
    let child = try ChildProcess(program, arguments, directory: directory, environment: environment)
    var result = CommandResult()
    var left: [UInt8]? = input.isEmpty ? nil : input
    let (status, usage) = child.finish(
        input: {
            defer { left = nil }
            return left
        },
        output: { result.output += $0 }, errors: { result.errors += $0 })
    result.status = status
    result.peakMemory = usage.ru_maxrss
    return result
}

/// Where things of the project are.
enum Folders {
    static let tests = parent(of: parent(of: #filePath))
    static let cases = tests + "/Cases"
    static let project = parent(of: parent(of: tests))
}

func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
}
