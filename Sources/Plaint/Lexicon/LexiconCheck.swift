import CICU

/// Looks for mistakes in lexicon files that a reader cannot see row by row.
public enum LexiconCheck {
    /// All problems of a lexicon, in the order of files and lines; empty when all is well.
    public static func problems(in source: LexiconSource) -> [LexiconError] {
        do {
            switch source {
            case .embedded:
                return problems(in: EmbeddedResources.lexiconFiles.map { ($0.name, $0.bytes) })
            case .directory(let path):
                // Overlays are checked too: each by itself, since they exist to say again what another file says.
                let overlays = (try? FileBytes.lexiconPaths(under: "\(path)/overlays")) ?? []
                let loaded = try (FileBytes.lexiconPaths(under: path) + overlays).map { ($0, try FileBytes(path: $0)) }
                guard !loaded.isEmpty else { return [LexiconError(file: path, line: 0, reason: "no .tsv files here")] }
                return withExtendedLifetime(loaded) { problems(in: loaded.map { ($0.0, $0.1.buffer) }) }
            }
        } catch let error as LexiconError {
            return [error]
        } catch {
            return [LexiconError(file: "\(source)", line: 0, reason: "\(error)")]
        }
    }

    /// All problems of a file that is laid over a lexicon. How its rows are ordered and which capitals they have is for its
    /// owner to say: they are read all the same.
    public static func problems(ofOverlay path: String) -> [LexiconError] {
        do throws(LexiconError) {
            let bytes = try FileBytes(path: path)
            return try withExtendedLifetime(bytes) { () throws(LexiconError) in
                problemsOfOverlay(try LexiconFile(name: path, bytes: bytes.buffer, overlay: true))
            }
        } catch {
            return [error]
        }
    }

    private static func problemsOfOverlay(_ file: LexiconFile) -> [LexiconError] {
        var problems: [LexiconError] = []
        var seen: [[TermElement]: Int] = [:]
        for row in file.rows {
            let bytes = UnsafeBufferPointer(rebasing: file.bytes[row.term])
            func report(_ reason: String) {
                problems.append(LexiconError(file: file.name, line: row.line, reason: reason))
            }
            for reason in problemsOfMeaning(row, bytes, file) { report(reason) }
            guard JSONValidator.isUTF8(bytes) else { continue }
            let term = String(decoding: bytes, as: UTF8.self)
            let spelling = TermSpelling.ofTexts(bytes) ?? Array(bytes)
            let elements = spelling.withUnsafeBufferPointer {
                TermElement.parse($0, verbatim: file.kind == .emoji)
            }
            if let line = seen[elements] {
                report("'\(term)' stands in line \(line) too, and the last row counts; keep one of the two")
            } else {
                seen[elements] = row.line
            }
        }
        return problems
    }

    static func problems(in sources: [(name: String, bytes: UnsafeBufferPointer<UInt8>)]) -> [LexiconError] {
        var problems: [LexiconError] = []
        var files: [LexiconFile] = []
        for (name, bytes) in sources {
            let isOverlay = name.contains("overlays/")
            do throws(LexiconError) {
                let file = try LexiconFile(name: name, bytes: bytes, overlay: isOverlay)
                problems += problemsOfRows(file)
                if !isOverlay { files.append(file) }
            } catch {
                problems.append(error)
            }
        }
        return problems + duplicates(files)
    }

