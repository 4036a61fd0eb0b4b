/// The trie of pieces that are no plain Latin words, as a double array (Aoe 1989, An Efficient Digital Search Algorithm by
/// Using a Double-Array Structure): the child of a node by a character is the cell at base + code, if that cell carries
/// the code. No two nodes have the same base, so the code alone says whose child a cell is.
struct ScalarTrie: Sendable {
    /// One node, and the edge that leads to it.
    struct Cell: BitwiseCopyable {
        /// Where the children begin; 0 if there are none.
        var base: UInt32 = 0
        /// Code of the character on the edge; 0 is an empty cell.
        var code: UInt16 = 0
        /// 1 if a piece ends here.
        var ends: UInt16 = 0
    }

    /// A symbol with what is known of it, so that nothing else need be read.
    struct Ending: BitwiseCopyable {
        var symbol: Int32 = -1
        var info = Lexicon.SymbolInfo()
    }

    /// Pages of 256 scalars: index of the page among `codes`.
    let pages: Table<UInt16>
    /// Codes of scalars; 0 for those in no piece. Capitals have the code of the small letter, ’ that of '.
    let codes: Table<UInt16>
    let cells: Table<Cell>
    /// What ends at a cell, for cells where something does.
    let endings: Table<Ending>

    static let pageLength = 256
    static let pageCount = 0x110000 / pageLength
    static let root: Int32 = 0

    @inline(__always)
    func code(_ scalar: UInt32) -> UInt16 {
        codes[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }

    /// The child of a node by a code that is not 0, or -1.
    @inline(__always)
    func child(_ node: Int32, _ code: UInt16) -> Int32 {
        let base = cells[Int(node)].base
        let index = Int(base) &+ Int(code)
        return base != 0 && cells[index].code == code ? Int32(truncatingIfNeeded: index) : -1
    }

    /// The child of a node by a scalar, or -1.
    @inline(__always)
    func target(_ node: Int32, _ scalar: UInt32) -> Int32 {
        let code = code(scalar)
        return code == 0 ? -1 : child(node, code)
    }

    /// The symbol that ends at a node, or -1.
    @inline(__always)
    func symbol(_ node: Int32) -> Int32 { cells[Int(node)].ends == 0 ? -1 : endings[Int(node)].symbol }
}

/// Makes the arrays of a `ScalarTrie` from the edges of a trie with other node numbers.
struct ScalarTrieBuilder {
    private(set) var pages = [UInt16](repeating: 0, count: ScalarTrie.pageCount)
    private(set) var codes = [UInt16](repeating: 0, count: ScalarTrie.pageLength)
    private(set) var cells: [ScalarTrie.Cell] = []
    private(set) var symbols: [Int32] = []

    private var occupied: [Bool] = []
    private var isBase: [Bool] = []
    /// For nodes with so many children (up to 16) where the last one found its place: the search goes on from there, for
    /// what had no room before has hardly any now.
    private var searched = [Int](repeating: 1, count: 17)
    private var alphabet = 0

    /// `edges[node]` are the labels (scalars) and targets of a node, `endings[node]` the symbol that ends there or -1.
    init(edges: [[(label: UInt32, target: Int32)]], endings: [Int32]) {
        assignCodes(edges)
        cells.append(ScalarTrie.Cell())
        symbols.append(-1)
        occupied.append(true)
        isBase.append(true)
        var pending: [(node: Int32, cell: Int)] = [(0, 0)]
        var next = 0
        while next < pending.count {
            let (node, cell) = pending[next]
            next += 1
            let children = edges[Int(node)].map { (code: code($0.label), target: $0.target) }.sorted {
                $0.code < $1.code
            }
            guard !children.isEmpty else { continue }
            let base = place(children.map(\.code))
            cells[cell].base = UInt32(base)
            for child in children {
                let index = base + Int(child.code)
                cells[index].code = child.code
                let symbol = endings[Int(child.target)]
                if symbol >= 0 {
                    cells[index].ends = 1
                    symbols[index] = symbol
                }
                pending.append((child.target, index))
            }
        }
        // A look-up never leaves the array, whatever the code.
        grow(to: cells.count + alphabet + 1)
    }

    private func code(_ scalar: UInt32) -> UInt16 { codes[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)] }

    /// The most frequent labels get the smallest codes: children then lie close together.
    private mutating func assignCodes(_ edges: [[(label: UInt32, target: Int32)]]) {
        var frequency: [UInt32: Int] = [:]
        for children in edges { for child in children { frequency[child.label, default: 0] += 1 } }
        let labels = frequency.keys.sorted { (-frequency[$0]!, $0) < (-frequency[$1]!, $1) }
        precondition(labels.count < Int(UInt16.max), "the lexicon has too many different characters")
        alphabet = labels.count
        for (index, label) in labels.enumerated() { set(label, UInt16(index + 1)) }
        for letter in UInt32(0x41)...0x5A { set(letter, code(letter | 0x20)) }
        set(0x2019, code(0x27))
    }

    private mutating func set(_ scalar: UInt32, _ code: UInt16) {
        guard code != 0 else { return }
        let page = Int(scalar >> 8)
        if pages[page] == 0 {
            pages[page] = UInt16(codes.count / ScalarTrie.pageLength)
            codes += [UInt16](repeating: 0, count: ScalarTrie.pageLength)
        }
        codes[Int(pages[page]) << 8 | Int(scalar & 0xFF)] = code
    }

    /// The first base at which all children find free cells, which are then taken.
    private mutating func place(_ children: [UInt16]) -> Int {
        let first = Int(children[0])
        let size = min(children.count, searched.count - 1)
        var cell = max(searched[size], first + 1)
        while true {
            let base = cell - first
            grow(to: base + Int(children[children.count - 1]) + 1)
            if !occupied[cell], !isBase[base], children.allSatisfy({ !occupied[base + Int($0)] }) {
                isBase[base] = true
                for code in children { occupied[base + Int(code)] = true }
                searched[size] = cell
                return base
            }
            cell += 1
        }
    }

    private mutating func grow(to count: Int) {
        guard count > cells.count else { return }
        let more = count - cells.count
        cells += [ScalarTrie.Cell](repeating: ScalarTrie.Cell(), count: more)
        symbols += [Int32](repeating: -1, count: more)
        occupied += [Bool](repeating: false, count: more)
        isBase += [Bool](repeating: false, count: more)
    }
}
