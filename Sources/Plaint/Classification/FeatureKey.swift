/// Keys of features, and their spelling in counts and model files: `w:退款`, `p:客服 态度`, `c:退款`, `q:speed 2`,
/// `s:negative`. The key of a spelling and the key made while reading a text are the same number.
enum FeatureKey {
    /// Stands for any number in a pair; spelled `0`.
    static let anyNumber = "0".utf8.withContiguousStorageIfAvailable { SymbolTable.hash($0) }!

    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = (a ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: b ^ 0xE703_7ED1_A0B4_28DB)
        // 0 marks an empty slot of the model's table.
        return max(1, product.high ^ product.low)
    }

    @inline(__always) static func word(_ hash: UInt64) -> UInt64 { mix(hash, 1) }
    @inline(__always) static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { mix(first, second | 1 << 63) }
    @inline(__always) static func characters(_ first: UInt32, _ second: UInt32) -> UInt64 {
        mix(UInt64(first) << 32 | UInt64(second), 2)
    }
    static func cue(_ category: String, _ step: Int) -> UInt64 { mix(hash(category), 16 + UInt64(step)) }
    static func sentiment(_ trait: SentimentTrait) -> UInt64 { sentimentKeys[Int(trait.rawValue)] }
    private static let sentimentKeys = SentimentTrait.allCases.map { mix(hash($0.spelling), 3) }

    private static func hash(_ text: String) -> UInt64 { SymbolTable.hash(text) }

    /// The key of a spelled feature, or `nil` if it is no feature.
    static func key(ofSpelling bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard bytes.count > 2, bytes[1] == UInt8(ascii: ":") else { return nil }
        let rest = UnsafeBufferPointer(rebasing: bytes[2...])
        let space = rest.firstIndex(of: 0x20)
        switch bytes[0] {
        case UInt8(ascii: "w"): return word(SymbolTable.hash(rest))
        case UInt8(ascii: "p"):
            guard let space else { return nil }
            return pair(
                SymbolTable.hash(UnsafeBufferPointer(rebasing: rest[..<space])),
                SymbolTable.hash(UnsafeBufferPointer(rebasing: rest[(space + 1)...])))
        case UInt8(ascii: "c"):
            let scalars = Array(String(decoding: rest, as: UTF8.self).unicodeScalars)
            return scalars.count == 2 ? characters(scalars[0].value, scalars[1].value) : nil
        case UInt8(ascii: "q"):
            guard let space, let step = Int(String(decoding: rest[(space + 1)...], as: UTF8.self)) else { return nil }
            return cue(String(decoding: rest[..<space], as: UTF8.self), step)
        case UInt8(ascii: "s"):
            return SentimentTrait(spelling: String(decoding: rest, as: UTF8.self)).map { sentiment($0) }
        default: return nil
        }
    }

    /// The spelling of a feature of a text.
    static func spelling(
        _ feature: FeatureExtractor.Feature, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon
    ) -> String {
        var bytes: [UInt8] = []
        appendSpelling(feature, text, lexicon, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the bytes of the spelling.
    static func appendSpelling(
        _ feature: FeatureExtractor.Feature, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon,
        to bytes: inout [UInt8]
    ) {
        func appendWord(_ range: Range<Int32>, isNumber: Bool = false) {
            guard !isNumber else { return bytes.append(UInt8(ascii: "0")) }
            let word = text[Int(range.lowerBound)..<Int(range.upperBound)]
            let meant = Speller.embedded.meant(by: UnsafeBufferPointer(rebasing: word))
            var folded =
                meant.map { Speller.embedded.word($0) } ?? word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
            EnglishStem.strip(&folded)
            bytes += folded
        }
        bytes += feature.kind.letter.utf8
        bytes.append(UInt8(ascii: ":"))
        switch feature.kind {
        case .word, .characters: appendWord(feature.first)
        case .pair:
            appendWord(feature.first, isNumber: feature.detail.0 == 1)
            bytes.append(.space)
            appendWord(feature.second, isNumber: feature.detail.1 == 1)
        case .cue: bytes += "\(lexicon.cueCategories[Int(feature.detail.0)]) \(feature.detail.1)".utf8
        case .sentiment: bytes += SentimentTrait.allCases[Int(feature.detail.0)].spelling.utf8
        }
    }
}
