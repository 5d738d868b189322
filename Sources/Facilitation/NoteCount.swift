internal import Interview
internal import Text

extension Session {
  /// How many notes have their text, and how many have lost it: `78 notes (2 destroyed)`.
  var notesCounted: String {
    let destroyed = notes.count { $0.redacted }
    return counted(notes.count - destroyed, "note") + (destroyed == 0 ? "" : " (\(destroyed) destroyed)")
  }
}
