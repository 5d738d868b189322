import Interview

/// A finished session of many notes, as replay may be given one: questions in turn, a note every two seconds, of every
/// kind, with codes, follow-ups, edits and stances. The same for the same count.
struct LongSession {
  private let route: InterviewProtocol
  private let count: Int

  /// Milliseconds from note to note.
  private static let pace = 2000
  /// Questions are opened so often, however many notes there are.
  private static let visits = 40
  /// Stands in a few notes of the last third, and nowhere else: what is searched.
  static let rareWord = "heron"

  private static let begun = Offset.minutes(5)
  private static let startedAt = WallTime(milliseconds: 1_773_480_000_000, utcOffset: 60)

  /// - Parameters:
  ///   - route: what is asked; it has questions.
  ///   - count: how many notes, at least one.
  init(_ route: InterviewProtocol, notes count: Int) {
    self.route = route
    self.count = count
  }

  /// A time on the session's clock, after a share of all notes.
  static func clock(after share: Double, of notes: Int) -> String {
    clockText(milliseconds: Int(share * Double(notes)) * pace)
  }

  /// The session.
  func session(id: String) -> Session {
    let start = LongSession.startedAt
    var session = Session(
      id: id, uuid: "51d7b0c9-6e3f-4a28-b5d4-0c7f92e813ab", title: "The rules and the people",
      startedAt: start,
      timeZone: "Europe/Amsterdam", group: Group(code: "NL01", country: "NL", setting: "municipality"),
      protocol: route)
    let end = time(of: count + 1)
    session.status = .finished
    session.begunAt = Stamp(offset: LongSession.begun, wall: start.adding(LongSession.begun.rawValue))
    session.endedAt = Stamp(offset: end, wall: start.adding(end.rawValue))
    session.lastRecord = count * 2
    session.lastOffset = end
    session.recorders = [Recorder(id: "abcd", program: "0", from: .zero)]
    var parts = Session.Parts(of: session)
    parts.participants = (1...8).map { Participant(seat: $0, present: [Stretch(from: .zero, to: end)]) }
    parts.visits = visits(until: end)
    parts.notes = (1...count).map(note)
    parts.stances = stride(from: 1, through: count, by: 20).map(stance)
    session.restore(parts)
    return session
  }

  private func time(of number: Int) -> Offset { LongSession.begun + number * LongSession.pace }

  private func visit(of number: Int) -> Int { (number - 1) * LongSession.visits / count }

  private func question(of number: Int) -> QuestionID {
    route.questions[visit(of: number) % route.questions.count].id
  }

  private func visits(until end: Offset) -> [Visit] {
    var visits: [Visit] = []
    for number in 1...count where visits.isEmpty || visit(of: number) != visit(of: number - 1) {
      let from = time(of: number) + -1500
      if !visits.isEmpty { visits[visits.count - 1].to = from }
      visits.append(Visit(question: question(of: number), from: from))
    }
    visits[visits.count - 1].to = end
    return visits
  }

  private func note(_ number: Int) -> Note {
    let saved = time(of: number)
    let at = saved + -1400
    let seat = number % 8 + 1
    var content = NoteContent(
      kind: .paraphrase, speakers: [.participant(seat)],
      text: "they told us in week \(number) that the rules had changed and nobody had asked them")
    switch number % 10 {
    case 3: content.kind = .quote
    case 5:
      content.kind = .observation
      content.speakers = []
    case 7: content.codes = ["bar.mac"]
    case 8: content.important = true
    default: break
    }
    if number % 500 == 0 { content.kind = .followUp }
    if number > count * 2 / 3, number % max(1, count / 10) == 1 {
      content.text += " by the \(LongSession.rareWord)"
    }
    let before = Revision(
      at: min(saved + 60_000, time(of: count)), content: content, question: question(of: number), typed: "")
    let isEdited = number % 50 == 0
    if isEdited { content.text += ", they said" }
    return Note(
      id: "abcd-\(number)", number: number, question: question(of: number), at: at,
      time: LongSession.startedAt.adding(at.rawValue), saved: saved, content: content,
      typed: "\(seat) \(content.text)", revisions: isEdited ? [before] : [])
  }

  private func stance(_ number: Int) -> Stance {
    let target = StanceTarget(question: question(of: number), note: "abcd-\(number)")
    return Stance(
      participant: .participant(number % 7 + 2), target: target,
      changes: [.init(at: time(of: number) + 1000, value: number % 3 == 0 ? .dissent : .agree)])
  }
}
