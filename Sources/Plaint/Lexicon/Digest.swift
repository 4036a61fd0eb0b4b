import CNettle

/// SHA-256 in hexadecimal, and as a number for folds.
enum Digest {
    static func sha256(_ bytes: [UInt8]) -> String {
        hexadecimal(sha256Bytes(bytes))
    }

    static func sha256Bytes(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        plaint_sha256(bytes, bytes.count, &digest)
        return digest
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
