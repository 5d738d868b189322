internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// A note as it stands on the screen.
struct ScreenNote {
  /// The most rows a note takes in the list; all of it is read with `/edit`.
  static let mostRows = 4

  let note: Note
  let session: Session
  /// The stances on it, as they are shown.
  let stances: [Stance]
  /// It reads otherwise by the end of the session.
  var isEditedLater = false
  /// Where its words can be heard is shown.
  var withAudio = false

  /// - Parameter stances: as of another time than the session's.
  init(_ note: Note, in session: Session, stances: [Stance]? = nil) {
    self.note = note
    self.session = session
    self.stances = stances ?? session.stances(onNote: note.id)
  }

  /// The rows, at most `mostRows`.
  ///
  /// - Parameters:
  ///   - isPending: it is not on the disk yet.
  ///   - withQuestion: its question stands before it.
  func rows(width: Int, isPending: Bool, isSelected: Bool, withQuestion: Bool) -> [Row] {
    var head = Row(width: width)
    head.add(isSelected ? "▸" : isPending ? "○" : " ", .pending)
    let digits = String(note.number)
    head.add(String(repeating: " ", count: max(0, 3 - digits.count)) + digits + " ", .faint)
    let clock = session.clock(note.at)
    head.add((width < 60 && clock.hasPrefix("00:") ? String(clock.dropFirst(3)) : clock) + "  ", .faint)
    if withQuestion { head.add(padded(note.question, to: 3) + " ", .faint) }
    head.add(padded(note.redacted ? "–" : content.sign, to: width < 60 ? 2 : 3) + " ", .speaker)
    let indent = min(head.columns, width / 2)
    var rows = body(width: width - indent, indent: indent, after: head)
    if isSelected { rows = rows.map { $0.whole(.current) } }
    return rows
  }

  private func body(width: Int, indent: Int, after head: Row) -> [Row] {
    let text = text
    var lines = wrapped(
      text, width: max(1, width - 1), breakingWords: true, most: ScreenNote.mostRows + 1)
    if lines.count > ScreenNote.mostRows {
      lines = wrapped(text, width: max(1, width - 3), breakingWords: true, most: ScreenNote.mostRows)
      lines[lines.count - 1] += " …"
    }
    if lines.isEmpty { lines = [""] }
    var rows = lines.enumerated().map { index, line in
      var row = index == 0 ? head : Row(width: head.width)
      if index > 0 { row.skip(to: indent) }
      row.add(line, role)
      return row
    }
    for (text, role) in tail where !text.isEmpty {
      if rows[rows.count - 1].left < DisplayWidth.of(text) + 2, rows.count < ScreenNote.mostRows {
        var row = Row(width: head.width)
        row.skip(to: indent)
        rows.append(row)
      }
      rows[rows.count - 1].add((rows[rows.count - 1].columns > indent ? "  " : "") + text, role)
    }
    return rows
  }

  private var content: NoteContent { note.content }

  private var role: Role {
    if note.redacted || note.isMoment { return .faint }
    switch content.kind {
    case .quote: return .quote
    case .comment: return .faint
    case .paraphrase, .observation, .followUp: return .text
    }
  }

  private var text: String {
    guard !note.redacted else { return note.words(.listed) }
    var words: [String] = []
    if let raisedAt = note.raisedAt { words.append("raised at \(raisedAt):") }
    words.append(note.words(.listed))
    if content.kind == .followUp { words.append(note.askedAt == nil ? "– to ask" : "– asked") }
    if note.isEdited { words.append("(edited)") }
    if note.isMoved { words.append("(moved)") }
    if note.isReseated { words.append("(speaker put right)") }
    if isEditedLater { words.append("(edited later)") }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var tail: [(String, Role)] {
    guard !note.redacted else { return [] }
    var parts: [(String, Role)] = content.codes.map { ("#" + $0, .code) }
    let agree = stances.count { $0.value == .agree }
    let dissent = stances.count { $0.value == .dissent }
    if agree > 0 { parts.append(("+\(agree)", .done)) }
    if dissent > 0 { parts.append(("−\(dissent)", .warning)) }
    if withAudio, let audio = session.audioWords(of: note) { parts.append((audio, .faint)) }
    return parts
  }
}
