/// Whether lines are those of a chat.
extension FormatDetection {
    /// How the messages of a chat are written, if this is one. `roles` knows the names of roles, such as 客服; without it they
    /// say nothing. With `isTold` somebody said that it is one: then the first line decides.
    static func chatStyle(_ bytes: Span<UInt8>, roles: RoleNames?, isTold: Bool = false) -> ChatLine.Style? {
        var counts: [ChatLine.Style: Int] = [:]
        var first: ChatLine.Style?
        var talk = Talk()
        var all = 0
        forEachLine(of: bytes) { line in
            all += 1
            for style in [ChatLine.Style.stamped, .timed, .headed, .named] {
                guard let message = ChatLine(line, style: style) else { continue }
                counts[style, default: 0] += 1
                if all == 1 { first = style }
                if style == .named, let name = message.name { talk.add(line.extracting(name)) }
                return
            }
        }
        if isTold { return first ?? .named }
        // A message may have several lines, but not many.
        for style in [ChatLine.Style.stamped, .headed] where first == style {
            if counts[style, default: 0] >= 2, counts[style, default: 0] * 4 >= all { return style }
        }
        let timed = counts[.timed, default: 0]
        if first == .timed, timed >= 2, timed * 10 >= all * 9 { return .timed }
        return talk.isChat(lines: all, roles: roles) ? .named : nil
    }

    /// Lines "name: text". Any text may have a colon, and a list of remarks has a word before each ("Price: too high").
    private struct Talk {
        private var names: [[UInt8]: Int] = [:]
        private var lines = 0

        mutating func add(_ name: Span<UInt8>) {
            lines += 1
            names[name.withUnsafeBufferPointer(Array.init), default: 0] += 1
        }

        func isChat(lines all: Int, roles: RoleNames?) -> Bool {
            guard lines >= 2 else { return false }
            // Nearly all lines, few names, all of them again and again.
            let isRepeated = (2...8).contains(names.count) && names.values.allSatisfy { $0 >= 2 }
            if lines >= 4, lines * 10 >= all * 9, isRepeated { return true }
            guard lines == all, let roles else { return false }
            // Shorter ones must say who speaks: both sides by name, or one of two who take turns.
            let known = names.keys.map { roles.roleAlone(of: $0) }
            let hasAgent = known.contains(.agent) || known.contains(.bot)
            if hasAgent, known.contains(.customer), !known.contains(nil) { return true }
            let speaks = names.keys.contains { [.agent, .bot].contains(roles.role(of: $0)) }
            return speaks && names.count == 2 && lines >= 3
        }
    }
}
