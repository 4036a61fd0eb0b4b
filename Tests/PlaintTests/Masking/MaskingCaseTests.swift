import Testing

@testable import Plaint

/// Masking against the tables in Cases/: text, masked, why; one table for each kind, `harmless` for what must stay, and
/// `officer`, written apart from the scanners, to get past them.
struct MaskingCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var line: Int
        var text: String
        var masked: String
        var testDescription: String { "\(file):\(line) \(text)" }
    }

    private static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!)) + "/Cases"
    static let files = (PersonalDataKind.allCases.map(\.rawValue) + ["harmless", "officer"]).map { $0 + ".tsv" }
    static let cases = files.flatMap { rows(of: $0) }

    private static func rows(of file: String) -> [Case] {
        let text = String(decoding: contents(ofFile: "\(folder)/\(file)"), as: UTF8.self)
        return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap {
            number, line in
            // By bytes: a mark that joins the tab would make one Character with it.
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard cells.count >= 2, !cells[0].hasPrefix("# ") else { return nil }
            return Case(file: file, line: number + 1, text: cells[0], masked: cells[1])
        }
    }

    private static func mask(_ text: String) -> String {
        var bytes = Array(text.utf8)
        RecordMasker().mask(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("masking case", arguments: cases)
    func holds(_ row: Case) {
        #expect(Self.mask(row.text) == row.masked, "\(row.file):\(row.line)")
    }

    @Test func thereAreEnoughCases() {
        #expect(Self.cases.count >= 300)
        for file in Self.files { #expect(Self.cases.contains { $0.file == file }, "\(file)") }
    }

    /// Beside the tables, whose fields end at a tab.
    @Test func aTabHoldsANumberTogether() {
        #expect(Self.mask("手机138\t1234\t5678") == "手机[mobile]")
        #expect(Self.mask("12\t30\t45\t60") == "12\t30\t45\t60")
    }

    @Test func maskedTextStaysAsItIs() {
        for row in Self.cases { #expect(Self.mask(row.masked) == row.masked, "\(row.testDescription)") }
    }

    @Test func stringsOfARecordAreMaskedAndNothingElseChanges() {
        let masker = RecordMasker()
        var bytes = Array(
            #"{"a":"\u0031\u0033812345678","n":13812345,"f":-1381234567,"x":[{"b":"ok\/ \u00e9"},"x 13812345678 \"y\""],"#
                .utf8)
        #expect(masker.mask(&bytes, from: 0))
        let expected =
            #"{"a":"[mobile]","n":13812345,"f":-1381234567,"x":[{"b":"ok\/ \u00e9"},"x [mobile] \"y\""],"#
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(masker.takeCounts()[.mobile] == 2)
        #expect(masker.takeCounts()[.mobile] == 0)
    }

    @Test(
        "members",
        arguments: [
            (#"{"n":13812345678}"#, #"{"n":"[mobile]"}"#, "a telephone number as a JSON number"),
            (#"{"n":13812345678.0}"#, #"{"n":"[mobile]"}"#, "as a table with gaps writes it"),
            (#"{"n":1.3812345678e10}"#, #"{"n":"[mobile]"}"#, "as a spreadsheet writes it"),
            (#"{"n":-13812345678}"#, #"{"n":"[mobile]"}"#, "with a sign"),
            (#"{"a":[1,-13812345678]}"#, #"{"a":[1,"[mobile]"]}"#, "with a sign in an array"),
            (#"{"a":[1,13812345678,2]}"#, #"{"a":[1,"[mobile]",2]}"#, "inside an array"),
            (#"{"id":110105199003071938}"#, #"{"id":110105199003071938}"#, "a wrong check digit, by itself"),
            (#"{"id_card":110105199003071938}"#, #"{"id_card":"[id]"}"#, "but the name says what it is"),
            (#"{"phone":65529988}"#, #"{"phone":"[landline]"}"#, "a short number that its name announces"),
            (#"{"phone":"65529988"}"#, #"{"phone":"[landline]"}"#, "the same as a string"),
            (#"{"联系电话":"6552 9988"}"#, #"{"联系电话":"[landline]"}"#, "a Chinese name"),
            (#"{"orderNo":"TB20260114-88"}"#, #"{"orderNo":"[order]"}"#, "a capital begins a word"),
            (#"{"tracking_number":772918830011}"#, #"{"tracking_number":"[order]"}"#, "an underscore ends one"),
            (#"{"price":13812345678}"#, #"{"price":13812345678}"#, "an amount, by its name"),
            (#"{"ts":1709280300123}"#, #"{"ts":1709280300123}"#, "an epoch"),
            (#"{"score":-0.645,"n":20260114}"#, #"{"score":-0.645,"n":20260114}"#, "small numbers, a date"),
            (#"{"13812345678":"x"}"#, #"{"[mobile]":"x"}"#, "the name of a member"),
            (#"{"13812345678":1,"13912345678":2}"#, #"{"[mobile]":1,"[mobile-2]":2}"#, "two that would be the same"),
            (#"{"a@b.cn":{"x":1}}"#, #"{"[email]":{"x":1}}"#, "an address for a name"),
            (#"{"text":"phone case arrived"}"#, #"{"text":"phone case arrived"}"#, "nothing to mask"),
            (#"{"phone_model":"SM-G9980"}"#, #"{"phone_model":"SM-G9980"}"#, "a model"),
        ])
    func members(_ record: String, _ expected: String, _ why: String) {
        var bytes = Array(record.utf8)
        #expect(RecordMasker().mask(&bytes, from: 0))
        #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(why)")
    }

    @Test func aRecordThatCannotBeFollowedIsRefused() {
        var bytes = Array(#"{"a":"13812345678"#.utf8)
        #expect(!RecordMasker().mask(&bytes, from: 0))
    }

    @Test func offsetsFollowTheMaskedText() {
        var text = "打13812345678没人接"
        text.withUTF8 { bytes in
            let places = RecordMasker().places(in: bytes, analysed: bytes)
            #expect(places.start(0) == 0)
            #expect(places.start(5) == 1)
            #expect(places.end(5) == 9)
            #expect(places.start(12) == 9)
            #expect(places.end(15) == 12)
            #expect(places.isMasked(11..<13))
            #expect(!places.isMasked(12..<15))
        }
    }

    @Test func timeIsLinear() {
        let clock = ContinuousClock()
        for piece in ["1", "1 ", "13812345678", "a1", "a.", "@", "(", "订单", "A1-", "京A"] {
            func seconds(_ count: Int) -> Double {
                let text = String(repeating: piece, count: count)
                let spent = clock.measure { _ = Self.mask(text) }
                return Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
            }
            _ = seconds(1_000)
            let short = seconds(5_000)
            let long = seconds(40_000)
            #expect(long < max(0.02, short) * 30, "\(piece): \(short) s, eight times as much \(long) s")
        }
    }
}
