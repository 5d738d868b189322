internal import Interview
internal import Text

/// Lines of shorthand that become notes and stances, and what was pointed out about them.
struct NoteTaking: Equatable, Sendable {
  /// Seats whose missing consent was pointed out.
  private var reminded: Set<Seat> = []
  /// The line that is too long for one note and was offered in parts.
  private var offeredInParts: String?

  /// Takes a line of shorthand.
  ///
  /// - Returns: false if it says nothing, or nothing may be noted like this.
  mutating func take(_ line: TypedLine, in ledger: inout Ledger, now: Stamp) -> Bool {
    if ledger.session.isOffRecord {
      ledger.say(.refused, "off the record: not kept")
      return false
    }
    let context = ledger.shorthandContext
    let entry = Shorthand.read(line.text, in: context)
    guard entry.meaning != .nothing else { return false }
    // A pipe has nobody who could enter it otherwise.
    let signsAlone = ledger.interactive ? NoteTaking.refusal(ofSignsAlone: line, in: context) : nil
    if let refusal = ledger.session.refusal(of: entry) ?? signsAlone {
      ledger.refuse(refusal, line)
      return false
    }
    switch entry.meaning {
    case .nothing: break
    case .note where entry.content.isTooLong: saveInParts(entry, line, in: &ledger, now: now)
    case .note: save(entry, line, context, in: &ledger, now: now)
    case .stance: show(entry, line, in: &ledger, now: now)
    case .completion: complete(entry, line, context, in: &ledger, now: now)
    case .coding: code(entry, line, context, in: &ledger, now: now)
    }
    let said = ledger.session.moment(of: entry, begun: line.begun.offset)
    tellStrangers(entry, at: said, in: &ledger)
    remindOfConsent(entry, in: &ledger)
    return true
  }

  /// Says once that consent was not recorded, of all whom it concerns.
  private mutating func remindOfConsent(_ entry: Entry, in ledger: inout Ledger) {
    guard ledger.interactive else { return }
    let open = ledger.session.participants.filter {
      $0.consents(to: .part) == .unknown && $0.gone == nil
    }.map(\.seat)
    let named = entry.content.speakers.compactMap(\.seat)
    guard named.contains(where: { open.contains($0) && !reminded.contains($0) }) else { return }
    reminded.formUnion(open)
    let who = open.map { "P\($0)" }.joined(separator: ", ")
    let command = open.count == 1 ? "/consent \(open[0]) all yes" : "/consent all yes, or /consent 4 quote no"
    ledger.say(.warning, "consent is not recorded: \(who); \(command)")
  }

  /// Says which seats nobody sits on, or not yet.
  private func tellStrangers(_ entry: Entry, at: Offset, in ledger: inout Ledger) {
    for seat in ledger.session.absent(in: entry, at: at) {
      ledger.say(.warning, "P\(seat) has left the room; /in \(seat) if they are back")
    }
    for seat in ledger.session.expected(in: entry) {
      ledger.say(.warning, "P\(seat) is expected, not here yet: counts as someone until /in \(seat)")
    }
    let strangers = ledger.session.strangers(in: entry)
    guard !strangers.isEmpty else { return }
    let who = strangers.map { "P\($0)" }.joined(separator: ", ")
    let seats = strangers.map(String.init).joined(separator: " ")
    ledger.say(.warning, "new: \(who), nobody sits there: counts as someone until /in \(seats)")
  }

  // MARK: Notes

  /// - Parameter context: in which the line was read, before the note is there.
  private func save(
    _ entry: Entry, _ line: TypedLine, _ context: ShorthandContext, in ledger: inout Ledger, now: Stamp
  ) {
    let note = ledger.session.newNote(entry, line, now: now)
    // What was raised early or late says nothing of the question that it is filed under.
    let cleared = note.raisedAt == nil ? ledger.clearingOutcome(of: note.question, at: note.at) : []
    let late = note.late.map { _ in note.at }
    let changes =
      [.note(number: note.number, note)]
      + ledger.session.stances(entry, statement: note.id, at: late ?? note.saved, late: late) + cleared
    let words = entry.shownStances.map { ", " + ledger.session.stanceWords($0, late: late) }.joined()
    ledger.record(changes, at: now.offset, by: line)
    ledger.say(.saved(note, words + ledger.writtenOut(line.text, in: context)), now: now)
    ledger.tellCleared(cleared, of: note.question)
    explain(note, entry, line, context, in: &ledger)
  }

