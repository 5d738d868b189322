/// A word that is destroyed wherever it stands in what was noted, with what came of it. `[…]` stands in its place.
///
/// Gone through are notes with all their versions, the unfinished line, lines that were put aside, answers, labels of participants and of recordings,
/// the place, the title, the group's code, and what this program does not understand. Lines as they were typed go whole, and
/// so do codes that are in no codebook. The protocol is not what people said, and stays, also where an answer names it.
public struct WordRedaction: Equatable, Sendable {
  /// The word, or several.
  public let word: String
  /// What was taken out, each once as it stood there, in the order in which it was found.
  public private(set) var found: [String] = []
  /// The numbers of the notes that held it, in their order.
  public private(set) var notes: [Int] = []
  /// Where else it stood, in words.
  public private(set) var elsewhere: [String] = []
  /// The session without it.
  public private(set) var session: Session

  /// - Parameter at: when it is destroyed; the notes say so.
  public init(of word: String, in session: Session, at: Offset) {
    self.word = word
    self.session = session
    for note in session.notes where !note.redacted {
      guard let changed = take(from: note, at: at) else { continue }
      notes.append(note.number)
      self.session.setNote(note.number, changed)
    }
    takeFromPeople()
    takeFromTheRest()
    if !isNothing { self.session.forgetWordsOfUnapplied() }
  }

  /// The word is nowhere.
  public var isNothing: Bool { notes.isEmpty && elsewhere.isEmpty }

  // MARK: One text

  /// - Returns: the text without the word; nil if it does not hold it.
  private mutating func take(from text: String?) -> String? {
    guard let text, let taken = text.takingOut(word) else { return nil }
    for word in taken.found where !found.contains(word) { found.append(word) }
    return taken.text
  }

  private mutating func take(from fields: inout UnknownFields) -> Bool {
    guard let taken = fields.takingOut(word) else { return false }
    for word in taken.found where !found.contains(word) { found.append(word) }
    fields = taken.fields
    return true
  }

  // MARK: Notes

  private mutating func take(from note: Note, at: Offset) -> Note? {
    var changed = note
    var isHit = take(from: &changed.content)
    for index in note.revisions.indices where take(from: &changed.revisions[index].content) { isHit = true }
    for typed in [note.typed] + note.revisions.map(\.typed) where take(from: typed) != nil { isHit = true }
    changed.changeUnknown { if take(from: &$0) { isHit = true } }
    guard isHit else { return nil }
    changed.typed = ""
    for index in changed.revisions.indices { changed.revisions[index].typed = "" }
    changed.revisions.append(
      Revision(
        at: at, content: changed.content, question: note.question, typed: "", reworded: true, redacted: true))
    return changed
  }

  private mutating func take(from content: inout NoteContent) -> Bool {
    var isHit = false
    if let text = take(from: content.text) { (content.text, isHit) = (text, true) }
    if let manner = take(from: content.manner) { (content.manner, isHit) = (manner, true) }
    let book = session.codesOfTheBook
    for code in content.codes where !book.contains(code) && take(from: code) != nil {
      content.codes.removeAll { $0 == code }
      isHit = true
    }
    return isHit
  }

  // MARK: Everything else

  private mutating func takeFromPeople() {
    for place in session.participants.indices {
      var person = session.participants[place]
      let label = take(from: person.label)
      if let label { person.label = label }
      let attributes = person.attributes.filter { id, value in
        !session.protocol.offers(value, of: id) && take(from: value) != nil
      }
      for key in attributes.keys { person.attributes[key] = nil }
      var isHit = false
      person.changeUnknown { if take(from: &$0) { isHit = true } }
      guard label != nil || !attributes.isEmpty || isHit else { continue }
      session.participants[place] = person
      elsewhere.append("what is known of \(person.id)")
    }
    for place in session.recordings.indices {
      guard let label = take(from: session.recordings[place].label) else { continue }
      session.recordings[place].label = label
      elsewhere.append("the label of a recording")
    }
  }

