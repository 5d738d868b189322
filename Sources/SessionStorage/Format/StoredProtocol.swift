internal import Interview

extension QuestionKind: StoredWord {}

extension LocalText: Stored {
  init(json: JSON) throws(Mismatch) {
    if case .string(let text) = json {
      self = .plain(text)
      return
    }
    guard case .object = json else {
      throw Mismatch("found \(json.summary), wanted a text or a text for each language")
    }
    let texts = try [String: String](json: json)
    guard !texts.isEmpty else { throw Mismatch("found no language, wanted a text for each") }
    self = .byLanguage(texts)
  }

  var json: JSON {
    switch self {
    case .plain(let text): return .string(text)
    case .byLanguage(let texts): return texts.json
    }
  }
}

extension InterviewProtocol: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.name("protocol", old?.id), version: try archive.required("version", old?.version),
      title: try archive.required("title", old?.title),
      languages: try archive.filledList("languages", old?.languages),
      about: try archive.optional("about", old?.about),
      settings: try archive.table("settings", old?.settings),
      codebook: try archive.once("codebook", archive.list("codebook", old?.codebook), \.code, under: "code"),
      abbreviations: try archive.table("abbreviations", old?.abbreviations),
      attributes: try archive.once(
        "attributes", archive.list("attributes", old?.attributes), \.id, under: "id"),
      setup: try archive.once("setup", archive.list("setup", old?.setup), \.id, under: "id"),
      questions: try archive.once(
        "questions", archive.filledList("questions", old?.questions), \.id, under: "id"),
      debrief: try archive.once("debrief", archive.list("debrief", old?.debrief), \.id, under: "id"),
      unknown: archive.rest(old?.unknown))
  }
}

extension Question: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let minutes = try archive.required("minutes", (old?.minutes).map(Minutes.init)).number
    self.init(
      id: try archive.filledText("id", old?.id), kind: try archive.required("kind", old?.kind),
      section: try archive.optional("section", old?.section),
      title: try archive.required("title", old?.title),
      ask: try archive.optional("ask", old?.ask), minutes: minutes,
      short: try archive.minutes("short", old?.short),
      must: try archive.flag("must", old?.must), round: try archive.flag("round", old?.round),
      note: try archive.optional("note", old?.note),
      materials: try archive.list("materials", old?.materials), codes: try archive.list("codes", old?.codes),
      probes: try archive.once("probes", archive.list("probes", old?.probes), \.id, under: "id"),
      settings: try archive.table("settings", old?.settings), unknown: archive.rest(old?.unknown))
  }
}

extension Probe: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.filledText("id", old?.id), ask: try archive.required("ask", old?.ask),
      unknown: archive.rest(old?.unknown))
  }
}

extension QuestionWording: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let probes = try archive.optional("probes", old?.probes)
    _ = try archive.once("probes", probes ?? [], \.id, under: "id")
    self.init(
      title: try archive.optional("title", old?.title), ask: try archive.optional("ask", old?.ask),
      note: try archive.optional("note", old?.note),
      materials: try archive.optional("materials", old?.materials),
      probes: probes, unknown: archive.rest(old?.unknown))
  }
}

extension CodebookEntry: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      code: try archive.filledText("code", old?.code), name: try archive.required("name", old?.name),
      about: try archive.optional("about", old?.about), unknown: archive.rest(old?.unknown))
  }
}

extension Attribute: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.filledText("id", old?.id), ask: try archive.required("ask", old?.ask),
      values: try archive.once("values", archive.list("values", old?.values), \.id, under: "id"),
      unknown: archive.rest(old?.unknown))
  }
}

extension AttributeValue: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.filledText("id", old?.id), name: try archive.required("name", old?.name),
      unknown: archive.rest(old?.unknown))
  }
}

extension FormQuestion: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.filledText("id", old?.id), ask: try archive.required("ask", old?.ask),
      coreq: try archive.whole("coreq", old?.coreq, in: 1...32),
      remember: try archive.flag("remember", old?.remember),
      values: try archive.list("values", old?.values), unknown: archive.rest(old?.unknown))
  }
}
