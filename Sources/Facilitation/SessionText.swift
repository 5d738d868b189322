public import Interview
internal import Text

/// A session as readable text, question by question, safe for a terminal.
public struct SessionText: Sendable {
  /// The lines, without line ends.
  public let lines: [String]

  /// - Parameters:
  ///   - width: columns to wrap at, at least 40.
  ///   - comments: with the note-taker's own comments, which are for nobody else.
  public init(_ session: Session, width: Int = 80, comments: Bool = false) {
    let hidden = comments ? 0 : session.commentCount
    var writer = SessionWriter(
      comments ? session : session.withoutComments, hidden: hidden, page: TextPage(width: width))
    writer.write()
    lines = writer.page.lines.map(safeText)
  }
}

private struct SessionWriter {
  /// Worded for who reads it: in the notes' language as far as the protocol has it.
  let session: Session
  let group: Group
  /// How many private comments are left out.
  let hidden: Int
  var page: TextPage

  init(_ session: Session, hidden: Int, page: TextPage) {
    var worded = session
    if session.protocol.languages.contains(session.notesLanguage) {
      worded.group.language = session.notesLanguage
    }
    self.session = worded
    group = session.group
    self.hidden = hidden
    self.page = page
  }

  mutating func write() {
    head()
    earlierWords()
    people()
    answers("Set-up", session.protocol.setup)
    for question in session.protocol.questions { write(question) }
    let known = Set(session.protocol.questions.map(\.id))
    let stray = session.notes.filter { !known.contains($0.question) }
    if !stray.isEmpty {
      heading("Notes under no question of the protocol")
      write(stray)
    }
    codes()
    course()
    closing()
    answers("Debrief", session.protocol.debrief)
  }

  private var seats: Set<Seat> { session.seatsTaken }

  /// The language that the guide was read in, where it is not that of the talk.
  private var guideLanguage: String? { session.protocol.languageInstead(of: group) }

  /// Nothing is said then of what only a group has.
  private var isInterview: Bool { session.interviewee != nil }

  private mutating func heading(_ text: String) { page.heading(text) }

  private mutating func say(_ text: String, indent: Int = 0) { page.say(text, indent: indent) }

  // MARK: Parts

  /// An older program has kept what edits took away: whoever reads or sends the file has to know.
  private mutating func earlierWords() {
    let notes = session.notesWithEarlierWords().map(String.init)
    guard !notes.isEmpty else { return }
    say(
      "The file still keeps words that edits took away, of \(notes.count == 1 ? "note" : "notes") "
        + "\(notes.joined(separator: ", ")): resume and leave the session once to drop them.")
  }

  private mutating func head() {
    let title = session.title.isEmpty ? session.filled(session.protocol.title) : session.title
    page.title(title)
    let place = [group.code, group.country, group.setting, group.place].compactMap { $0 }
    say("Field notes, not a transcript. Session \(session.id), \(session.status.rawValue).")
    if !place.isEmpty { say("Group: \(place.joined(separator: " · "))") }
    let languages = [
      group.language.map { "talk in \($0)" }, group.notesLanguage.map { "notes in \($0)" },
      guideLanguage.map { "guide in \($0)" },
    ].compactMap { $0 }
    if !languages.isEmpty { say("Language: \(languages.joined(separator: ", "))") }
    say(
      "Protocol: \(session.protocol.id), version \(session.protocol.version)\(session.budget.short ? ", short version" : "")"
    )
    let begun = session.begunAt?.wall ?? session.startedAt
    say(
      "\(begun.civil.date) \(begun.civil.timeOfDay), planned \(clockText(milliseconds: session.plannedLength))"
    )
    let lengths = session.lengths(at: session.lastOffset)
    say(
      [
        "in the room \(clockText(milliseconds: lengths.inTheRoom))",
        "of it breaks \(clockText(milliseconds: lengths.breaks))",
        "talk \(clockText(milliseconds: lengths.talk))",
        "whole session \(clockText(milliseconds: lengths.whole))",
      ].joined(separator: ", "))
    let stances =
      isInterview && session.stances.isEmpty ? "" : ", \(counted(session.stances.count, "stance"))"
    say("\(counted(session.participants.count, "participant")), \(session.notesCounted)\(stances)")
    if hidden > 0 { say("\(counted(hidden, "private comment")) left out") }
  }

