package import Interview
internal import Text

/// What the facilitator asks to be told, as short lines.
package enum Reports {
  package static func participant(_ person: Participant, in session: Session, at now: Offset) -> String {
    let label = person.label.map { " (\($0))" } ?? ""
    let state = person.isPresent(at: now) ? "here" : session.begunAt == nil ? "expected" : "not here"
    var words = ["\(person.id)\(label) \(state)"]
    if let scope = person.withdrawn?.scope { words.append("withdrew, \(scope.words)") }
    words.append(person.consentWords)
    words.append(counted(session.tally.participants[person.seat] ?? 0, "note"))
    words += session.attributeWords(of: person)
    return words.joined(separator: ", ")
  }

  static func who(in session: Session, at now: Offset) -> [String] {
    guard !session.participants.isEmpty else { return ["nobody yet; /in 1 adds a participant"] }
    var lines = session.participants.map { participant($0, in: session, at: now) }
    if let question = session.currentQuestion, session.interviewee == nil {
      lines.append(heard(on: question, in: session, at: now))
    }
    return lines
  }

  /// Who is in no note on a question yet; of one that goes round the table how many are, too: `3 of 8`.
  static func heard(on question: QuestionID, in session: Session, at now: Offset) -> String {
    let silent = session.notYetHeard(on: question, at: now).map { "P\($0)" }
    let round = session.round(on: question, at: now).map { "\($0.heard) of \($0.present), " } ?? ""
    return silent.isEmpty
      ? "\(round)everybody here is in a note on \(question)"
      : "\(round)no note yet on \(question) of: \(silent.joined(separator: ", "))"
  }

  static func time(in session: Session, at now: Offset) -> [String] {
    guard session.begunAt != nil else { return ["not begun; /begin starts the clock"] }
    let budget = session.timeBudget(at: now)
    var lines = [
      "since the beginning \(clockText(milliseconds: budget.elapsed)), left \(minutesText(milliseconds: budget.left))"
    ]
    if let question = session.openVisit?.question {
      lines.append(
        "on \(question) \(minutesText(milliseconds: budget.onQuestion)) of \(minutesText(milliseconds: budget.questionPlanned))"
      )
    }
    let over = budget.projectedOverrun
    lines.append(
      "by plan it ends at \(clockText(milliseconds: budget.projectedFinish)), "
        + (over > 0
          ? "\(minutesText(milliseconds: over)) late" : "\(minutesText(milliseconds: -over)) to spare"))
    if !budget.savings.isEmpty {
      let names = budget.savings.prefix(6).map { saving in
        let must = session.protocol.question(saving.question)?.must == true ? ", must be asked" : ""
        return "\(saving.question) \(saving.milliseconds / 60_000) minutes\(must)"
      }
      lines.append("could be shortened: " + names.joined(separator: "; "))
    }
    if session.isOffRecord { lines.append("off the record") }
    if let pause = session.openPause { lines.append(pause.why == .break ? "break" : "pause") }
    return lines
  }

  /// What is still open, in words; with the command that settles it while the recording runs.
  static func openItem(_ item: OpenItem, in session: Session, withCommands: Bool = true) -> String {
    let (text, command) = openItem(item, session)
    return withCommands ? "\(text); \(command)" : text
  }

  /// What is open in words, and a command that settles it or the first of it.
  package static func settling(_ item: OpenItem, in session: Session) -> (text: String, command: Command) {
    (openItem(item, session).text, command(settling: item, in: session))
  }

  private static func command(settling item: OpenItem, in session: Session) -> Command {
    switch item {
    case .mustAsk(let question): .go(question)
    case .onlySeen(let question, let time) where time >= Session.passingLimit: .asWritten(question)
    case .onlySeen(let question, _): .go(question)
    case .contradicted(let question): .asWritten(question)
    case .followUp(let number): .asked(number)
    case .notHeard, .consentUnknown: .who
    case .speakerToCheck(let number): .edit(number, "\\" + (session.note(number)?.typed ?? ""))
    case .incomplete(let numbers), .unsettled(let numbers), .noSpeaker(let numbers):
      numbers.first.map { .edit($0, "") } ?? .notes
    case .earlierWords: .leave
    case .noSummary: .summary
    case .offRecord, .pause: .on(ago: 0)
    case .audio: .audio(false, nil)
    }
  }

  /// Numbers of notes, a dozen at most.
  static func numbers(_ numbers: [Int]) -> String {
    numbers.prefix(12).map(String.init).joined(separator: ", ") + (numbers.count > 12 ? " and more" : "")
  }

  private static func openItem(_ item: OpenItem, _ session: Session) -> (text: String, command: String) {
    func people(_ seats: [Seat]) -> String { seats.map { "P\($0)" }.joined(separator: ", ") }
    switch item {
    case .mustAsk(let id): return ("must be asked: \(id) \(session.title(of: id))", "/go \(id)")
    case .onlySeen(let id, let time):
      let must = session.protocol.question(id)?.must == true ? ", must be asked" : ""
      return (
        "seen for \(minutesText(milliseconds: time)), nothing noted: \(id) \(session.title(of: id))\(must)",
        time >= Session.passingLimit ? "was it asked? /as-written \(id), else /go \(id)" : "/go \(id)"
      )
    case .contradicted(let id):
      let what = session.outcome(of: id)?.outcome == .skipped ? "skipped" : "covered elsewhere"
      let count = session.tally.questions[id]?.notes ?? 0
      return ("\(id) is \(what), and has \(counted(count, "note"))", "it was asked: /as-written \(id)")
    case .followUp(let number):
      let text = session.note(number)?.content.text ?? ""
      return ("follow-up \(number): \(text)", "/asked \(number)")
    case .notHeard(let seats): return ("in no note: \(people(seats))", "/who")
    case .consentUnknown(let seats): return ("consent unknown: \(people(seats))", "/consent")
    case .incomplete(let list):
      return ("words missing in \(worded(list.count, "note")) \(numbers(list))", "/edit")
    case .unsettled(let list):
      return ("speaker not settled in \(worded(list.count, "note")) \(numbers(list))", "/edit")
    case .speakerToCheck(let number):
      let note = session.note(number)
      let seat = note?.content.speakers.first?.id ?? ""
      return (
        "speaker to check in note \(number): \(seat) says “\(note?.content.text ?? "")”",
        "if it was the number, /edit \(number) \\\(note?.typed ?? "")"
      )
    case .noSpeaker(let list):
      return ("without a speaker: \(worded(list.count, "note")) \(numbers(list))", "/edit")
    case .earlierWords(let list):
      return (
        "words that edits took away are still in the file, of \(worded(list.count, "note")) \(numbers(list))",
        "/leave or /finish drops them"
      )
    case .noSummary: return ("the oral summary was not read out", "/sum")
    case .offRecord: return ("still off the record", "/on")
    case .audio: return ("the audio recording is on", "/rec off")
    case .pause: return ("still a break", "/on")
    }
  }

  static func point(in session: Session, at now: Offset) -> [String] {
    guard let note = session.pointUnderDiscussion else {
      let about = session.interviewee == nil ? ": a stance is about the question itself" : ""
      return ["no point since this question was opened\(about)"]
    }
    let counts = counts(of: session.standing(of: note, at: now), in: session)
    return ["point: " + session.line(of: note)] + (counts.isEmpty ? [] : [counts.joined(separator: ", ")])
  }

  /// How many agree with a point, dissent, showed neither. In an interview nobody is there to show it, so that only what was
  /// shown all the same is told.
  package static func counts(of standing: PointStanding, in session: Session) -> [String] {
    let shown = ["agree \(standing.agree.count)", "dissent \(standing.dissent.count)"]
    guard session.interviewee != nil else { return shown + ["not shown \(standing.notShown.count)"] }
    return standing.agree.isEmpty && standing.dissent.isEmpty ? [] : shown
  }

  /// What the oral summary says, to be read out in the room, and the notes in it; nil if there is nothing yet.
  package static func oralSummary(of session: Session, at now: Offset) -> (lines: [String], notes: [String])?
  {
    let points = session.oralSummaryPoints
    let followUps = session.openFollowUps.filter { !$0.content.text.isEmpty }
    guard !points.isEmpty || !followUps.isEmpty else { return nil }
    var lines = ["oral summary: read out, then ask whether it is fair"]
    for (question, notes) in points {
      lines.append("\(question) \(session.title(of: question))")
      for note in notes {
        let standing = session.standing(of: note, at: now)
        let dissent = standing.dissent.isEmpty ? "" : ", seen otherwise by \(standing.dissent.count)"
        let agree = standing.agree.isEmpty ? "" : ", shared by \(standing.agree.count)"
        // Read out in the room: the words without who said them.
        var words = note.content
        words.speakers = []
        words.replyTo = nil
        words.codes = []
        var manner = ""
        if session.isUnquotable(note) {
          words.kind = .paraphrase
          manner = " (not word for word)"
        }
        lines.append("note \(note.number): \(note.words(.spoken, as: words))\(manner)\(agree)\(dissent)")
      }
    }
    for note in followUps { lines.append("still to ask, note \(note.number): \(note.content.text)") }
    return (lines, points.flatMap { $0.notes.map(\.id) } + followUps.map(\.id))
  }

  /// Codes that can be given: first those that the question under discussion offers, then the rest of the codebook,
  /// then those that emerged in this session.
  package static func offeredCodes(in session: Session) -> [(code: Code, name: String)] {
    let patterns = session.currentQuestion.flatMap(session.protocol.question)?.codes ?? []
    func fits(_ code: Code) -> Bool {
      patterns.contains { CodeForm.matches(code, $0) }
    }
    let book = session.protocol.codebook
    let entries = book.filter { fits($0.code) } + book.filter { !fits($0.code) }
    let emergent = session.tally.codes.keys.filter { code in !book.contains { $0.code == code } }.sorted()
    return entries.map { ($0.code, session.filled($0.name)) } + emergent.map { ($0, "new") }
  }

  static func codes(in session: Session) -> [String] {
    let lines = offeredCodes(in: session).map { "#\($0.code) \($0.name)" }
    return lines.isEmpty ? ["no codebook; #word makes a new code"] : lines
  }
}

extension Session {
  /// Numbers of the notes that hold all of some words in their line.
  func notes(with words: String) -> [Int] {
    let wanted = words.lowercased().split(separator: " ")
    return notes.filter { note in
      let text = line(of: note).lowercased()
      return wanted.allSatisfy { text.contains($0) }
    }.map(\.number)
  }
}
