import Glibc

// Fuzz targets: the readers, the files of models and lexicons, the whole pipeline, under the laws of FuzzLaws. See README.md.

nonisolated(unsafe) private let target: FuzzLaws.Target = {
    let name = getenv("PLAINT_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzLaws.Target(rawValue: name) else {
        fatalError("PLAINT_FUZZ_TARGET is \(name): use one of \(FuzzLaws.Target.allCases)")
    }
    return target
}()

nonisolated(unsafe) private let laws: FuzzLaws = {
    guard let folder = getenv("PLAINT_FUZZ_FOLDER") else { fatalError("PLAINT_FUZZ_FOLDER names no folder for files") }
    var options = AnalysisOptions()
    options.explains = true
    options.clauses = true
    do {
        return FuzzLaws(
            folder: String(cString: folder),
            analyzer: Analyzer(lexicon: try .load(), model: try .load(), options: options))
    } catch {
        fatalError("\(error)")
    }
}()

/// Loads lexicon and model, which in a build with all checks takes long enough to be taken for a slow input.
@_cdecl("LLVMFuzzerInitialize")
public func beginFuzzing(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
    _ = (target, laws)
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let data, count > 0 else { return 0 }
    if let law = laws.broken(by: Array(UnsafeBufferPointer(start: data, count: count)), as: target) {
        let text = Array("broken: \(law)\n".utf8)
        _ = write(2, text, text.count)
        abort()
    }
    return 0
}
