import Glibc
import Testing

@testable import Plaint

/// What became of one record.
enum Outcome: Equatable, CustomStringConvertible {
    case text(String, object: String, line: Int, offset: Int)
    case skipped(line: Int, offset: Int)
    case rejected(RecordIssue)

    var description: String {
        switch self {
        case .text(let text, let object, let line, let offset): "text \(text) \(object) at \(line), \(offset)"
        case .skipped(let line, let offset): "skipped at \(line), \(offset)"
        case .rejected(let issue): "rejected at \(issue.line), \(issue.offset): \(issue.message)"
        }
    }
}

/// All that a source gave.
struct Reading: Equatable {
    var outcomes: [Outcome] = []
    var malformedUTF8 = 0
    var summary = ""
    var largestBlock = 0

    var texts: [String] {
        outcomes.compactMap { if case .text(let text, _, _, _) = $0 { text } else { nil } }
    }
    var objects: [String] {
        outcomes.compactMap { if case .text(_, let object, _, _) = $0 { object } else { nil } }
    }
    var issues: [RecordIssue] {
        outcomes.compactMap { if case .rejected(let issue) = $0 { issue } else { nil } }
    }
    var reasons: [RecordIssue.Reason] { issues.map(\.reason) }
    var skipped: Int {
        outcomes.count { if case .skipped = $0 { true } else { false } }
    }
}

/// A folder that goes away with its last reference.
final class TemporaryFolder {
    let path: String
    private var files: [String] = []

    init() {
        var template = Array("/tmp/plaint-tests-XXXXXX".utf8CString)
        path = mkdtemp(&template) == nil ? "/tmp" : String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    }

    deinit {
        for file in files { unlink(file) }
        rmdir(path)
    }

    /// Writes a file and returns its path.
    func write(_ bytes: [UInt8], as name: String) -> String {
        let file = path + "/" + name
        files.append(file)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            precondition(written > 0, "cannot write \(file)")
            start += written
        }
        return file
    }
}

/// Reads `bytes` from a file of this name, in blocks of `blockBytes`.
func readRecords(
    _ bytes: [UInt8], as name: String, options: RecordOptions = RecordOptions(), live: Bool = false,
    blockBytes: Int = RecordReader.blockBytes
) throws -> Reading {
    let folder = TemporaryFolder()
    return try withExtendedLifetime(folder) {
        try readRecords(at: folder.write(bytes, as: name), options: options, live: live, blockBytes: blockBytes)
    }
}

func readRecords(
    _ text: String, as name: String, options: RecordOptions = RecordOptions(), live: Bool = false,
    blockBytes: Int = RecordReader.blockBytes
) throws -> Reading {
    try readRecords(Array(text.utf8), as: name, options: options, live: live, blockBytes: blockBytes)
}

func readRecords(at path: String, options: RecordOptions, live: Bool, blockBytes: Int) throws -> Reading {
    var reader = try RecordReader(path: path, source: 7, options: options, live: live, blockBytes: blockBytes)
    var parser = RecordParser()
    let block = RecordBlock()
    var reading = Reading()
    while try reader.read(into: block) {
        #expect(block.source == 7)
        reading.largestBlock = max(reading.largestBlock, block.count)
        appendRecords(of: block, parsedBy: &parser, to: &reading)
    }
    #expect(block.count == 0)
    reading.summary = reader.layout?.summary ?? ""
    if let size = reader.size { #expect(reader.bytesRead == size) }
    return reading
}

/// Parses a block.
func appendRecords(of block: RecordBlock, parsedBy parser: inout RecordParser, to reading: inout Reading) {
    var output: [UInt8] = []
    parser.begin(block)
    loop: while true {
        switch parser.next() {
        case .text:
            output.removeAll()
            parser.appendObject(to: &output)
            let position = parser.position
            reading.outcomes.append(
                .text(
                    String(decoding: parser.text, as: UTF8.self), object: String(decoding: output, as: UTF8.self),
                    line: position.line, offset: position.offset))
        case .skipped:
            reading.outcomes.append(.skipped(line: parser.position.line, offset: parser.position.offset))
        case .rejected(let issue): reading.outcomes.append(.rejected(issue))
        case .end: break loop
        }
    }
    reading.malformedUTF8 += parser.malformedUTF8
}

/// The folder of public test suites beside the project's own, or nil where it is not there.
func sharedFolder() -> String? {
    let candidates = [
        getenv("PLAINT_SHARED").map { String(cString: $0) },
        #filePath.range(of: "/Tests/PlaintTests/").map { String(#filePath[..<$0]) + "/../shared" },
    ]
    return candidates.compactMap { $0 }.first { access($0, R_OK) == 0 }
}

extension String {
    fileprivate func range(of other: String) -> String.Index? {
        indices.first { self[$0...].hasPrefix(other) }
    }
}

/// The files of a folder, sorted by name.
func contents(ofFolder path: String) -> [(name: String, bytes: [UInt8])] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        names.append(
            withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted().map { ($0, contents(ofFile: path + "/" + $0)) }
}

func contents(ofFile path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let length = read(descriptor, &chunk, chunk.count)
        if length <= 0 { return bytes }
        bytes += chunk[..<length]
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The bytes with malformed UTF-8 replaced, and how many U+FFFD that took.
func repaired(_ bytes: [UInt8]) -> (bytes: [UInt8], replaced: Int) {
    var buffer = ByteBuffer()
    let replaced = UTF8Repair.append(bytes.span, to: &buffer)
    return (Array(buffer.bytes), replaced)
}

/// What the strict checker says about a whole document, malformed UTF-8 replaced first.
func jsonFault(in bytes: [UInt8]) -> JSONFault? {
    var checker = JSONChecker()
    let valid = repaired(bytes).bytes
    return checker.fault(in: valid.span)
}

extension JSONValidator {
    /// The same for an array, which has no spare bytes behind it.
    func accepts(_ bytes: [UInt8]) -> Bool {
        var buffer = ByteBuffer()
        bytes.withUnsafeBufferPointer { buffer.append($0) }
        return accepts(buffer.bytes)
    }
}
