extension JSON {
  /// The value without a word in its texts and in the keys of its objects; nil if it is nowhere in it. `found` is what was
  /// taken out, as it stood there.
  func takingOut(_ word: String) -> (json: JSON, found: [String])? {
    switch self {
    case .string(let text): return text.takingOut(word).map { (.string($0.text), $0.found) }
    case .array(let values):
      let changed = values.map { $0.takingOut(word) }
      let found = changed.flatMap { $0?.found ?? [] }
      return found.isEmpty ? nil : (.array(zip(values, changed).map { $1?.json ?? $0 }), found)
    case .object(let fields): return fields.takingOut(word).map { (.object($0.fields), $0.found) }
    case .null, .bool, .integer, .number: return nil
    }
  }
}

extension UnknownFields {
  /// Keys under which this program itself keeps what a newer version wrote beside the fields of a summary or of consent.
  private static let ofProgram: Set = ["summary", "consent"]

  /// The fields without a word in texts and in keys; nil if it is nowhere in them.
  func takingOut(_ word: String) -> (fields: UnknownFields, found: [String])? {
    var fields: UnknownFields = [:]
    var found: [String] = []
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      let changed = value.takingOut(word)
      let renamed = UnknownFields.ofProgram.contains(key) ? nil : key.takingOut(word)
      var name = renamed?.text ?? key
      // Two keys may be the same without the word.
      while renamed != nil, self[name] != nil || fields[name] != nil { name += String.takenOut }
      fields[name] = changed?.json ?? value
      found += (renamed?.found ?? []) + (changed?.found ?? [])
    }
    return found.isEmpty ? nil : (fields, found)
  }
}
