/// The patterns of the lexicon as one graph: a path from the root is a pattern, its labels are symbols, gaps and
/// placeholders.
struct PatternGraph: Sendable {
    struct Node: BitwiseCopyable {
        /// Bits of the symbols that lead on from here (`Lexicon.maskBit`): most look-ups end with this.
        var literals: UInt64 = 0
        /// Entry of the pattern that ends here, or -1.
        var entry: Int32 = -1
        /// The node behind a gap, or -1.
        var gap: Int32 = -1
        /// Range of `edges`.
        var firstEdge: UInt32 = 0
        var edgeCount: UInt16 = 0
        var continuations: Lexicon.Continuations = []
        var ends: Ends = []
    }

    /// For whom the pattern that ends at a node is meant.
    struct Ends: OptionSet, BitwiseCopyable {
        let rawValue: UInt8
        static let sentiment = Ends(rawValue: 1)
        static let cue = Ends(rawValue: 2)
        /// What customers say that matters for their conversation.
        static let signal = Ends(rawValue: 4)
        /// What agents and bots say that does.
        static let answer = Ends(rawValue: 8)
    }

    struct Edge: BitwiseCopyable {
        var label: UInt32
        var target: Int32
    }

    let nodes: Table<Node>
    /// The edges of each node stand together, in the order of their labels.
    let edges: Table<Edge>

    /// The node that a label leads to, or -1.
    @inline(__always)
    func target(_ node: Int32, _ label: UInt32) -> Int32 {
        let node = nodes[Int(node)]
        var low = Int(node.firstEdge)
        var high = low &+ Int(node.edgeCount)
        while low < high {
            let middle = (low &+ high) >> 1
            if edges[middle].label < label { low = middle &+ 1 } else { high = middle }
        }
        guard low < Int(node.firstEdge) &+ Int(node.edgeCount), edges[low].label == label else { return -1 }
        return edges[low].target
    }
}
