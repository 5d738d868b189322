/// The values of a note that an edit sets; nil for each that it leaves.
///
/// They are called as in `Note` and `NoteContent`. Of what may be missing there, nil inside takes it away. A record of
/// an edit holds these and not the note, which has all its revisions with it.
public struct NoteEdit: Equatable, Sendable {
  public var question: QuestionID?
  public var kind: NoteKind?
  public var speakers: [Speaker]?
  public var unsure: Bool?
  public var replyTo: Seat??
  public var text: String?
  public var manner: String??
  public var codes: [Code]?
  public var important: Bool?
  public var intense: Bool?
  public var count: Int??
  public var of: Int??
  public var complete: Bool?
  public var typed: String?

  /// Sets nothing.
  public init() {}

  /// The values that have to be set so that the note has this content, question and typed line.
  public init(of note: Note, to content: NoteContent, question: QuestionID, typed: String) {
    let old = note.content
    self.question = changed(note.question, question)
    kind = old.kind == content.kind ? nil : content.kind
    speakers = old.speakers == content.speakers ? nil : content.speakers
    unsure = old.unsure == content.unsure ? nil : content.unsure
    replyTo = old.replyTo == content.replyTo ? nil : .some(content.replyTo)
    text = changed(old.text, content.text)
    manner = isSame(old.manner, content.manner) ? nil : .some(content.manner)
    codes = old.codes.elementsEqual(content.codes, by: { isSame($0, $1) }) ? nil : content.codes
    important = old.important == content.important ? nil : content.important
    intense = old.intense == content.intense ? nil : content.intense
    count = old.count == content.count ? nil : .some(content.count)
    of = old.of == content.of ? nil : .some(content.of)
    complete = old.complete == content.complete ? nil : content.complete
    self.typed = changed(note.typed, typed)
  }

  /// What the note has now of the values that this sets: setting them takes the edit back.
  func values(of note: Note) -> NoteEdit {
    let content = note.content
    var values = NoteEdit()
    if question != nil { values.question = note.question }
    if kind != nil { values.kind = content.kind }
    if speakers != nil { values.speakers = content.speakers }
    if unsure != nil { values.unsure = content.unsure }
    if replyTo != nil { values.replyTo = .some(content.replyTo) }
    if text != nil { values.text = content.text }
    if manner != nil { values.manner = .some(content.manner) }
    if codes != nil { values.codes = content.codes }
    if important != nil { values.important = content.important }
    if intense != nil { values.intense = content.intense }
    if count != nil { values.count = .some(content.count) }
    if of != nil { values.of = .some(content.of) }
    if complete != nil { values.complete = content.complete }
    if typed != nil { values.typed = note.typed }
    return values
  }

  /// Sets the values.
  public func apply(to note: inout Note) {
    if let question { note.question = question }
    if let kind { note.content.kind = kind }
    if let speakers { note.content.speakers = speakers }
    if let unsure { note.content.unsure = unsure }
    if let replyTo { note.content.replyTo = replyTo }
    if let text { note.content.text = text }
    if let manner { note.content.manner = manner }
    if let codes { note.content.codes = codes }
    if let important { note.content.important = important }
    if let intense { note.content.intense = intense }
    if let count { note.content.count = count }
    if let of { note.content.of = of }
    if let complete { note.content.complete = complete }
    if let typed { note.typed = typed }
  }
}

/// The same bytes. Texts that only look the same, as an accent written in two ways, are two texts.
private func isSame(_ left: String?, _ right: String?) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return left.utf8.elementsEqual(right.utf8)
}

private func changed(_ old: String, _ new: String) -> String? { isSame(old, new) ? nil : new }
