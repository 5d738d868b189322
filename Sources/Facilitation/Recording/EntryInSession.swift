package import Interview

/// What a line of shorthand means in a session as it stands.
extension Session {
  /// Why nothing may be noted of someone, and what to do; nil if it may.
  package func refusal(of entry: Entry) -> String? {
    for seat in (entry.content.speakers + entry.furtherStances.flatMap(\.speakers)).compactMap(\.seat) {
      guard let person = participant(seat) else {
        guard begunAt != nil else {
          return "P\(seat) is not here yet, or the group has not begun; /in \(seat), /begin"
        }
        continue
      }
      if person.gone != nil {
        return "P\(seat) has withdrawn: nothing more is noted of them"
      }
      if person.consents(to: .part) == .no {
        return "P\(seat) did not consent to taking part: not noted; put right with /consent \(seat) part yes"
      }
      if begunAt == nil, person.consents(to: .part) != .yes {
        return "P\(seat) has not consented yet; /consent \(seat) all yes, or /begin when all is answered"
      }
    }
    return nil
  }

  /// What a stance is about.
  ///
  /// - Parameter time: when it was shown, if it is noted late; nil for now.
  package func stanceTarget(_ shown: ShownStance, at time: Offset? = nil) -> StanceTarget {
    let open = time.flatMap(visit(at:))?.question ?? currentQuestion
    let question = open ?? `protocol`.questions.first?.id ?? ""
    let point: Note?
    if let seat = shown.on {
      point = latestPoint(of: seat)
    } else if shown.speakers.count == 1, let speaker = shown.speakers.first {
      point = pointUnderDiscussion(for: speaker, at: time)
    } else {
      point = pointUnderDiscussion(at: time)
    }
    return StanceTarget(question: question, note: point?.id)
  }

  /// The stances that a line shows, with what each is about. One that is noted late comes before what the same speaker has
  /// shown of the point since.
  ///
  /// - Parameters:
  ///   - statement: the note that says so, by its id.
  ///   - late: when they were shown, if they are noted late; nil if not.
  func stances(_ entry: Entry, statement: String?, at: Offset, late: Offset? = nil) -> [Change] {
    entry.shownStances.flatMap { shown in
      let target = stanceTarget(shown, at: late)
      let change = Stance.Change(at: at, value: shown.value, statement: statement)
      return shown.speakers.map { speaker in
        let since = stance(of: speaker, on: target)?.changes.reversed().prefix { $0.at > at }.count ?? 0
        return Change.stanceChanged(speaker, target, Splice(behind: since, inserted: [change]))
      }
    }
  }

  /// `agrees with 17`.
  func stanceWords(_ shown: ShownStance, late: Offset? = nil) -> String {
    let target = stanceTarget(shown, at: late)
    let several = shown.speakers.count > 1
    let verb = shown.value == .agree ? (several ? "agree" : "agrees") : (several ? "dissent" : "dissents")
    let with = shown.value == .agree ? "with" : "from"
    guard let id = target.note, let note = note(id: id) else {
      return "\(verb), on question \(target.question)"
    }
    return "\(verb) \(with) \(note.number)"
  }

  /// The next note, as it was typed.
  func newNote(_ entry: Entry, _ line: TypedLine, now: Stamp) -> Note {
    let at = moment(of: entry, begun: line.begun.offset)
    let late = line.begun.offset - at
    let open = late > 0 ? visit(at: at)?.question : nil
    let question = open ?? line.question ?? currentQuestion ?? `protocol`.questions.first?.id ?? ""
    let filed = entry.filedUnder ?? question
    var content = entry.content
    if content.count != nil { content.of = present(at: at).count }
    let recorder = recorders.last?.id ?? "none"
    return Note(
      id: "\(recorder)-\(nextNote)", number: nextNote, question: filed, at: at,
      time: line.begun.wall.adding(-late), saved: now.offset, late: late > 0 ? late : nil, content: content,
      raisedAt: filed == question ? nil : question, typed: line.text)
  }

  /// When what a line says was said: as much before its first key as it is noted late, and never off the record, in a pause
  /// or before the beginning. It is at the end of those then.
  func moment(of entry: Entry, begun: Offset) -> Offset {
    guard entry.late > 0 else { return begun }
    let beginning = min(begun, begunAt?.offset ?? begun)
    var at = max(Offset(begun.rawValue.subtracting(entry.late)), beginning)
    let closed = offRecord.map { ($0.from, $0.to) } + pauses.map { ($0.from, $0.to) }
    // Each moves it on, so that it may come to lie in the next.
    for (from, to) in closed.sorted(by: { $0.0 < $1.0 }) where from <= at {
      at = max(at, min(begun, to ?? begun))
    }
    return at
  }

  /// Seats that a line names and nobody sits on, each once. A slip makes no participant: until somebody comes or it is
  /// corrected, they count as someone.
  func strangers(in entry: Entry) -> [Seat] { seats(in: entry) { participant($0) == nil } }

  /// Participants whom a line names and who never were in the room yet. Until they come they count as someone.
  func expected(in entry: Entry) -> [Seat] {
    let taken = seatsTaken
    return seats(in: entry) { participant($0) != nil && !taken.contains($0) }
  }

  /// Participants whom a line says to speak and who were in the room before, but not at a time.
  func absent(in entry: Entry, at time: Offset) -> [Seat] {
    guard begunAt != nil, endedAt == nil else { return [] }
    let speaking = (entry.content.speakers + entry.furtherStances.flatMap(\.speakers)).compactMap(\.seat)
    return participants.filter { person in
      speaking.contains(person.seat) && !person.present.isEmpty && !person.isPresent(at: time)
        && !person.isPresent(at: lastOffset)
    }.map(\.seat)
  }

  /// The seats that a line names, each once, of which something holds.
  private func seats(in entry: Entry, where isMeant: (Seat) -> Bool) -> [Seat] {
    let named =
      (entry.content.speakers + entry.furtherStances.flatMap(\.speakers)).compactMap(\.seat)
      + ([entry.content.replyTo, entry.stanceOn] + entry.furtherStances.map(\.on)).compactMap { $0 }
    var seen: Set<Seat> = []
    return named.filter { isMeant($0) && seen.insert($0).inserted }
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