  private mutating func takeFromTheRest() {
    for (id, answer) in session.answers.sorted(by: { $0.key < $1.key }) {
      guard !session.protocol.offers(answer, to: id), let text = take(from: answer) else { continue }
      session.answers[id] = text
      elsewhere.append("the answer to \(id)")
    }
    // Often it is the command itself, which nobody needs to be told.
    if let text = session.draft?.text.takingOut(word)?.text { session.draft?.text = text }
    for place in session.putAside.indices {
      guard let text = take(from: session.putAside[place].text) else { continue }
      session.putAside[place].text = text
      elsewhere.append("a line that was put aside")
    }
    if let place = take(from: session.group.place) {
      session.group.place = place
      elsewhere.append("the place")
    }
    if let code = take(from: session.group.code) {
      session.group.code = code
      elsewhere.append("the group's code")
    }
    if let title = take(from: session.title) {
      session.title = title
      elsewhere.append("the title")
    }
    takeFromTheUnknown()
  }

  /// What this program cannot tell the meaning of.
  private mutating func takeFromTheUnknown() {
    var (changed, isHit) = (session, false)
    changed.changeUnknown { if take(from: &$0) { isHit = true } }
    if isHit {
      session = changed
      elsewhere.append("what a newer program wrote")
    }
    let unplaced = session.unapplied.filter { $0.hides(word) }
    guard !unplaced.isEmpty else { return }
    for word in unplaced.flatMap({ $0.hidden(word) }) where !found.contains(word) {
      found.append(word)
    }
    elsewhere.append("records without a place")
  }
}

extension InterviewProtocol {
  /// An attribute has this value to choose.
  fileprivate func offers(_ value: String, of attribute: String) -> Bool {
    attributes.first { $0.id == attribute }?.values.contains { $0.id == value } ?? false
  }

  /// A question of a form has this answer to choose.
  fileprivate func offers(_ answer: String, to question: String) -> Bool {
    (setup + debrief).first { $0.id == question }?.values.contains(answer) ?? false
  }
}

extension Session {
  /// The name of the session's files holds a word, which no redaction changes.
  public func isNamed(with word: String) -> Bool { id.takingOut(word) != nil }
}

extension Review {
  /// The review without a word in remarks, in verified words, in what codes mean and in codes that the reviewer made;
  /// nil if it is nowhere in it.
  ///
  /// - Parameter book: codes that stay although they hold the word: those of the session's codebook.
  public func takingOut(word: String, keeping book: Set<Code>) -> Review? {
    var review = self
    for id in notes.keys { review.notes[id]?.takeOut(word, keeping: book) }
    for (code, entry) in codebook {
      if let about = entry.about.takingOut(word)?.text { review.codebook[code]?.about = about }
      if !book.contains(code), code.takingOut(word) != nil { review.codebook[code] = nil }
    }
    review.notes = review.notes.filter { !$0.value.isEmpty }
    review.changeUnknown { if let taken = $0.takingOut(word) { $0 = taken.fields } }
    guard review != self || unapplied.contains(where: { $0.hides(word) }) else { return nil }
    review.unapplied = unapplied.map(\.withoutWords)
    return review
  }
}

extension JSON {
  /// A record without a place has the word among what is forgotten of it.
  fileprivate func hides(_ word: String) -> Bool { !hidden(word).isEmpty }

  /// The word as it stands in what is forgotten of a record. The names of a record's own fields are not what people said.
  fileprivate func hidden(_ word: String) -> [String] {
    guard case .object(let fields) = self else { return takingOut(word)?.found ?? [] }
    return fields.sorted { $0.key < $1.key }.flatMap { field in
      JSON.isForgotten(field.key) ? field.value.takingOut(word)?.found ?? [] : []
    }
  }
}

extension NoteReview {
  fileprivate mutating func takeOut(_ word: String, keeping book: Set<Code>) {
    for index in memos.indices {
      if let text = memos[index].text.takingOut(word)?.text { memos[index].text = text }
    }
    if let about = check?.about.takingOut(word)?.text { check?.about = about }
    if let text = verified?.text.takingOut(word)?.text { verified?.text = text }
    for code in codes.keys where !book.contains(code) && code.takingOut(word) != nil { codes[code] = nil }
  }
}
