package import Interview

extension Recording {
  /// Takes a line of shorthand.
  mutating func note(_ line: TypedLine, now: Stamp) {
    if session.isOffRecord {
      say(.refused, "off the record: not kept")
      return
    }
    let entry = Shorthand.read(line.text, in: session.shorthandContext)
    guard entry.meaning != .nothing else { return }
    if let refusal = refusal(of: entry) {
      refuse(refusal, line)
      return
    }
    closingShown = false
    switch entry.meaning {
    case .nothing: break
    case .note where entry.content.isTooLong: saveInParts(entry, line, now: now)
    case .note: save(entry, line, now: now)
    case .stance: show(entry, line, now: now)
    case .completion: complete(entry, line, now: now)
    }
    remindOfConsent(entry)
  }

  /// Why nothing may be noted of someone, and what to do; nil if it may.
  package func refusal(of entry: Entry) -> String? {
    for seat in entry.content.speakers.compactMap(\.seat) {
      guard let person = session.participant(seat) else {
        guard session.begunAt != nil else {
          return "P\(seat) is not here yet, or the group has not begun; /in \(seat), /begin"
        }
        continue
      }
      if let scope = person.withdrawn?.scope, scope != .noQuote {
        return "P\(seat) has withdrawn: nothing more is noted of them"
      }
      if person.consents(to: .part) == .no {
        return "P\(seat) did not consent to taking part: not noted; put right with /consent \(seat) part yes"
      }
      if session.begunAt == nil, person.consents(to: .part) != .yes {
        return "P\(seat) has not consented yet; /consent \(seat) all yes, or /begin when all is answered"
      }
    }
    return nil
  }

  /// Says once that consent was not recorded, of all whom it concerns.
  private mutating func remindOfConsent(_ entry: Entry) {
    guard interactive else { return }
    let open = session.participants.filter { $0.consents(to: .part) == .unknown }.map(\.seat)
    let named = entry.content.speakers.compactMap(\.seat)
    guard named.contains(where: { open.contains($0) && !reminded.contains($0) }) else { return }
    reminded.formUnion(open)
    let who = open.map { "P\($0)" }.joined(separator: ", ")
    let command = open.count == 1 ? "/consent \(open[0]) all yes" : "/consent all yes, or /consent 4 quote no"
    say(.warning, "consent is not recorded: \(who); \(command)")
  }

  mutating func save(_ entry: Entry, _ line: TypedLine, now: Stamp) {
    let question = line.question ?? session.currentQuestion ?? session.protocol.questions.first?.id ?? ""
    let note = makeNote(entry, line, question: question, now: now)
    var changes = newcomers(entry, at: line.begun.offset)
    changes.append(.note(number: note.number, note))
    var words = ""
    if entry.stance != nil {
      let target = stanceTarget(entry)
      changes += stances(entry, target: target, statement: note.id, at: note.saved)
      words = words + ", " + stanceWords(entry, target)
    }
    let known = session.shorthandContext.codes
    let number = record(changes.count == 1 ? changes[0] : .together(changes), at: now.offset)
    lastLine = (number, line)
    say(.saved(note, words), now: now)
    if let seat = Shorthand.mistakenSeat(line.text, in: session.shorthandContext) {
      say(.told, "text, not P\(seat); \(seat): … is P\(seat)")
    }
    if interactive, session.participants.isEmpty, let digits = line.text.split(separator: " ").first,
      let seat = Int(digits), seats.contains(seat), note.content.speakers.isEmpty
    {
      say(.warning, "text, not P\(seat), who is not here: /in \(seat), or write P\(seat) before what is said")
    }
    let new = note.content.codes.filter { !known.contains($0) }
    if !new.isEmpty { say(.told, "new: " + new.map { "#" + $0 }.joined(separator: " ")) }
    if let raised = note.raisedAt { say(.told, "raised at \(raised), filed under \(note.question)") }
  }

  func makeNote(_ entry: Entry, _ line: TypedLine, question: QuestionID, now: Stamp) -> Note {
    let filed = entry.filedUnder ?? question
    var content = entry.content
    if content.count != nil { content.of = session.present(at: line.begun.offset).count }
    let recorder = session.recorders.last?.id ?? "none"
    let number = session.nextNote
    return Note(
      id: "\(recorder)-\(number)", number: number, question: filed, at: line.begun.offset,
      time: line.begun.wall, saved: now.offset, content: content,
      raisedAt: filed == question ? nil : question, typed: line.text)
  }

