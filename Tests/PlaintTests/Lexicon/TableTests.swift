import Testing

@testable import Plaint

/// The two hash tables against Dictionary on random keys.
struct TableTests {
    @Test(arguments: [UInt64(1), 2, 3]) func symbolTable(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var table = SymbolTable(minimumCapacity: 1)
        var reference: [[UInt8]: Int32] = [:]
        for _ in 0..<4_000 {
            // Few letters and short keys: many are repeated, many are beginnings of others.
            let key = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                UInt8.random(in: 0...3, using: &generator) &* 0x55
            }
            let found = key.withUnsafeBufferPointer { table.find($0) }
            #expect(found == reference[key] ?? -1)
            if Bool.random(using: &generator) {
                let symbol = key.withUnsafeBufferPointer { table.intern($0) }
                #expect(symbol == reference[key] ?? Int32(reference.count))
                reference[key] = symbol
            }
        }
        #expect(table.count == reference.count)
        for (key, symbol) in reference {
            #expect(key.withUnsafeBufferPointer { table.find($0) } == symbol)
        }
    }

    @Test func symbolsSpellTheirKeys() {
        var table = SymbolTable(minimumCapacity: 1)
        let words = HostileText.texts(500, seed: 5)
        let symbols = words.map { table.intern($0) }
        for (word, symbol) in zip(words, symbols) {
            #expect(Array(table.string(symbol).utf8) == Array(word.utf8))
            #expect(table.find(word) == symbol)
        }
    }

    @Test(arguments: [UInt64(4), 5, 6]) func transitionTable(_ seed: UInt64) {
        struct Edge: Hashable { var node: Int32, label: UInt32 }
        var generator = SeededGenerator(seed: seed)
        var table = TransitionTable(minimumCapacity: 1)
        var reference: [Edge: Int32] = [:]
        for _ in 0..<8_000 {
            let node = Int32.random(in: 0..<Int32(table.nodes), using: &generator)
            let label = [
                UInt32.random(in: 0...5, using: &generator), 0x4E00 + UInt32.random(in: 0...99, using: &generator),
                0x10FFFF,
            ].randomElement(using: &generator)!
            let edge = Edge(node: node, label: label)
            #expect(table.target(node, label) == reference[edge] ?? -1)
            if Bool.random(using: &generator) {
                let made = table.makeTarget(node, label)
                if let known = reference[edge] {
                    #expect(made == known)
                } else {
                    #expect(made == Int32(table.nodes - 1) && made > 0)
                }
                reference[edge] = made
            }
        }
        #expect(table.nodes == reference.count + 1)
        for (edge, node) in reference { #expect(table.target(edge.node, edge.label) == node) }
    }
}