  private mutating func people() {
    guard !session.participants.isEmpty else { return }
    heading("Participants")
    let end = session.endedAt?.offset ?? session.lastOffset
    for person in session.participants {
      var words = [person.id]
      words += session.attributeWords(of: person)
      let stays = person.present.map { stay in
        "\(session.clock(stay.from)) to \(session.clock(stay.to ?? end))"
      }
      let whole =
        person.present.count == 1 && person.present[0].from <= session.begunAt?.offset ?? .zero
        && (person.present[0].to ?? end) >= end
      words.append(
        whole ? "present throughout" : "present \(stays.isEmpty ? "never" : stays.joined(separator: ", "))")
      words.append(person.consentWords)
      if let withdrawn = person.withdrawn {
        words.append("withdrew at \(session.clock(withdrawn.at)), \(withdrawn.scope.words)")
      }
      words.append(counted(session.tally.participants[person.seat] ?? 0, "note"))
      say(words.joined(separator: ", "))
    }
    for (seat, notes) in session.seatsOfNobody {
      say("P\(seat) was never in the room and is in \(counted(notes, "note")): counts as someone")
    }
  }

  private mutating func answers(_ title: String, _ questions: [FormQuestion]) {
    let answered = questions.filter { session.answers[$0.id] != nil }
    guard !answered.isEmpty else { return }
    heading(title)
    for question in answered {
      let coreq = question.coreq.map { " (COREQ \($0))" } ?? ""
      let asked = session.filled(question.ask) + coreq
      say("\(asked)\(asked.hasSuffix("?") ? "" : ":") \(session.answers[question.id] ?? "")")
    }
  }

  private mutating func write(_ question: Question) {
    let notes = session.notes.filter { $0.question == question.id }
    let standing = session.standing(of: question.id)
    let worded = session.wording(of: question)
    heading("\(question.id) \(worded.title)\(question.must ? ", must be asked" : "")")
    wording(of: question, worded)
    var state: String
    switch standing {
    case .current: state = "under discussion"
    case .open: state = "not asked"
    case .seen: state = "seen, nothing noted"
    case .covered: state = "covered elsewhere"
    case .asked, .skipped: state = standing.rawValue
    }
    if let outcome = session.outcome(of: question.id) {
      if let reason = outcome.reason { state += ", reason: \(reason.rawValue)" }
      if let wording = outcome.wording {
        state += wording == .adapted ? ", in other words than written" : ", as written"
      }
    }
    let end = session.endedAt?.offset ?? session.lastOffset
    let spent = session.time(on: question.id, at: end)
    let count = session.tally.questions[question.id]
    let heard = count?.extensiveness(among: seats) ?? 0
    say(
      "\(state); \(minutesText(milliseconds: spent)) of \(minutesText(milliseconds: session.planned(question)));"
        + " \(counted(count?.notes ?? 0, "note"))"
        + (isInterview ? "" : "; \(counted(heard, "participant")) heard")
    )
    for (index, probe) in worded.probes.enumerated() {
      let use: String
      switch session.use(of: probe.id, on: question.id) {
      case .asked: use = "asked"
      case .unprompted: use = "answered unprompted"
      case .none: use = "not asked"
      }
      say("probe \(index + 1), \(use): \(probe.ask)", indent: 2)
    }
    write(notes)
    stances(on: StanceTarget(question: question.id, note: nil), indent: 2)
  }

  /// What the group was asked. Where notes are in another language, also as the guide has it in that.
  private mutating func wording(of question: Question, _ worded: WordedQuestion) {
    let asked = session.protocol.wording(of: question, for: group).ask
    if !asked.isEmpty { say("wording: \(asked)") }
    if worded.ask != asked, !worded.ask.isEmpty { say("in \(session.language): \(worded.ask)") }
  }

  private mutating func write(_ notes: [Note]) {
    for row in session.rows(of: notes) {
      switch row {
      case .note(let note): write(note)
      case .destroyed(let notes): say(notes.words(in: session), indent: 2)
      }
    }
  }