  /// Participants whom a line names for the first time: they are here since its first keystroke.
  func newcomers(_ entry: Entry, at: Offset) -> [Change] {
    let named =
      entry.content.speakers.compactMap(\.seat)
      + [entry.content.replyTo, entry.stanceOn].compactMap { $0 }
    var changes: [Change] = []
    var seen: Set<Seat> = []
    for seat in named where session.participant(seat) == nil && seen.insert(seat).inserted {
      changes.append(.participant(seat, Participant(seat: seat, present: [Stretch(from: at)])))
    }
    return changes
  }

  private mutating func show(_ entry: Entry, _ line: TypedLine, now: Stamp) {
    let target = stanceTarget(entry)
    let changes =
      newcomers(entry, at: line.begun.offset)
      + stances(entry, target: target, statement: nil, at: line.begun.offset)
    let number = record(changes.count == 1 ? changes[0] : .together(changes), at: now.offset)
    lastLine = (number, line)
    let who = entry.content.speakers.map(\.words).joined(separator: ", ")
    say(.saved, "shown \(who) \(stanceWords(entry, target))")
  }

  /// What a stance is about.
  package func stanceTarget(_ entry: Entry) -> StanceTarget {
    let question = session.currentQuestion ?? session.protocol.questions.first?.id ?? ""
    let point: Note?
    if let seat = entry.stanceOn {
      point = session.latestPoint(of: seat)
    } else if entry.content.speakers.count == 1, let speaker = entry.content.speakers.first {
      point = session.pointUnderDiscussion(for: speaker)
    } else {
      point = session.pointUnderDiscussion
    }
    return StanceTarget(question: question, note: point?.id)
  }

  func stances(_ entry: Entry, target: StanceTarget, statement: String?, at: Offset) -> [Change] {
    guard let value = entry.stance else { return [] }
    let change = Stance.Change(at: at, value: value, statement: statement)
    return entry.content.speakers.map { .stanceChanged($0, target, Splice(inserted: [change])) }
  }

  func stanceWords(_ entry: Entry, _ target: StanceTarget) -> String {
    let several = entry.content.speakers.count > 1
    let verb = entry.stance == .agree ? (several ? "agree" : "agrees") : (several ? "dissent" : "dissents")
    let with = entry.stance == .agree ? "with" : "from"
    guard let id = target.note, let note = session.note(id: id) else {
      return "\(verb), on question \(target.question)"
    }
    return "\(verb) \(with) \(note.number)"
  }

  private mutating func complete(_ entry: Entry, _ line: TypedLine, now: Stamp) {
    let stub = session.notes.last {
      !$0.content.complete && !$0.redacted && !$0.isMoment
        && (entry.content.speakers.isEmpty || $0.content.speakers == entry.content.speakers)
    }
    guard let stub else {
      refuse("no note is waiting for its rest; to write it as text: \\\(line.text)", line)
      return
    }
    let content = stub.content.completed(by: entry.content)
    guard !content.isTooLong else {
      saveApart(entry, of: stub, line, now: now)
      return
    }
    let change = session.edit(stub, content: content, typed: stub.typed + "\n" + line.text, at: now.offset)
    let number = record(change, at: now.offset)
    lastLine = (number, line)
    let state = content.complete ? ", completed" : ", more to come"
    say(.saved(session.note(stub.number) ?? stub, state), now: now)
  }
}

extension NoteContent {
  /// The content with the rest of its words: codes, marks and the manner of the rest are added.
  func completed(by rest: NoteContent) -> NoteContent {
    var whole = self
    whole.text = [text, rest.text].filter { !$0.isEmpty }.joined(separator: " ")
    whole.complete = rest.complete
    whole.manner = rest.manner ?? manner
    whole.important = important || rest.important
    whole.intense = intense || rest.intense
    for code in rest.codes where !whole.codes.contains(code) { whole.codes.append(code) }
    return whole
  }
}
