import Testing

@testable import Plaint

struct SpellerTests {
    static let cases = CaseRow.rows(of: "spelling.tsv", fields: 3)

    private static func meant(_ word: String) -> String? {
        var word = word
        return word.withUTF8 { Speller.embedded.meant(by: $0) }
            .map { String(decoding: Speller.embedded.word($0), as: UTF8.self) }
    }

    @Test("case", arguments: cases) func knowsWhatIsMeant(_ row: CaseRow) {
        #expect(Self.meant(row.fields[0]) ?? "-" == row.fields[1], "\(row.fields[2])")
    }

    private static func rows(_ file: StaticString) -> [(term: String, value: Int32?)] {
        let name = file.description
        guard let file = EmbeddedResources.lexiconFiles.first(where: { $0.name == name }),
            let parsed = try? LexiconFile(name: name, bytes: file.bytes)
        else { return [] }
        return parsed.rows.map { (String(decoding: file.bytes[$0.term], as: UTF8.self), $0.value) }
    }

    /// No row is a slip of another, and each slip of a row leads to a word that is one slip away.
    @Test func rowsAreRightAndTheirSlipsAreNot() {
        let rows = Self.rows("en/spelling.tsv")
        #expect(rows.count > 6_000)
        let right = Set(rows.map(\.term))
        var random = SeededGenerator(seed: 3)
        var corrected = 0
        for row in rows where Self.meant(row.term) != nil { Issue.record("\(row.term) is corrected") }
        for row in rows where row.value != 0 {
            var letters = Array(row.term.utf8)
            letters.swapAt(letters.count - 2, letters.count - 1)
            if Bool.random(using: &random) { letters = Array(row.term.utf8.dropLast(2)) + [letters[letters.count - 2]] }
            let slip = String(decoding: letters, as: UTF8.self)
            guard Speller.lengths.contains(letters.count), !right.contains(slip) else { continue }
            guard let meant = Self.meant(slip) else {
                Issue.record("nothing is meant by \(slip)")
                continue
            }
            corrected += meant == row.term ? 1 : 0
            #expect(right.contains(meant) && abs(meant.utf8.count - slip.utf8.count) <= 1, "\(slip), \(meant)")
        }
        // The others mean a commoner word, or one before it among equals.
        #expect(corrected > 1_400)
    }

    /// A word that the lexicon lists by itself is none that the features may take for another, unless it lists a misspelling
    /// beside the word.
    @Test(arguments: ["en/valence.tsv", "en/valence-domain.tsv", "en/negation.tsv", "en/booster.tsv"])
    func wordsOfTheLexiconAreNotCorrected(_ name: StaticString) throws {
        let values = Dictionary(
            (["en/valence.tsv", "en/valence-domain.tsv", name] as [StaticString]).flatMap(Self.rows)
                .map { (String($0.term.prefix { $0 != "~" }), $0.value ?? 0) }, uniquingKeysWith: { first, _ in first })
        for (term, value) in Self.rows(name) {
            guard !term.contains(" "), let meant = Self.meant(term) else { continue }
            let isTheSame = values[meant].map { ($0 > 0) == ((value ?? 0) > 0) } ?? false
            #expect(isTheSame, "\(term) is taken for \(meant): give it a row of value 0 in en/spelling.tsv")
        }
    }

    /// Features of a slip are those of the word, under its name.
    @Test func featuresAreThoseOfTheWord() throws {
        var worker = try Shared.analyzer.makeWorker()
        worker.extractor.spells = true
        func features(_ text: String) -> (keys: [UInt64], spellings: [String]) {
            var text = text
            text.withUTF8 { worker.analyze($0) }
            let features = worker.extractor.features
            let lexicon = worker.analyzer.lexicon
            return (
                features.map(\.key),
                worker.clean.withView { view in features.map { FeatureKey.spelling($0, view, lexicon) } }
            )
        }
        let right = features("still waiting for my refund after three weeks")
        let slips = features("still waitng for my refudn after three weeks")
        #expect(right.keys == slips.keys && right.spellings == slips.spellings)
        #expect(right.spellings.contains("w:refund") && features("the refuser").spellings.contains("w:refuser"))
        // The same letters as a name and as a slip, one behind the other.
        let words = features("PAVEL Pavel pavel").spellings.filter { $0.hasPrefix("w:") }
        #expect(words == ["w:panel", "w:pavel", "w:panel"])
    }

    /// Letters at random, and words with one or two slips at random places: what is meant is one slip away, as a count by the
    /// textbook says (Damerau's distance, here with neighbours that change places once).
    @Test func whatIsMeantIsOneSlipAway() {
        let words = Self.rows("en/spelling.tsv").filter { $0.value != 0 }.map { Array($0.term.utf8) }
        var random = SeededGenerator(seed: 11)
        func letter() -> UInt8 { UInt8.random(in: 0x61...0x7A, using: &random) }
        var corrected = 0
        for _ in 0..<3_000 {
            var word = words.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: 1..<word.count - 1, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: word.remove(at: place)
                case 1: word.insert(letter(), at: place)
                case 2: word[place] = letter()
                default: word.swapAt(place, place + 1)
                }
            }
            guard let meant = Self.meant(String(decoding: word, as: UTF8.self)) else { continue }
            corrected += 1
            #expect(Self.distance(Array(meant.utf8), word) == 1, "\(String(decoding: word, as: UTF8.self)), \(meant)")
        }
        #expect(corrected > 1_000)
        var hostile = HostileText(seed: 11)
        for _ in 0..<300 { _ = Self.meant(hostile.next()) }
    }

    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                guard i > 0, j > 0 else {
                    table[i][j] = i + j
                    continue
                }
                let replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[a.count][b.count]
    }
}
