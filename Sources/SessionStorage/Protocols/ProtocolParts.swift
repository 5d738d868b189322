internal import Interview

// The protocol and its parts before and after the questions.
extension ProtocolDraft {
  static let protocolKeys = MapKeys(
    known: [
      "protocol", "version", "title", "languages", "about", "settings", "codebook", "abbreviations",
      "attributes", "setup", "questions", "debrief",
    ],
    required: ["protocol", "version", "title", "questions"])
  static let codeKeys = MapKeys(known: ["code", "name", "about"], required: ["code", "name"])
  static let attributeKeys = MapKeys(
    known: ["id", "ask", "values"], required: ["id", "ask", "values"])
  static let valueKeys = MapKeys(known: ["id", "name"], required: ["id", "name"])
  static let formKeys = MapKeys(
    known: ["id", "ask", "coreq", "remember", "values"], required: ["id", "ask"])

  /// Reads the whole protocol.
  mutating func readProtocol(_ root: YAMLNode?) -> InterviewProtocol? {
    guard let root else {
      if mends.lines.isEmpty {
        refuse(Place(), "the file is empty; a protocol begins with `protocol:` and its id")
      }
      return nil
    }
    guard let fields = fields(root, of: "a protocol", Self.protocolKeys) else { return nil }
    // Where a part of these is not known, nobody can say what is missing elsewhere.
    let unsure = mends.keys(of: root)
    readLanguages(fields["languages"])
    if unsure.contains("languages") { languages = nil }
    let id = string(fields["protocol"], "protocol", .id)
    let version = string(fields["version"], "version")
    let title = text(fields["title"], "title")
    let about = text(fields["about"], "about")
    let allSettings = fields["settings"].map { readSettings($0) } ?? []
    let settings = unsure.contains("settings") ? nil : allSettings
    let allCodes = fields["codebook"].map { readCodebook($0) } ?? []
    let codebook = unsure.contains("codebook") ? nil : allCodes
    let abbreviations = fields["abbreviations"].map { readAbbreviations($0) } ?? [:]
    let attributes = readAttributes(fields["attributes"])
    let setup = readForm(fields["setup"], "setup")
    let questions = readQuestions(fields["questions"], settings: settings?.map(\.name))
    let debrief = readForm(fields["debrief"], "debrief")
    if let settings { checkPlaceholders(settings.map { ($0.name, Set($0.words.keys)) }) }
    if let codebook { checkCodePatterns(codebook.map(\.code)) }
    guard let id, let version, let title, let languages, let settings, let codebook else { return nil }
    return InterviewProtocol(
      id: id, version: version, title: title, languages: languages, about: about,
      settings: Dictionary(settings.map { ($0.name, $0.words) }) { first, _ in first }, codebook: codebook,
      abbreviations: abbreviations, attributes: attributes, setup: setup, questions: questions,
      debrief: debrief)
  }

  private mutating func readLanguages(_ node: YAMLNode?) {
    guard let node else { return }
    languages = nil
    guard let nodes = list(node, "languages") else { return }
    if nodes.isEmpty { refuse(node.place, "`languages` is empty: leave it out, or name one") }
    let tags = nodes.compactMap { string($0, "languages", .language) }
    guard tags.count == nodes.count, !tags.isEmpty else { return }
    refuseRepeated(zip(tags, nodes).map { ($0, $1.place) }, "language")
    languages = tags
  }

  private mutating func readSettings(_ node: YAMLNode) -> [(name: String, words: [String: LocalText])]? {
    guard let entries = entries(node, of: "`settings`", named: .id) else { return nil }
    return entries.map { entry in
      (entry.name, reading("setting \(entry.name)") { $0.readWords(entry.value) })
    }
  }

  private mutating func readWords(_ node: YAMLNode) -> [String: LocalText] {
    var words: [String: LocalText] = [:]
    for entry in entries(node, of: "a setting", named: .word) ?? [] {
      let known = texts.count
      // A word with a fault is a word all the same: its placeholders are filled.
      words[entry.name] = text(entry.value, entry.name) ?? .plain("")
      for nested in texts[known...] {
        refuse(nested.place, "`\(entry.name)` stands in texts and is not filled itself: no braces")
      }
      texts.removeSubrange(known...)
    }
    return words
  }

  private mutating func readCodebook(_ node: YAMLNode) -> [CodebookEntry]? {
    guard let nodes = list(node, "codebook") else { return nil }
    var places: [(String, Place)] = []
    let entries = nodes.enumerated().compactMap { index, node -> CodebookEntry? in
      return reading(label(node, of: "code", "code", number: index + 1)) { draft in
        guard let fields = draft.fields(node, of: "a code", Self.codeKeys) else { return nil }
        let code = draft.string(fields["code"], "code", .code)
        if let code, let place = fields["code"]?.place { places.append((code, place)) }
        let name = draft.text(fields["name"], "name")
        let about = draft.text(fields["about"], "about")
        return code.map { CodebookEntry(code: $0, name: name ?? .plain(""), about: about) }
      }
    }
    refuseRepeated(places, "code")
    return entries
  }

