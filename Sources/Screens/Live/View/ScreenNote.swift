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

  /// - Parameter stances: as of another time than the session's.
  init(_ note: Note, in session: Session, stances: [Stance]? = nil) {
    self.note = note
    self.session = session
    self.stances = stances ?? session.stances(onNote: note.id)
  }

  /// On one line, for lists.
  static func line(_ note: Note, in session: Session) -> String {
    NoteLine(note, in: session).text
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
    head.add(padded(who, to: width < 60 ? 2 : 3) + " ", .speaker)
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

  /// Who said it, or the sign of what it is.
  private var who: String {
    guard !note.redacted else { return "–" }
    if content.count != nil { return "=" }
    let names = content.speakers.map { speaker in
      switch speaker {
      case .moderator: return "M"
      case .someone: return "P?"
      case .participant: return speaker.id
      }
    }
    if !names.isEmpty {
      let reply = content.replyTo.map { "→P\($0)" } ?? ""
      return names.joined(separator: ",") + (content.unsure ? "?" : "") + reply
    }
    switch content.kind {
    case .observation: return "~"
    case .comment: return "()"
    case .followUp: return "?"
    case .paraphrase, .quote: return ""
    }
  }

  private var role: Role {
    if note.redacted || note.isMoment { return .faint }
    switch content.kind {
    case .quote: return .quote
    case .comment: return .faint
    default: return .text
    }
  }

  private var text: String {
    guard !note.redacted else { return "redacted" }
    var words: [String] = []
    if let raisedAt = note.raisedAt { words.append("raised at \(raisedAt):") }
    if content.important { words.append("*") }
    if content.intense { words.append("!") }
    if let count = content.count {
      words.append("\(count) of \(content.of ?? count) hands")
      if !content.speakers.isEmpty { words.append("(\(content.speakers.map(\.id).joined(separator: ", ")))") }
    }
    if note.isMoment {
      words.append("\(content.kind == .quote ? "quote" : "moment"), words to come")
    } else if content.kind == .quote {
      words.append("“\(content.text)\(content.complete ? "”" : "…")")
    } else if content.kind == .comment {
      words.append("(\(content.text))")
    } else if !content.text.isEmpty {
      words.append(content.text + (content.complete ? "" : "…"))
    }
    if let manner = content.manner { words.append("(\(manner))") }
    if content.kind == .followUp { words.append(note.askedAt == nil ? "– to ask" : "– asked") }
    if note.isEdited { words.append("(edited)") }
    if note.isMoved { words.append("(moved)") }
    if isEditedLater { words.append("(edited later)") }
    return words.joined(separator: " ")
  }

  private var tail: [(String, Role)] {
    guard !note.redacted else { return [] }
    var parts: [(String, Role)] = content.codes.map { ("#" + $0, .code) }
    let agree = stances.count { $0.value == .agree }
    let dissent = stances.count { $0.value == .dissent }
    if agree > 0 { parts.append(("+\(agree)", .done)) }
    if dissent > 0 { parts.append(("−\(dissent)", .warning)) }
    return parts
  }
}
