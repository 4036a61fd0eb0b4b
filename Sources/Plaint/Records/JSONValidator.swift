import CSimdjson

/// simdjson as a fast judge of JSON and UTF-8. One for each worker.
struct JSONValidator: ~Copyable {
    private let handle: OpaquePointer

    init() {
        guard let handle = plaint_json_validator_open() else { fatalError("not enough memory for a JSON parser") }
        self.handle = handle
    }

    deinit {
        plaint_json_validator_close(handle)
    }

    /// True if `bytes` are one valid JSON value in valid UTF-8. False says nothing: simdjson also refuses some that are.
    ///
    /// `ByteBuffer.spare` bytes behind `bytes` must be readable.
    func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return plaint_json_validator_accepts(handle, start, bytes.count) != 0
    }

    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        plaint_is_utf8(bytes.baseAddress, bytes.count) != 0
    }
}
