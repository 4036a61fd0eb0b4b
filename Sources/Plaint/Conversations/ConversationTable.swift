/// The states of conversations, at most so many: the least recently used leave.
struct ConversationTable {
    private struct Node {
        var key: ConversationKey
        var state: ConversationState
        var older: Int32
        var newer: Int32
    }

    let capacity: Int
    /// Conversations that had to leave.
    private(set) var forgotten = 0
    private var nodes: [Node] = []
    private var places: [ConversationKey: Int32] = [:]
    private var newest: Int32 = -1
    private var oldest: Int32 = -1

    init(capacity: Int) { self.capacity = max(1, capacity) }

    var count: Int { places.count }

    /// Lets `body` change the state of a conversation, which becomes the most recently used; a new one begins empty.
    mutating func update<Result>(_ key: ConversationKey, _ body: (inout ConversationState) -> Result) -> Result {
        let place = self.place(of: key)
        return body(&nodes[Int(place)].state)
    }

    private mutating func place(of key: ConversationKey) -> Int32 {
        if let place = places[key] {
            guard place != newest else { return place }
            unlink(place)
            link(place)
            return place
        }
        let place: Int32
        if nodes.count < capacity {
            place = Int32(nodes.count)
            nodes.append(Node(key: key, state: ConversationState(), older: -1, newer: -1))
        } else {
            place = oldest
            places[nodes[Int(place)].key] = nil
            unlink(place)
            forgotten += 1
            nodes[Int(place)].key = key
            nodes[Int(place)].state = ConversationState()
        }
        places[key] = place
        link(place)
        return place
    }

    private mutating func unlink(_ place: Int32) {
        let node = nodes[Int(place)]
        if node.older >= 0 { nodes[Int(node.older)].newer = node.newer } else { oldest = node.newer }
        if node.newer >= 0 { nodes[Int(node.newer)].older = node.older } else { newest = node.older }
    }

    private mutating func link(_ place: Int32) {
        nodes[Int(place)].older = newest
        nodes[Int(place)].newer = -1
        if newest >= 0 { nodes[Int(newest)].newer = place }
        newest = place
        if oldest < 0 { oldest = place }
    }

    /// All conversations, the least recently used first.
    func visit(_ body: (ConversationKey, ConversationState) -> Void) {
        var place = oldest
        while place >= 0 {
            body(nodes[Int(place)].key, nodes[Int(place)].state)
            place = nodes[Int(place)].newer
        }
    }
}
