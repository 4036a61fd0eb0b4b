/// Other shares of complaints and categories than those that a model was trained on: corpora by hand are half
/// complaints, real traffic 5 to 15 %.
///
/// Adds logit π′ − logit π to the calibrated log odds, with π the share in the training records (Elkan 2001, The
/// Foundations of Cost-Sensitive Learning; Saerens, Latinne & Decaestecker 2002, Adjusting the Outputs of a Classifier to
/// New a Priori Probabilities). That is exact where complaints and other texts are each like those of the training
/// records and only come in other numbers.
public struct PriorShift: Sendable, Equatable {
    /// Share of complaints among all texts, above 0 and below 1; `nil` leaves the model's.
    public var complaint: Double?
    /// Share of a category among complaints.
    public var categories: [String: Double] = [:]

    public init(complaint: Double? = nil, categories: [String: Double] = [:]) {
        self.complaint = complaint
        self.categories = categories
    }

    public static let none = PriorShift()

    /// Moves the calibrations of a model. Throws if the model has no such stage, or has seen only one side of it.
    func apply(to contents: inout ModelFile.Contents, name: String) throws(ModelFileError) {
        guard self != .none else { return }
        let labelling = contents.counts.labelling
        let totals = contents.counts.totals
        if let complaint {
            guard labelling.hasGate else {
                throw ModelFileError(
                    file: name, line: 0, reason: "the model does not tell complaints: use --prior LABEL=P")
            }
            try shift(&contents.calibrations[0], to: complaint, Double(totals[1]), Double(totals[0]), "complaint", name)
        }
        for (category, share) in categories.sorted(by: { $0.key < $1.key }) {
            guard let index = labelling.categories.firstIndex(of: category) else {
                let known = labelling.categories.joined(separator: ", ")
                throw ModelFileError(
                    file: name, line: 0, reason: "the model has no label '\(category)': it has \(known)")
            }
            let inside = Double(totals[index + 2])
            try shift(
                &contents.calibrations[index + (labelling.hasGate ? 1 : 0)], to: share, inside,
                Double(totals[1]) - inside, category, name)
        }
    }

    private func shift(
        _ calibration: inout Calibration, to share: Double, _ inside: Double, _ outside: Double, _ stage: String,
        _ name: String
    ) throws(ModelFileError) {
        guard share > 0, share < 1 else {
            throw ModelFileError(file: name, line: 0, reason: "the prior of \(stage) must lie between 0 and 1")
        }
        guard inside > 0, outside > 0 else {
            throw ModelFileError(
                file: name, line: 0,
                reason: "the model was trained on one side of \(stage) only: it has no prior to shift")
        }
        let difference = PortableMath.logit(share) - PortableMath.log(inside / outside)
        let offset = Int32((difference * 1_024).rounded())
        calibration.chinese.offset += offset
        calibration.english.offset += offset
        calibration.all.offset += offset
    }
}