  /// Reads words with what they stand for in notes.
  mutating func readAbbreviations(_ node: YAMLNode) -> [String: LocalText] {
    guard let entries = entries(node, of: "`abbreviations`", named: .abbreviation) else { return [:] }
    if entries.count > Abbreviations.most {
      refuse(node.place, "`abbreviations`: at most \(Abbreviations.most), found \(entries.count)")
    }
    var first: [String: (name: String, line: Int)] = [:]
    var abbreviations: [String: LocalText] = [:]
    for entry in entries {
      let key = Abbreviations.key(entry.name)
      if let other = first[key], other.name != entry.name {
        refuse(
          entry.place,
          "`abbreviations`: \(entry.name.quoted) is \(other.name.quoted) of line \(other.line): case does not tell them apart"
        )
      }
      first[key] = (entry.name, entry.place.line)
      abbreviations[entry.name] = reading("abbreviations") { $0.readLongWords(entry) }
    }
    return abbreviations
  }

  /// What an abbreviation stands for: braces in it are braces.
  private mutating func readLongWords(_ entry: YAMLNode.Entry) -> LocalText? {
    let known = texts.count
    guard let text = text(entry.value, entry.name) else { return nil }
    texts.removeSubrange(known...)
    let words =
      switch text {
      case .plain(let words): [words]
      case .byLanguage(let words): Array(words.values)
      }
    if !words.allSatisfy(Abbreviations.isText) {
      refuse(
        entry.value.place, "`\(entry.name)` wants a text of at most \(Abbreviations.longestText) characters")
    }
    return text
  }

  private mutating func readAttributes(_ node: YAMLNode?) -> [Attribute] {
    var places: [(String, Place)] = []
    let attributes = (list(node, "attributes") ?? []).enumerated().compactMap { index, node -> Attribute? in
      reading(label(node, of: "attribute", "id", number: index + 1)) { draft in
        guard let fields = draft.fields(node, of: "an attribute", Self.attributeKeys) else { return nil }
        let id = draft.string(fields["id"], "id", .id)
        if let id, let place = fields["id"]?.place { places.append((id, place)) }
        let ask = draft.text(fields["ask"], "ask")
        let values = draft.readValues(fields["values"])
        guard let id, let ask else { return nil }
        return Attribute(id: id, ask: ask, values: values)
      }
    }
    refuseRepeated(places, "attribute")
    return attributes
  }

  private mutating func readValues(_ node: YAMLNode?) -> [AttributeValue] {
    guard let node, let nodes = list(node, "values") else { return [] }
    if nodes.isEmpty { refuse(node.place, "`values` is empty: an attribute needs its bands") }
    var places: [(String, Place)] = []
    let values = nodes.compactMap { node -> AttributeValue? in
      guard case .map = node.content else {
        guard let value = string(node, "values") else { return nil }
        places.append((value, node.place))
        return AttributeValue(id: value, name: .plain(value))
      }
      if case .map(let entries) = node.content,
        !entries.contains(where: { Self.valueKeys.known.contains($0.name) }),
        refusesColon(entries, "values")
      {
        return nil
      }
      guard let fields = fields(node, of: "a value", Self.valueKeys) else { return nil }
      let id = string(fields["id"], "id", .id)
      if let id, let place = fields["id"]?.place { places.append((id, place)) }
      guard let name = text(fields["name"], "name"), let id else { return nil }
      return AttributeValue(id: id, name: name)
    }
    refuseRepeated(places, "value")
    return values
  }

  private mutating func readForm(_ node: YAMLNode?, _ form: String) -> [FormQuestion] {
    var places: [(String, Place)] = []
    let questions = (list(node, form) ?? []).enumerated().compactMap { index, node -> FormQuestion? in
      reading(label(node, of: form, "id", number: index + 1)) { draft in
        guard let fields = draft.fields(node, of: "a question of `\(form)`", Self.formKeys) else {
          return nil
        }
        let id = draft.string(fields["id"], "id", .id)
        if let id, let place = fields["id"]?.place { places.append((id, place)) }
        let ask = draft.text(fields["ask"], "ask")
        let coreq = draft.coreqItem(fields["coreq"])
        let remember = draft.bool(fields["remember"], "remember") ?? false
        let nodes = draft.list(fields["values"], "values") ?? []
        let values = nodes.compactMap { node in draft.string(node, "values").map { ($0, node.place) } }
        draft.refuseRepeated(values, "value")
        guard let id, let ask else { return nil }
        return FormQuestion(id: id, ask: ask, coreq: coreq, remember: remember, values: values.map(\.0))
      }
    }
    refuseRepeated(places, form)
    return questions
  }

  /// Notes each id that stands before it in the list already.
  mutating func refuseRepeated(_ ids: [(id: String, place: Place)], _ what: String) {
    var first: [String: Place] = [:]
    for (id, place) in ids {
      if let earlier = first[id] {
        refuse(place, "\(what) \(id.quoted) is there already, in line \(earlier.line)")
      } else {
        first[id] = place
      }
    }
  }
}
