import ArgumentParser
import Plaint

struct Compile: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lay lexicons/ and the default model out as tables, so that the program starts at once.",
        discussion: """
            For those who change lexicons/ or the default model in the source; build again after it. Until then the
            program reads the files at every start, which takes a fifth of a second.

            Example:
              plaint compile lexicons Sources/CResources
            """)

    @Argument(help: ArgumentHelp("Folder of lexicon files.", valueName: "lexicons"))
    var lexicons: String

    @Argument(help: ArgumentHelp("Folder with default.model; the tables are written there.", valueName: "resources"))
    var resources: String

    func run() throws {
        let model = "\(resources)/default.model"
        let images = (lexicon: "\(resources)/lexicon.image", model: "\(resources)/default.image")
        try DistinctFiles.check(inputs: [model], outputs: [(images.lexicon, "the table"), (images.model, "the table")])
        try writeFile(ResourceImages.lexicon(folder: lexicons), images.lexicon)
        try writeFile(ResourceImages.model(path: model), images.model)
    }
}
