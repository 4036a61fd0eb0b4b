/// The trie of pieces that are no plain Latin words, as a double array (Aoe 1989, An Efficient Digital Search Algorithm by
/// Using a Double-Array Structure): the child of a node by a character is the cell at base + code, if that cell carries
/// the code. No two nodes have the same base, so the code alone says whose child a cell is.
struct ScalarTrie: Sendable {
    /// One node, the edge that leads to it and the symbol that ends there, in one number, so that a look-up reads nothing
    /// else: 14 bits the code, 20 the base, 18 the symbol plus one, 12 its traits.
    struct Cell: BitwiseCopyable {
        private var bits: UInt64 = 0

        /// A node without children at which nothing ends: where a look-up comes to that leaves the trie.
        static let none = Cell()

        static let largestCode = 1 << 14 - 1
        static let largestBase = 1 << 20 - 1
        static let mostSymbols = 1 << 18 - 1

        init() {}

        init(base: Int, code: UInt16, symbol: Int32, traits: Lexicon.SymbolTraits) {
            precondition(
                Int(code) <= Self.largestCode && base <= Self.largestBase && symbol < Self.mostSymbols,
                "the lexicon has too many terms")
            bits =
                UInt64(code) | UInt64(base) << 14 | UInt64(UInt32(bitPattern: symbol &+ 1)) << 34
                | UInt64(traits.rawValue) << 52
        }

        /// Code of the character on the edge; 0 is an empty cell.
        @inline(__always) var code: UInt16 { UInt16(truncatingIfNeeded: bits) & 0x3FFF }
        /// Where the children begin; 0 if there are none.
        @inline(__always) var base: Int { Int(truncatingIfNeeded: bits >> 14 & 0xF_FFFF) }
        /// The symbol that ends here, or -1.
        @inline(__always) var symbol: Int32 { Int32(truncatingIfNeeded: bits >> 34 & 0x3_FFFF) &- 1 }
        @inline(__always) var ends: Bool { bits & 0x3_FFFF << 34 != 0 }
        @inline(__always) var traits: Lexicon.SymbolTraits { Lexicon.SymbolTraits(rawValue: UInt16(bits >> 52)) }
    }

    /// Pages of 256 scalars: index of the page among `codes`.
    let pages: Table<UInt16>
    /// Codes of scalars; 0 for those in no piece. Capitals have the code of the small letter, ’ that of '.
    let codes: Table<UInt16>
    let cells: Table<Cell>
    let root: Cell

    init(pages: Table<UInt16>, codes: Table<UInt16>, cells: Table<Cell>) {
        self.pages = pages
        self.codes = codes
        self.cells = cells
        root = cells[0]
    }

    static let pageLength = 256
    static let pageCount = 0x110000 / pageLength
    @inline(__always)
    func code(_ scalar: UInt32) -> UInt16 {
        codes[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }

    /// The child of a node by a code, or `Cell.none`.
    @inline(__always)
    func child(_ node: Cell, _ code: UInt16) -> Cell {
        guard node.base != 0 else { return .none }
        let cell = cells[node.base &+ Int(code)]
        // A character of no piece has code 0, as an empty cell has.
        return cell.code == code ? cell : .none
    }

    /// The child of a node by a scalar, or `Cell.none`.
    @inline(__always)
    func child(_ node: Cell, of scalar: UInt32) -> Cell { child(node, code(scalar)) }
}

extension ScalarTrie.Cell {
    /// Nothing ends here, and nothing goes on.
    @inline(__always) var isNone: Bool { code == 0 }
}

/// Makes the arrays of a `ScalarTrie` from the edges of a trie with other node numbers.
struct ScalarTrieBuilder {
    private(set) var pages = [UInt16](repeating: 0, count: ScalarTrie.pageCount)
    private(set) var codes = [UInt16](repeating: 0, count: ScalarTrie.pageLength)
    /// Base, code and symbol of each cell.
    private var bases: [Int] = []
    private var labels: [UInt16] = []
    private var symbols: [Int32] = []

    private var occupied: [Bool] = []
    private var isBase: [Bool] = []
    /// For nodes with so many children (up to 16) where the last one found its place: the search goes on from there, for
    /// what had no room before has hardly any now.
    private var searched = [Int](repeating: 1, count: 17)
    private var alphabet = 0

    /// `edges[node]` are the labels (scalars) and targets of a node, `endings[node]` the symbol that ends there or -1.
    init(edges: [[(label: UInt32, target: Int32)]], endings: [Int32]) {
        assignCodes(edges)
        bases.append(0)
        labels.append(0)
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
            bases[cell] = base
            for child in children {
                let index = base + Int(child.code)
                labels[index] = child.code
                symbols[index] = endings[Int(child.target)]
                pending.append((child.target, index))
            }
        }
        // A look-up never leaves the array, whatever the code.
        grow(to: bases.count + alphabet + 1)
    }

    /// The cells; `infos` are those of all symbols.
    func cells(_ infos: [Lexicon.SymbolInfo]) -> [ScalarTrie.Cell] {
        bases.indices.map { cell in
            guard cell == 0 || labels[cell] != 0 else { return .none }
            let symbol = symbols[cell]
            return ScalarTrie.Cell(
                base: bases[cell], code: labels[cell], symbol: symbol,
                traits: symbol < 0 ? [] : infos[Int(symbol)].traits)
        }
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
        guard count > bases.count else { return }
        let more = count - bases.count
        bases += [Int](repeating: 0, count: more)
        labels += [UInt16](repeating: 0, count: more)
        symbols += [Int32](repeating: -1, count: more)
        occupied += [Bool](repeating: false, count: more)
        isBase += [Bool](repeating: false, count: more)
    }
}
