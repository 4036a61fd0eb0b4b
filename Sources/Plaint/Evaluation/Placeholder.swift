public struct EvaluationReport: Sendable { public func text() -> String { "" }; public func json() -> [UInt8] { [] } }
public enum Evaluation {
    public static func evaluate(_ c: LabelledCorpus, analyzer: Analyzer) throws -> EvaluationReport { EvaluationReport() }
    public static func crossValidate(_ c: LabelledCorpus, folds: Int, lexicon: Lexicon) throws -> EvaluationReport { EvaluationReport() }
}
