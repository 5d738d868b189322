/// Versions of one note in two states of a session.
extension Note {
  /// It says the same.
  func saysTheSame(as other: Note) -> Bool {
    content == other.content && question == other.question && raisedAt == other.raisedAt
      && language == other.language && redacted == other.redacted
  }

  /// This version goes on from the other: its first edits are the other's, and what its next edit took away is what the
  /// other says, as far as the words of an earlier version are kept at all.
  func isEdited(from base: Note) -> Bool {
    let count = base.revisions.count
    guard count < revisions.count, zip(revisions, base.revisions).allSatisfy({ $0.at == $1.at }) else {
      return false
    }
    let taken = revisions[count]
    let isForgotten = taken.content.text == content.text
    return taken.question == base.question && taken.content.isMeant(like: base.content)
      && (isForgotten || taken.content.text == base.content.text)
  }

  /// The note with the values of a later version of it, under its own number.
  func updated(to later: Note) -> Note {
    var updated = later
    updated.number = number
    updated.askedAt = later.askedAt ?? askedAt
    updated.unknown = later.unknown.merging(unknown) { later, _ in later }
    return updated
  }

  /// The note with what only the other version has. The two say the same.
  func completed(by other: Note) -> Note {
    var completed = self
    completed.askedAt = askedAt ?? other.askedAt
    if other.typed.isEmpty { completed.typed = "" }
    if other.revisions.count > revisions.count { completed.revisions = other.revisions }
    completed.unknown = unknown.merging(other.unknown) { mine, _ in mine }
    return completed
  }

  /// It was edited from a time on.
  func isEdited(since time: Offset) -> Bool { revisions.contains { $0.at >= time } }

  // MARK: A second version as a note of its own

  private static let versionMark = "-e"
  /// Characters that an id has at most.
  private static let longestID = 100

  /// The id under which this version stands beside another one of the same note: the note's id and the time of the
  /// version's last edit, so that each union finds it again. Nothing of its words is in it.
  var versionID: String {
    let mark = Note.versionMark + String(max(0, revisions.last?.at.rawValue ?? 0))
    return String(id.prefix(max(0, Note.longestID - mark.count))) + mark
  }

  /// The same for the second, third… version that was last edited at that time.
  func versionID(_ count: Int) -> String {
    guard count > 1 else { return versionID }
    let mark = "-\(count)"
    return String(versionID.prefix(max(0, Note.longestID - mark.count))) + mark
  }

  /// A version's id without its count; nil for the id of a note that is no such version.
  static func versionID(in id: String) -> String? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    func isTime(_ part: Substring) -> Bool {
      part.first == "e" && part.count > 1 && part.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }
    guard parts.count > 1 else { return nil }
    if isTime(parts[parts.count - 1]) { return id }
    guard parts.count > 2, isTime(parts[parts.count - 2]) else { return nil }
    return parts.dropLast().joined(separator: "-")
  }
}

extension NoteContent {
  /// The two differ at most in what an edit forgets: text, manner and codes that are in no codebook.
  fileprivate func isMeant(like other: NoteContent) -> Bool {
    kind == other.kind && speakers == other.speakers && unsure == other.unsure && replyTo == other.replyTo
      && important == other.important && intense == other.intense && count == other.count && of == other.of
      && complete == other.complete
  }
}
