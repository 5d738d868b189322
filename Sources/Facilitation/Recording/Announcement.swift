package import Interview
internal import Text

/// A question as it is read aloud to the facilitator: short lines, the new question before its probes.
struct Announcement {
  let lines: [String]

  static let width = 78

  init(of question: Question, in session: Session) {
    let worded = session.wording(of: question)
    let minutes = session.planned(question) / 60_000
    var lines = ["question \(question.id): \(worded.title)"]
    var facts = [question.kind == .key ? "key question" : question.kind.rawValue, "\(minutes) minutes"]
    if question.must { facts.insert("must be asked", at: 1) }
    if question.round { facts.append("go round, everybody answers") }
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
        "raised at \(note.raisedAt ?? "?"): \(NoteLine(note, in: session).text)")
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

/// A note as one line: `17 00:41:07 K1 P3 “we only hear late” #bar.mes, agree 2, dissent 1`.
package struct NoteLine {
  package let text: String

  package init(_ note: Note, in session: Session, withQuestion: Bool = true) {
    var words = [String(note.number), session.clock(note.at)]
    if withQuestion { words.append(note.question) }
    words.append(NoteLine.body(note))
    let stances = session.stances(onNote: note.id)
    let agree = stances.filter { $0.value == .agree }.count
    let dissent = stances.filter { $0.value == .dissent }.count
    if agree > 0 { words.append("agree \(agree)") }
    if dissent > 0 { words.append("dissent \(dissent)") }
    text = words.joined(separator: " ")
  }

  /// Who, in what way, and the words: quotation marks only around a quote. `shown` stands in for the content.
  package static func body(_ note: Note, as shown: NoteContent? = nil) -> String {
    guard !note.redacted else { return "redacted \(note.content.kind.words)" }
    let content = shown ?? note.content
    var words: [String] = []
    let who = content.speakers.map(\.words).joined(separator: ", ")
    if !who.isEmpty, content.count == nil {
      let isWord = content.speakers.contains { $0.seat == nil } && !content.text.isEmpty
      words.append(who + (content.unsure ? "?" : "") + (isWord ? ":" : ""))
    }
    if let replyTo = content.replyTo { words.append("to P\(replyTo)") }
    if content.important { words.append("(important)") }
    if content.intense { words.append("(intense)") }
    if let count = content.count {
      let seats = who.isEmpty ? "" : " (\(who))"
      words.append(
        "show of hands, \(count) of \(content.of ?? count)\(seats)\(content.text.isEmpty ? "" : ":")")
    }
    switch content.kind {
    case .paraphrase: break
    case .observation where content.count != nil: break
    case .quote where !content.text.isEmpty: break
    default: words.append(content.kind.words + (content.text.isEmpty ? "" : ":"))
    }
    if note.isMoment {
      words.append("(moment, words to come)")
    } else if content.kind == .quote {
      words.append("“\(content.text)\(content.complete ? "" : "…")”")
    } else {
      let text = content.text + (content.complete ? "" : "…")
      if !text.isEmpty { words.append(text) }
    }
    if let manner = content.manner { words.append("(\(manner))") }
    words += content.codes.map { "#" + $0 }
    return words.joined(separator: " ")
  }
}
