import Glibc

/// A state file that cannot be read, written or understood.
public struct ConversationStateError: Error, CustomStringConvertible, Sendable {
    public let description: String
}

/// Conversations between runs, as a file without any text: a line of format, a line for each conversation (a digest of its
/// name and numbers), and the number of lines at the end, so that a cut file is seen.
enum ConversationStateFile {
    private static let header = "plaint-conversations 4"
    /// The formats before, with fewer numbers each, the oldest first.
    private static let headersBefore = ["plaint-conversations 2", "plaint-conversations 3"]
    /// Bytes of a conversation's line at most: two numbers of 16 digits, its fields with 20 each, and blanks.
    private static let longestLine = 704
    /// Conversations that a file may always have, however few are remembered.
    private static let leastLimit = 1_000_000

    /// Reads the states into `table`; a file that is not there is an empty one.
    static func load(_ path: String, into table: inout ConversationTable) throws(ConversationStateError) {
        guard access(path, F_OK) == 0 else { return }
        // A device or a pipe would be read without an end, and could not take the new state in its place.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ConversationStateError(
                description: "\(path): is no regular file; name one, or a new one, with --state FILE")
        }
        let limit = (max(table.capacity, leastLimit) + 2) * longestLine
        guard status.st_size <= limit else {
            throw ConversationStateError(
                description: "\(path): is larger than \(limit) bytes, more than a state of conversations has;"
                    + " move it away to begin anew, or raise --max-conversations if it is one")
        }
        let bytes: FileBytes
        do throws(LexiconError) { bytes = try FileBytes(path: path, limit: limit) } catch {
            throw ConversationStateError(description: error.description)
        }
        let lines = bytes.buffer.split(separator: .lineFeed)
        let count = lines.last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        let before = headersBefore.firstIndex { lines.first?.elementsEqual($0.utf8) == true }
        guard before != nil || lines.first?.elementsEqual(header.utf8) == true, count == lines.count - 2 else {
            throw ConversationStateError(
                description: "\(path): is no state of conversations, or is not whole; move it away to begin anew")
        }
        let width = before.map { ConversationState.fieldCountsBefore[$0] } ?? ConversationState.fieldCount
        for (number, line) in lines.dropFirst().dropLast().enumerated() {
            let words = line.split(separator: .space).map { String(decoding: $0, as: UTF8.self) }
            let numbers = words.dropFirst(2).compactMap { Int64($0) }
            guard words.count == width + 2, numbers.count == width,
                let high = UInt64(words[0], radix: 16), let low = UInt64(words[1], radix: 16)
            else {
                throw ConversationStateError(
                    description:
                        "\(path):\(number + 2): is not the state of a conversation; move the file away to begin anew")
            }
            table.update(ConversationKey(high: high, low: low)) { $0 = ConversationState(numbers: numbers) }
        }
    }

    /// Writes the file anew and then gives it its name.
    static func save(_ table: ConversationTable, _ path: String) throws(OutputError) {
        let file = try OutputFile(path: path)
        var output = Array((header + "\n").utf8)
        table.visit { key, state in
            output += String(key.high, radix: 16).utf8
            output.append(.space)
            output += String(key.low, radix: 16).utf8
            for number in state.numbers {
                output.append(.space)
                output += String(number).utf8
            }
            output.append(.lineFeed)
        }
        output += "\(table.count)\n".utf8
        try file.write(output)
        try file.finish()
    }
}
