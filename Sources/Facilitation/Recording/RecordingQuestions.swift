internal import Interview
internal import Text

extension Asking<Recording> {
  /// Before the text of notes is destroyed: each of them, however many.
  static let redaction = Asking.first { command, recording, now in
    let session = recording.session
    if case .redactWord(let word) = command { return session.lines(ofRedacting: word, at: now.offset) }
    guard case .redact(let numbers) = command else { return nil }
    let goes = Redacted(numbers, in: session)
    guard goes.unknown.isEmpty, !goes.isNothing else { return nil }
    let count = goes.notes.count
    let notes = count == 0 ? [] : [count == 1 ? "destroyed for ever:" : "destroyed for ever, \(count) notes:"]
    return notes + goes.notes.map { session.line(of: $0) }
      + goes.takenBack.map { "note \($0) was taken back: its text is destroyed for ever" }
  }

  /// Before consents are taken along to another protocol: they were given to what an information sheet told.
  static let sheet = Asking.first { command, recording, _ in
    guard case .protocol(let name, _) = command, Successor.isKnown(name, in: recording.protocols),
      recording.session.participants.contains(where: { !$0.consent.isEmpty })
    else { return nil }
    return [
      "the same people go on with \(name): were they given the same information sheet?",
      "yes takes their consents along, no asks for them anew",
    ]
  }

  /// Before the whole session is destroyed. As long as nothing was noted, a yes will do.
  static let discard = Asking.naming(
    { command, recording, _ in
      guard case .discard = command else { return nil }
      let count = recording.session.notes.count
      return [
        "\(recording.name) is destroyed for ever with its reviews and copies: \(counted(count, "note"))"
      ]
    }, { $0.session.notes.isEmpty ? Confirmation.yes : $0.name })

  /// Before somebody is recorded who said no to it.
  static let audio = Asking.first { command, recording, now in
    guard case .audio(true, _) = command, !recording.session.isRecordingAudio else { return nil }
    let refused = recording.session.heardInTheRoom(at: now.offset).filter {
      $0.consents(to: .recording) == .no
    }
    guard !refused.isEmpty else { return nil }
    return ["\(refused.map(\.id).joined(separator: ", ")) said no to audio recording: record all the same?"]
  }

  /// Before a question is left out that must be asked, or that something was noted on.
  static let outcome = Asking.first { command, recording, _ in
    let session = recording.session
    let what: String
    let wanted: String?
    switch command {
    case .skip(let question, _): (what, wanted) = ("skipped", question)
    case .covered(let question): (what, wanted) = ("covered elsewhere", question)
    default: return nil
    }
    guard let question = session.stated(wanted) else { return nil }
    let count = session.tally.questions[question.id]?.notes ?? 0
    let isBound = question.must && session.outcome(of: question.id)?.outcome != .asked
    guard isBound && what == "skipped" || count > 0 else { return nil }
    let why = [question.must ? "must be asked" : "", count > 0 ? "has \(counted(count, "note"))" : ""]
    return [
      "\(question.id) \(session.title(of: question)): \(what)?",
      "it " + why.filter { !$0.isEmpty }.joined(separator: " and "),
    ]
  }

  /// Before a seat or a question is put right in many notes.
  static let correction = Asking.first { command, recording, now in
    let session = recording.session
    switch command {
    case .reseat(let wrong, let right, let since?):
      return session.reseat(wrong, to: right, swapped: false, since: since, at: now.offset).map {
        session.strangers([right]) + ["what was P\(wrong) since note \(since) becomes P\(right):"]
          + preview($0, in: session)
      }
    case .swap(let one, let other, let since?):
      return session.reseat(one, to: other, swapped: true, since: since, at: now.offset).map {
        session.strangers([one, other])
          + ["P\(one) and P\(other) change places since note \(since):"] + preview($0, in: session)
      }
    case .moved(let wanted?, let since?):
      guard case .success(let question) = session.question(wanted: wanted) else { return nil }
      return session.moved(to: question.id, since: since, at: now.offset).map {
        ["the talk was on \(question.id) since note \(since):"] + preview($0, in: session)
      }
    default: return nil
    }
  }

  /// Before all that a participant said is destroyed.
  static let erasure = Asking.first { command, recording, _ in
    let session = recording.session
    guard case .withdraw(let seat, .erase) = command, session.participant(seat) != nil else { return nil }
    let others = recording.mentioning.mentions(of: seat, in: session).count
    // Nothing of theirs is left: only those are asked about that name or answer them.
    guard others == 0 || !session.isErased(seat) else { return nil }
    let gone = session.notes(goingWith: seat)
    let shared = gone.filter { $0.content.speakers.count > 1 }.map(\.number)
    let together =
      shared.isEmpty ? "" : ", with what others said or raised hands for together: \(Reports.numbers(shared))"
    return [
      "all that P\(seat) said is destroyed for ever: \(counted(gone.count, "note"))\(together)",
      others == 0
        ? "no other note holds “P\(seat)” or answers P\(seat)"
        : "then each other note that holds “P\(seat)” or answers P\(seat) is asked about: \(others)",
    ]
  }

