import Testing

@testable import Plaint

/// Where the records of a JSON source stand: the source, what is told of it (nil: each line is a record, or the objects follow
/// each other), and why.
@Suite struct JSONShapeTests {
    static let cases: [(source: String, key: String?, why: String)] = [
        (#"{"tickets":[{"id":1}]}"#, "tickets", "under a usual key"),
        (#"{"results":{"tickets":[{"id":1}]}}"#, "results.tickets", "two keys"),
        (#"{"a":{"b":{"items":[ {"id":1}]}}}"#, "a.b.items", "three keys; the last is a usual one"),
        (#"{"a":{"b":{"c":{"items":[{"id":1}]}}}}"#, nil, "four are too many"),
        ("{\"count\":2,\n\"answer\":{\"data\":[{\"id\":1}]},\n\"next\":null}\n", "answer.data", "over several lines"),
        (#"{"meta":{"page":1},"all":{"tickets":[{"id":1}],"more":{}}}"#, "all.tickets", "not in the first object"),
        (#"{"at":"2026-03-02 08:05","state":"ok","all":{"rows":[{"id":1}]}}"#, "all.rows", "a time is no text"),
        (#"{"results":{"rows":[{"id":1}]},"reviews":[{"id":2}]}"#, "reviews", "one key goes before two"),
        (#"{"data":{"items":[{"id":1}]},"result":{"items":[{"id":2}]}}"#, "data.items", "the first of two"),
        (#"{"results":{"tickets":[{"id":1},"#, "results.tickets", "the head of a long source"),
        (#"{"results":{"tags":[{"id":1}]}}"#, nil, "no usual key"),
        (#"{"results":{"tickets":["a"]}}"#, nil, "no objects in it"),
        (#"{"results":{"tickets":[]}}"#, nil, "nothing in it: a record without a text rather than no record"),
        (#"{"results":[{"comments":{"items":[{"id":1}]}}]}"#, "results", "what is in an array belongs to its records"),
        (#"{"id":1,"text":"late","user":{"posts":[{"id":2}]}}"#, nil, "a record, by the name of its text"),
        (#"{"id":1,"source":{"body":"late"},"user":{"posts":[{"id":2}]}}"#, nil, "a record with its text in an object"),
        (#"{"id":1,"user":{"posts":[{"id":2}]},"note":"The lid does not close"}"#, nil, "a record, by a long string"),
        (#"{"id":1,"user":{"posts":[{"id":2}]},"x":{"y":"盖子关不上"}}"#, nil, "the same in an object"),
        ("{\"a\":{\"items\":[{\"id\":1}]}}\n{\"a\":{\"items\":[{\"id\":2}]}}\n", nil, "records, a line each"),
        ("{\n\"a\":{\"items\":[{\"id\":1}]}}\n{\"a\":{\"items\":[{\"id\":2}]}}\n", nil, "records over several lines"),
    ]

    @Test(arguments: cases.indices) func findsTheRecords(_ index: Int) {
        let row = Self.cases[index]
        let bytes = Array(row.source.utf8)
        var key: String?
        if case .member(let start, let found) = JSONShape(bytes.span, atEnd: true) {
            key = found
            #expect(bytes[start] == .openBracket)
        }
        #expect(key == row.key, "\(row.why)")
    }

    /// The records come one by one, whatever the size of the blocks, and what stands behind the array is none.
    @Test(arguments: [1, 7, RecordReader.blockBytes]) func recordsAtAWayAreRead(blockBytes: Int) throws {
        let deep = #"{"results":{"count":2,"tickets":[{"id":1,"text":"a"}, {"id":2,"text":"b"}],"next":{}}"#
        let reading = try readRecords(deep + "}", as: "a.json", blockBytes: blockBytes)
        #expect(reading.texts == ["a", "b"])
        #expect(reading.objects.first == #"{"id":1,"text":"a","#)
        #expect(reading.summary == #"json, text in "text", id in "id", records in "results.tickets""#)
        let both = deep + #","data":[{"text":"c"}]}"#
        #expect(try readRecords(both, as: "a.json", blockBytes: blockBytes).texts == ["c"])
    }

    @Test func aSourceLongerThanItsHeadIsReadInPieces() throws {
        let record = #"{"id":1,"text":"the lid does not close"}"#
        let many = Array(repeating: record, count: 20_000).joined(separator: ",\n")
        let reading = try readRecords(#"{"results":{"tickets":["# + many + "]}}", as: "a.json")
        #expect(reading.texts.count == 20_000 && reading.issues.isEmpty)
        #expect(reading.largestBlock <= RecordReader.blockBytes)
    }
}
