/// The form of a code, the same wherever one is entered: a letter of any script, then letters, digits, `.`, `_` and `-`.
/// Codes are compared without regard to case and in whichever way their accents are written; they are shown as the
/// codebook writes them.
public enum CodeForm {
  /// The most Unicode scalars that a code has.
  public static let longest = 64

  /// The text is a whole code. It may end in `.` or `-`, as in a codebook; in a typed line such a sign belongs to the
  /// sentence.
  public static func isValid(_ text: String) -> Bool {
    text.unicodeScalars.count <= longest && isStart(text)
  }

  /// A code can begin with the text, however long it is.
  public static func isStart(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
    return text.unicodeScalars.allSatisfy(mayHold)
  }

  /// Two codes are the same if their keys are equal.
  public static func key(_ code: Code) -> String { code.lowercased() }

  /// A code in the spelling in which it is known; itself if it is new.
  public static func spelling(of code: Code, among known: some Sequence<Code>) -> Code {
    let key = key(code)
    return known.filter { Self.key($0) == key }.min() ?? code
  }

  /// The pattern means the code: it is the code itself, or ends in `*` and the code begins like it (`bar.*`).
  public static func matches(_ code: Code, _ pattern: String) -> Bool {
    guard pattern.hasSuffix("*") else { return code == pattern || key(code) == key(pattern) }
    return code.hasPrefix(pattern.dropLast()) || key(code).hasPrefix(key(String(pattern.dropLast())))
  }

  static func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "_", "-": return true
    default: return isLetterOrNumber(scalar) || scalar.combines
    }
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  static func isLetterOrNumber(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar)
      || (scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil)
  }
}

extension InterviewProtocol {
  /// Warnings about questions, a line each: ids that differ only in case, and a short version that is longer.
  public var questionWarnings: [String] {
    var warnings: [String] = []
    var seen: [String: QuestionID] = [:]
    for question in questions {
      if let other = seen.updateValue(question.id, forKey: question.id.lowercased()) {
        warnings.append(
          "questions \(other) and \(question.id) are told apart by case alone: typed, one means the other")
      }
      if let short = question.short, short > question.minutes {
        warnings.append("question \(question.id): the short version is longer than the whole")
      }
    }
    return warnings
  }

  /// Warnings about the codebook, a line each: codes that cannot be typed, and codes that differ only in case and so
  /// are one.
  public var codeWarnings: [String] {
    var warnings: [String] = []
    var seen: [String: Code] = [:]
    for code in codebook.map(\.code) {
      if Shorthand.code(code) != code {
        warnings.append("code \(code): a `.` or `-` at the end is left to the sentence when it is typed")
      }
      if let other = seen.updateValue(code, forKey: CodeForm.key(code)) {
        warnings.append("codes \(other) and \(code) are the same: case does not tell codes apart")
      }
    }
    return warnings
  }
}
