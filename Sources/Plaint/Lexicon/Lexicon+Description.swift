extension Lexicon {
    /// What the lexicon says of a term as typed: one line for each kind, `kind <tab> value`.
    public func describe(_ term: String) -> [String] {
        let lines = lines(of: term)
        guard lines.isEmpty, let spelling = TermSpelling.ofTexts(term) else { return lines }
        return self.lines(of: spelling)
    }

    private func lines(of term: String) -> [String] {
        var found: [Int32] = []
        let entry = entry(ofSymbol: TermElement.fold(term).withUnsafeBufferPointer { symbol($0) })
        if entry >= 0 { found.append(entry) }
        for index in entries.indices.map(Int32.init) where !found.contains(index) && self.term(index) == term {
            found.append(index)
        }
        var lines: [String] = []
        for index in found {
            let meaning = meaning(index)
            for kind in LexiconKind.allCases where kind != .cue && kind != .escalation && kind != .agent {
                guard let value = meaning.value(of: kind) else { continue }
                var number: [UInt8] = []
                JSONText.appendThousandths(Int(value), to: &number)
                let line = "\(kind.rawValue)\t\(String(decoding: number, as: UTF8.self))"
                if !lines.contains(line) { lines.append(line) }
            }
            for cue in entries[Int(index)].cues {
                if let signal = ConversationSignal(category: cues[Int(cue)].category) {
                    let line = "signal \(signal.rawValue)\t\(cues[Int(cue)].strength)"
                    if !lines.contains(line) { lines.append(line) }
                    continue
                }
                let line = "cue \(cueCategories[Int(cues[Int(cue)].category)])\t\(cues[Int(cue)].strength)"
                if !lines.contains(line) { lines.append(line) }
            }
        }
        return lines + (conversations?.lines(of: term) ?? [])
    }
}
