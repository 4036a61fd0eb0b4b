/// Who speaks. The names that stand for each are rows of the kind `role` in lexicons/.
public enum TurnRole: UInt8, Sendable, Equatable {
    case customer = 1
    case agent = 2
    case bot = 3
    case system = 4

    init?(_ roles: Lexicon.SymbolRoles) {
        if roles.contains(.agent) {
            self = .agent
        } else if roles.contains(.bot) {
            self = .bot
        } else if roles.contains(.system) {
            self = .system
        } else if roles.contains(.customer) {
            self = .customer
        } else {
            return nil
        }
    }
}

/// Tells roles by names: `客服`, `Agent 7`, `客服小李`, and those that `--agent` gave.
struct RoleNames: Sendable {
    private let lexicon: Lexicon
    private let agents: [[UInt8]]
    /// A name longer than this is none; bytes.
    static let longest = 60

    init(lexicon: Lexicon, agents: [String]) {
        self.lexicon = lexicon.conversations ?? lexicon
        self.agents = agents.map { Self.folded(Array($0.utf8)) }
    }

    /// The role of a name in a role field or before a colon; `nil` if it says nothing.
    func role(of name: [UInt8]) -> TurnRole? {
        let name = Self.folded(name)
        guard !name.isEmpty, name.count <= Self.longest else { return nil }
        if agents.contains(name) { return .agent }
        if let role = listed(name[...]) { return role }
        // 客服小李, 客服001, agent smith; then 小李客服, live agent: the longest listed beginning, then ending.
        for end in stride(from: name.count - 1, to: 1, by: -1) where Self.isCut(name, at: end) {
            if let role = listed(name[..<end]) { return role }
        }
        for start in 1..<name.count where Self.isCut(name, at: start) {
            if let role = listed(name[start...]) { return role }
        }
        return nil
    }

    /// The role of a name that is nothing but a role, with a number at most: `客服`, `Agent 7`. 客服态度 begins with one.
    func roleAlone(of name: [UInt8]) -> TurnRole? {
        let name = Self.folded(name)
        guard let last = name.lastIndex(where: { !(0x30...0x39).contains($0) && $0 != .space }) else { return nil }
        return listed(name[...last])
    }

    private func listed(_ name: ArraySlice<UInt8>) -> TurnRole? {
        name.withUnsafeBufferPointer { bytes in
            let symbol = lexicon.symbol(bytes)
            return symbol < 0 ? nil : TurnRole(lexicon.symbols[Int(symbol)].roles)
        }
    }

    /// Whether a name may fall into two here: between characters, but not inside a Latin word.
    private static func isCut(_ name: [UInt8], at index: Int) -> Bool {
        if name[index] & 0xC0 == 0x80 { return false }
        return !(isLetter(name[index - 1]) && isLetter(name[index]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    /// Lower case, without white space and brackets around.
    private static func folded(_ name: [UInt8]) -> [UInt8] {
        let outside = Array(" \t*[]<>@#-—".utf8)
        var slice = name[...]
        while let first = slice.first, outside.contains(first) { slice = slice.dropFirst() }
        while let last = slice.last, last < 0x80, outside.contains(last) { slice = slice.dropLast() }
        return slice.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
}
