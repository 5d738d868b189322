internal import Interview

/// The form that an id, a tag or a pattern must have.
struct TextForm: Sendable {
  /// What it must be, in words.
  let wants: String
  let matches: @Sendable (String) -> Bool

  /// Ids of protocols, settings, attributes and forms: `[a-z0-9-]`, 1-60.
  static let id = TextForm(wants: "1-60 small letters, digits and hyphens") { text in
    (1...60).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isSmallOrDigit || $0 == hyphen }
  }

  /// Ids of questions and probes: `[A-Za-z0-9-]`, 1-20.
  static let questionID = TextForm(wants: "1-20 letters, digits and hyphens") { text in
    (1...20).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == hyphen }
  }

  /// A code of the codebook.
  static let code = TextForm(wants: "a letter, then letters, digits, `.`, `_`, `-`, at most 64") { text in
    CodeForm.isValid(text)
  }

  /// A code, or the beginning of codes and `*`.
  static let codePattern = TextForm(wants: "a code, or the beginning of codes and `*`") { text in
    CodeForm.isStart(text.hasSuffix("*") ? String(text.dropLast()) : text)
  }

  /// A language tag (BCP 47).
  static let language = TextForm(wants: "a language tag such as en, nl or pt-BR") { text in
    // A file has no other way of writing one, and the language itself in small letters.
    guard let language = Language(text), language.tag.lowercased() == text.lowercased() else { return false }
    return text.hasPrefix(Language.base(of: language.tag))
  }

  /// A word that stands for others in notes.
  static let abbreviation = TextForm(
    wants:
      "1-20 letters, digits and hyphens between them, with a letter other than `n` (`\\n` is a line break)"
  ) { Abbreviations.isWord($0) }

  /// A word that stands in braces in texts.
  static let word = TextForm(wants: "a small letter, then small letters, digits and `_`") { text in
    guard let first = text.utf8.first, first.isSmall else { return false }
    return text.utf8.allSatisfy { $0.isSmallOrDigit || $0 == UInt8(ascii: "_") }
  }

  /// A number as people write it, without hexadecimal, infinities and the like.
  static let number = TextForm(wants: "a number") { text in
    var rest = text.utf8[...]
    func takeDigits() -> Int {
      let digits = rest.prefix(while: \.isDigit)
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    func takeSign() {
      if let first = rest.first, first == UInt8(ascii: "+") || first == hyphen { rest = rest.dropFirst() }
    }
    takeSign()
    var digits = takeDigits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      digits += takeDigits()
    }
    guard digits > 0 else { return false }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      takeSign()
      guard takeDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}

private let hyphen = UInt8(ascii: "-")

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isSmall: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isLetter: Bool { isSmall || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  fileprivate var isSmallOrDigit: Bool { isSmall || isDigit }
  fileprivate var isLetterOrDigit: Bool { isLetter || isDigit }
}
