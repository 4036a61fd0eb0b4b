/// Constants of the classifier. They are kept in the model, in thousandths, so that a model means the same for ever.
public struct NaiveBayesParameters: Sendable, Equatable {
    /// ν₀: weight, in documents, of the background prior that each feature has in each class, split in proportion to the
    /// sizes of the class and of its rest, so that an unseen feature is exactly neutral. Folds over corpora/train are flat
    /// from 2 to 8; in folds that leave one writer's records out, 4 did best for texts in another hand.
    public var background: Int = 4_000
    /// n₀: number of known features up to which evidence is summed as it is; beyond, the sum grows with √n, since the
    /// words of a long text are no independent witnesses. Folds are flat from 10 to 80.
    public var length: Int = 20_000
    /// What the weights of cues' features are taken times in the gate: a cue says of what a text complains; that it
    /// complains is mostly said by its words and by the sentiment already. 0.3 by folds, flat from 0 to 0.5; and the weights
    /// of the sentiment's features, witnesses of another kind than words are, times 1.3, flat from 1.3 to 1.6.
    public var gateCues: Int = 300
    public var gateSentiment: Int = 1_300
    /// Features of fewer records are left out of a model.
    public var minimumCount: Int = 2_000
    /// Most features that a model keeps: the most frequent, then by kind, then by their bytes.
    public var maximumFeatures: Int = 40_000_000

    /// ν: pseudo-documents of each side with which the cues of a category enter (`CuePrior`); folds are flat from 5 to 100. 0: training leaves
    /// all cues out.
    public var cuePrior: Int = 20_000

    /// C of the corrections (`MarginCorrections`): what a record too near the border costs against corrections of the
    /// weights; 0: none are made. 0.01 by folds, flat from 0.006 to 0.02, for 300 records as for 14,000.
    public var correctionCost: Int = 10
    /// What the naive Bayes score is taken times where the corrections' margin is 1: so much of the margin is left to what
    /// was counted. 0.1 by folds; 0.2 corrects too little where the characters of a word speak twice, 0.06 forgets what the counts know.
    public var correctionShare: Int = 100

    /// How much more the features of a text's first half count for the categories: what a text begins with is mostly the
    /// cause, and what comes after its consequence (the primary category, as corpora/README.md has it). By folds: accuracy of the primary rises to
    /// 0.5, the sets of categories suffer beyond a third.
    public var firstHalf: Int = 333

    public init() {}

    /// What a model means that does not say: those from before a parameter came up.
    static var unsaid: NaiveBayesParameters {
        var parameters = NaiveBayesParameters()
        parameters.cuePrior = 0
        parameters.gateCues = 1_000
        parameters.gateSentiment = 1_000
        parameters.correctionCost = 0
        parameters.firstHalf = 0
        return parameters
    }

    /// Sets a parameter by its name in the model file, in thousandths. False if there is none of this name.
    public mutating func set(_ name: String, to value: Int) -> Bool {
        guard let path = Self.names.first(where: { $0.name == name })?.path else { return false }
        self[keyPath: path] = value
        return true
    }

    /// The values that a parameter may have: cues and what goes with the gate may be switched off, nothing else can be
    /// nothing; weights must fit their width.
    public static func range(_ name: String) -> ClosedRange<Int> {
        switch name {
        case "gate-cues", "gate-sentiment", "first-half": 0...4_000
        case "correction-cost": 0...1_000_000
        case "correction-share": 1...1_000_000
        case "cue-prior": 0...(1 << 40)
        default: 1...(1 << 40)
        }
    }

    static let names: [(name: String, path: WritableKeyPath<NaiveBayesParameters, Int> & Sendable)] = [
        ("background", \.background), ("length", \.length), ("minimum-count", \.minimumCount),
        ("maximum-features", \.maximumFeatures), ("cue-prior", \.cuePrior), ("gate-cues", \.gateCues),
        ("gate-sentiment", \.gateSentiment), ("correction-cost", \.correctionCost),
        ("correction-share", \.correctionShare), ("first-half", \.firstHalf),
    ]
}
