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
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.name("protocol"), version: try fields.required("version"),
      title: try fields.required("title"), languages: try fields.filledList("languages"),
      about: try fields.optional("about"), settings: try fields.table("settings"),
      codebook: try fields.list("codebook").eachOnce(in: "codebook", \.code, key: "code"),
      attributes: try fields.list("attributes").eachOnce(in: "attributes", \.id, key: "id"),
      setup: try fields.list("setup").eachOnce(in: "setup", \.id, key: "id"),
      questions: try fields.filledList("questions").eachOnce(in: "questions", \.id, key: "id"),
      debrief: try fields.list("debrief").eachOnce(in: "debrief", \.id, key: "id"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("protocol", id)
    members.put("version", version)
    members.put("title", title)
    members.putList("languages", languages)
    members.put("about", about)
    members.putTable("settings", settings)
    members.putList("codebook", codebook)
    members.putList("attributes", attributes)
    members.putList("setup", setup)
    members.putList("questions", questions)
    members.putList("debrief", debrief)
    members.keep(unknown)
  }
}

extension Question: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let minutes = try fields.minutes("minutes")
    guard let minutes else { throw Mismatch("the key `minutes` is missing") }
    self.init(
      id: try fields.filledText("id"), kind: try fields.required("kind"),
      section: try fields.optional("section"), title: try fields.required("title"),
      ask: try fields.optional("ask"), minutes: minutes, short: try fields.minutes("short"),
      must: try fields.flag("must"), round: try fields.flag("round"), note: try fields.optional("note"),
      materials: try fields.list("materials"), codes: try fields.list("codes"),
      probes: try fields.list("probes").eachOnce(in: "probes", \.id, key: "id"),
      settings: try fields.table("settings"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("kind", kind)
    members.put("section", section)
    members.put("title", title)
    members.put("ask", ask)
    members.putMinutes("minutes", minutes)
    members.putMinutes("short", short)
    members.putFlag("must", must)
    members.putFlag("round", round)
    members.put("note", note)
    members.putList("materials", materials)
    members.putList("codes", codes)
    members.putList("probes", probes)
    members.putTable("settings", settings)
    members.keep(unknown)
  }
}

extension Probe: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(id: try fields.filledText("id"), ask: try fields.required("ask"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("ask", ask)
    members.keep(unknown)
  }
}

extension QuestionWording: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let probes: [Probe]? = try fields.optional("probes")
    self.init(
      title: try fields.optional("title"), ask: try fields.optional("ask"), note: try fields.optional("note"),
      materials: try fields.optional("materials"),
      probes: try probes?.eachOnce(in: "probes", \.id, key: "id"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("title", title)
    members.put("ask", ask)
    members.put("note", note)
    members.put("materials", materials)
    members.put("probes", probes)
    members.keep(unknown)
  }
}

extension CodebookEntry: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      code: try fields.filledText("code"), name: try fields.required("name"),
      about: try fields.optional("about"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("code", code)
    members.put("name", name)
    members.put("about", about)
    members.keep(unknown)
  }
}

extension Attribute: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.filledText("id"), ask: try fields.required("ask"),
      values: try fields.list("values").eachOnce(in: "values", \.id, key: "id"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("ask", ask)
    members.putList("values", values)
    members.keep(unknown)
  }
}

extension AttributeValue: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(id: try fields.filledText("id"), name: try fields.required("name"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("name", name)
    members.keep(unknown)
  }
}

extension FormQuestion: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.filledText("id"), ask: try fields.required("ask"),
      coreq: try fields.whole("coreq", in: 1...32), remember: try fields.flag("remember"),
      values: try fields.list("values"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("ask", ask)
    members.put("coreq", coreq)
    members.putFlag("remember", remember)
    members.putList("values", values)
    members.keep(unknown)
  }
}