    private static func problemsOfRows(_ file: LexiconFile) -> [LexiconError] {
        var problems: [LexiconError] = []
        func report(_ row: LexiconFile.Row, _ reason: String) {
            problems.append(LexiconError(file: file.name, line: row.line, reason: reason))
        }
        if file.language.isEmpty {
            problems.append(LexiconError(file: file.name, line: 1, reason: "no '#! language zh|en|any' in the header"))
        }
        var previous: Range<Int>?
        for row in file.rows {
            let bytes = UnsafeBufferPointer(rebasing: file.bytes[row.term])
            let term = String(decoding: bytes, as: UTF8.self)
            if let previous {
                let order = compare(UnsafeBufferPointer(rebasing: file.bytes[previous]), bytes)
                if order == 0 { report(row, "'\(term)' stands twice in this file") }
                if order > 0 { report(row, "'\(term)' is out of order: rows are sorted by code point") }
            }
            previous = row.term
            if JSONValidator.isUTF8(bytes), plaint_is_nfc(bytes.baseAddress!, Int32(bytes.count)) == 0 {
                report(row, "'\(term)' is not in normalisation form C")
            }
            let spaces = term.hasPrefix(" ") || term.hasSuffix(" ") || term.contains("  ")
            if spaces { report(row, "'\(term)' has a stray blank") }
            if file.kind != .emoji, term != term.lowercased() {
                report(row, "'\(term)' has capitals: terms are lower case")
            }
            for reason in problemsOfMeaning(row, bytes, file) { report(row, reason) }
        }
        return problems
    }

    /// What is wrong with a row wherever it stands.
    private static func problemsOfMeaning(
        _ row: LexiconFile.Row, _ bytes: UnsafeBufferPointer<UInt8>, _ file: LexiconFile
    ) -> [String] {
        var problems: [String] = []
        let term = String(decoding: bytes, as: UTF8.self)
        if !JSONValidator.isUTF8(bytes) { problems.append("'\(term)' is not valid UTF-8") }
        problems += problemsOfValue(row, term, file.kind)
        let elements = TermElement.parse(bytes, verbatim: file.kind == .emoji)
        if elements.first == .gap || elements.last == .gap { problems.append("'\(term)' begins or ends with a gap") }
        return problems
    }

    private static func problemsOfValue(_ row: LexiconFile.Row, _ term: String, _ kind: LexiconKind) -> [String] {
        guard let value = row.value else { return [] }
        var problems: [String] = []
        let range = kind.range
        if !range.contains(Double(value) / 1000) {
            problems.append("the value of '\(term)' is outside \(range.lowerBound)…\(range.upperBound)")
        }
        let isCode = kind == .quote || kind == .template
        if isCode, value % 1_000 != 0 { problems.append("the value of '\(term)' is no whole number") }
        return problems
    }

    /// Throws at the first row with a value that its kind cannot have: the rules were measured with values in range, and a slip
    /// of the pen (`40` for `4.0`) would drown everything else.
    static func refuseBadValues(_ file: LexiconFile) throws(LexiconError) {
        for row in file.rows {
            let term = LexiconFile.string(file.bytes, row.term)
            guard let problem = problemsOfValue(row, term, file.kind).first else { continue }
            throw LexiconError(
                file: file.name, line: row.line,
                reason:
                    "\(problem): put it right, or take the row out (plaint lexicon check --overlay FILE names all such rows)"
            )
        }
    }

    /// UTF-8 compares byte by byte as its code points do.
    private static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        for (x, y) in zip(a, b) where x != y { return x < y ? -1 : 1 }
        return a.count - b.count
    }

    /// One term twice in one kind, in whatever files: one of the two would silently lose.
    static func duplicates(_ files: [LexiconFile]) -> [LexiconError] {
        var seen: [String: (file: String, line: Int)] = [:]
        var problems: [LexiconError] = []
        for file in files {
            for row in file.rows {
                let term = LexiconFile.string(file.bytes, row.term)
                let key = "\(file.kind.rawValue) \(file.category)\t\(term)"
                if let first = seen[key] {
                    // Twice in one file is reported with the order of its rows.
                    if first.file == file.name { continue }
                    problems.append(
                        LexiconError(
                            file: file.name, line: row.line,
                            reason: "'\(term)' stands in \(first.file):\(first.line) too; keep one of the two rows"))
                } else {
                    seen[key] = (file.name, row.line)
                }
            }
        }
        return problems
    }

    static func refuseDuplicates(_ files: [LexiconFile]) throws(LexiconError) {
        if let first = duplicates(files).first { throw first }
    }
}
