import Interview

@testable import SessionStorage

extension Session {
  /// The smallest there is.
  static var library: Session {
    Session(
      id: "library-20260314-0926", uuid: "u-1", title: "Library",
      startedAt: WallTime(milliseconds: 1_773_476_813_589, utcOffset: 60), timeZone: "", group: Group(),
      protocol: InterviewProtocol(
        id: "library", version: "1", title: .plain("Library"),
        questions: [Question(id: "K1", kind: .key, title: .plain("Visits"), minutes: 10)]))
  }
}

extension JSON {
  /// With a field set in the object at a path, `notes/0/revisions`.
  func setting(_ key: String, to value: JSON, at path: String) -> JSON {
    changing(path.split(separator: "/").map(String.init)) { json in
      guard case .object(var members) = json else { return json }
      members[key] = value
      return .object(members)
    }
  }

  /// With the value at a path changed.
  func changing(_ path: [String], _ change: (JSON) -> JSON) -> JSON {
    guard let step = path.first else { return change(self) }
    let rest = Array(path.dropFirst())
    switch self {
    case .object(var members):
      members[step] = members[step].map { $0.changing(rest, change) } ?? change(.null)
      return .object(members)
    case .array(var elements):
      guard let index = Int(step), elements.indices.contains(index) else { return self }
      elements[index] = elements[index].changing(rest, change)
      return .array(elements)
    default:
      return self
    }
  }
}

/// A character that is never written as it is.
func isCommand(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return true
  default: return false
  }
}

/// A session's file as text.
func text(of session: Session) -> String {
  String(decoding: SessionFormat.bytes(of: session), as: UTF8.self)
}

/// What a refusal says; nil if nothing is refused.
func message<Value>(_ read: () throws -> Value) -> String? {
  do {
    _ = try read()
    return nil
  } catch {
    return (error as? FormatError)?.message ?? "\(error)"
  }
}

extension Session {
  /// A short one with a little of everything that a fault can be in.
  static var meeting: Session {
    var session = Session.library
    session.protocol.questions.append(Question(id: "K2", kind: .key, title: .plain("Hours"), minutes: 5))
    session.begunAt = Stamp(offset: Offset(100), wall: session.startedAt.adding(100))
    session.budget = Budget(minutes: 90)
    session.group = Group(code: "NL02")
    session.lastRecord = 40
    session.recorders = [Recorder(id: "abcd", program: "1.0", from: .zero)]
    var parts = Session.Parts(of: session)
    parts.participants = [
      Participant(seat: 3, consent: [.part: Consent(.yes, at: Offset(50))]), Participant(seat: 5),
    ]
    parts.visits = [
      Visit(question: "K1", from: Offset(100), to: Offset(5000)),
      Visit(question: "K2", from: Offset(6000)),
    ]
    parts.outcomes = [QuestionOutcome(question: "K1", outcome: .asked, at: Offset(5000))]
    parts.probes = [
      ProbeMark(question: "K1", probe: "1", changes: [ProbeMark.Change(at: Offset(800), how: .asked)])
    ]
    parts.stances = [
      Stance(
        participant: .participant(5), target: StanceTarget(question: "K1", note: "abcd-1"),
        changes: [
          Stance.Change(at: Offset(1000), value: .agree), Stance.Change(at: Offset(2000), value: .none),
        ])
    ]
    parts.pauses = [Pause(from: Offset(5000), to: Offset(6000), why: .break)]
    parts.answers = ["facilitator": "the one with the beard"]
    let said = NoteContent(kind: .quote, speakers: [.participant(3)], text: "we hear late")
    var before = said
    before.text = "we here late"
    let time = session.startedAt
    parts.notes = [
      Note(
        id: "abcd-1", number: 1, question: "K1", at: Offset(900), time: time.adding(900), saved: Offset(950),
        content: said, typed: "3 \"we hear late\"",
        revisions: [
          Revision(at: Offset(1500), content: before, question: "K1", typed: "3 \"we here late\"")
        ]),
      Note(
        id: "abcd-2", number: 2, question: "K2", at: Offset(7000), time: time.adding(7000),
        saved: Offset(7100), content: NoteContent(text: "closed on Monday")),
    ]
    session.restore(parts)
    return session
  }
}
