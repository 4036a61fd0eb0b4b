/// Replaces personal data in what is written of a record. One for each worker.
///
/// The analysis has seen the original; only what is written changes: strings, numbers and the names of members. What holds no
/// personal data is written byte for byte as it came.
final class RecordMasker {
    private var scanner = PersonalDataScanner()
    private var counts = MaskCounts()
    private var output: [UInt8] = []
    private var unescaped = ByteBuffer()
    private var masked: [UInt8] = []
    /// The name of the member whose value is being looked at, as it is written.
    private var key = 0..<0
    private var named: [UInt8] = []
    /// Names of members that were masked in this record.
    private var names: [[UInt8]] = []

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

    /// Masks the strings, the numbers and the names of members of the JSON text from `start` to the end of `bytes`: an object,
    /// whose closing brace may be still to come. False if it cannot be followed to its end; then nothing of it may be written.
    func mask(_ bytes: inout [UInt8], from start: Int) -> Bool {
        output.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        let isWhole = bytes.withUnsafeBufferPointer { maskValues(of: $0, from: start) }
        guard isWhole else { return false }
        if output.isEmpty { return true }
        bytes.removeLast(bytes.count - start)
        bytes.append(contentsOf: output)
        return true
    }

    /// Masks a text that is no JSON. False if there was nothing to mask.
    @discardableResult
    func mask(_ text: inout [UInt8]) -> Bool {
        let source = text
        return source.withUnsafeBufferPointer { source in
            scanner.scan(source)
            guard !scanner.found.isEmpty else { return false }
            masked.removeAll(keepingCapacity: true)
            replace(in: source, counting: false)
            text = masked
            return true
        }
    }

    /// Masks the value of a member as it is masked in the record; not counted, as it stands there. False if there was
    /// nothing to mask.
    func mask(_ value: inout [UInt8], named name: [UInt8]) -> Bool {
        unescaped.removeAll()
        value.withUnsafeBufferPointer { unescaped.append($0) }
        if value.count <= Self.longestCode, name.withUnsafeBufferPointer({ maskCode(named: $0[...], counting: false) })
        {
            value = masked
            return true
        }
        return mask(&value)
    }

    /// The same as a value.
    func masked(_ text: String) -> String {
        var bytes = Array(text.utf8)
        mask(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Fills `output` if anything changes; it stays empty if nothing does.
    private func maskValues(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        let span = bytes.span
        var copied = start
        var index = start
        key = 0..<0
        /// Writes `masked` in place of `range`.
        func put(_ range: Range<Int>) {
            output.append(contentsOf: bytes[copied..<range.lowerBound])
            masked.withUnsafeBufferPointer { JSONText.appendString($0.span, to: &output) }
            copied = range.upperBound
        }
        while index < bytes.count {
            switch bytes[index] {
            case .quote:
                let close = JSONStrings.end(ofString: index, in: span)
                guard close < bytes.count else { return false }
                var after = close + 1
                while after < bytes.count, isJSONSpace(bytes[after]) { after += 1 }
                let isKey = after < bytes.count && bytes[after] == .colon
                if maskString(bytes, index + 1..<close, isKey: isKey) {
                    if isKey { makeUnique() }
                    put(index..<close + 1)
                }
                if isKey { key = index + 1..<close }
                index = close + 1
            case 0x30...0x39:
                var end = index
                while end < bytes.count, Self.isOfNumber(bytes[end]) { end += 1 }
                let hasSign = index > start && bytes[index - 1] == UInt8(ascii: "-")
                // Who reckons with the column of a telephone number leaves it a sign.
                if maskNumber(bytes, index..<end) { put((hasSign ? index - 1 : index)..<end) }
                index = end
            default: index += 1
            }
        }
        if copied > start { output.append(contentsOf: bytes[copied...]) }
        return true
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Puts the masked string into `masked`; false if there is nothing to mask.
    private func maskString(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isKey: Bool) -> Bool {
        guard range.count >= 5 else { return false }
        unescaped.removeAll()
        JSONString.unescape(bytes.span, range, into: &unescaped)
        if !isKey, range.count <= Self.longestCode, maskCode(named: bytes[key], counting: true) { return true }
        scanner.scan(unescaped.bytes)
        guard !scanner.found.isEmpty else { return false }
        masked.removeAll(keepingCapacity: true)
        replace(in: unescaped.bytes, counting: true)
        return true
    }

    /// A value longer than this is a text, which the name of its member says nothing of; bytes.
    private static let longestCode = 40

    /// Masks the value in `unescaped` if it is a number or code from end to end, by itself or by what the name of its member
    /// says of it: `"phone": "6552 9988"`.
    private func maskCode(named name: Slice<UnsafeBufferPointer<UInt8>>, counting: Bool) -> Bool {
        guard !name.isEmpty, name.count <= Self.longestCode else { return false }
        named.removeAll(keepingCapacity: true)
        appendName(name)
        named.append(contentsOf: ": ".utf8)
        let start = named.count
        named.append(contentsOf: unescaped.bytes)
        return named.withUnsafeBufferPointer { text in
            scanner.scan(text)
            guard let span = scanner.found.last, scanner.found.allSatisfy({ $0.kind == span.kind }) else {
                return false
            }
            let place = scanner.text.bytes(of: scanner.found[0].range.lowerBound..<span.range.upperBound)
            guard place.lowerBound == start, place.upperBound == text.count, scanner.found.count == 1 else {
                return false
            }
            masked = span.kind.replacement
            if counting { counts.add(span.kind) }
            return true
        }
    }

    /// The name of the member as words: `orderNo` and `order_no` as `order No`.
    private func appendName(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
        var isSmall = false
        for byte in name {
            let isCapital = byte >= 0x41 && byte <= 0x5A
            if isCapital, isSmall { named.append(.space) }
            isSmall = byte >= 0x61 && byte <= 0x7A
            named.append(byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") ? .space : byte)
        }
    }

    /// Masks a JSON number whose digits are personal data: a telephone number that some export wrote as one, also as
    /// `1.3812345678e10` or `13812345678.0`. What stands there then is a string.
    private func maskNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard let digits = WholeNumber.digits(of: bytes[range]), digits.count >= 7 else { return false }
        unescaped.removeAll()
        digits.withUnsafeBufferPointer { unescaped.append($0) }
        return maskCode(named: bytes[key], counting: true)
    }

    /// Two members of a record must not have the same name: the second `[mobile]` becomes `[mobile-2]`.
    private func makeUnique() {
        let same = names.count { $0 == masked }
        names.append(masked)
        guard same > 0, masked.last == .closeBracket else { return }
        masked.removeLast()
        masked.append(contentsOf: "-\(same + 1)]".utf8)
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
