import ArgumentParser
import Plaint

struct LexiconCompile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile", abstract: "Lay the built-in lexicon out as tables, so that the program starts at once.",
        discussion: """
            For those who change lexicons/ in the source: after a build, write the tables and build again. Until then the
            program reads the files at every start, which takes a fifth of a second.

            Example:
              plaint lexicon compile -o Sources/CResources/lexicon.image
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("File to write.", valueName: "file"))
    var output: String

    func run() throws {
        let lexicon = try EmbeddedResources.compileLexicon()
        try writeFile(Array(lexicon.imageBytes), output)
    }
}
