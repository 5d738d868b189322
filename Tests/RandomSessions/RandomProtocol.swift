public import Interview

extension RandomSession {
  public mutating func `protocol`() -> InterviewProtocol {
    var count = 0
    let questions: [Question] = list(upTo: 4) {
      count += 1
      return $0.question(id: "Q\(count)")
    }
    return InterviewProtocol(
      id: one(of: ["cogov", "a-1"]), version: text(), title: localText(), languages: ["en", "nl"],
      about: maybe { $0.localText() }, settings: table { $0.table { $0.localText() } },
      codebook: codebook(), abbreviations: table { $0.localText() },
      attributes: maybe { [$0.attribute()] } ?? [], setup: maybe { [$0.form()] } ?? [],
      questions: questions + [question(id: "Last")], debrief: maybe { [$0.form()] } ?? [],
      unknown: unknown())
  }

  private mutating func codebook() -> [CodebookEntry] {
    var count = 0
    return list {
      count += 1
      return CodebookEntry(
        code: "c.\(count)", name: $0.localText(), about: $0.maybe { $0.localText() })
    }
  }

  private mutating func question(id: QuestionID) -> Question {
    Question(
      id: id, kind: one(of: QuestionKind.allCases), section: maybe { $0.localText() }, title: localText(),
      ask: maybe { $0.localText() }, minutes: minutes(), short: maybe { $0.minutes() }, must: coin(),
      round: coin(), note: maybe { $0.localText() }, materials: list { $0.localText() },
      codes: list { $0.text() }, probes: probes(), settings: table { $0.wording() }, unknown: unknown())
  }

  private mutating func probes() -> [Probe] {
    var count = 0
    return list {
      count += 1
      return Probe(id: "p\(count)", ask: $0.localText())
    }
  }

  private mutating func wording() -> QuestionWording {
    QuestionWording(
      title: maybe { $0.localText() }, ask: maybe { $0.localText() }, note: maybe { $0.localText() },
      materials: maybe { $0.list { $0.localText() } }, probes: maybe { $0.probes() })
  }

  private mutating func attribute() -> Attribute {
    var count = 0
    return Attribute(
      id: name(), ask: localText(),
      values: list {
        count += 1
        return AttributeValue(id: "v\(count)", name: $0.localText())
      })
  }

  private mutating func form() -> FormQuestion {
    FormQuestion(
      id: name(), ask: localText(), coreq: maybe { $0.number(1...32) }, remember: coin(),
      values: list { $0.text() })
  }

  private mutating func localText() -> LocalText {
    if number(0...1) == 0 { return .plain(text()) }
    return .byLanguage(["en": text(), "nl": text()])
  }
}