  /// Says what may have been meant otherwise.
  private func explain(
    _ note: Note, _ entry: Entry, _ line: TypedLine, _ context: ShorthandContext, in ledger: inout Ledger
  ) {
    if entry.late > 0, note.late != entry.late {
      ledger.say(
        .told,
        "noted at \(ledger.session.clock(note.at)): what was before is off the record, a pause or not begun")
    }
    if let pause = ledger.session.openPause, note.at >= pause.from,
      ledger.session.notes.dropLast().last.map({ $0.saved < pause.from }) ?? true
    {
      ledger.say(.told, "noted in the break; if the group goes on already: /on, or /on 2m")
    }
    if let seat = Shorthand.doubtfulSeat(line.text, in: context) {
      ledger.say(.told, "speaker to check: P\(seat), or the number? /edit \(note.number) \\\(seat) …")
    }
    ledger.tellWarning(of: line.text, note.number, in: context)
    if let count = note.content.count, let of = note.content.of, count > of {
      ledger.say(.warning, "\(count) hands, and only \(of) are here; /in, or /edit \(note.number)")
    }
    tellNew(note.content.codes, known: context.codes, in: &ledger)
    if let raised = note.raisedAt { ledger.say(.told, "raised at \(raised), filed under \(note.question)") }
  }

  /// Why a line without words is not kept as a text, which would be the point under discussion; nil if it may.
  private static func refusal(ofSignsAlone line: TypedLine, in context: ShorthandContext) -> String? {
    guard let alone = Shorthand.seatsAlone(line.text, in: context) else { return nil }
    let text = line.text.trimmed
    guard !alone.isEmpty else { return "whose? as in 3\(text); \\\(text) keeps it as text" }
    let who = alone.map { "P\($0)" }.joined(separator: ", ")
    let seats = alone.map(String.init).joined(separator: " ")
    return "nobody sits on \(who), and there are no words: /in \(seats); \\\(text) keeps it as text"
  }

  private func show(_ entry: Entry, _ line: TypedLine, in ledger: inout Ledger, now: Stamp) {
    let at = ledger.session.moment(of: entry, begun: line.begun.offset)
    let late = at < line.begun.offset ? at : nil
    let question = ledger.session.visit(at: at)?.question ?? ""
    let cleared = ledger.clearingOutcome(of: question, at: at)
    let changes = ledger.session.stances(entry, statement: nil, at: at, late: late) + cleared
    ledger.record(changes, at: now.offset, by: line)
    let shown = entry.shownStances.map { shown in
      shown.speakers.map(\.words).joined(separator: ", ") + " "
        + ledger.session.stanceWords(shown, late: late)
    }
    ledger.say(.saved, "shown \(shown.joined(separator: "; "))")
    ledger.tellCleared(cleared, of: question)
  }

  /// Codes the note that was entered last.
  private func code(
    _ entry: Entry, _ line: TypedLine, _ context: ShorthandContext, in ledger: inout Ledger, now: Stamp
  ) {
    guard let note = context.lastNote.flatMap(ledger.session.note) else {
      ledger.refuse("there is no note to code yet", line)
      return
    }
    var content = note.content
    content.codes += entry.content.codes.filter { !content.codes.contains($0) }
    guard content != note.content else {
      ledger.refuse("note \(note.number) has it already", nil)
      return
    }
    ledger.record(
      ledger.session.edit(note, content: content, typed: note.typed, at: now.offset), at: now.offset, by: line
    )
    let new = content.codes.dropFirst(note.content.codes.count).map { ", #" + $0 }.joined()
    ledger.say(.edited(ledger.session.note(note.number) ?? note, new), now: now)
    tellNew(entry.content.codes, known: context.codes, in: &ledger)
  }

  /// Says which codes are new.
  private func tellNew(_ codes: [Code], known: Set<Code>, in ledger: inout Ledger) {
    let new = codes.filter { !known.contains($0) }
    if !new.isEmpty { ledger.say(.told, "new: " + new.map { "#" + $0 }.joined(separator: " ")) }
  }

