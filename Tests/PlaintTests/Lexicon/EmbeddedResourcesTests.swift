import Glibc
import Testing

@testable import Plaint

/// What is built into the program is what stands in the project's folder.
struct EmbeddedResourcesTests {
    private func paths(under folder: String, _ prefix: String = "") -> [String] {
        contents(ofFolder: folder).map(\.name).flatMap { name -> [String] in
            var status = stat()
            guard stat(folder + "/" + name, &status) == 0 else { return [] }
            if status.st_mode & S_IFMT == S_IFDIR { return paths(under: folder + "/" + name, prefix + name + "/") }
            return name.hasSuffix(".tsv") ? [prefix + name] : []
        }
    }

    @Test func everyLexiconIsBuiltInByteForByte() {
        let folder = Shared.projectPath + "/lexicons"
        let embedded = EmbeddedResources.lexiconFiles
        #expect(embedded.map(\.name).sorted() == paths(under: folder).sorted())
        for (name, bytes) in embedded {
            let isSame = Array(bytes) == contents(ofFile: folder + "/" + name)
            #expect(isSame, "\(name) is not that in lexicons/")
        }
    }

    @Test func theDefaultModelIsTheFile() {
        let file = contents(ofFile: Shared.projectPath + "/Sources/CResources/default.model")
        let isSame = Array(EmbeddedResources.defaultModel) == file
        #expect(isSame)
    }

    @Test func theFolderAndTheProgramMakeTheSameLexicon() throws {
        let lexicon = try Lexicon.load(.directory(Shared.projectPath + "/lexicons"))
        #expect(lexicon.entries.count == Shared.lexicon.entries.count)
        #expect(Set(lexicon.cueCategories) == Set(CategoryOrder.complaint))
        var worker = try Analyzer.sentimentOnly(lexicon).makeWorker()
        var embedded = try Analyzer.sentimentOnly(Shared.lexicon).makeWorker()
        for text in HostileText.texts(200, seed: 21) { #expect(worker.analyze(text) == embedded.analyze(text)) }
    }

    /// Otherwise every start reads 96,000 rows and 40,000 features: run `plaint compile lexicons Sources/CResources`.
    @Test func theTablesAreThoseOfTheFiles() throws {
        #expect(Shared.lexicon.isCompiled)
        #expect(
            try ModelImage.read(EmbeddedResources.modelImage, of: EmbeddedResources.defaultModel, prior: .none) != nil)
    }

    @Test(.enabled(if: Shared.isReleaseBuild, "takes long without optimisation"))
    func theTablesAreMadeAnewByteForByte() throws {
        // Bare answers: where two large arrays differ, `#expect` would seek and print their difference.
        let resources = Shared.projectPath + "/Sources/CResources"
        let lexicon = try ResourceImages.lexicon(folder: Shared.projectPath + "/lexicons")
        let lexiconIsSame = lexicon == contents(ofFile: resources + "/lexicon.image")
        #expect(lexiconIsSame, "run plaint compile lexicons Sources/CResources")
        let model = try ResourceImages.model(path: resources + "/default.model")
        let modelIsSame = model == contents(ofFile: resources + "/default.image")
        #expect(modelIsSame, "run plaint compile lexicons Sources/CResources")
    }
}
