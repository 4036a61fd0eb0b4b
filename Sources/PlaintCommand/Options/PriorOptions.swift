import ArgumentParser
import Plaint

/// How frequent complaints and categories are where the texts come from.
struct PriorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Share of complaints in your texts, as 0.1, or of a category among complaints, as speed=0.4, where it is not that of the training records. May repeat.",
            valueName: "[category=]p"))
    var prior: [String] = []

    func validate() throws { _ = try checked() }

    var shift: PriorShift { (try? checked()) ?? .none }

    private func checked() throws -> PriorShift {
        var shift = PriorShift()
        for text in prior {
            let equals = text.lastIndex(of: "=")
            let number = equals.map { text[text.index(after: $0)...] } ?? text[...]
            guard let share = Double(number), share > 0, share < 1 else {
                throw ValidationError("--prior is '\(text)': use a number between 0 and 1, or category=number")
            }
            if let equals {
                shift.categories[String(text[..<equals])] = share
            } else {
                shift.complaint = share
            }
        }
        return shift
    }
}
