extension NaiveBayesModel {
    /// The model built into the program.
    public static func load(prior: PriorShift = .none) throws(ModelFileError) -> NaiveBayesModel {
        let file = EmbeddedResources.defaultModel
        if let model = try ModelImage.read(EmbeddedResources.modelImage, of: file, prior: prior) { return model }
        return try ModelFile.read(file, name: "the built-in model", prior: prior)
    }

    /// A model from a file. Throws with the place and what to do if it is damaged, newer than this program, or none.
    public static func load(path: String, prior: PriorShift = .none) throws -> NaiveBayesModel {
        let bytes = try FileBytes(path: path)
        return try withExtendedLifetime(bytes) { try ModelFile.read(bytes.buffer, name: path, prior: prior) }
    }

    /// A sentence if this machine's ICU cuts words otherwise than that of the model, else `nil`.
    public func segmentationWarning() throws(SegmentationError) -> String? {
        try SegmentationCanary.warning("the model", madeWith: canary, remedy: "plaint train")
    }
}