  private mutating func write(_ note: Note) {
    var facts: [String] = []
    if let late = note.late { facts.append("noted \(minutesText(milliseconds: late)) late") }
    if let raisedAt = note.raisedAt { facts.append("raised at \(raisedAt)") }
    if note.isEdited { facts.append("edited") }
    if note.isMoved { facts.append("moved") }
    if note.isReseated { facts.append("speaker put right") }
    if let audio = session.audioWords(of: note) { facts.append(audio) }
    if let askedAt = note.askedAt { facts.append("asked at \(session.clock(askedAt))") }
    if session.isUnquotable(note) { facts.append("not to be quoted") }
    let about = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
    say("\(session.clock(note.at)) \(note.number)\(about)  \(note.words(.spoken))", indent: 2)
    let standing = session.standing(of: note, at: note.saved)
    guard !note.redacted, !standing.agree.isEmpty || !standing.dissent.isEmpty else { return }
    var words: [String] = []
    if !standing.agree.isEmpty { words.append("agree: \(people(standing.agree, note))") }
    if !standing.dissent.isEmpty { words.append("dissent: \(people(standing.dissent, note))") }
    if !standing.notShown.isEmpty, !isInterview {
      words.append("not shown: \(standing.notShown.map { "P\($0)" }.joined(separator: ", "))")
    }
    say(words.joined(separator: "; "), indent: 6)
  }

  private func people(_ speakers: [Speaker], _ note: Note) -> String {
    let stances = session.stances(onNote: note.id)
    return speakers.map { speaker in
      let statement = stances.first { $0.participant == speaker }?.changes.last?.statement
      let number = statement.flatMap { session.note(id: $0)?.number }
      return speaker.words + (number.map { " (says so in \($0))" } ?? "")
    }.joined(separator: ", ")
  }

  private mutating func stances(on target: StanceTarget, indent: Int) {
    let shown = session.stances(on: target).filter { $0.value != .none }
    guard !shown.isEmpty else { return }
    let words = StanceValue.allCases.filter { $0 != .none }.compactMap { value -> String? in
      let who = shown.filter { $0.value == value }.map(\.participant.words)
      return who.isEmpty ? nil : "\(value.rawValue): \(who.joined(separator: ", "))"
    }
    say("on the question itself: \(words.joined(separator: "; "))", indent: indent)
  }

  /// Frequency and extensiveness, never mixed up.
  private mutating func codes() {
    let counts = session.tally.codes
    guard !counts.isEmpty else { return }
    heading(isInterview ? "Codes: notes" : "Codes: notes, and different participants")
    let book = session.protocol.codebook
    let known = Set(book.map(\.code))
    for entry in book {
      guard let count = counts[entry.code] else { continue }
      say("#\(entry.code) \(session.filled(entry.name)): \(words(count))")
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where !known.contains(code) {
      say("#\(code) (new): \(words(count))")
    }
  }

  private func words(_ count: Tally.Count) -> String {
    counted(count.notes, "note")
      + (isInterview ? "" : ", \(counted(count.extensiveness(among: seats), "participant"))")
  }

  private mutating func course() {
    var times: [(Offset, String)] = []
    func range(_ from: Offset, _ to: Offset?) -> String {
      "\(session.clock(from)) to \(to.map { session.clock($0) } ?? "the end")"
    }
    for pause in session.pauses {
      let why = [
        PauseReason.break: "break", .left: "left, to be resumed", .cut: "cut off",
        .asleep: "computer asleep",
      ]
      let what = pause.unrecorded ? "not recorded, the group went on" : why[pause.why] ?? ""
      times.append((pause.from, "\(range(pause.from, pause.to)): \(what)"))
    }
    for stretch in session.offRecord where stretch.to != stretch.from {
      times.append((stretch.from, "\(range(stretch.from, stretch.to)): off the record"))
    }
    for audio in session.recordings {
      times.append((audio.from, "\(range(audio.from, audio.to)): audio recording \(audio.label ?? "")"))
    }
    for summary in session.summaries {
      times.append(
        (
          summary.at,
          "\(session.clock(summary.at)): oral summary read out, \(counted(summary.notes.count, "note"))"
        ))
    }
    for jump in session.clock {
      times.append(
        (jump.at, "\(session.clock(jump.at)): the computer's clock was set by \(jump.by / 1000) seconds"))
    }
    guard !times.isEmpty else { return }
    heading("Course")
    for (_, text) in times.sorted(by: { $0.0 < $1.0 }) { say(text) }

  }

  private mutating func closing() {
    let end = session.endedAt?.offset ?? session.lastOffset
    let open = session.closingChecklist(at: end)
    guard !open.isEmpty || !session.unapplied.isEmpty else { return }
    heading("Still open")
    for item in open { say(Reports.openItem(item, in: session, withCommands: false)) }
    if !session.unapplied.isEmpty {
      let count = session.unapplied.count
      say("\(counted(count, "record")) could not be placed and \(count == 1 ? "is" : "are") kept whole")
    }
  }
}
