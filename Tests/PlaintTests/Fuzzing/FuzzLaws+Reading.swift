@testable import Plaint

/// What a source gave.
private struct FuzzReading: Equatable {
    var records: [String] = []
    var reasons: [RecordIssue.Reason] = []
    var skipped = 0
    /// The text's field was chosen by what stood in the first block.
    var isByContent = false
    var failure: String?
}

extension FuzzLaws {
    /// Reading ends; texts are UTF-8, objects JSON, places go forward; and the pieces in which the bytes come do not matter.
    func checkReading(
        of bytes: [UInt8], as name: String, _ format: String?, _ choice: UInt8, _ encoding: TextEncoding? = nil
    ) throws {
        let file = try write(bytes, as: name)
        var options = RecordOptions(
            format: format.flatMap { RecordFormat(rawValue: $0) }, maximumRecordBytes: choice & 1 == 0 ? 1 << 20 : 60)
        if choice & 2 != 0 { options.textField = "text" }
        options.encoding = encoding
        let members = ((try? SourceMember.list(in: file)) ?? []).prefix(3).map { SourceMember?.some($0) }
        for member in members.isEmpty ? [nil] : members {
            let whole = try read(file, member, options, blockBytes: RecordReader.blockBytes)
            let pieces = try read(file, member, options, blockBytes: [1, 17, 64, 300][Int(choice >> 2) % 4])
            let isComparable = whole.failure == nil && pieces.failure == nil && !whole.isByContent
            if isComparable { try Self.require(whole == pieces, "the size of blocks matters") }
        }
    }

    private func read(
        _ path: String, _ member: SourceMember?, _ options: RecordOptions, blockBytes: Int
    ) throws -> FuzzReading {
        var reading = FuzzReading()
        do throws(RecordSourceError) {
            var reader = try RecordReader(
                path: path, member: member, source: 0, options: options, live: false, blockBytes: blockBytes)
            let block = RecordBlock()
            var parser = RecordParser()
            var end = 0
            while try reader.read(into: block) {
                if block.offset < end || block.count == 0 { reading.failure = "blocks that do not go forward" }
                end = block.offset + block.count
                if let law = add(block, &parser, to: &reading) { throw RecordSourceError(path: law, reason: .changed) }
            }
            reading.isByContent = reader.layout?.fields.text.origin == .content
        } catch {
            if error.reason == .changed { throw Broken(law: error.path) }
            try Self.require(!error.description.isEmpty, "an error without a sentence")
            reading.failure = error.description
        }
        try Self.require(reading.failure?.hasPrefix("blocks that") != true, "blocks do not go forward")
        return reading
    }

    /// Adds the records of a block; the law that is broken, or nil.
    private func add(_ block: RecordBlock, _ parser: inout RecordParser, to reading: inout FuzzReading) -> String? {
        var line = 0
        parser.begin(block)
        while true {
            switch parser.next() {
            case .end: return nil
            case .skipped: reading.skipped += 1
            case .rejected(let issue):
                if issue.message.isEmpty || issue.offset < block.offset { return "a rejection without reason or place" }
                reading.reasons.append(issue.reason)
            case .text:
                if String(validating: parser.text, as: UTF8.self) == nil { return "a text that is no UTF-8" }
                var object: [UInt8] = []
                parser.appendObject(to: &object)
                reading.records.append(String(decoding: object, as: UTF8.self))
                object.append(contentsOf: #""end":0}"#.utf8)
                if !Self.isJSON(object) { return "a record that is no JSON" }
                _ = RecordTime.iso(parser.time.span, seenAt: parser.crawlTime.span)
            }
            if parser.position.line < line { return "lines that go backward" }
            line = parser.position.line
        }
    }
}
