/// The language of a text, by its letters (design: a report, and the choice of a calibration).
public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
    case mixed
    case other

    /// By the numbers of Han characters and of Latin words.
    init(hanCharacters: Int, latinWords: Int, otherLetters: Int) {
        if hanCharacters == 0, latinWords == 0 {
            self = .other
        } else if otherLetters > hanCharacters, otherLetters > latinWords {
            self = .other
        } else if hanCharacters >= 4 * latinWords {
            self = .chinese
        } else {
            self = latinWords >= 4 * hanCharacters ? .english : .mixed
        }
    }
}

/// p = σ(a·z + d): what makes log odds honest (Platt 1999), for one stage. `a` and `d` are in 1/1024, one pair for each
/// of Chinese, English and all texts; mixed and other texts take the last.
struct Calibration: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        var slope: Int32 = 1_024
        var offset: Int32 = 0
    }

    var chinese = Line()
    var english = Line()
    var all = Line()

    subscript(language: Language) -> Line {
        get {
            switch language {
            case .chinese: chinese
            case .english: english
            case .mixed, .other: all
            }
        }
        set {
            switch language {
            case .chinese: chinese = newValue
            case .english: english = newValue
            case .mixed, .other: all = newValue
            }
        }
    }

    /// Probability in thousandths of log odds in 1/1024 nat.
    func probability(_ logOdds: Int64, _ language: Language) -> Int32 {
        let line = self[language]
        let calibrated = Double(Int64(line.slope) * logOdds / 1_024 + Int64(line.offset)) / 1_024
        return Int32((1_000 * PortableMath.sigmoid(calibrated)).rounded())
    }
}
