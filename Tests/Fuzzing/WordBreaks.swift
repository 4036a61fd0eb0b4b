import Glibc

// Fuzz target: our own loops over ICU's tables against ICU's iterator. See README.md.

/// All that the segmenter needs of the lexicon.
enum Lexicon { static let noSymbol: Int32 = -1 }

private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(2, bytes, bytes.count)
}

/// One process, one thread: libFuzzer calls from its main loop alone.
private final class Comparison {
    var tables: WordSegmenter
    var iterator: WordSegmenter
    var byTables: [Token] = []
    var byIterator: [Token] = []
    var runs = 0

    init() {
        guard let tables = try? WordSegmenter(), let iterator = try? WordSegmenter(usesTables: false),
            WordSegmenter.usesTables
        else { fatalError("ICU \(WordSegmenter.icuVersion) has no tables of the known format") }
        self.tables = tables
        self.iterator = iterator
    }

    func compare(_ text: UnsafeBufferPointer<UInt8>) {
        tables.segment(text, into: &byTables)
        iterator.segment(text, into: &byIterator)
        guard byTables == byIterator else {
            let spelling = String(decoding: text, as: UTF8.self).debugDescription
            let cuts = "tables   \(byTables.map(\.end))\niterator \(byIterator.map(\.end))\n"
            say("cut differently: \(spelling)\n\(cuts)")
            abort()
        }
        runs += 1
        if runs % 1_000_000 == 0 {
            say("\(tables.texts) texts, \(tables.iteratorTexts) of them left to ICU\n")
        }
    }
}

nonisolated(unsafe) private let comparison = Comparison()

/// First scalars of ranges whose scalars the rules treat in many different ways; two bytes of input name a scalar.
private let ranges: [UInt32] = [
    0x0000, 0x0020, 0x0080, 0x0300, 0x0370, 0x0400, 0x0580, 0x05D0, 0x0600, 0x0660, 0x0900, 0x0E00, 0x1100, 0x2000,
    0x2010, 0x20D0, 0x2100, 0x2600, 0x3000, 0x3020, 0x3040, 0x30A0, 0x3400, 0x4E00, 0x5BA2, 0x9F80, 0xAC00, 0xFE00,
    0xFF00, 0xFF60, 0x1F1E0, 0x1F300, 0x1F3F0, 0x1F460, 0x1F900, 0x1D7C0,
]

private func text(of input: UnsafeBufferPointer<UInt8>) -> String {
    // An odd first byte: the rest is UTF-8 as it comes, with what is malformed replaced. An even one: pairs of bytes are
    // scalars, so that a change of one byte exchanges one character for another.
    if input[0] & 1 == 1 { return String(decoding: UnsafeBufferPointer(rebasing: input[1...]), as: UTF8.self) }
    var text = String.UnicodeScalarView()
    var index = 1
    while index + 1 < input.count {
        let first = ranges[Int(input[index]) % ranges.count]
        if let scalar = Unicode.Scalar(first + UInt32(input[index + 1] & 0x7F)) { text.append(scalar) }
        index += 2
    }
    return String(text)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count > 1, let data else { return 0 }
    let bytes = Array(text(of: UnsafeBufferPointer(start: data, count: count)).utf8)
    // A block of exactly that size, so that AddressSanitizer sees every byte read beyond it.
    let exact = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { exact.deallocate() }
    _ = exact.initialize(from: bytes)
    comparison.compare(UnsafeBufferPointer(exact))
    return 0
}
