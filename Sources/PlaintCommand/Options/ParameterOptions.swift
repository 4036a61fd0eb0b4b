import ArgumentParser
import Plaint

/// Constants of the classifier, for those who choose them by folds.
struct ParameterOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Constant of training, in thousandths: background, length, minimum-count, maximum-features, cue-prior (0: no cues), gate-cues or gate-sentiment. May repeat.",
            valueName: "name=value"))
    var parameter: [String] = []

    func validate() throws { _ = try checkedParameters() }

    var parameters: NaiveBayesParameters { (try? checkedParameters()) ?? NaiveBayesParameters() }

    /// Counts are the same whatever the constants: a model made of them is where these are wanted.
    func refuse(withCountsOnly countsOnly: Bool) throws {
        guard countsOnly, !parameter.isEmpty else { return }
        throw ValidationError(
            "--parameter changes nothing in counts: give it to plaint train merge, without --counts-only")
    }

    private func checkedParameters() throws -> NaiveBayesParameters {
        var parameters = NaiveBayesParameters()
        for text in parameter {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let value = Int(parts[1]),
                NaiveBayesParameters.range(String(parts[0])).contains(value),
                parameters.set(String(parts[0]), to: value)
            else {
                throw ValidationError("--parameter is '\(text)': use a name and a number above 0, as background=2000")
            }
        }
        return parameters
    }
}
