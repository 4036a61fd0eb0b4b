/// Replaces personal data in what is written of a record. One for each worker.
///
/// The analysis has seen the original; only what is written changes. Strings without personal data are written byte for byte
/// as they came.
final class RecordMasker {
    private var scanner = PersonalDataScanner()
    private var counts = MaskCounts()
    private var output: [UInt8] = []
    private var unescaped = ByteBuffer()
    private var masked: [UInt8] = []

    /// What was masked since the last call.
    func takeCounts() -> MaskCounts {
        defer { counts = MaskCounts() }
        return counts
    }

    /// Where places of `analysed`, a part of `text`, will stand when `text` has been masked.
    func places(in text: UnsafeBufferPointer<UInt8>, analysed: UnsafeBufferPointer<UInt8>) -> WrittenPlaces {
        scanner.scan(text)
        var edits: [WrittenPlaces.Edit] = []
        var scalars = 0
        var counted = 0
        func count(upTo offset: Int) -> Int {
            for byte in text[counted..<offset] where byte & 0xC0 != 0x80 { scalars += 1 }
            counted = offset
            return scalars
        }
        for span in scanner.found {
            let bytes = scanner.text.bytes(of: span.range)
            let start = count(upTo: bytes.lowerBound)
            edits.append(.init(range: start..<count(upTo: bytes.upperBound), length: span.kind.replacement.count))
        }
        return WrittenPlaces(skipping: analysed, in: text, edits: edits)
    }

    /// Masks every string value of the JSON text from `start` to the end of `bytes`: an object, whose closing brace may be
    /// still to come. False if it cannot be followed to its end; then nothing of it may be written.
    func mask(_ bytes: inout [UInt8], from start: Int) -> Bool {
        output.removeAll(keepingCapacity: true)
        let isWhole = bytes.withUnsafeBufferPointer { maskStrings(of: $0, from: start) }
        guard isWhole else { return false }
        if output.isEmpty { return true }
        bytes.removeLast(bytes.count - start)
        bytes.append(contentsOf: output)
        return true
    }

    /// Masks a text that is no JSON.
    func mask(_ text: inout [UInt8]) {
        let source = text
        source.withUnsafeBufferPointer { source in
            scanner.scan(source)
            guard !scanner.found.isEmpty else { return }
            masked.removeAll(keepingCapacity: true)
            replace(in: source, counting: false)
            text = masked
        }
    }

    /// The same as a value.
    func masked(_ text: String) -> String {
        var bytes = Array(text.utf8)
        mask(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Fills `output` if anything changes; it stays empty if nothing does.
    private func maskStrings(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        let span = bytes.span
        var copied = start
        var index = start
        while true {
            index = span.first(.quote, from: index)
            guard index < bytes.count else { break }
            let close = JSONStrings.end(ofString: index, in: span)
            guard close < bytes.count else { return false }
            var after = close + 1
            while after < bytes.count, isJSONSpace(bytes[after]) { after += 1 }
            let isKey = after < bytes.count && bytes[after] == .colon
            if !isKey, maskString(bytes, index + 1..<close) {
                output.append(contentsOf: bytes[copied..<index])
                masked.withUnsafeBufferPointer { JSONText.appendString($0.span, to: &output) }
                copied = close + 1
            }
            index = close + 1
        }
        if copied > start { output.append(contentsOf: bytes[copied...]) }
        return true
    }

    /// Puts the masked string into `masked`; false if there is nothing to mask.
    private func maskString(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 5 else { return false }
        unescaped.removeAll()
        JSONString.unescape(bytes.span, range, into: &unescaped)
        scanner.scan(unescaped.bytes)
        guard !scanner.found.isEmpty else { return false }
        masked.removeAll(keepingCapacity: true)
        replace(in: unescaped.bytes, counting: true)
        return true
    }

    private func replace(in text: UnsafeBufferPointer<UInt8>, counting: Bool) {
        var copied = 0
        for span in scanner.found {
            let bytes = scanner.text.bytes(of: span.range)
            masked.append(contentsOf: text[copied..<bytes.lowerBound])
            masked.append(contentsOf: span.kind.replacement)
            copied = bytes.upperBound
            if counting { counts.add(span.kind) }
        }
        masked.append(contentsOf: text[copied...])
    }
}
