/// One of several sources that lie in one file.
public enum SourceMember: Sendable, Equatable {
    /// A file in a zip archive that has several, by name.
    case file(String, label: String)
    /// A sheet of a workbook.
    case sheet(WorkbookSheet)

    /// For messages: the path with this behind it.
    var label: String {
        switch self {
        case .file(_, let label): label
        case .sheet(let sheet): sheet.name
        }
    }

    /// What lies in `path`, if that is a regular file: the sheets of a workbook, or the files of a zip archive if it has
    /// several; else nothing.
    static func list(in path: String) throws(RecordSourceError) -> [SourceMember] {
        guard path != "-" else { return [] }
        var file = try FileInput(path: path)
        guard file.isAtStart else { return [] }
        var head = ByteBuffer()
        try file.read(upTo: PackedFormat.decidingBytes, into: &head)
        guard PackedFormat(head.bytes.span) == .zip else { return [] }
        try file.requireZipDirectory()
        var names: [String] = []
        let archive = ArchiveInput(
            path: path, descriptor: file.descriptor, prefix: UnsafeBufferPointer(start: nil, count: 0), format: .zip,
            isSeekable: true)
        while let name = try archive.next() { names.append(name) }
        if names.contains("xl/workbook.xml") {
            return try Workbook(path: path, descriptor: file.descriptor).sheets.map { .sheet($0) }
        }
        // What else Office writes is told when it is opened to be read.
        if names.contains(where: { refusal(of: $0, isSeekable: true) != nil }) { return [] }
        let files = names.filter(isRecordFile)
        return files.count < 2 ? [] : files.map { .file($0, label: $0) }
    }

    /// True for the files that every document of Office has and no archive of records.
    static func isPartOfOffice(_ name: String) -> Bool {
        name == "[Content_Types].xml" || name == "_rels/.rels" || name.hasPrefix("docProps/")
    }

    /// Why a zip archive that has a file of this name, and whose sheets are not known, is not read; nil if that says nothing.
    static func refusal(of name: String, isSeekable: Bool) -> RecordSourceError.Reason? {
        if name.hasPrefix("xl/") {
            return isSeekable ? .foreign("an Excel workbook of the binary kind") : .spreadsheetInPipe
        }
        let isPart = name.hasSuffix(".xml") || name.hasSuffix(".rels")
        if isPart, name.hasPrefix("word/") { return .foreign("a Word document") }
        if isPart, name.hasPrefix("ppt/") { return .foreign("a presentation") }
        return name == "mimetype" ? .foreign("an OpenDocument file or an e-book") : nil
    }

    /// False for folders and for what systems put beside the files.
    static func isRecordFile(_ name: String) -> Bool {
        let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return !last.isEmpty && !last.hasPrefix(".") && !name.hasPrefix("__MACOSX/") && last != "Thumbs.db"
    }
}
