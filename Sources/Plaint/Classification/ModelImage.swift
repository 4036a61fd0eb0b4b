/// The features of the built-in model as they are looked up, laid out beside its file so that nothing is parsed at the
/// start but the header: 16 bytes with the identity of the file, then a `FeatureTable`.
enum ModelImage {
    private static let headerLength = 16

    /// The image of a model's file.
    static func write(_ file: UnsafeBufferPointer<UInt8>) throws(ModelFileError) -> [UInt8] {
        let model = try ModelFile.read(file, name: "the model")
        var image: [UInt8] = []
        withUnsafeBytes(of: identity(file).littleEndian) { image += $0 }
        image += [UInt8](repeating: 0, count: headerLength - image.count)
        return image + Array(model.features.bytes)
    }

    /// The model, if the image is that of the file; both live as long as the process.
    static func read(
        _ image: UnsafeRawBufferPointer, of file: UnsafeBufferPointer<UInt8>, prior: PriorShift
    ) throws(ModelFileError) -> NaiveBayesModel? {
        guard image.count > headerLength, UInt64(littleEndian: image.load(as: UInt64.self)) == identity(file),
            let features = FeatureTable(UnsafeRawBufferPointer(rebasing: image[headerLength...]))
        else { return nil }
        var lines = ModelLines(bytes: file, name: "the built-in model")
        var contents = try ModelFile.readHeader(&lines)
        try prior.apply(to: &contents, name: lines.name)
        return NaiveBayesModel(contents, features: features)
    }

    private static func identity(_ file: UnsafeBufferPointer<UInt8>) -> UInt64 {
        ResourceIdentity.of([("model", file)], layout: [])
    }
}
