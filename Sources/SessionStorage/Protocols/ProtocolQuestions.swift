internal import Interview
internal import Text

// The questions of the route.
extension ProtocolDraft {
  static let questionKeys = MapKeys(
    known: [
      "id", "kind", "section", "title", "ask", "minutes", "short", "must", "round", "note", "materials",
      "codes", "probes", "settings",
    ],
    required: ["id", "kind", "title", "minutes"])
  static let probeKeys = MapKeys(known: ["id", "ask"], required: ["id", "ask"])
  static let wordingKeys = MapKeys(
    known: ["title", "ask", "note", "materials", "probes"], required: [])
  /// Alt-1 to Alt-9 tick them.
  private static let mostProbes = 9

  /// Reads the route.
  ///
  /// - parameter settings: the settings that a question may word otherwise; nil if they are not known.
  mutating func readQuestions(_ node: YAMLNode?, settings: [String]?) -> [Question] {
    guard let node, let nodes = list(node, "questions") else { return [] }
    if nodes.isEmpty { refuse(node.place, "`questions` is empty") }
    var places: [(String, Place)] = []
    let questions = nodes.enumerated().compactMap { index, node -> Question? in
      reading(label(node, of: "question", "id", number: index + 1)) { draft in
        guard let fields = draft.fields(node, of: "a question", Self.questionKeys) else { return nil }
        let id = draft.string(fields["id"], "id", .questionID)
        if let id, let place = fields["id"]?.place { places.append((id, place)) }
        return draft.readQuestion(id, fields, settings: settings)
      }
    }
    refuseRepeated(places, "question")
    return questions
  }

  private mutating func readQuestion(_ id: String?, _ fields: [String: YAMLNode], settings: [String]?)
    -> Question?
  {
    let kind = readKind(fields["kind"])
    let section = text(fields["section"], "section")
    let title = text(fields["title"], "title")
    let ask = text(fields["ask"], "ask")
    let minutes = minutes(fields["minutes"], "minutes")
    let short = self.minutes(fields["short"], "short")
    let must = bool(fields["must"], "must") ?? false
    let round = bool(fields["round"], "round") ?? false
    let facilitatorNote = text(fields["note"], "note")
    let materials = textList(fields["materials"], "materials") ?? []
    let codes = readCodes(fields["codes"])
    let probes = fields["probes"] == nil ? [] : readProbes(fields["probes"], setting: nil)
    let wordings = readWordings(fields["settings"], probes: probes, settings: settings)
    guard let id, let kind, let title, let minutes else { return nil }
    return Question(
      id: id, kind: kind, section: section, title: title, ask: ask, minutes: minutes, short: short,
      must: must,
      round: round, note: facilitatorNote, materials: materials, codes: codes, probes: probes ?? [],
      settings: wordings)
  }

  private mutating func readKind(_ node: YAMLNode?) -> QuestionKind? {
    guard let node else { return nil }
    let kinds = QuestionKind.allCases.map(\.rawValue)
    guard let name = node.text else {
      refuse(node.place, "`kind` wants one of \(kinds.joined(separator: ", ")), found \(node.found)")
      return nil
    }
    if let kind = QuestionKind(rawValue: name) { return kind }
    let meant = kinds.suggestion(for: name)
    let known = meant.isEmpty ? "; it is one of \(kinds.joined(separator: ", "))" : meant
    refuse(node.place, "unknown kind \(name.quoted)\(known)")
    return nil
  }

  private mutating func readCodes(_ node: YAMLNode?) -> [String] {
    (list(node, "codes") ?? []).compactMap { node in
      guard let pattern = string(node, "codes", .codePattern) else { return nil }
      codePatterns.append((pattern, node.place, within))
      return pattern
    }
  }

  /// A probe is a text, or an id and an `ask`. `ask` and `id` have the form of language tags: a map with
  /// `ask` is the second, any other is a text in languages.
  private mutating func readProbes(_ node: YAMLNode?, setting: String?) -> [Probe]? {
    guard let node, let nodes = list(node, "probes") else { return nil }
    if nodes.count > Self.mostProbes {
      refuse(node.place, "`probes`: at most \(Self.mostProbes), found \(nodes.count)")
    }
    var places: [(String, Place)] = []
    let probes = nodes.enumerated().map { index, node -> Probe? in
      // Its id may have been in it.
      if mends.lines.contains(node.place.line) { return nil }
      guard node.value(of: "ask") != nil else {
        let id = String(index + 1)
        places.append((id, node.place))
        return text(node, "probes", setting: setting).map { Probe(id: id, ask: $0) }
      }
      return reading(label(node, of: "probe", "id", number: index + 1)) { draft in
        guard let fields = draft.fields(node, of: "a probe", Self.probeKeys) else { return nil }
        let id = draft.string(fields["id"], "id", .questionID)
        if let id, let place = fields["id"]?.place { places.append((id, place)) }
        guard let ask = draft.text(fields["ask"], "ask", setting: setting), let id else { return nil }
        return Probe(id: id, ask: ask)
      }
    }
    refuseRepeated(places, "probe")
    let whole = probes.compactMap { $0 }
    return whole.count == probes.count ? whole : nil
  }

  private mutating func readWordings(
    _ node: YAMLNode?, probes: [Probe]?, settings: [String]?
  ) -> [String: QuestionWording] {
    guard let node, let entries = entries(node, of: "`settings`", named: .id) else { return [:] }
    var wordings: [String: QuestionWording] = [:]
    for entry in entries {
      if let settings, !settings.contains(entry.name) {
        let meant = settings.suggestion(for: entry.name)
        refuse(entry.place, "\(entry.name.quoted) is not among the protocol's `settings`\(meant)")
      }
      wordings[entry.name] = reading("setting \(entry.name)") { draft in
        draft.readWording(entry.value, for: entry.name, probes: probes)
      }
    }
    return wordings
  }

  private mutating func readWording(_ node: YAMLNode, for setting: String, probes: [Probe]?)
    -> QuestionWording?
  {
    guard let fields = fields(node, of: "a wording", Self.wordingKeys) else { return nil }
    let wording = QuestionWording(
      title: text(fields["title"], "title", setting: setting),
      ask: text(fields["ask"], "ask", setting: setting),
      note: text(fields["note"], "note", setting: setting),
      materials: textList(fields["materials"], "materials", setting: setting),
      probes: readProbes(fields["probes"], setting: setting))
    if let other = wording.probes, let probes, let place = fields["probes"]?.place,
      other.map(\.id) != probes.map(\.id)
    {
      let ids = probes.isEmpty ? "none" : probes.map(\.id).joined(separator: ", ")
      let found = other.isEmpty ? "none" : other.map(\.id).joined(separator: ", ")
      refuse(place, "`probes` must have the ids of the question's in their order (\(ids)), found \(found)")
    }
    return wording
  }
}

// The codes that questions offer first.
extension ProtocolDraft {
  /// Notes the code patterns that match nothing in the codebook.
  mutating func checkCodePatterns(_ codes: [Code]) {
    for (pattern, place, within) in codePatterns {
      if codes.contains(where: { CodeForm.matches($0, pattern) }) { continue }
      if pattern.hasSuffix("*") {
        refuse(
          place, "`codes`: no code of the codebook begins with `\(String(pattern.dropLast()))`",
          within: within)
      } else {
        let meant = codes.suggestion(for: pattern)
        refuse(place, "`codes`: \(pattern.quoted) is not in the codebook\(meant)", within: within)
      }
    }
  }
}
