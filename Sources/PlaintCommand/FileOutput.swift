import Plaint

/// Writes a whole file; it gets its name only when it is complete.
func writeFile(_ bytes: [UInt8], _ path: String) throws {
    let output = try OutputFile(path: path)
    try output.write(bytes)
    try output.finish()
}

func writeStandardOutput(_ bytes: [UInt8]) throws { try OutputFile(path: nil).write(bytes) }