  /// Off the record at once; then, before what was noted is destroyed.
  static let past = Asking.afterwards({ $0.session.isOffRecord ? nil : .off(.now) }) {
    command, recording, now in
    guard case .off(let reach) = command, reach != .now,
      let from = recording.session.beginning(of: reach, at: now)
    else { return nil }
    let gone = StruckOut(of: recording.session, from: from)
    return gone.isSlight(at: now.offset) ? nil : gone.lines(in: recording.session)
  }

  /// The notes of a change as they will be, and how many stances go with them.
  private static func preview(_ change: Change, in session: Session) -> [String] {
    var notes: [String] = []
    var stances = 0
    func collect(_ change: Change) {
      switch change {
      case .note(_, let note?): notes.append(session.line(of: note))
      case .edited(let number, let edit, _):
        guard var note = session.note(number) else { break }
        edit.apply(to: &note)
        notes.append(session.line(of: note))
      case .stance, .stanceMoved, .stanceChanged: stances += 1
      case .together(let changes): changes.forEach(collect)
      default: break
      }
    }
    collect(change)
    if stances > 0 { notes.append("and \(counted(stances, "stance"))") }
    return notes.isEmpty ? ["no notes; the border of the question moves"] : notes
  }
}

extension Session {
  /// What a word's redaction takes out, then the notes as they will be.
  fileprivate func lines(ofRedacting word: String, at now: Offset) -> [String] {
    let goes = WordRedaction(of: word, in: self, at: now)
    guard !goes.isNothing else {
      return ["“\(word)” is in nothing that was noted here: take it out of reviews and copies all the same?"]
    }
    return [
      "destroyed for ever: \(goes.found.joined(separator: ", "))",
      "in \(goes.places), in reviews and copies:",
    ]
      + goes.notes.compactMap { goes.session.note($0).map(goes.session.line) }
  }
}

extension WordRedaction {
  /// Where the word stood: `2 notes, the place`. Empty if it was nowhere.
  var places: String {
    ((notes.isEmpty ? [] : [counted(notes.count, "note")]) + elsewhere).joined(separator: ", ")
  }
}

/// What a redaction of some numbers is about.
struct Redacted {
  /// Those that have text.
  let notes: [Note]
  /// Numbers of notes that were taken back: they are out of the session, but the journal still has their words.
  let takenBack: [Int]
  /// Numbers that no note ever had.
  let unknown: [Int]

  init(_ numbers: [Int], in session: Session) {
    let there = numbers.compactMap { session.note($0) }
    notes = there.filter { !$0.redacted }
    let others = numbers.filter { session.note($0) == nil }
    takenBack = others.filter { $0 < session.nextNote }
    unknown = others.filter { $0 >= session.nextNote }
  }

  /// Nothing of them is left.
  var isNothing: Bool { notes.isEmpty && takenBack.isEmpty }
}

/// What is destroyed when the group was off the record since a time in the past.
struct StruckOut {
  private let from: Offset
  /// Begun or entered since; or edited since, of which the words before are forgotten.
  private let notes: [Note]
  /// Noted before, as they are without the words that edits brought in since.
  private let edited: [Note]
  /// Shown since, without a note that says so.
  private let stances: Int

  init(of session: Session, from: Offset) {
    self.from = from
    let changed = zip(session.notes, session.strikingOut(from: from).notes).filter { $0 != $1 }
    notes = changed.filter { $1.redacted }.map(\.0)
    edited = changed.map(\.1).filter { !$0.redacted }
    stances = session.stances.reduce(0) { count, stance in
      count + stance.changes.count { $0.at >= from && $0.statement == nil }
    }
  }

  /// So many edited notes are shown as they will be.
  private static let mostShown = 3

  /// How many notes go.
  var count: Int { notes.count }

  /// So many notes at most go without a question, if they were begun so many milliseconds ago at most.
  static let slight = (notes: 3, milliseconds: 60_000)

  /// It is what was said a moment ago, and everybody remembers it.
  func isSlight(at now: Offset) -> Bool {
    guard edited.isEmpty, notes.count + stances <= StruckOut.slight.notes else { return false }
    return notes.isEmpty && stances == 0
      || (notes.map(\.at) + [from]).allSatisfy { now - $0 <= StruckOut.slight.milliseconds }
  }

  /// How many, the first and the last, on which questions.
  func lines(in session: Session) -> [String] {
    var lines = [
      "since \(session.clock(from)), destroyed for ever: \(counted(notes.count, "note"))"
        + (questions.isEmpty ? "" : ", on \(questions.joined(separator: ", "))")
    ]
    if let first = notes.first { lines.append("first: " + session.line(of: first)) }
    if notes.count > 1, let last = notes.last { lines.append("last: " + session.line(of: last)) }
    if stances > 0 { lines.append("and \(counted(stances, "stance"))") }
    if !edited.isEmpty {
      let numbers = edited.map { String($0.number) }.joined(separator: ", ")
      lines.append("and the words that edits brought in since, in \(numbers); then there is:")
      lines += edited.prefix(StruckOut.mostShown).map { session.line(of: $0) }
    }
    return lines
  }

  private var questions: [QuestionID] {
    var questions: [QuestionID] = []
    for note in notes where !questions.contains(note.question) { questions.append(note.question) }
    return questions
  }
}
