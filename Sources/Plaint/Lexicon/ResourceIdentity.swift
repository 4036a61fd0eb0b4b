/// Tells whether what was laid out beforehand was made of the resources that are built in now.
enum ResourceIdentity {
    /// A 64-bit number of named files and of the layout of the code (word hash of `SymbolTable`, which reads some 5 GB/s).
    /// It guards against an image that is out of date, and against nothing else.
    static func of(_ files: [(name: String, bytes: UnsafeBufferPointer<UInt8>)], layout: [UInt64]) -> UInt64 {
        var parts = layout
        for file in files.sorted(by: { $0.name < $1.name }) {
            parts.append(SymbolTable.hash(file.name))
            parts.append(SymbolTable.hash(file.bytes))
        }
        return parts.withUnsafeBytes { SymbolTable.hash($0.bindMemory(to: UInt8.self)) }
    }
}
