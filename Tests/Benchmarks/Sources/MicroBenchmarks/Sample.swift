import Glibc

@testable import Plaint

/// The texts of JSON Lines files, by language, in one block of memory each.
struct Sample {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []

    var texts: Int { ends.count }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// Lends the texts one by one.
    func lendEach(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { all in
            var start = 0
            for end in ends {
                body(UnsafeBufferPointer(rebasing: all[start..<end]))
                start = end
            }
        }
    }

    /// Reads files; a text with a Han character is Chinese. Texts come again and again until there are `leastBytes` of
    /// each language that occurs.
    static func read(_ paths: [String], leastBytes: Int) throws -> (chinese: Sample, english: Sample) {
        var chinese = Sample()
        var english = Sample()
        for path in paths {
            var reader = try RecordReader(path: path, source: 0, options: RecordOptions(), live: false)
            let block = RecordBlock()
            var parser = RecordParser()
            while try reader.read(into: block) {
                parser.begin(block)
                while true {
                    let found = parser.next()
                    if case .end = found { break }
                    guard case .text = found else { continue }
                    if parser.text.contains(where: { $0 >= 0xE4 && $0 <= 0xE9 }) {
                        chinese.append(parser.text)
                    } else {
                        english.append(parser.text)
                    }
                }
            }
        }
        return (chinese.repeated(leastBytes), english.repeated(leastBytes))
    }

    private func repeated(_ leastBytes: Int) -> Sample {
        guard !bytes.isEmpty else { return self }
        var made = Sample()
        while made.bytes.count < leastBytes { lendEach { made.append($0) } }
        return made
    }

    /// The texts as JSON Lines, and as CSV with every field quoted.
    func written(as format: RecordFormat) -> [UInt8] {
        var output: [UInt8] = []
        if format == .csv { output.append(contentsOf: "id,text\r\n".utf8) }
        var number = 0
        lendEach { text in
            number += 1
            if format == .csv {
                output.append(contentsOf: "\"\(number)\",\"".utf8)
                for byte in text {
                    if byte == UInt8(ascii: "\"") { output.append(byte) }
                    output.append(byte)
                }
                output.append(contentsOf: "\"\r\n".utf8)
            } else {
                output.append(contentsOf: "{\"id\":\(number),\"text\":".utf8)
                JSONText.appendString(text.span, to: &output)
                output.append(contentsOf: "}\n".utf8)
            }
        }
        return output
    }
}

/// A file that goes away with its last reference.
final class TemporaryInput {
    let path: String

    init(_ bytes: [UInt8], suffix: String) {
        var name = Array("/tmp/plaint-benchmark-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&name, Int32(suffix.utf8.count))
        precondition(descriptor >= 0, "cannot make a file in /tmp")
        var written = 0
        bytes.withUnsafeBytes {
            while written < $0.count {
                let count = write(descriptor, $0.baseAddress! + written, $0.count - written)
                precondition(count > 0, "cannot write to /tmp")
                written += count
            }
        }
        close(descriptor)
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { unlink(path) }
}
