import CExpat

/// What an XML document gives, in its order. Names come without their prefix.
protocol XMLEvents: AnyObject {
    func start(_ name: String, _ attribute: (String) -> String?)
    func end(_ name: String)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// An XML document that arrives piece by piece.
final class XMLStream {
    private let handle: OpaquePointer
    private let events: any XMLEvents

    private final class Context {
        unowned let events: any XMLEvents
        init(_ events: any XMLEvents) { self.events = events }
    }
    private let context: Context

    init(_ events: any XMLEvents) {
        self.events = events
        context = Context(events)
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        guard
            let handle = plaint_xml_open(
                pointer,
                { context, name, attributes in
                    let names = attributes
                    Unmanaged<Context>.fromOpaque(context!).takeUnretainedValue().events.start(localName(name)) {
                        wanted in
                        var index = 0
                        while let attribute = names[index] {
                            if localName(attribute) == wanted, let value = names[index + 1] {
                                return String(cString: value)
                            }
                            index += 2
                        }
                        return nil
                    }
                },
                { context, name in
                    Unmanaged<Context>.fromOpaque(context!).takeUnretainedValue().events.end(localName(name))
                },
                { context, bytes, length in
                    bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
                        Unmanaged<Context>.fromOpaque(context!).takeUnretainedValue().events.text(
                            UnsafeBufferPointer(start: $0, count: Int(length)))
                    }
                })
        else { fatalError("not enough memory for an XML parser") }
        self.handle = handle
    }

    deinit { plaint_xml_close(handle) }

    /// Takes the next bytes; what is wrong with them, or nil.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> String? {
        guard plaint_xml_parse(handle, bytes.baseAddress, Int32(bytes.count), isLast ? 1 : 0) != 0 else { return nil }
        var line: Int64 = 0
        let text = String(cString: plaint_xml_error(handle, &line))
        return "\(text) in line \(line) of its XML"
    }
}

private func localName(_ name: UnsafePointer<CChar>) -> String {
    let text = String(cString: name)
    guard let colon = text.utf8.lastIndex(of: .colon) else { return text }
    return String(text[text.index(after: colon)...])
}

extension ArchiveInput {
    /// Parses the file that `next()` went to, of which much stays in memory: up to `limit` bytes of it.
    func parse(_ events: any XMLEvents, path: String, limit: Int = 64 << 20) throws(RecordSourceError) {
        let stream = XMLStream(events)
        var buffer = ByteBuffer()
        let start = unpacked
        repeat {
            buffer.removeAll()
            try read(upTo: 1 << 16, into: &buffer)
            if unpacked - start > limit {
                let reason = "a part that must be in memory has more than \(limit >> 20) MiB"
                throw RecordSourceError(path: path, reason: .damagedArchive(reason))
            }
            if let fault = stream.parse(buffer.bytes, isLast: hasEnded) {
                throw RecordSourceError(path: path, reason: .damagedArchive(fault))
            }
        } while !hasEnded
    }
}
