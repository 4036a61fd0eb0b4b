import Testing

@testable import Plaint

/// Conversations whose names are personal data stay apart.
struct MaskedNameTests {
    private func run(_ text: String, state: String, threads: Int = 1) throws -> [String] {
        let folder = TemporaryFolder()
        return try withExtendedLifetime(folder) { () throws in
            var options = AnalysisOptions()
            options.conversations = ConversationOptions()
            options.conversations?.statePath = state
            options.masks = true
            let driver = BatchDriver(
                analyzer: Analyzer(lexicon: Shared.lexicon, model: Shared.model, options: options),
                records: RecordOptions(), threads: threads
            ) { _ in }
            let target = folder.write([], as: "out.jsonl")
            _ = try driver.run([folder.write(Array(text.utf8), as: "a.jsonl")], outputPath: target)
            return contents(ofFile: target).split(separator: 0x0A).compactMap { line in
                let line = String(decoding: line, as: UTF8.self)
                guard let start = line.firstRange(of: #""conversation":{"id":""#)?.upperBound else { return nil }
                return String(line[start...].prefix { $0 != "\"" })
            }
        }
    }

    private func lines(_ names: [String]) -> String {
        names.map { #"{"chat_id":"\#($0)","role":"customer","text":"在吗"}"# + "\n" }.joined()
    }

    @Test func eachHasANumberThatLasts() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) {
            let state = folder.path + "/state"
            let first = try run(lines(["13812345678", "c7", "13912345678", "13812345678"]), state: state)
            #expect(first == ["[mobile 1]", "c7", "[mobile 2]", "[mobile 1]"])
            let second = try run(lines(["wx 13712345678", "13912345678"]), state: state, threads: 2)
            #expect(second == ["wx [mobile 3]", "[mobile 2]"])
            #expect(!String(decoding: contents(ofFile: state), as: UTF8.self).contains("1391234"))
        }
    }

    @Test func statesOfTheFormatsBeforeAreRead() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) {
            var table = ConversationTable(capacity: 10)
            table.update(ConversationKey(high: 1, low: 2)) { $0.hasEscalated = 1 }
            let path = folder.path + "/state"
            try ConversationStateFile.save(table, path)
            let lines = String(decoding: contents(ofFile: path), as: UTF8.self).split(separator: "\n")
            for (format, fieldCount) in zip(2..., ConversationState.fieldCountsBefore) {
                let before = lines[1].split(separator: " ").prefix(2 + fieldCount).joined(separator: " ")
                let old = folder.write(Array("plaint-conversations \(format)\n\(before)\n1\n".utf8), as: "old")
                var again = ConversationTable(capacity: 10)
                try ConversationStateFile.load(old, into: &again)
                let hasEscalated = again.update(ConversationKey(high: 1, low: 2)) { $0.hasEscalated }
                #expect(hasEscalated == 1)
            }
        }
    }

    @Test func keysAreThoseOfNamesWhateverWasMetBefore() {
        var keys = ConversationKeys()
        for round in 0..<2 {
            for number in 0..<40_000 where number % 7 == round || number < 9 {
                let name = Array("chat-\(number)".utf8)
                #expect(keys.key(of: name) == ConversationKey(name))
            }
        }
        let long = [UInt8](repeating: 0x61, count: 100)
        #expect(keys.key(of: long) == ConversationKey(long))
    }
}
