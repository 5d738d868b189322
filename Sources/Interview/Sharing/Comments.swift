/// What the note-taker wrote for nobody but themselves: every view for others, every file for others and every report asks
/// here. It stays part of the record: redaction, erasure and requests of access reach it.
extension Session {
  /// How many private comments there are.
  public var commentCount: Int { notes.count(where: \.isPrivate) }

  /// The session as others may see it: without private comments.
  public var withoutComments: Session {
    guard notes.contains(where: \.isPrivate) else { return self }
    var shared = self
    var parts = Session.Parts(of: self)
    parts.notes = notes.filter { !$0.isPrivate }
    shared.restore(parts)
    return shared
  }
}

extension Note {
  /// The note-taker's own comment.
  fileprivate var isPrivate: Bool { content.kind == .comment }
}