  private mutating func complete(
    _ entry: Entry, _ line: TypedLine, _ context: ShorthandContext, in ledger: inout Ledger, now: Stamp
  ) {
    let stub = ledger.session.notes.last {
      !$0.content.complete && !$0.redacted && !$0.isMoment
        && (entry.content.speakers.isEmpty || $0.content.speakers == entry.content.speakers)
    }
    guard let stub else {
      ledger.refuse("no note is waiting for its rest; to write it as text: \\\(line.text)", line)
      return
    }
    let content = stub.content.completed(by: entry.content)
    guard !content.isTooLong else {
      saveApart(entry, of: stub, line, in: &ledger, now: now)
      return
    }
    let typed = stub.typed + "\n" + line.text
    let change = ledger.session.edit(stub, content: content, typed: typed, at: now.offset)
    ledger.record(change, at: now.offset, by: line)
    let state =
      (content.complete ? ", completed" : ", more to come") + ledger.writtenOut(line.text, in: context)
    ledger.say(.saved(ledger.session.note(stub.number) ?? stub, state), now: now)
  }

  // MARK: Too long for one note

  /// Keeps a line as several notes; at a terminal after a second Enter. From a pipe it is kept at once, and that is said.
  private mutating func saveInParts(_ entry: Entry, _ line: TypedLine, in ledger: inout Ledger, now: Stamp) {
    let parts = entry.content.inParts
    let size = "\(line.text.utf8.count) bytes, a note holds \(NoteContent.longestText)"
    guard !ledger.interactive || offeredInParts == line.text else {
      offeredInParts = line.text
      ledger.refuse("\(size): Enter again keeps it as \(parts.count) notes", line)
      return
    }
    offeredInParts = nil
    let first = ledger.session.nextNote
    for (index, content) in parts.enumerated() {
      var part = entry
      part.content = content
      if index > 0 {
        part.stance = nil
        part.stanceOn = nil
      }
      let typed = Shorthand.print(part, in: ledger.shorthandContext)
      save(
        part, TypedLine(typed, begun: line.begun, question: line.question), ledger.shorthandContext,
        in: &ledger, now: now)
    }
    // Undo takes back a part at a time; none of them is the line.
    ledger.dropLastLine()
    ledger.say(
      .told, "\(size): kept as \(parts.count) notes, \(first) to \(ledger.session.nextNote - 1)")
  }

  /// A quote that would be too long with its rest keeps what it has, and the rest becomes a note of its own. At a
  /// terminal the line stays.
  private mutating func saveApart(
    _ rest: Entry, of stub: Note, _ line: TypedLine, in ledger: inout Ledger, now: Stamp
  ) {
    guard !ledger.interactive else {
      ledger.refuse(
        "note \(stub.number) would be longer than a note may be; \\ first makes it one of its own", line)
      return
    }
    var own = rest
    own.meaning = .note
    own.content.kind = stub.content.kind
    if own.content.speakers.isEmpty { own.content.speakers = stub.content.speakers }
    if own.content.isTooLong {
      saveInParts(own, line, in: &ledger, now: now)
    } else {
      save(own, line, ledger.shorthandContext, in: &ledger, now: now)
    }
    ledger.say(.told, "note \(stub.number) would be longer than a note may be with it: kept on its own")
  }
}

extension Ledger {
  /// More people hardly ever sit around one table (Krueger and Casey, Focus Groups, 5th edition, chapter 4): a larger number
  /// that begins a line is a number.
  private static let largestGroup = 12

  /// Says what the preview said while the line was typed: what is text of it and may have been meant as a sign. Who looks at
  /// the people, or has no preview, is told after Enter.
  mutating func tellWarning(of line: String, _ number: Int, in context: ShorthandContext) {
    if let id = Shorthand.unknownQuestion(line, in: context) {
      return say(.warning, "there is no question \(id): it is kept as text; /edit \(number)")
    }
    guard let (words, seat) = Shorthand.warning(of: line, in: context) else { return }
    guard let seat else { return say(.told, "\(words); /edit \(number)") }
    if context.seats.contains(seat) {
      say(.told, "\(words); if P\(seat) said it: /edit \(number) \(seat) …")
    } else if seat <= Ledger.largestGroup {
      say(.warning, "\(words), who is not here; if somebody does sit there: /edit \(number) P\(seat) …")
    }
  }
}
