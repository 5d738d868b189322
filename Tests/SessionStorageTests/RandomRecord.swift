import Interview

@testable import SessionStorage

extension RandomSession {
  /// A record of any kind.
  mutating func record() -> Record {
    record(of: one(of: Change.Kind.allCases))
  }

  mutating func record(of kind: Change.Kind) -> Record {
    let role: Record.Role = one(of: [.change, .undo(number(1...999)), .redo(number(1...999))])
    return Record(
      number: number(1...1_000_000), at: offset(), role: role, change: change(of: kind), unknown: unknown())
  }

  mutating func change(of kind: Change.Kind) -> Change {
    switch kind {
    case .started: return .started(head())
    case .recorder: return .recorder(recorder())
    case .begun: return .begun(stamp())
    case .group: return .group(group())
    case .budget: return .budget(budget())
    case .answer: return .answer(id: name(), text: maybe { $0.text() })
    case .participant:
      let seat = number(1...99)
      return .participant(seat, maybe { $0.participant(seat) })
    case .note:
      let number = number(1...999)
      return .note(number: number, maybe { $0.note(number) })
    case .retracted: return .retracted(number: number(1...999), at: offset())
    case .unretracted: return .unretracted(note(number(1...999)))
    case .stance: return .stance(stance())
    case .probe: return .probe(probe())
    case .outcome:
      let question = question()
      return .outcome(question, maybe { $0.outcome(of: question) })
    case .visited: return .visited(question(), at: offset())
    case .visitClosed: return .visitClosed(at: offset())
    case .relabelled: return .relabelled(from: offset(), to: maybe { $0.offset() }, question: question())
    case .pause: return .pause(pause())
    case .offRecord: return .offRecord(stretch())
    case .struckOut: return .struckOut(from: offset(), to: offset())
    case .recording: return .recording(recording())
    case .summary: return .summary(summary())
    case .redacted: return .redacted(numbers: list { $0.number(1...999) })
    case .erased: return .erased(number(1...99), at: offset())
    case .draft: return .draft(maybe { $0.draft() })
    case .clock: return .clock(jump())
    case .ended: return .ended(stamp())
    case .finished: return .finished
    case .together:
      return .together(
        list { dice in
          dice.change(of: dice.one(of: Change.Kind.allCases.filter { $0 != .started && $0 != .together }))
        })
    }
  }

  // MARK: - The protocol

  mutating func `protocol`() -> InterviewProtocol {
    var count = 0
    let questions: [Question] = list(upTo: 4) {
      count += 1
      return $0.question(id: "Q\(count)")
    }
    return InterviewProtocol(
      id: one(of: ["cogov", "a-1"]), version: text(), title: localText(), languages: ["en", "nl"],
      about: maybe { $0.localText() }, settings: table { $0.table { $0.localText() } },
      codebook: codebook(), attributes: maybe { [$0.attribute()] } ?? [], setup: maybe { [$0.form()] } ?? [],
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
