extension Session {
  /// Words that would not be taken today, a line each. An older program or a hand has written them; they are kept and shown
  /// as they stand.
  public var oldWords: [String] {
    var old: [String] = []
    if let country = group.country, Country(country)?.code != country {
      old.append("country \(country) is no country of ISO 3166 as in NL")
    }
    for (name, tag) in [("language", group.language), ("language of the notes", group.notesLanguage)] {
      guard let tag, Language(tag)?.tag != tag else { continue }
      old.append("\(name) \(tag) is not a tag as in nl or nl-BE")
    }
    let codes = notes.flatMap { [$0.content] + $0.revisions.map(\.content) }.flatMap(\.codes)
    return old + CodeForm.oldCodes(codes)
  }
}

extension Review {
  /// Words that would not be taken today, a line each; as in a session.
  public var oldWords: [String] {
    CodeForm.oldCodes(notes.values.flatMap(\.codes.keys) + codebook.keys)
  }
}

extension CodeForm {
  fileprivate static func oldCodes(_ codes: [Code]) -> [String] {
    Set(codes).filter { !isValid($0) }.sorted().map {
      "code \($0) is not a letter and then letters, digits, `.`, `_`, `-`"
    }
  }
}
