import Plaint

/// What `plaint --version` says: enough to know whether two runs must give the same bytes.
enum VersionText {
    static let version = "0.1.0"

    static func make() -> String {
        // Only called for --version would be better, but the parser wants the text beforehand: keep it lazy.
        guard CommandLine.arguments.dropFirst().contains("--version") else { return version }
        var lines = ["plaint \(version)", "ICU \(WordSegmenter.icuVersion)"]
        if let lexicon = try? Lexicon.load() { lines.append("lexicon sha256:\(lexicon.digest)") }
        if let model = try? NaiveBayesModel.load() { lines.append("model sha256:\(model.digest)") }
        return lines.joined(separator: "\n")
    }
}
