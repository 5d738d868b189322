/// Who may be quoted: every view, every file for others and every report asks here.
extension Session {
  /// The note is a quote of somebody who said no to being quoted.
  public func isUnquotable(_ note: Note) -> Bool {
    note.content.kind == .quote && isUnquotable(note.content.speakers)
  }

  /// One of these said no to being quoted.
  public func isUnquotable(_ speakers: [Speaker]) -> Bool {
    speakers.compactMap(\.seat).contains { participant($0)?.consents(to: .quote) == .no }
  }
}
