import CResources

/// A lexicon as it is used: tables of plain numbers in one block of memory, with nothing to be parsed or built.
///
/// A header (`Header`), the place and number of elements of each section, the sections, each on a multiple of 16 bytes.
/// Numbers are little-endian, as on every machine that Plaint runs on. The image of the built-in lexicon is made with
/// `plaint compile` and stands in the program beside the files it was made from; it is only used if it was made
/// of exactly those, by code with the same layout.
final class LexiconImage: @unchecked Sendable {
    enum Section: Int, CaseIterable {
        case description, symbols, symbolRanges, symbolTexts, wordSlots
        case triePages, trieCodes, trieCells
        case patternNodes, patternEdges, numberStarts, entries, entryMeanings, meanings, cues, terms, origins
        case conversations

        /// Bytes an element.
        var stride: Int {
            switch self {
            case .description, .symbolTexts, .terms, .origins, .conversations: 1
            case .symbols: MemoryLayout<Lexicon.SymbolInfo>.stride
            case .symbolRanges: MemoryLayout<SymbolTable.TextRange>.stride
            case .wordSlots: MemoryLayout<WordTable.Slot>.stride
            case .triePages, .trieCodes, .entryMeanings: 2
            case .trieCells: MemoryLayout<ScalarTrie.Cell>.stride
            case .patternNodes: MemoryLayout<PatternGraph.Node>.stride
            case .patternEdges: MemoryLayout<PatternGraph.Edge>.stride
            case .numberStarts: 8
            case .entries: MemoryLayout<LexiconEntry>.stride
            case .meanings: MemoryLayout<TermMeaning>.stride
            case .cues: MemoryLayout<Cue>.stride
            }
        }
    }

    struct Header: BitwiseCopyable {
        var magic: UInt64 = Header.expectedMagic
        /// Of the files that it was made from and of the layout of the code that made it.
        var identity: UInt64 = 0
        var length: UInt64 = 0
        var sections: UInt64 = UInt64(Section.allCases.count)

        /// "plaintlx" as a little-endian number.
        static let expectedMagic: UInt64 = 0x786C_746E_6961_6C70
    }

    struct Place: BitwiseCopyable {
        var offset: UInt64
        var count: UInt64
    }

    let bytes: UnsafeRawBufferPointer
    private let owned: UnsafeMutableRawBufferPointer?
    /// The image in whose memory this one lies.
    private let outer: LexiconImage?

    /// Uses memory that lives as long as the process; `nil` unless it is an image with this identity.
    init?(_ bytes: UnsafeRawBufferPointer, identity: UInt64) {
        self.bytes = bytes
        owned = nil
        outer = nil
        guard Self.isWhole(bytes, identity: identity) else { return nil }
    }

    /// Copies an image that was just made.
    init(copying image: [UInt8]) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: image.count, alignment: 16)
        block.copyBytes(from: image)
        owned = block
        outer = nil
        bytes = UnsafeRawBufferPointer(block)
    }

    private init?(inside outer: LexiconImage, _ section: Section) {
        let place = Self.place(of: section, in: outer.bytes)
        let start = Int(place.offset)
        bytes = UnsafeRawBufferPointer(rebasing: outer.bytes[start..<start + Int(place.count)])
        owned = nil
        self.outer = outer
        guard Self.isWhole(bytes, identity: 0) else { return nil }
    }

    /// The image of what conversations are followed by, which lies inside this one; `nil` if there is none.
    var conversations: LexiconImage? { LexiconImage(inside: self, .conversations) }

    deinit { owned?.deallocate() }

    /// It stands in the program, and was not made at the start.
    var isBuiltIn: Bool { owned == nil }

    private static func isWhole(_ bytes: UnsafeRawBufferPointer, identity: UInt64) -> Bool {
        let placesEnd = MemoryLayout<Header>.size + Section.allCases.count * MemoryLayout<Place>.stride
        guard bytes.count >= placesEnd, Int(bitPattern: bytes.baseAddress) % 16 == 0 else { return false }
        let header = bytes.load(as: Header.self)
        guard header.magic == Header.expectedMagic, header.identity == identity,
            header.length == UInt64(bytes.count), header.sections == UInt64(Section.allCases.count)
        else { return false }
        return Section.allCases.allSatisfy { section in
            let place = place(of: section, in: bytes)
            let (size, overflow) = place.count.multipliedReportingOverflow(by: UInt64(section.stride))
            return !overflow && place.offset % 16 == 0 && place.offset <= UInt64(bytes.count)
                && size <= UInt64(bytes.count) - place.offset
        }
    }

    private static func place(of section: Section, in bytes: UnsafeRawBufferPointer) -> Place {
        bytes.load(
            fromByteOffset: MemoryLayout<Header>.size + section.rawValue * MemoryLayout<Place>.stride, as: Place.self)
    }

    func table<Element: BitwiseCopyable>(_ section: Section) -> Table<Element> {
        precondition(MemoryLayout<Element>.stride == section.stride, "another type than the section's")
        let place = Self.place(of: section, in: bytes)
        let start = bytes.baseAddress! + Int(place.offset)
        return Table(base: start.assumingMemoryBound(to: Element.self), count: Int(place.count))
    }

    /// What the image was made from, as lines of text.
    var description: LexiconDescription {
        let table: Table<UInt8> = table(.description)
        return LexiconDescription(text: String(decoding: table[0..<table.count], as: UTF8.self))
    }

    /// Raised when what the numbers in a section mean changes though their sizes do not, such as the bits of a trait.
    private static let layoutVersion: UInt64 = 3

    /// Identity of lexicon files, for code with this layout.
    static func identity(_ files: [(name: String, bytes: UnsafeBufferPointer<UInt8>)]) -> UInt64 {
        var layout = Section.allCases.map { UInt64($0.stride) }
        layout.append(layoutVersion)
        // The hash by which words are found, the bits of the kinds, and the numbers of the signals.
        let names = LexiconKind.allCases.map(\.rawValue) + ConversationSignal.allCases.map(\.rawValue)
        for text in ["客服 Plaint"] + names { layout.append(SymbolTable.hash(text)) }
        return ResourceIdentity.of(files, layout: layout)
    }
}

/// The small facts of a lexicon.
struct LexiconDescription {
    var digest = ""
    var cueCategories: [String] = []
    var sources: [(name: String, rows: Int)] = []

    init(digest: String, cueCategories: [String], sources: [(name: String, rows: Int)]) {
        self.digest = digest
        self.cueCategories = cueCategories
        self.sources = sources
    }

    /// First line the digest, second the categories, then a line for each file: rows, tab, name.
    init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 2 else { return }
        digest = String(lines[0])
        cueCategories = lines[1].split(separator: "\t").map(String.init)
        for line in lines[2...] {
            let parts = line.split(separator: "\t", maxSplits: 1)
            if parts.count == 2 { sources.append((String(parts[1]), Int(parts[0]) ?? 0)) }
        }
    }

    var text: String {
        var lines = [digest, cueCategories.joined(separator: "\t")]
        for source in sources { lines.append("\(source.rows)\t\(source.name)") }
        return lines.joined(separator: "\n")
    }
}
