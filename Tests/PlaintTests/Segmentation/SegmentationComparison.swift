@testable import Plaint

/// Cuts texts both ways, by our own loops over ICU's tables and by ICU's iterator, and notes where tokens differ in offsets,
/// kind or marks.
struct SegmentationComparison: ~Copyable {
    private(set) var tables: WordSegmenter
    private(set) var iterator: WordSegmenter
    private(set) var byTables: [Token] = []
    private(set) var byIterator: [Token] = []
    /// The first few texts that are cut differently, with both cuts.
    private(set) var differences: [String] = []
    private static let listed = 5

    init() throws(SegmentationError) {
        let tables = try WordSegmenter()
        let iterator = try WordSegmenter(usesTables: false)
        self.tables = tables
        self.iterator = iterator
    }

    /// Texts seen, and those of them that our own loops left to ICU.
    var texts: Int { tables.texts }
    var iteratorTexts: Int { tables.iteratorTexts }

    mutating func compare(_ text: UnsafeBufferPointer<UInt8>) {
        tables.segment(text, into: &byTables)
        iterator.segment(text, into: &byIterator)
        guard byTables != byIterator, differences.count < Self.listed else { return }
        let spelling = String(decoding: text.prefix(400), as: UTF8.self).debugDescription
        differences.append("\(spelling)\n  tables   \(Self.cut(byTables))\n  iterator \(Self.cut(byIterator))")
    }

    mutating func compare(_ text: String) { withBytes(text) { compare($0) } }

    private static func cut(_ tokens: [Token]) -> String {
        tokens.prefix(60).map { "\($0.end)\($0.kind)\($0.marks == [] ? "" : ":\($0.marks.rawValue)")" }
            .joined(separator: " ")
    }
}
