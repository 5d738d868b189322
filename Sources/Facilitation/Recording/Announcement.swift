internal import Interview
internal import Text

/// A question as it is read aloud to the facilitator: short lines, the new question before its probes.
struct Announcement {
  let lines: [String]

  static let width = 78

  /// - Parameter planned: a remark on the planned minutes; nil for none.
  init(of question: Question, in session: Session, planned: String? = nil) {
    let worded = session.wording(of: question)
    let minutes = session.planned(question) / 60_000
    var lines = ["question \(question.id): \(worded.title)"]
    var facts = [
      question.kind.words,
      "\(minutes) minutes\(planned.map { " (\($0))" } ?? "")",
    ]
    if question.must { facts.insert("must be asked", at: 1) }
    if session.goesRound(on: question) { facts.append("go round, everybody answers") }
    if let section = worded.section { facts.insert(section, at: 0) }
    lines.append(facts.joined(separator: ", "))
    lines += wrapped(worded.ask, width: Announcement.width)
    for (index, probe) in worded.probes.enumerated() {
      let use = session.use(of: probe.id, on: question.id)
      let mark = use == .none ? "" : use == .asked ? ", asked" : ", answered unprompted"
      lines += wrapped("probe \(index + 1)\(mark): \(probe.ask)", width: Announcement.width)
    }
    for material in worded.materials { lines += wrapped("material: \(material)", width: Announcement.width) }
    if let note = worded.note { lines += wrapped("for you only: \(note)", width: Announcement.width) }
    for note in session.raisedElsewhere(for: question.id) {
      lines.append(
        "raised at \(note.raisedAt ?? "?"): \(session.line(of: note))")
    }
    if let index = session.protocol.questions.firstIndex(where: { $0.id == question.id }),
      session.protocol.questions.indices.contains(index + 1)
    {
      let next = session.wording(of: session.protocol.questions[index + 1])
      for material in next.materials {
        lines += wrapped("get ready for \(next.id): \(material)", width: Announcement.width)
      }
    }
    self.lines = lines
  }
}
